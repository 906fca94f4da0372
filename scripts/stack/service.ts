import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, killGroup, markOf, signal, stopProcess } from './processes.ts';

export type Log = (line: string) => void;

/** What to run: a file, its arguments and where. Environment variables are added to this process's own. */
export type Command = {
  file: string;
  args: string[];
  cwd: string;
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
};

/** One run of a service: its pid and all it has written since it started. */
export type Run = { pid: number; output: () => string };

/** A process to keep running. `isReady` is asked again and again; `stopSignal` asks it to end in order. */
export type ServiceSpec = {
  name: string;
  command: Command;
  isReady: (run: Run) => Promise<boolean>;
  readyWithinMs: number;
  stopSignal: NodeJS.Signals;
  graceMs: number;
};

/** A supervised process: `ready` resolves when it serves (again after a crash), `stop` when it is gone for good. */
export type Service = {
  name: string;
  pid: () => number | undefined;
  ready: () => Promise<void>;
  stop: () => Promise<void>;
};

/**
 * Where services run: the folder of their logs, the folder of the marks by which a later start finds orphans, the
 * services started so far, and whether no more may be started because everything is being stopped.
 */
export type Host = { logs: string; run: string; log: Log; services: Service[]; closed: boolean };

const READY_POLL_MS = 25;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5000;
const TAIL_LINES = 30;

type State = { child: ChildProcess | undefined; ready: boolean; stopping: boolean; waiting: (() => void)[] };

function textAfter(path: string, offset: number): string {
  return readFileSync(path).subarray(offset).toString();
}

function launch(spec: ServiceSpec, host: Host): { child: ChildProcess; run: Run } {
  const { file, args, cwd, env, uid, gid } = spec.command;
  const logFile = join(host.logs, `${spec.name}.log`);
  const log = openSync(logFile, 'a');
  const from = statSync(logFile).size;
  // A group of its own, so that Ctrl-C reaches only the supervisor, which then stops everything in order.
  const child = spawn(file, args, {
    cwd,
    detached: process.platform !== 'win32',
    stdio: ['ignore', log, log],
    env: { ...process.env, ...env },
    ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
  });
  closeSync(log);
  if (child.pid !== undefined) {
    writeFileSync(join(host.run, `${spec.name}.json`), JSON.stringify({ ...markOf(child.pid), ask: spec.stopSignal }));
  }
  return { child, run: { pid: child.pid ?? -1, output: () => textAfter(logFile, from) } };
}

/** Resolves with words for how the child ended. */
function ending(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, by) => resolve(by ?? `exit code ${code}`));
  });
}

async function untilReady(spec: ServiceSpec, run: Run, hasEnded: () => boolean): Promise<boolean> {
  const until = Date.now() + spec.readyWithinMs;
  while (!hasEnded() && Date.now() < until) {
    if (await spec.isReady(run).catch(() => false)) return true;
    await sleep(READY_POLL_MS);
  }
  return false;
}

function tell(state: State): void {
  for (const resolve of state.waiting.splice(0)) resolve();
}

/** Runs the process once, from start to end. Answers whether it ever got ready, and how it ended. */
async function runOnce(
  spec: ServiceSpec,
  host: Host,
  state: State,
): Promise<{ ready: boolean; end: string; run: Run }> {
  const { child, run } = launch(spec, host);
  let ended = false;
  const end = ending(child).then((words) => {
    ended = true;
    return words;
  });
  state.child = child;
  const ready = await untilReady(spec, run, () => ended || state.stopping);
  state.ready = ready && !ended;
  if (ready) tell(state);
  else if (!ended && !state.stopping && child.pid !== undefined) killGroup(child.pid);
  const words = await end;
  state.ready = false;
  state.child = undefined;
  if (child.pid !== undefined) killGroup(child.pid);
  rmSync(join(host.run, `${spec.name}.json`), { force: true });
  return { ready, end: words, run };
}

/** Starts the process again whenever it ends: at once if it had been ready, else after a growing pause. */
async function keepRunning(spec: ServiceSpec, host: Host, state: State): Promise<void> {
  let everReady = false;
  for (let failures = 0; !state.stopping; ) {
    const { ready, end, run } = await runOnce(spec, host, state);
    if (state.stopping) return;
    everReady ||= ready;
    if (!everReady) {
      const tail = run.output().trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
      throw new Error(
        `${spec.name} did not start (${end}); the end of ${join(host.logs, `${spec.name}.log`)}:\n${tail}`,
      );
    }
    host.log(`${spec.name} ended (${end}); starting it again`);
    failures = ready ? 0 : failures + 1;
    if (failures > 0) await sleep(Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS));
  }
}

function serviceOf(spec: ServiceSpec, state: State, kept: Promise<void>): Service {
  const lastResort = () => {
    if (state.child?.pid !== undefined) signal(state.child.pid, spec.stopSignal);
  };
  process.once('exit', lastResort);
  return {
    name: spec.name,
    pid: () => state.child?.pid,
    ready: () => (state.ready ? Promise.resolve() : new Promise((resolve) => state.waiting.push(resolve))),
    stop: async () => {
      state.stopping = true;
      const pid = state.child?.pid;
      if (pid !== undefined && isAlive(pid)) await stopProcess(pid, spec.stopSignal, spec.graceMs);
      await kept.catch(() => undefined);
      process.removeListener('exit', lastResort);
    },
  };
}

/**
 * Starts a process and keeps it running until it is stopped. Resolves once it is ready for the first time; throws with
 * the end of its log when it ends, or does not get ready in time, before that. The host knows it from the first moment
 * on.
 */
export async function startService(spec: ServiceSpec, host: Host): Promise<Service> {
  if (host.closed) throw new Error(`${spec.name} was not started: the stack is being stopped`);
  mkdirSync(host.logs, { recursive: true });
  mkdirSync(host.run, { recursive: true });
  const state: State = { child: undefined, ready: false, stopping: false, waiting: [] };
  const kept = keepRunning(spec, host, state);
  const service = serviceOf(spec, state, kept);
  host.services.push(service);
  await Promise.race([service.ready(), kept]);
  if (state.stopping) throw new Error(`${spec.name} was stopped while it started`);
  return service;
}
