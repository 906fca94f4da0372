import { formatAmount } from '../money.ts';
import {
  disburse,
  held,
  leftToAsk,
  openRequests,
  paid,
  payBy,
  priceFell,
  request as ask,
  returnCost,
  withdrawnFrom,
} from './escrow.ts';
import { evolve } from './evolve.ts';
import { fact, type Fact, type HappenedFact } from './facts.ts';
import { type Contracted, type ContractStage, isContracted, type OrderAt } from './order.ts';
import type { Disbursement, PaymentRequest, Reversal } from './parts.ts';
import { settleAnew } from './settlement.ts';
import type { Context } from './stage.ts';
import { honouredMinor } from './withdrawn.ts';

type Open = OrderAt<ContractStage>;

/** A debit of the bank that takes a credit of this order back, wholly or in part. */
export interface TakenBack {
  entry: string;
  original: string;
  amountMinor: number;
  currency: string;
  reason: string;
  /** The provider's rail whose charge was disputed; left out for what the bank booked itself. */
  rail?: string | undefined;
}

const overRail = ({ rail }: TakenBack): { rail?: string } => (rail === undefined ? {} : { rail });

/** Facts in the making, and the order they have made so far, so that each amount follows from the one before. */
interface Course {
  order: Open;
  facts: Fact[];
}

/** Adds facts to a course; none of them leads to another stage. */
function on(course: Course, context: Context, ...facts: Fact[]): Course {
  const { now: at, by } = context;
  const order = facts.reduce((before, each) => {
    const after = evolve(before, { ...each, at, by } as HappenedFact);
    if (!isContracted(after)) throw new Error(`${each.type} ended order ${before.order}`);
    return after;
  }, course.order);
  return { order, facts: [...course.facts, ...facts] };
}

/** Gives back what the contract does not ask for any more, whatever else becomes of the trade. */
const givesBack = ({ cause }: Disbursement): boolean => cause === priceFell || cause === withdrawnFrom;

const isUnsent = ({ status }: Disbursement): boolean => status === 'AWAITING_APPROVAL' || status === 'APPROVED';

const voided = ({ id: disbursement, kind, company, amountMinor, currency }: Disbursement, reason: string): Fact =>
  fact('DisbursementVoided', { disbursement, kind, company, amountMinor, currency, reason });

/**
 * Voids, newest first, what has not left. While the trade goes on that is everything a settlement event opened, because
 * nothing is released that is not paid; a refund of a fallen price or of withdrawn goods, and all of a trade that has
 * ended, only as far as the hold does not reach, refunds before payouts.
 */
function stopRelease(course: Course, amountMinor: number, reason: string, context: Context): Course {
  const ended = course.order.refundReason !== null;
  const unsent = course.order.disbursements.filter((one) => one.kind !== 'RETURN' && isUnsent(one)).reverse();
  const always = unsent.filter((one) => !ended && !givesBack(one));
  const asNeeded = unsent
    .filter((one) => !always.includes(one))
    .sort((left, right) => Number(left.kind === 'PAYOUT') - Number(right.kind === 'PAYOUT'));
  const stopped = on(course, context, ...always.map((one) => voided(one, reason)));
  return asNeeded.reduce(
    (before, one) => (held(before.order) >= amountMinor ? before : on(before, context, voided(one, reason))),
    stopped,
  );
}

/** The request whose payment is gone is asked for again, as far as the contract still wants it; a trade that ended
 * asks for nothing. */
function askAgain(course: Course, request: PaymentRequest, amountMinor: number, context: Context): Course {
  const { order } = course;
  const missing = Math.min(amountMinor, leftToAsk(order));
  if (order.refundReason !== null || missing <= 0) return course;
  const { now } = context;
  if (missing === request.amountMinor) {
    const deadline = payBy(order, request.due, now);
    return on(course, context, fact('PaymentRequestReopened', { request: request.id, deadline }));
  }
  const what = { instalment: null, amountMinor: missing, due: request.due, now, replaces: request.id };
  return on(course, context, ask(order, 0, what));
}

/**
 * In a trade that has ended, what a voided payment leaves goes where that payment was to go. In one that goes on, what
 * a fallen price or withdrawn goods give back is still the buyer's as far as more is paid than the contract asks.
 */
function sendRest(course: Course, context: Context): Course {
  const { order, facts } = course;
  const stopped = facts.flatMap((each) =>
    each.type === 'DisbursementVoided' ? order.disbursements.filter(({ id }) => id === each.data.disbursement) : [],
  );
  const goesOn = order.refundReason === null;
  const one = goesOn ? stopped.find(givesBack) : stopped.at(-1);
  const surplus = Math.min(held(order), paid(order) + honouredMinor(order) - order.contract.totalMinor);
  const amountMinor = goesOn ? surplus : held(order);
  if (one === undefined || amountMinor <= 0) return course;
  return on(course, context, disburse(order, { kind: one.kind, amountMinor, cause: one.cause }, context));
}

const raised = (taken: TakenBack, claimMinor: number): Fact => {
  const amount = (minor: number) => `${formatAmount(minor, taken.currency)} ${taken.currency}`;
  const owed = claimMinor === 0 ? '' : `; ${amount(claimMinor)} had left already and are owed by the buyer`;
  const taker = taken.rail === undefined ? 'The bank' : 'The provider';
  return fact('AttentionRaised', {
    code: 'bank-credit-reversed',
    detail: `${taker} took back ${amount(taken.amountMinor)} (${taken.reason})${owed}.`,
  });
};

/**
 * The bank took back what funded a request: out of the hold, after everything that has not left is stopped; what has
 * left is owed by the buyer. The request is asked for again.
 */
export function takeBackFunding(start: Open, request: PaymentRequest, taken: TakenBack, context: Context): Fact[] {
  const { amountMinor, currency, entry, original, reason } = taken;
  const stopped = stopRelease({ order: start, facts: [] }, amountMinor, 'the bank took a payment back', context);
  const holdMinor = Math.min(held(stopped.order), amountMinor);
  const claimMinor = amountMinor - holdMinor;
  const reversed = on(
    stopped,
    context,
    fact('PaymentReversed', {
      request: request.id,
      entry,
      original,
      amountMinor,
      currency,
      holdMinor,
      returnsMinor: 0,
      costMinor: 0,
      claimMinor,
      reason,
      ...overRail(taken),
    }),
    raised(taken, claimMinor),
  );
  return sendRest(askAgain(reversed, request, amountMinor, context), context).facts;
}

/**
 * The bank took back a payment that was not exact: out of its return, while that has not left, and out of what the
 * return was to cost. What is left of it goes back only when two people have looked.
 */
export function takeBackMismatched(start: Open, taken: TakenBack, context: Context): Fact[] {
  const { amountMinor, currency, entry, original, reason } = taken;
  const back = start.disbursements.find((one) => one.kind === 'RETURN' && one.entry === original && isUnsent(one));
  const stopped = on(
    { order: start, facts: [] },
    context,
    ...(back === undefined ? [] : [voided(back, 'the bank took the payment back')]),
  );
  const returnsMinor = Math.min(amountMinor, back?.amountMinor ?? 0);
  const cost = mayUndoCost(start, original, back) ? returnCost(start.profile, currency, amountMinor) : 0;
  const costMinor = Math.min(amountMinor - returnsMinor, cost);
  const claimMinor = amountMinor - returnsMinor - costMinor;
  const reversed = on(
    stopped,
    context,
    fact('PaymentReversed', {
      request: null,
      entry,
      original,
      amountMinor,
      currency,
      holdMinor: 0,
      returnsMinor,
      costMinor,
      claimMinor,
      reason,
      ...overRail(taken),
    }),
    raised(taken, claimMinor),
  );
  const rest = (back?.amountMinor ?? 0) - returnsMinor;
  if (rest <= 0 || back === undefined) return reversed.facts;
  const again = disburse(reversed.order, { ...back, amountMinor: rest, entry: original }, context) as Extract<
    Fact,
    { type: 'DisbursementOpened' }
  >;
  const { disbursement } = again.data;
  return [
    ...reversed.facts,
    fact('DisbursementOpened', { disbursement: { ...disbursement, status: 'AWAITING_APPROVAL' } }),
  ];
}

/** The house keeps what a return has cost it, and takes the cost of one that never was made only once. */
const mayUndoCost = (order: Contracted, original: string, back: Disbursement | undefined): boolean =>
  (order.reversals ?? []).every((each) => each.original !== original) &&
  (back !== undefined || order.disbursements.every(({ entry, kind }) => kind !== 'RETURN' || entry !== original));

/** Money has come in or come back: it makes up for what the buyer owes first; the release goes on when all is paid. */
export function makeGood(start: Open, facts: Fact[], context: Context): Fact[] {
  const course = on({ order: start, facts: [] }, context, ...facts);
  const { currency } = course.order.contract.terms;
  const owed = Math.min(course.order.claimMinor ?? 0, held(course.order));
  const covered = owed === 0 ? course : on(course, context, fact('ClaimCovered', { amountMinor: owed, currency }));
  const ended = sendRest(covered, context);
  return [...ended.facts, ...settleAnew(ended.order, context)];
}

/**
 * The request that money given back pays: the one asked again for what was taken, however late it is; or, where the
 * buyer owes all of it, the one it had paid. Null when it was paid otherwise meanwhile or nothing waits for it.
 */
export function awaitingReinstatement(order: Contracted, { request, amountMinor }: Reversal): PaymentRequest | null {
  const fits = (each: PaymentRequest) => each.amountMinor === amountMinor;
  const asked = openRequests(order).find((each) => each.id === request || each.replaces === request);
  if (asked !== undefined) return fits(asked) ? asked : null;
  // Of a trade that has ended nothing may stay in the hold: only what the claim takes up whole counts again.
  const owing = (order.claimMinor ?? 0) >= amountMinor;
  const gone = order.payments.find((each) => each.id === request && each.status === 'WITHDRAWN');
  return owing && gone !== undefined && fits(gone) ? gone : null;
}

/** A payment comes back to be approved anew, unless the buyer owes: then it makes up for that first. */
export function comesBack(order: Open, one: Disbursement, fallen: Fact, context: Context): Fact[] {
  if ((order.claimMinor ?? 0) === 0 || one.kind === 'RETURN') return [fallen];
  return makeGood(order, [fallen, voided(one, 'the buyer owes what the bank took back')], context);
}

/**
 * The bank has what was voided: it counts again, out of the hold as far as that reaches. What was opened in its place
 * and has not left is stopped first, so that nobody is paid twice; what is still due then is opened anew.
 */
export function revived(order: Open, one: Disbursement, context: Context): Fact[] {
  if (one.status !== 'VOIDED') return [];
  const { id: disbursement, kind, company, amountMinor, currency } = one;
  const counts = { disbursement, kind, company, amountMinor, currency };
  if (kind === 'RETURN') return [fact('DisbursementRevived', { ...counts, holdMinor: 0, claimMinor: amountMinor })];
  const stopped = stopRelease({ order, facts: [] }, amountMinor, 'a payment that was voided has left', context);
  const holdMinor = Math.min(held(stopped.order), amountMinor);
  const claimMinor = amountMinor - holdMinor;
  const again = fact('DisbursementRevived', { ...counts, holdMinor, claimMinor });
  return makeGood(order, [...stopped.facts, again], context);
}
