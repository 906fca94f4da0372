import type { Timestamp } from '../src/gateways/timestamp/authority.ts';
import { TimestampError } from '../src/gateways/timestamp/token.ts';
import {
  dueForStamping,
  keepTimestamp,
  noteUnstamped,
  overdueForStamping,
  type Stampable,
} from '../src/persistence/signing/timestamps.ts';
import type { ActivityDependencies } from './index.ts';

const longestRetryMinutes = 60;
/** Authorities are away for an hour at times; what they have not stamped after this many attempts is looked at. */
const worryingAttempts = 6;

/** What came of one thing that was to be stamped; `why` is null when it is. */
export interface Stamping extends Pick<Stampable, 'order' | 'subject' | 'number'> {
  why: string | null;
}

export const openTimestamps = ({ orm, timestamper = null }: ActivityDependencies) => ({
  /**
   * Has the next thing stamped that is due, or notes why not and when to try again; null when nothing is due or no
   * authority is set up. An answer that was lost is asked for anew: a token nobody has binds nobody.
   */
  async stampNext(): Promise<Stamping | null> {
    const due = timestamper === null ? null : await dueForStamping(orm);
    if (due === null || timestamper === null) return null;
    const { order, subject, number, hash, attempts } = due;
    let stamped: Timestamp;
    try {
      stamped = await timestamper(hash);
    } catch (error) {
      if (!(error instanceof TimestampError)) throw error;
      const state = error.code === 'no-answer' ? 'UNKNOWN' : 'REFUSED';
      const retryMinutes = Math.min(2 ** attempts, longestRetryMinutes);
      await noteUnstamped(orm, due, { state, why: error.message, retryMinutes });
      return { order, subject, number, why: error.message };
    }
    await keepTimestamp(orm, due, stamped);
    return { order, subject, number, why: null };
  },

  /** How many things authorities have been asked for in vain for hours. */
  countUnstamped: (): Promise<number> =>
    timestamper === null ? Promise.resolve(0) : overdueForStamping(orm, worryingAttempts),
});
