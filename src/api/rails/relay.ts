import type { ApiDeps } from '../deps.ts';
import { applyWebhooks } from './applying.ts';
import { settleRails } from './settling.ts';

const pauseMs = 2_000;

/**
 * Applies kept webhooks and settles payments over rails, now and every two seconds: what a crash, a provider that was
 * away, or a payer who went away left open. Errors are logged and the next round tries again; `stop` waits for the
 * round under way.
 */
export function keepSettlingRails(deps: ApiDeps): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const round = async (): Promise<void> => {
    try {
      await applyWebhooks(deps);
      await settleRails(deps);
    } catch (error) {
      deps.logger.warn({ err: error }, 'payments over rails wait for the next round');
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
