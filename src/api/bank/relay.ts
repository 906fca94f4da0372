import type { ApiDeps } from '../deps.ts';
import { keepRounds, type Rounds } from '../rounds.ts';
import { carryOnSuspense } from '../suspense/carrying-out.ts';
import { applyPendingEntries } from './intake.ts';

/** Carries on, now and every five seconds, with bank entries that a crash left between being kept and being applied. */
export const keepApplying = (deps: ApiDeps): Rounds =>
  keepRounds(
    { logger: deps.logger, pauseMs: 5_000, failed: 'pending bank entries wait for the next round' },
    async () => {
      await applyPendingEntries(deps);
      await carryOnSuspense(deps);
    },
  );
