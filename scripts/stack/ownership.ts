import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { markOf, type ProcessMark, stillRuns, stopProcess } from './processes.ts';
import type { Log } from './service.ts';

const WAIT_MS = 250;
const ORPHAN_GRACE_MS = 5000;

function readMark<T extends ProcessMark>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/**
 * Removes a lock whose owner is gone. Moved away before it is judged: another process may have removed it and taken the
 * lock in the meantime, and then the new one goes back and its owner is answered.
 */
function removeAbandoned(file: string, away: string): ProcessMark | undefined {
  try {
    renameSync(file, away);
  } catch {
    return undefined;
  }
  const mark = readMark(away);
  const owner = mark && stillRuns(mark) ? mark : undefined;
  if (owner && !existsSync(file)) renameSync(away, file);
  rmSync(away, { force: true });
  return owner;
}

/** Takes a lock file for this process; answers the living owner when somebody else has it. */
export function takeLock(file: string): ProcessMark | undefined {
  mkdirSync(dirname(file), { recursive: true });
  // Written aside and linked into place, so that nobody ever reads a lock that does not yet say whose it is.
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, JSON.stringify(markOf(process.pid)));
  try {
    for (;;) {
      try {
        linkSync(aside, file);
        return undefined;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const owner = readMark(file);
      if (owner && stillRuns(owner)) return owner;
      const newer = removeAbandoned(file, `${aside}.old`);
      if (newer) return newer;
    }
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Gives a lock back if this process has it. */
export function releaseLock(file: string): void {
  if (readMark(file)?.pid === process.pid) rmSync(file, { force: true });
}

/** Does the work while holding the lock, after waiting for whoever holds it now. */
export async function withTurn<T>(file: string, work: () => Promise<T>, onWait: () => void): Promise<T> {
  for (let told = false; takeLock(file) !== undefined; told = true) {
    if (!told) onWait();
    await sleep(WAIT_MS);
  }
  try {
    return await work();
  } finally {
    releaseLock(file);
  }
}

/** Ends the services that an earlier start left behind when it was killed, in the order API to database. */
export async function endOrphans(runFolder: string, log: Log): Promise<void> {
  if (!existsSync(runFolder)) return;
  const rank = (file: string) => ['temporal.json', 'postgres.json'].indexOf(file);
  const files = readdirSync(runFolder).filter((file) => file.endsWith('.json'));
  const lastFirst = files.sort((a, b) => rank(a) - rank(b));
  for (const file of lastFirst) {
    const mark = readMark<ProcessMark & { ask: NodeJS.Signals }>(join(runFolder, file));
    if (mark && stillRuns(mark)) {
      log(`ending ${file.replace('.json', '')}, left behind by an earlier start`);
      await stopProcess(mark.pid, mark.ask, ORPHAN_GRACE_MS);
    }
    rmSync(join(runFolder, file), { force: true });
  }
}

/** Writes a file so that a reader sees the old one or the whole new one. */
export function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
