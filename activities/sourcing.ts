import { calendarOfCountry } from '../src/domain/calendar/calendar.ts';
import type { Rejection } from '../src/domain/order/decision.ts';
import type { Opening } from '../src/domain/order/opening.ts';
import type { Actor } from '../src/domain/parties.ts';
import type { Answer } from '../src/domain/record.ts';
import type { Outcome, Share } from '../src/domain/sourcing/award.ts';
import type { Invitation, Refused, Sourcing, SourcingInput, SourcingState } from '../src/domain/sourcing/sourcing.ts';
import { findOrder } from '../src/persistence/order-reader.ts';
import { servingCompanies, suspendedAmong } from '../src/persistence/identity/serving.ts';
import { companiesByIds, localeOf } from '../src/persistence/people.ts';
import { policiesIn } from '../src/persistence/policies.ts';
import {
  type AwardDecision,
  awardsOf,
  type Closing,
  closeAnswers,
  endWhenNothingStands,
  outcomesOf,
  recordAward,
  recordOutcomes,
} from '../src/persistence/sourcing/awards.ts';
import { type ExtensionDecision, recordExtension } from '../src/persistence/sourcing/extensions.ts';
import { postInvitation } from '../src/persistence/sourcing/letters.ts';
import { findProfile } from '../src/persistence/profiles.ts';
import { screenCompanies } from '../src/persistence/screening/screen.ts';
import { findSourcing, openSourcing, reader, type SourcingOpening } from '../src/persistence/sourcing/sourcings.ts';
import type { ActivityDependencies } from './index.ts';

/** What the activities need of the desk where commands to orders are handed in. */
export interface CommandDesk {
  open(opening: Opening, by: Actor, commandId: string): Promise<{ answer: Answer } | { rejection: Rejection }>;
  issue(
    order: string,
    command: { commandId: string; name: string; input: unknown; by: Actor },
    stage: string,
  ): Promise<{ answer: Answer } | { rejection: Rejection }>;
}

const now = (): string => new Date().toISOString();
const midway = (from: string, to: string): string => new Date((Date.parse(from) + Date.parse(to)) / 2).toISOString();

/** Of the companies named to serve, those that may: one that was suspended meanwhile is passed over. */
async function inService(orm: ActivityDependencies['orm'], named: SourcingInput['providers']) {
  const wanted = Object.entries(named ?? {});
  const companies = wanted.flatMap(([, company]) => company ?? []);
  const suspended = await suspendedAmong(orm, companies);
  return Object.fromEntries(wanted.filter(([, company]) => suspended.every((each) => each.company !== company)));
}

/** The order in which one supplier answers: its time to answer ends with the deadline that is the same for all. */
async function openingFor(
  { orm }: Pick<ActivityDependencies, 'orm'>,
  sourcing: Sourcing,
  { supplier, order }: Invitation,
): Promise<Opening> {
  const { number, buyer, deadline, sealed, split, content, createdAt } = sourcing;
  const profile = await findProfile(orm, content.profile);
  const [company] = await companiesByIds(orm, [supplier]);
  if (profile === null || company === undefined)
    throw new Error(`sourcing ${number} asks ${supplier} under ${content.profile}`);
  const found = await servingCompanies(orm, { buyer, named: await inService(orm, content.providers) });
  if ('fault' in found) throw new Error(found.fault.detail);
  return {
    order,
    mode: 'B2B',
    source: 'ENQUIRY',
    profile,
    supplierCalendar: calendarOfCountry(company.country),
    demand: content.demand,
    policies: policiesIn(await localeOf(orm, sourcing.user)),
    sourcing: { number, sealed, deadline, split },
    companies: { buyer, supplier, ...found.serving },
    answerDueAt: deadline,
    answerWarnAt: midway(createdAt, deadline),
  };
}

const asBuyer = (user: string, { buyer }: Sourcing): Actor => ({ user, company: buyer, roles: ['buyer'] });

interface Commanding {
  orm: ActivityDependencies['orm'];
  desk: CommandDesk;
  sourcing: Sourcing;
  award: { version: number; user: string; reason: string };
}

/** Hands one command of an award to an order, under an id that makes it happen once. */
async function command({ orm, desk, sourcing, award }: Commanding, order: string, name: string, input: unknown) {
  const view = await findOrder(orm, order);
  if (view === null) throw new Error(`there is no order ${order}`);
  const commandId = `sourcing:${sourcing.number}:award:${award.version}:${order}`;
  return desk.issue(order, { commandId, name, input, by: asBuyer(award.user, sourcing) }, view.stage);
}

/** Who raises what concerns an order from outside it. */
const house: Actor = { user: 'house', company: 'house', roles: ['operator'] };

/**
 * Screens both sides of an order that was opened, and shows the operators on it that a hit waits for its two people.
 */
async function screenOrder(
  { orm, desk }: Pick<Commanding, 'orm' | 'desk'>,
  { buyer }: Sourcing,
  { supplier, order }: Invitation,
): Promise<void> {
  const occasion = { occasion: 'order', subject: order, at: now() } as const;
  const screened = await screenCompanies(orm, [buyer, supplier], occasion);
  const pending = screened.filter(({ outcome }) => outcome !== 'clear').map(({ company }) => company);
  if (pending.length === 0) return;
  const detail = `Screening hits wait for a decision: ${pending.join(', ')}.`;
  const input = { code: 'screening-hit', detail };
  await desk.issue(order, { commandId: `screening:${order}`, name: 'raiseAttention', input, by: house }, 'enquiry');
}

/** The chosen quotes first: only when every share stands is anybody else told no. */
async function accept(commanding: Commanding, shares: readonly Share[]): Promise<Outcome[]> {
  const { award } = commanding;
  const outcomes: Outcome[] = [];
  for (const { order, hash, lines } of shares) {
    const answered = await command(commanding, order, 'awardShare', { hash, lines });
    const failed = 'rejection' in answered ? `${answered.rejection.code}: ${answered.rejection.detail}` : null;
    outcomes.push({
      award: award.version,
      order,
      result: failed === null ? 'awarded' : 'failed',
      detail: failed ?? award.reason,
    });
  }
  return outcomes;
}

async function decline(commanding: Commanding, chosen: readonly string[]): Promise<Outcome[]> {
  const { sourcing, award } = commanding;
  const outcomes: Outcome[] = [];
  for (const { order } of sourcing.invitations.filter((each) => !chosen.includes(each.order))) {
    // Declined by an attempt that died before it could say so: the command answers as it did.
    const answered = await command(commanding, order, 'declineShare', { reason: award.reason });
    if ('answer' in answered) outcomes.push({ award: award.version, order, result: 'declined', detail: award.reason });
  }
  return outcomes;
}

/** The orders that have a share, from this award or an earlier one. */
async function chosen(
  orm: ActivityDependencies['orm'],
  number: string,
  outcomes: readonly Outcome[],
): Promise<string[]> {
  const earlier = await outcomesOf(reader(orm), number);
  return [...earlier, ...outcomes].filter(({ result }) => result === 'awarded').map(({ order }) => order);
}

export const openSourcings = ({ orm, desk }: Pick<ActivityDependencies, 'orm' | 'desk'>) => {
  const commands = (): CommandDesk => {
    if (desk === undefined) throw new Error('this worker was set up without a desk for commands to orders');
    return desk;
  };
  const known = async (number: string): Promise<Sourcing> => {
    const sourcing = await findSourcing(reader(orm), number);
    if (sourcing === null) throw new Error(`there is no sourcing ${number}`);
    return sourcing;
  };
  return {
    /** Writes a sourcing down, once for its number. */
    recordSourcing: (opening: SourcingOpening, commandId: string): Promise<Answer> =>
      openSourcing(orm, opening, commandId),

    /** Opens an order for every supplier asked and tells them; what is done already is left as it is. */
    async inviteSuppliers(number: string): Promise<number> {
      const sourcing = await known(number);
      for (const invitation of sourcing.invitations) {
        const opening = await openingFor({ orm }, sourcing, invitation);
        const id = `sourcing:${number}:open:${invitation.order}`;
        const answered = await commands().open(opening, asBuyer(sourcing.user, sourcing), id);
        if ('rejection' in answered) throw new Error(`${invitation.order}: ${answered.rejection.detail}`);
        await screenOrder({ orm, desk: commands() }, sourcing, invitation);
        await postInvitation(orm, sourcing, invitation, now());
      }
      return sourcing.invitations.length;
    },

    /** Closes a sourcing to answers once its deadline has passed in every order. */
    closeSourcing: (number: string, at: string): Promise<Closing> => closeAnswers(orm, number, at),

    /** Judges more time for the suppliers and gives it to every order, once for its command. */
    recordExtension: (decision: ExtensionDecision, commandId: string): Promise<{ answer: Answer } | Refused> =>
      recordExtension(orm, decision, commandId),

    /** Judges an award and writes it down, once for its command. */
    recordAward: (decision: AwardDecision, commandId: string): Promise<{ answer: Answer } | Refused> =>
      recordAward(orm, decision, commandId),

    /** Carries the last award out in the orders: shares are accepted, then the others declined. */
    async carryOutAward(number: string, at: string): Promise<SourcingState> {
      const sourcing = await known(number);
      const award = (await awardsOf(reader(orm), number)).at(-1);
      if (award === undefined || sourcing.state !== 'awarding') return sourcing.state;
      const commanding = { orm, desk: commands(), sourcing, award };
      const outcomes = await accept(commanding, award.shares);
      if (!outcomes.some(({ result }) => result === 'failed'))
        outcomes.push(...(await decline(commanding, await chosen(orm, number, outcomes))));
      return recordOutcomes(orm, number, outcomes, at);
    },

    /** Ends a sourcing of whose quotes none stands any more. */
    endLapsedSourcing: (number: string, at: string): Promise<Closing> => endWhenNothingStands(orm, number, at),
  };
};
