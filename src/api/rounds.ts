import type { Logger } from 'pino';

/** Something that runs again and again in the background until it is stopped. */
export interface Rounds {
  /** Resolves when the round under way is over. */
  stop(): Promise<void>;
}

/**
 * Runs `work` now and then every `pauseMs` after it has ended, at once where it answers 'more'; an error
 * is logged as `failed` and tried again.
 */
export function keepRounds(
  { logger, pauseMs, failed }: { logger: Logger; pauseMs: number; failed: string },
  work: () => Promise<unknown>,
): Rounds {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const round = async (): Promise<void> => {
    let left: unknown;
    try {
      left = await work();
    } catch (error) {
      logger.warn({ err: error }, failed);
    }
    if (stopped) return;
    timer = setTimeout(
      () => {
        running = round();
      },
      left === 'more' ? 0 : pauseMs,
    );
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
