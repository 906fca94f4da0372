import type { MikroORM } from '@mikro-orm/postgresql';
import { isContracted, type Order } from '../../domain/order/order.ts';
import type { Disbursement } from '../../domain/order/parts.ts';
import { type Concern, ordersOfReferences } from '../../persistence/bank.ts';
import {
  creditsLike,
  payeeOfDisbursement,
  type ReversalCase,
  type ReversedCredit,
  reversalsLike,
} from '../../persistence/reversed-credits.ts';
import { owedUnder } from '../../persistence/unpaid-charges.ts';
import { awaitsDebit } from '../../persistence/reported-payments.ts';
import { findReturn } from '../../persistence/suspense-returns.ts';
import { paidInTime } from '../../persistence/closed-orders.ts';
import { findOrder } from '../../persistence/order-reader.ts';
import type { Movement } from './movements.ts';

export type MovementConcern = Omit<Concern, 'order'> & { kind: ReversalCase | 'paid-in-time'; order: string | null };

/** What a movement is to the trade: a command to one order, or money nobody can place, which waits in suspense. */
export type Resolution =
  | {
      action: 'command';
      order: Order;
      name: 'creditReceived' | 'transferSettled' | 'creditReversed' | 'disbursementReturned';
      input: Record<string, unknown>;
    }
  | { action: 'wait'; why: string }
  | { action: 'settle-return'; id: string; why: string }
  /** The debit of a payment that a status report settled before. */
  | { action: 'note-debit'; order: string; payment: string; why: string }
  /** It pays what an order that is closed had charged, exactly. */
  | { action: 'pay-charge'; order: string; request: string; why: string }
  /** Money that came and went: it and `parked`, which waits in suspense, make up for each other. */
  | { action: 'offset'; parked: string; why: string }
  /**
   * `concern`: the closed order it belongs to, if any, and who owes it or is owed it; it opens a case, but for a
   * payment that was in time, which its buyer is told goes back whole.
   */
  | { action: 'suspense'; why: string; concern?: MovementConcern };

const suspense = (why: string): Extract<Resolution, { action: 'suspense' }> => ({ action: 'suspense', why });

/** What matching looks at; a dry run sees in it what the entries before in its file would have done. */
export interface Sight {
  orm: MikroORM;
  /** An order as it stands; null when it is closed or unknown. */
  order(number: string): Promise<Order | null>;
  creditsLike(reversal: Movement): Promise<ReversedCredit[]>;
}

/** What is on the record. */
export const recordSight = (orm: MikroORM): Sight => ({
  orm,
  async order(number) {
    const view = await findOrder(orm, number);
    return view === null || view.stage === 'closed' ? null : (view.state as Order);
  },
  creditsLike: (reversal) => creditsLike(orm, reversal),
});

/**
 * Matches a movement to what the orders asked for and sent, by reference; reads only. What a bank reports about an
 * order whose trust account another bank keeps is money nobody can place.
 */
export async function resolve(sight: Sight, movement: Movement): Promise<Resolution> {
  const resolution = await matched(sight, movement);
  const number = orderOf(resolution);
  if (number === null || movement.bank === null) return resolution;
  const { bank = null } = (await findOrder(sight.orm, number))?.companies ?? {};
  return bank === null || bank === movement.bank
    ? resolution
    : suspense('the order it names has its trust account with another bank');
}

/** The order a movement is about to change the money of. */
function orderOf(resolution: Resolution): string | null {
  if (resolution.action === 'command') return resolution.order.order;
  return resolution.action === 'note-debit' || resolution.action === 'pay-charge' ? resolution.order : null;
}

function matched(sight: Sight, movement: Movement): Promise<Resolution> {
  if (movement.problem !== null) return Promise.resolve(suspense(movement.problem));
  switch (movement.kind) {
    case 'CUSTOMER_CREDIT':
      return resolveCredit(sight, movement);
    case 'OUTGOING_DEBIT':
      return resolveDisbursement(sight, movement);
    case 'RETURNED_OUTGOING':
      return resolveDisbursement(sight, movement);
    case 'REVERSED_CREDIT':
      return resolveReversal(sight, movement);
    case 'IGNORED':
      throw new Error(`entry ${movement.dedupeKey} moved no money and should not have been kept`);
  }
}

async function resolveCredit(sight: Sight, movement: Movement): Promise<Resolution> {
  const { orm } = sight;
  const { dedupeKey, references, amountMinor, currency, chargesMinor, bookedOn } = movement;
  const known = (await ordersOfReferences(orm, references)).filter(({ kind }) => kind === 'PAYMENT_REQUEST');
  const [match] = references.flatMap((reference) => known.filter((each) => each.reference === reference));
  if (match === undefined) {
    const [reversal, ...others] = await reversalsLike(orm, movement);
    return reversal === undefined || others.length > 0
      ? suspense('no payment request has a reference the payer gave')
      : { action: 'offset', parked: reversal, why: `the bank had taken it back before it told of it: ${reversal}` };
  }
  const order = await sight.order(match.order);
  if (order === null) return afterClosing(sight, movement, match.order);
  const said = {
    ...(chargesMinor === 0 ? {} : { chargesMinor }),
    ...(bookedOn === null ? {} : { bookedOn }),
  };
  const input = { entry: dedupeKey, reference: match.reference, amountMinor, currency, ...said };
  return { action: 'command', order, name: 'creditReceived', input };
}

/**
 * What is paid to a closed order is nobody's, but for charges its buyer still owes; where it was paid in time the
 * bank's silence costs the buyer nothing.
 */
async function afterClosing({ orm }: Sight, movement: Movement, order: string): Promise<Resolution> {
  const charge = await owedUnder(orm, order, movement.references);
  if (charge?.amountMinor === movement.amountMinor && charge.currency === movement.currency) {
    const { request } = charge;
    return { action: 'pay-charge', order, request, why: `it pays the charge ${request} of order ${order}` };
  }
  if (!(await paidInTime(orm, { ...movement, order }))) return suspense(`order ${order} is closed`);
  const why = `order ${order} is closed, and this payment was in time: all of it goes back`;
  return { ...suspense(why), concern: { kind: 'paid-in-time', order, party: null } };
}

/** A reversal goes to the order that has the credit it takes back; where nobody can say which, a person has to. */
async function resolveReversal(sight: Sight, movement: Movement): Promise<Resolution> {
  const { dedupeKey, amountMinor, currency, reason } = movement;
  const [credit, ...others] = await sight.creditsLike(movement);
  if (credit === undefined) return suspense('the bank takes a credit back that is not among those of the house');
  if (others.length > 0) {
    const count = others.length + 1;
    return suspense(`the bank takes a credit back, and ${count} could be meant: a person has to say which`);
  }
  if (credit.disposition === 'pending') return { action: 'wait', why: 'the credit it takes back is not applied yet' };
  if (credit.disposition === 'suspense' && credit.decided)
    return { action: 'wait', why: `what two people approved for ${credit.dedupeKey} is not carried out yet` };
  if (credit.disposition === 'suspense') {
    const why = `the bank takes a credit back that was in suspense: ${credit.dedupeKey}`;
    return { action: 'offset', parked: credit.dedupeKey, why };
  }
  if (credit.order === null) {
    const how = `${credit.disposition}${credit.whole ? '' : ', in part'}`;
    const why = `the bank takes a credit back (${credit.dedupeKey}) that is ${how}`;
    return { ...suspense(why), concern: { kind: 'credit-reversed', order: null, party: null } };
  }
  const order = await sight.order(credit.order);
  if (order === null) {
    const why = `the bank takes a credit of order ${credit.order} back, which is closed: the buyer owes it`;
    const party = (await findOrder(sight.orm, credit.order))?.companies.buyer ?? null;
    return { ...suspense(why), concern: { kind: 'credit-reversed', order: credit.order, party } };
  }
  const input = { entry: dedupeKey, original: credit.dedupeKey, amountMinor, currency, reason: reason.slice(0, 500) };
  return { action: 'command', order, name: 'creditReversed', input };
}

const onTheWay: readonly Disbursement['status'][] = ['APPROVED', 'SENT', 'UNKNOWN'];

/** What was voided after two people had approved it may have reached the bank all the same. */
const mayConcern = ({ status, voidedFrom }: Disbursement, kind: Movement['kind']): boolean =>
  onTheWay.includes(status) || voidedFrom === 'APPROVED' || (status === 'SETTLED' && kind === 'RETURNED_OUTGOING');

/**
 * A debit settles the payment it names while that is on its way; a payment that comes back was carried out, so that it
 * waits for the debit it undoes when the bank tells of that later.
 */
async function resolveDisbursement(sight: Sight, movement: Movement): Promise<Resolution> {
  const { orm } = sight;
  const { endToEndId, kind, amountMinor, currency } = movement;
  if (endToEndId === null) return suspense('it names no payment of ours (no EndToEndId)');
  const [known] = (await ordersOfReferences(orm, [endToEndId])).filter((each) => each.kind === 'DISBURSEMENT');
  if (known === undefined && kind === 'OUTGOING_DEBIT' && (await findReturn(orm, endToEndId)) !== null)
    return { action: 'settle-return', id: endToEndId, why: `it is the return ${endToEndId} of money in suspense` };
  if (known === undefined) return suspense(`no payment of ours has the EndToEndId ${endToEndId}`);
  const debit = { order: known.order, payment: endToEndId, amountMinor, currency };
  if (kind === 'OUTGOING_DEBIT' && (await awaitsDebit(orm, debit))) {
    const why = `a status report of the bank settled ${endToEndId} before`;
    return { action: 'note-debit', order: known.order, payment: endToEndId, why };
  }
  const order = await sight.order(known.order);
  if (order === null || !isContracted(order)) {
    const closed = suspense(`order ${known.order} is closed`);
    if (kind !== 'RETURNED_OUTGOING') return closed;
    const party = await payeeOfDisbursement(orm, known.order, endToEndId);
    return { ...closed, concern: { kind: 'payment-returned', order: known.order, party } };
  }
  const one = order.disbursements.find(({ id }) => id === endToEndId);
  if (one !== undefined && mayConcern(one, kind)) {
    return kind === 'RETURNED_OUTGOING' && one.status !== 'SETTLED'
      ? { action: 'wait', why: `${endToEndId} is ${one.status}: the debit that this undoes is not reported yet` }
      : commandOf(order, one, movement);
  }
  const status = one?.status ?? 'not known';
  return suspense(
    kind === 'OUTGOING_DEBIT'
      ? `${endToEndId} is ${status}: nothing was to leave for it`
      : `${endToEndId} is ${status}: a person has to look`,
  );
}

function commandOf(order: Order, { id: disbursement }: Disbursement, movement: Movement): Resolution {
  const { dedupeKey: entry, amountMinor, currency, reason } = movement;
  const moved = { disbursement, entry, amountMinor, currency };
  return movement.kind === 'RETURNED_OUTGOING'
    ? { action: 'command', order, name: 'disbursementReturned', input: { ...moved, reason: reason.slice(0, 500) } }
    : { action: 'command', order, name: 'transferSettled', input: moved };
}
