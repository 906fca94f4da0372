import { confirmCommands, type UnconfirmedCommand, unconfirmedCommands } from '../persistence/idempotency.ts';
import type { OrderDesk } from '../temporal/desk.ts';
import type { ApiDeps } from './deps.ts';
import { keepRounds } from './rounds.ts';

const pauseMs = 2000;
const mostAtOnce = 1000;

/** A desk that notes which commands their workflows have answered, and the rounds that look after all others. */
export interface Confirmations {
  desk: OrderDesk;
  stop(): Promise<void>;
}

/**
 * A command counts when it is on the record. When worker and Temporal die in that moment, its workflow can lose it: the
 * order would stand still, and the next command be judged by what was. So commands the workflow has answered are noted,
 * in batches and off the request's way, and the workflows of those that nobody noted in time are told to catch up.
 */
export function keepConfirming({ orm, desk, logger }: Pick<ApiDeps, 'orm' | 'desk' | 'logger'>): Confirmations {
  const noted: string[] = [];
  const note = async (): Promise<void> => {
    const batch = noted.splice(0, mostAtOnce);
    if (batch.length > 0) await confirmCommands(orm, batch);
  };
  // One order that cannot be told must not keep the others waiting.
  const tell = async ({ commandId, order, version }: UnconfirmedCommand): Promise<void> => {
    try {
      await desk.catchUp(order, version);
      await confirmCommands(orm, [commandId]);
      logger.info({ order, version, command: commandId }, 'workflow told of a recorded command');
    } catch (error) {
      logger.warn({ err: error, order, command: commandId }, 'a recorded command waits to be confirmed');
    }
  };
  const rounds = keepRounds({ logger, pauseMs, failed: 'recorded commands wait to be confirmed' }, async () => {
    await note();
    for (const command of await unconfirmedCommands(orm)) await tell(command);
  });
  return {
    desk: {
      ...desk,
      async issue(order, command, stage) {
        const answered = await desk.issue(order, command, stage);
        if ('answer' in answered) noted.push(command.commandId);
        return answered;
      },
      async open(opening, by, commandId) {
        const answered = await desk.open(opening, by, commandId);
        if ('answer' in answered) noted.push(commandId);
        return answered;
      },
    },
    async stop() {
      await rounds.stop();
      await note().catch((error: unknown) => logger.warn({ err: error }, 'confirmations were not noted'));
    },
  };
}
