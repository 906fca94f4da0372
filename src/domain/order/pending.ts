import { reject, type Rejection } from './decision.ts';
import type { Contracted } from './order.ts';
import type { Party } from '../parties.ts';

const other = (side: 'buyer' | 'supplier') => (side === 'buyer' ? 'supplier' : 'buyer');

/**
 * What the parties have not settled between themselves; while it stands, neither title nor goods leave the supplier.
 */
export function unsettled({ dispute, amendment, cancellation }: Contracted): { rejection: Rejection } | null {
  if (dispute !== null) return reject('dispute-open', 'A dispute is open.');
  if (amendment !== null) return reject('amendment-open', 'An amendment is waiting to be answered.');
  return cancellation === null ? null : reject('cancellation-open', 'A cancellation is waiting to be answered.');
}

/** Who has to answer first: the other side of an amendment or cancellation; in a dispute both sides and the adviser. */
export function answering({ dispute, amendment, cancellation }: Contracted): Party[] {
  if (dispute !== null) return ['buyer', 'supplier', 'adviser'];
  return [amendment, cancellation].flatMap((asked) => (asked === null ? [] : [other(asked.by)]));
}
