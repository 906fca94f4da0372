import { type Credit, type CreditParty, creditPartiesOf } from '../../domain/credit/credit.ts';
import type { CreditView } from '../../domain/credit/record.ts';
import { platformRoles } from '../../domain/parties.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { findCredit } from '../../persistence/credit/reader.ts';
import type { Thing } from '../access.ts';
import { problem } from '../problem.ts';

/** A credit as its reader may know of it, with what the reader is on it. */
export interface VisibleCredit {
  view: CreditView & { updatedAt: string };
  credit: Credit;
  parties: CreditParty[];
}

const numberPattern = /^LC[0-9]{8,20}$/;

/** A letter of credit: its parties act on it, the platform reads it. To everybody else there is none. */
export const aCredit: Thing<VisibleCredit> = {
  name: 'letter of credit',
  async find({ orm }, actor, { credit: number = '' }) {
    const view = numberPattern.test(number) ? await findCredit(seenBy(orm, actor), number) : null;
    const parties = view === null ? [] : creditPartiesOf(view.state, actor);
    const reads = actor.roles.some((role) => platformRoles.includes(role));
    if (view === null || (parties.length === 0 && !reads)) {
      throw problem(404, 'unknown-credit', 'There is no such letter of credit.');
    }
    return { found: { view, credit: view.state, parties }, parts: parties };
  },
};
