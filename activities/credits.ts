import { ApplicationFailure } from '@temporalio/common';
import type { CreditRecord, CreditRecordOutcome, MissedCreditCommand } from '../src/domain/credit/record.ts';
import { creditCommandsSince, recordCredit } from '../src/persistence/credit/store.ts';
import { sqlState } from '../src/persistence/store-error.ts';
import { isLasting } from '../src/persistence/store-error.ts';
import type { ActivityDependencies } from './index.ts';

const uniqueViolation = '23505';

export const openCredits = ({ orm }: Pick<ActivityDependencies, 'orm'>) => ({
  /**
   * Writes one accepted command to a credit whole, in one transaction. Fails for good with RECORD_REFUSED when the
   * database would refuse it every time; a second credit of an order that has one open is such a refusal.
   */
  async recordCreditCommand(record: CreditRecord): Promise<CreditRecordOutcome> {
    try {
      return await recordCredit(orm, record);
    } catch (error) {
      if (!isLasting(error) && sqlState(error) !== uniqueViolation) throw error;
      throw ApplicationFailure.create({
        type: 'RECORD_REFUSED',
        message: (error as Error).message,
        nonRetryable: true,
        cause: error as Error,
      });
    }
  },

  /** The commands recorded for a credit after its fact number `version`. */
  creditCommandsSince: (credit: string, version: number): Promise<MissedCreditCommand[]> =>
    creditCommandsSince(orm, credit, version),
});
