import { Socket } from 'node:net';
import { type Stack, type StackOptions, startStack } from './index.ts';
import type { Log } from './service.ts';

const MS_PER_SECOND = 1000;

/** Progress lines with the seconds since the command began. */
export function progress(write: (line: string) => void): Log {
  const began = performance.now();
  return (line) => write(`[${((performance.now() - began) / MS_PER_SECOND).toFixed(1).padStart(6)} s] ${line}`);
}

/** Calls back when the wrapper that started this process is gone, however it went: its end of the pipe closes then. */
function whenParentDies(callback: () => void): void {
  const descriptor = Number(process.env.TRADE_PARENT_FD);
  if (!Number.isInteger(descriptor) || descriptor <= 2) return;
  const pipe = new Socket({ fd: descriptor, readable: true, writable: false });
  pipe
    .once('close', callback)
    .on('error', () => undefined)
    .resume();
  pipe.unref();
}

/**
 * Brings a stack up, does `whenUp`, and keeps the stack until Ctrl-C or a request to stop; then stops everything in
 * order. A second Ctrl-C does not wait. Answers the exit code: 0 after a stop that was asked for, 1 after a failure.
 */
export async function runInForeground(
  options: StackOptions,
  log: Log,
  whenUp: (stack: Stack) => Promise<void>,
): Promise<number> {
  const control = new AbortController();
  const stopAsked = new Promise<void>((resolve) => control.signal.addEventListener('abort', () => resolve()));
  const ask = () => {
    if (control.signal.aborted) process.exit(1);
    log('stopping');
    control.abort(new Error('stopped'));
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, ask);
  whenParentDies(() => control.signal.aborted || ask());
  try {
    const stack = await startStack({ ...options, log, signal: control.signal });
    // What is waited for must keep the process alive by itself: the services are child processes that could all be
    // remote.
    const alive = setInterval(() => undefined, 2 ** 30);
    try {
      await Promise.race([whenUp(stack), stopAsked]);
      await stopAsked;
    } finally {
      clearInterval(alive);
      await stack.stop();
      log('stopped');
    }
    return 0;
  } catch (error) {
    if (control.signal.aborted) {
      log('stopped');
      return 0;
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
