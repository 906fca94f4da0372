import { ApplicationFailure } from '@temporalio/common';
import { lettersOf } from '../src/domain/order/letters.ts';
import type { Order } from '../src/domain/order/order.ts';
import type { CommandRecord, MissedCommand, RecordOutcome } from '../src/domain/record.ts';
import { commandsSince, record } from '../src/persistence/order-store.ts';
import { isLasting } from '../src/persistence/store-error.ts';
import type { ActivityDependencies } from './index.ts';

export const openRecord = ({ orm }: Pick<ActivityDependencies, 'orm'>) => ({
  /**
   * Writes one accepted command whole: facts, read model, ledger, papers, letters and answer, in one transaction. Fails
   * for good when the database would refuse it every time: the command then has not happened, and the next one can.
   */
  async recordCommand(command: CommandRecord): Promise<RecordOutcome> {
    try {
      return await record(orm, command, lettersOf(command.facts, command.view.state as Order));
    } catch (error) {
      if (!isLasting(error)) throw error;
      throw ApplicationFailure.create({
        type: 'RECORD_REFUSED',
        message: error.message,
        nonRetryable: true,
        cause: error,
      });
    }
  },

  /** The commands recorded for an order after its fact number `version`, with their facts and answers. */
  commandsSince: (order: string, version: number): Promise<MissedCommand[]> => commandsSince(orm, order, version),
});
