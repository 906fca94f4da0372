import type { ApiDeps } from '../deps.ts';
import { carryOnSuspense } from '../suspense/carrying-out.ts';
import { applyPendingEntries } from './intake.ts';

const pauseMs = 5_000;

/**
 * Carries on, now and every five seconds, with bank entries that a crash left between being kept and being applied.
 * Errors are logged and the next round tries again; `stop` waits for the round under way.
 */
export function keepApplying(deps: ApiDeps): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const round = async (): Promise<void> => {
    try {
      await applyPendingEntries(deps);
      await carryOnSuspense(deps);
    } catch (error) {
      deps.logger.warn({ err: error }, 'pending bank entries wait for the next round');
    }
    if (stopped) return;
    timer = setTimeout(() => {
      running = round();
    }, pauseMs);
    timer.unref();
  };
  let running = round();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
