import type { ApiDeps } from '../deps.ts';
import { keepRounds, type Rounds } from '../rounds.ts';
import { applyWebhooks } from './applying.ts';
import { settleRails } from './settling.ts';

/**
 * Applies kept webhooks and settles payments over rails, now and every two seconds: what a crash, a provider that was
 * away, or a payer who went away left open.
 */
export const keepSettlingRails = (deps: ApiDeps): Rounds =>
  keepRounds(
    { logger: deps.logger, pauseMs: 2_000, failed: 'payments over rails wait for the next round' },
    async () => {
      await applyWebhooks(deps);
      await settleRails(deps);
    },
  );
