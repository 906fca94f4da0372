import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process as it is remembered on disk: a pid alone may belong to somebody else by the time it is read again. */
export type ProcessMark = { pid: number; started: string };

const POLL_MS = 20;

/** Whether a process with this pid exists and is no zombie. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !(statFields(pid)?.startsWith('Z') ?? false);
}

/** State and what follows it in /proc/<pid>/stat; undefined where there is no such file. */
function statFields(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2);
  } catch {
    return undefined;
  }
}

const START_TIME_AFTER_STATE = 19;

/**
 * When the process started, in whatever unit the system has: only ever compared with itself. Undefined when unknown.
 */
function startOf(pid: number): string | undefined {
  const fields = statFields(pid)?.split(' ');
  if (fields) return fields[START_TIME_AFTER_STATE];
  if (process.platform === 'linux' || process.platform === 'win32') return undefined;
  const answer = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return answer.status === 0 ? answer.stdout.trim() : undefined;
}

/** What to write down about a process that runs now. */
export function markOf(pid: number): ProcessMark {
  return { pid, started: startOf(pid) ?? 'unknown' };
}

/** Whether the very process that was written down still runs. */
export function stillRuns(mark: ProcessMark): boolean {
  return isAlive(mark.pid) && (startOf(mark.pid) ?? 'unknown') === mark.started;
}

/** Sends a signal to one process; true if it was there to receive it. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

/** Ends what is left of the group a process leads. Windows has no such groups: there the process alone is ended. */
export function killGroup(pid: number): void {
  signal(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
}

/** Asks a process to stop, waits up to `graceMs`, then kills it and its group. Resolves when it is gone. */
export async function stopProcess(pid: number, ask: NodeJS.Signals, graceMs: number): Promise<void> {
  signal(pid, ask);
  const until = Date.now() + graceMs;
  while (isAlive(pid) && Date.now() < until) await sleep(POLL_MS);
  killGroup(pid);
  while (isAlive(pid)) await sleep(POLL_MS);
}
