import type { MikroORM } from '@mikro-orm/postgresql';
import { type Credit, type CreditParty, creditPartiesOf } from '../../domain/credit/credit.ts';
import type { CreditView } from '../../domain/credit/record.ts';
import { type Actor, platformRoles } from '../../domain/parties.ts';
import { findCredit } from '../../persistence/credit/reader.ts';
import { problem } from '../problem.ts';

/** A credit as its reader may know of it, with what the reader is on it. */
export interface VisibleCredit {
  view: CreditView & { updatedAt: string };
  credit: Credit;
  parties: CreditParty[];
}

const numberPattern = /^LC[0-9]{8,20}$/;

/** The platform's own people see every credit, as they see every order; a bank sees those it stands on. */
const ofPlatform = ({ roles }: Actor): boolean => roles.some((role) => role !== 'bank' && platformRoles.includes(role));

/**
 * The credit of that number, for its parties and the platform. Throws ProblemError 404 for everybody else: a credit of
 * others is answered exactly like one that does not exist.
 */
export async function visibleCredit(orm: MikroORM, number: string, actor: Actor): Promise<VisibleCredit> {
  const view = numberPattern.test(number) ? await findCredit(orm, number) : null;
  const parties = view === null ? [] : creditPartiesOf(view.state, actor);
  if (view === null || (parties.length === 0 && !ofPlatform(actor))) {
    throw problem(404, 'unknown-credit', 'There is no such letter of credit.');
  }
  return { view, credit: view.state, parties };
}
