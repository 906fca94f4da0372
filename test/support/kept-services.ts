import type { ChildProcess } from 'node:child_process';

// Jest loads set-up and teardown separately, so what one leaves for the other has to hang on the global object.
const holder = globalThis as { tradeTestServices?: ChildProcess };

/** Remembers the process that keeps the services until the teardown. */
export function keep(child: ChildProcess): void {
  holder.tradeTestServices = child;
}

/** The process that keeps the services, if the set-up started one. */
export function kept(): ChildProcess | undefined {
  return holder.tradeTestServices;
}
