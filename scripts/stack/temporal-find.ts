import type { Log } from './service.ts';
import { buildServer } from './temporal-build.ts';
import { downloadCli } from './temporal-download.ts';
import {
  cacheFolder,
  type Finding,
  judgeCli,
  lookInCache,
  OLDEST_SERVER,
  type TemporalPrograms,
  versionOf,
} from './temporal-programs.ts';

function lookForCli(): Finding {
  const cli = process.env.TEMPORAL_CLI || 'temporal';
  return judgeCli(cli, versionOf(cli));
}

/**
 * Finds a Temporal server that is new enough: the configured address, the `temporal` command, the cache, the official
 * download, a build from the public Go modules, in this order. Throws with everything that was tried and what would
 * help.
 */
export async function findTemporal(log: Log): Promise<TemporalPrograms> {
  const address = process.env.TEMPORAL_ADDRESS;
  if (address) return { kind: 'configured', address };
  const folder = cacheFolder();
  const looks: (() => Finding | Promise<Finding>)[] = [
    lookForCli,
    () => lookInCache(folder),
    () => downloadCli(folder, log),
    () => buildServer(folder, log),
  ];
  const missing: string[] = [];
  for (const look of looks) {
    const found = await look();
    if ('programs' in found) return found.programs;
    missing.push(found.missing);
  }
  const tried = missing.map((reason) => `  - ${reason}`).join('\n');
  throw new Error(
    `No Temporal server ${OLDEST_SERVER.join('.')} or newer could be had:\n${tried}
  What helps, any one of: set TEMPORAL_ADDRESS to a running server; install the newest temporal CLI (put it on PATH or
  name it in TEMPORAL_CLI); let this machine reach the internet once; install Go, to build the server.`,
  );
}
