import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What the engine's Temporal server is made of on this machine. */
export type TemporalPrograms =
  | { kind: 'configured'; address: string }
  | { kind: 'cli'; cli: string }
  | { kind: 'server'; server: string; sql: string; ui: string | undefined };

/** What one look for a server gave: the programs, or why there are none. */
export type Finding = { programs: TemporalPrograms } | { missing: string };

export const SERVER_VERSION = '1.32.1';
export const UI_VERSION = '2.54.1';
/** Eager activities, time skipping and upgrade on continue-as-new came with this version. */
export const OLDEST_SERVER: readonly [number, number] = [1, 32];

const VERSION_MS = 10_000;

/** Whether a version such as `1.32.1` is new enough for the engine. */
export function serverIsNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST_SERVER[0] || (major === OLDEST_SERVER[0] && minor >= OLDEST_SERVER[1]);
}

/** The folder shared by every copy of the project that this user has. */
export function cacheFolder(): string {
  const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(caches, 'trade-process-engine', `temporal-${SERVER_VERSION}`);
}

const program = (...path: string[]) => join(...path) + (process.platform === 'win32' ? '.exe' : '');

/** What a program says to `--version`; undefined when it cannot be run. */
export function versionOf(file: string): string | undefined {
  const answer = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: VERSION_MS });
  return answer.status === 0 ? `${answer.stdout}${answer.stderr}`.trim() : undefined;
}

/** Judges a `temporal` command by the server it bundles: "temporal version 1.9.1 (Server 1.32.1, UI 2.54.0)". */
export function judgeCli(cli: string, said: string | undefined): Finding {
  if (said === undefined) return { missing: `${cli} is not there or cannot be run` };
  const bundled = /\(Server (\d+\.\d+\.\d+)/.exec(said)?.[1];
  if (bundled === undefined) return { missing: `${cli} does not say which server it bundles: ${said}` };
  if (serverIsNewEnough(bundled)) return { programs: { kind: 'cli', cli } };
  return { missing: `${cli} bundles server ${bundled}, older than ${OLDEST_SERVER.join('.')}` };
}

/** The programs kept in the per-user cache. */
export function lookInCache(folder: string): Finding {
  const server = program(folder, 'bin', 'server');
  const sql = program(folder, 'bin', 'sql');
  const ui = program(folder, 'ui', 'server');
  if (existsSync(sql) && versionOf(server)?.includes(SERVER_VERSION)) {
    return { programs: { kind: 'server', server, sql, ui: existsSync(ui) ? ui : undefined } };
  }
  const cli = program(folder, 'cli', 'temporal');
  const downloaded = existsSync(cli) ? judgeCli(cli, versionOf(cli)) : undefined;
  if (downloaded && 'programs' in downloaded) return downloaded;
  return { missing: `${folder} holds no server yet` };
}
