import { ApplicationFailure } from '@temporalio/common';
import type { QualificationOutcome, QualificationRecord } from '../src/domain/qualification/record.ts';
import { recordQualification } from '../src/persistence/qualification/record.ts';
import { isLasting } from '../src/persistence/store-error.ts';
import type { ActivityDependencies } from './index.ts';

export const openQualifications = ({ orm }: Pick<ActivityDependencies, 'orm'>) => ({
  /**
   * Writes what one accepted command to a qualification does, in one transaction, once by the command's id. Fails for
   * good when the database would refuse it every time.
   */
  async recordQualification(record: QualificationRecord): Promise<QualificationOutcome> {
    try {
      return await recordQualification(orm, record);
    } catch (error) {
      if (!isLasting(error)) throw error;
      const { message } = error;
      throw ApplicationFailure.create({ type: 'RECORD_REFUSED', message, nonRetryable: true, cause: error });
    }
  },
});
