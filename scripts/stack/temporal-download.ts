import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Log } from './service.ts';
import { type Finding, judgeCli, versionOf } from './temporal-programs.ts';

const ANSWER_WITHIN_MS = 4000;
const DOWNLOAD_WITHIN_MS = 300_000;

/** Where Temporal publishes its CLI, which bundles a server and the UI (docs.temporal.io/cli, "Install"). */
function officialAddress(): string {
  const platform =
    { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string] ?? process.platform;
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  return `https://temporal.download/cli/archive/latest?platform=${platform}&arch=${arch}`;
}

/** Fetches a file; gives up early when nothing answers, and says why in a few words. */
async function fetchTo(address: string, file: string): Promise<void> {
  const control = new AbortController();
  const early = setTimeout(
    () => control.abort(new Error(`no answer in ${ANSWER_WITHIN_MS / 1000} s`)),
    ANSWER_WITHIN_MS,
  );
  const late = setTimeout(() => control.abort(new Error('the download took too long')), DOWNLOAD_WITHIN_MS);
  try {
    const response = await fetch(address, { signal: control.signal });
    clearTimeout(early);
    if (!response.ok || !response.body) throw new Error(`answer ${response.status}`);
    await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(file));
  } finally {
    clearTimeout(early);
    clearTimeout(late);
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

/** Tries the official download of the CLI into `<folder>/cli`. What cannot be reached is a finding, not an error. */
export async function downloadCli(folder: string, log: Log): Promise<Finding> {
  const address = officialAddress();
  mkdirSync(folder, { recursive: true });
  const fresh = mkdtempSync(join(folder, 'download-'));
  try {
    const archive = join(fresh, 'archive');
    await fetchTo(address, archive);
    const unpacked = spawnSync('tar', ['-xf', archive, '-C', fresh], { encoding: 'utf8' });
    if (unpacked.status !== 0)
      return { missing: `the archive from ${address} could not be unpacked: ${unpacked.stderr}` };
    rmSync(archive);
    const name = process.platform === 'win32' ? 'temporal.exe' : 'temporal';
    const judged = judgeCli(`the download ${address}`, versionOf(join(fresh, name)));
    if ('missing' in judged) return judged;
    rmSync(join(folder, 'cli'), { recursive: true, force: true });
    renameSync(fresh, join(folder, 'cli'));
    log('Temporal CLI downloaded into the cache');
    return { programs: { kind: 'cli', cli: join(folder, 'cli', name) } };
  } catch (error) {
    return { missing: `the official download (temporal.download) cannot be reached: ${reasonOf(error)}` };
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
