import { reject, type Rejection } from './decision.ts';
import type { Contracted } from './order.ts';
import { isWhole } from './escrow.ts';
import type { Party } from '../parties.ts';

const other = (side: 'buyer' | 'supplier') => (side === 'buyer' ? 'supplier' : 'buyer');

/**
 * What the parties have not settled between themselves; while it stands, neither title nor goods leave the supplier.
 */
export function unsettled(order: Contracted): { rejection: Rejection } | null {
  const { dispute, amendment, cancellation } = order;
  if (dispute !== null) return reject('dispute-open', 'A dispute is open.');
  if (amendment !== null) return reject('amendment-open', 'An amendment is waiting to be answered.');
  if (cancellation !== null) return reject('cancellation-open', 'A cancellation is waiting to be answered.');
  return unlessWhole(order);
}

/** Nothing is released on a payment that the bank took back, until it is paid again. */
export const unlessWhole = (order: Contracted): { rejection: Rejection } | null =>
  isWhole(order)
    ? null
    : reject('payment-reversed', 'The bank took a payment back: nothing is released until it is paid again.');

/** Who has to answer first: the other side of an amendment or cancellation; in a dispute both sides and the adviser. */
export function answering({ dispute, amendment, cancellation }: Contracted): Party[] {
  if (dispute !== null) return ['buyer', 'supplier', 'adviser'];
  return [amendment, cancellation].flatMap((asked) => (asked === null ? [] : [other(asked.by)]));
}
