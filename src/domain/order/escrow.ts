import { addBusinessDays } from '../calendar/calendar.ts';
import { hashOf } from '../hash.ts';
import { allocate } from '../money.ts';
import { fact, type Fact } from './facts.ts';
import type { Contracted, ContractStage, Order, OrderAt } from './order.ts';
import type { Disbursement, PaymentRequest } from './parts.ts';
import { referenceOf } from './payment-reference.ts';
import type { Profile } from './profile.ts';
import type { Context } from './stage.ts';
import { addDays } from './time.ts';
import { honouredMinor } from './withdrawn.ts';

type Due = PaymentRequest['due'];

const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);
export const worth = (all: { amountMinor: number }[]): number => sum(all.map(({ amountMinor }) => amountMinor));

/** Money received on requests of this order, in minor units of the contract's currency. */
export const received = (order: Contracted): number => sum(order.payments.map(kept));

/** What the bank has left of the payment of a request. */
const kept = ({ status, amountMinor, reversedMinor = 0 }: PaymentRequest): number =>
  status === 'FUNDED' ? amountMinor - reversedMinor : 0;

/** Disbursements that count: a voided one has moved nothing. */
const standing = (order: Contracted): Disbursement[] => order.disbursements.filter(({ status }) => status !== 'VOIDED');

/** Charges that were kept out of what goes back to the buyer: paid without a credit of their own. */
const covered = (order: Contracted): number =>
  worth((order.charges ?? []).filter(({ status, entry }) => status === 'FUNDED' && entry === null));

/**
 * Money in the hold: received and not yet promised to anybody. Equals the balance of `orders:<no>:escrow`; what the
 * buyer owes stands in for money that was taken back after it had left, so the hold is never negative.
 */
export const held = (order: Contracted): number =>
  received(order) +
  (order.claimMinor ?? 0) -
  covered(order) -
  worth(standing(order).filter(({ kind }) => kind !== 'RETURN'));

/** Parts of the price given back; damages for late delivery are the supplier's and give none of it back. */
export const refunds = (order: Contracted): Disbursement[] =>
  standing(order).filter(({ kind, purpose }) => kind === 'REFUND' && purpose === undefined);

/** What was paid out or is to be: the supplier's part, and of it what the buyer got for late delivery. */
export const released = (order: Contracted): number =>
  worth(standing(order).filter(({ kind, purpose }) => kind === 'PAYOUT' || purpose === 'LATE_DELIVERY'));

/** What the buyer has paid and not been given back. */
export const paid = (order: Contracted): number => received(order) - worth(refunds(order));

export const openRequests = (order: Contracted): PaymentRequest[] =>
  order.payments.filter(({ status }) => status === 'OPEN');

/** False while a payment the bank took back is asked for again: until then nothing is released. */
export const isWhole = (order: Contracted): boolean =>
  !openRequests(order).some(({ reversedMinor, replaces }) => reversedMinor !== undefined || replaces !== undefined);

/** What no request has asked for yet; below zero never, since an amendment gives back what is too much. */
export const leftToAsk = (order: Contracted): number =>
  order.contract.totalMinor - honouredMinor(order) - paid(order) - worth(openRequests(order));

interface Instalment {
  index: number;
  share: number;
  due: Due;
}

/** Instalments of the plan for which no request was paid or stands open, in order. */
function unrequested(order: Contracted): Instalment[] {
  const taken = new Set(
    order.payments.filter(({ status }) => status !== 'WITHDRAWN').map(({ instalment }) => instalment),
  );
  return order.contract.terms.paymentPlan
    .map((instalment, index) => ({ index, ...instalment }))
    .filter(({ index }) => !taken.has(index));
}

/** True once the whole total was asked for and paid exactly. Title passes only then, so that it stays true after it. */
export const fullyPaid = (order: Contracted): boolean =>
  order.titleTransferredAt !== null || (openRequests(order).length === 0 && leftToAsk(order) <= 0);

/**
 * The requests for the instalments that fall due now; before title transfer, for all that is left. What the plan has
 * not asked for yet is split by the shares that are left, so that the requests add up to the contract's total to the
 * last minor unit, also after amendments.
 */
export function requestInstalments(order: Contracted, due: Due, { now }: Pick<Context, 'now'>): Fact[] {
  const left = unrequested(order);
  const rest = leftToAsk(order);
  if (left.length === 0 || rest <= 0) return [];
  const amounts = allocate(
    rest,
    left.map(({ share }) => share),
  );
  return left
    .map((instalment, at) => ({ ...instalment, amountMinor: amounts[at] ?? 0 }))
    .filter((each) => each.amountMinor > 0 && (due === 'BEFORE_TITLE_TRANSFER' || each.due === due))
    .map(({ index, amountMinor }, at) => request(order, at, { instalment: index, amountMinor, due, now }));
}

/** Until when a request that opens now is to be paid: by the profile's clock for what it is due for. */
export const payBy = (order: Contracted, due: Due, now: string): string =>
  due === 'ON_CONTRACT' ? addDays(now, order.profile.clocks.paymentDays) : balanceDeadline(order, now);

export function request(
  order: Contracted,
  offset: number,
  what: { instalment: number | null; amountMinor: number; due: Due; now: string; replaces?: string },
): Fact {
  const number = order.payments.length + 1 + offset;
  return fact('PaymentRequested', {
    request: {
      id: `P${number}`,
      reference: referenceOf(order.order, `P${String(number).padStart(2, '0')}`),
      instalment: what.instalment,
      amountMinor: what.amountMinor,
      currency: order.contract.terms.currency,
      due: what.due,
      openedAt: what.now,
      deadline: payBy(order, what.due, what.now),
      status: 'OPEN',
      fundedAt: null,
      entry: null,
      ...(what.replaces === undefined ? {} : { replaces: what.replaces }),
    },
  });
}

/** A standing letter of credit pays until the bank's time is over, whatever the days of a transfer. */
function balanceDeadline({ profile, credit }: Contracted, now: string): string {
  const byTransfer = addDays(now, profile.clocks.balancePaymentDays);
  return credit !== undefined && credit.until > byTransfer ? credit.until : byTransfer;
}

/** The causes of refunds that no settlement event opens anew. */
export const priceFell = 'amendment: the price fell';
export const withdrawnFrom = 'the consumer withdrew';

/** Stages in which the balance has been asked for already, so that an amendment asks for its part at once. */
const balanceStages: readonly ContractStage[] = ['customs', 'release', 'shipment'];

/**
 * What an amendment does to the money, in the same step; `order` carries the new contract. Open requests are withdrawn
 * and asked again at their share of what is still missing, a surplus over the new total goes back to the buyer, and
 * what is missing when the whole plan is paid becomes a request of its own.
 */
export function rebalance(order: OrderAt<ContractStage>, context: Context): Fact[] {
  const open = openRequests(order);
  const withdrawn = open.map(({ id }) =>
    fact('PaymentRequestWithdrawn', { request: id, reason: 'the contract was amended' }),
  );
  const missing = order.contract.totalMinor - paid(order);
  if (missing === 0) return withdrawn;
  if (missing < 0) {
    const back = { kind: 'REFUND' as const, amountMinor: -missing, cause: priceFell };
    return [...withdrawn, disburse(order, back, context)];
  }
  return [...withdrawn, ...askAgain(order, open, missing, context)];
}

function askAgain(order: OrderAt<ContractStage>, open: PaymentRequest[], missing: number, { now }: Context): Fact[] {
  const asked = new Set(open.map(({ instalment }) => instalment));
  const later = new Set(unrequested(order).map(({ index }) => index));
  const unpaid = order.contract.terms.paymentPlan
    .map((instalment, index) => ({ index, ...instalment }))
    .filter(({ index }) => asked.has(index) || later.has(index));
  if (unpaid.length === 0) {
    return [request(order, 0, { instalment: null, amountMinor: missing, due: 'BEFORE_TITLE_TRANSFER', now })];
  }
  const amounts = allocate(
    missing,
    unpaid.map(({ share }) => share),
  );
  const dueNow = balanceStages.includes(order.stage);
  return unpaid
    .map(({ index, due }, at) => ({ instalment: index, due, amountMinor: amounts[at] ?? 0 }))
    .filter(({ instalment, amountMinor }) => amountMinor > 0 && (dueNow || asked.has(instalment)))
    .map((each, at) => request(order, at, { ...each, due: dueNow ? 'BEFORE_TITLE_TRANSFER' : each.due, now }));
}

/**
 * Money is about to leave: the disbursement two people approve, or a RETURN, which nobody has to. `offset` numbers
 * several at once.
 */
export function disburse(
  order: Contracted,
  what: Pick<Disbursement, 'kind' | 'amountMinor' | 'cause' | 'purpose'> & { entry?: string; currency?: string },
  { now }: Pick<Context, 'now'>,
  offset = 0,
): Fact {
  const { kind, amountMinor, cause } = what;
  const purpose = what.purpose === undefined ? {} : { purpose: what.purpose };
  const id = `${order.order}-D${order.disbursements.length + 1 + offset}`;
  const company = kind === 'PAYOUT' ? order.companies.supplier : order.companies.buyer;
  const currency = what.currency ?? order.contract.terms.currency;
  const entry = what.entry ?? (kind === 'REFUND' ? lastFundingEntry(order) : null);
  const contract = order.contract.hash;
  const approved = { id, kind, company, amountMinor, currency, cause, entry, contract, ...purpose };
  return fact('DisbursementOpened', {
    disbursement: {
      id,
      kind,
      company,
      amountMinor,
      currency,
      cause,
      entry,
      hash: hashOf(approved),
      openedAt: now,
      status: kind === 'RETURN' ? 'APPROVED' : 'AWAITING_APPROVAL',
      approvals: [],
      ...purpose,
    },
  });
}

const lastFundingEntry = (order: Contracted): string | null =>
  order.payments.filter((each) => kept(each) > 0).at(-1)?.entry ?? null;

/** What a bank takes for sending money back, as the profile says; never more than the money itself. */
export function returnCost(profile: Profile, currency: string, amountMinor: number): number {
  return Math.min(amountMinor, profile.returnCostMinor[currency] ?? profile.returnCostMinor.other ?? 0);
}

/** Disbursements the house has to hand to the bank. */
export const toSend = (order: Order): Disbursement[] =>
  'disbursements' in order ? order.disbursements.filter(({ status }) => status === 'APPROVED') : [];

export const allSettled = (order: Contracted): boolean =>
  order.disbursements.every(({ status }) => status === 'SETTLED' || status === 'VOIDED');

/** Who has to act before what is going out is out: the approvers, then the bank; nobody when all is settled. */
export function disbursementsWaitFor(order: Contracted): ('adviser' | 'bank' | 'buyer')[] {
  if (!isWhole(order)) return ['buyer', 'bank'];
  if (allSettled(order)) return [];
  return order.disbursements.some(({ status }) => status === 'AWAITING_APPROVAL') ? ['adviser'] : ['bank'];
}

/** When approvals for open disbursements are late. */
export function approvalsDueAt(order: Contracted): string | null {
  const waiting = order.disbursements
    .filter(({ status }) => status === 'AWAITING_APPROVAL')
    .map(({ openedAt }) => openedAt)
    .sort();
  return waiting[0] === undefined
    ? null
    : addBusinessDays(waiting[0], order.profile.clocks.approvalBusinessDays, 'HK').due;
}
