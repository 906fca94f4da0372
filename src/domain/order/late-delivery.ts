import { allocate, share } from '../money.ts';
import { earned, earnedPerLine } from './earned.ts';
import type { Contracted } from './order.ts';
import type { SettlementEvent } from './terms.ts';
import { addMillis, endOfDay, isAfter, millisBetween } from './time.ts';

/** How the damages of a late delivery were reckoned: what the calculation sheet shows. Amounts in minor units. */
export interface LateDeliverySheet {
  /** The settlement event whose payout bears the deduction. */
  event: SettlementEvent;
  deliverBy: string;
  /** The end of that day in Hong Kong, moved by the time force majeure took. */
  dueAt: string;
  deliveredAt: string;
  excusedMillis: number;
  /** Days begun after it was due; the days of grace cost nothing. */
  daysLate: number;
  graceDays: number;
  perDayBp: number;
  capBp: number;
  currency: string;
  /** The value of what was delivered. */
  baseMinor: number;
  damagesMinor: number;
  /** Of it, deducted with this event. */
  deductedMinor: number;
  perLine: { line: number; baseMinor: number; damagesMinor: number }[];
}

const DAY = 86_400_000;

/** How long accepted force majeure has kept the delivery waiting until then, in milliseconds. */
export function excusedUntil({ forceMajeure = [] }: Pick<Contracted, 'forceMajeure'>, until: string): number {
  return forceMajeure
    .filter(({ status }) => status === 'ACCEPTED')
    .map(({ since, endedAt }) => millisBetween(since, endedAt !== null && isAfter(until, endedAt) ? endedAt : until))
    .reduce((total, millis) => total + Math.max(0, millis), 0);
}

/** True while accepted force majeure lasts: the delivery date stands still. */
export const isPaused = ({ forceMajeure = [] }: Contracted): boolean =>
  forceMajeure.some(({ status, endedAt }) => status === 'ACCEPTED' && endedAt === null);

/**
 * The end of the contract's delivery date, moved by the force majeure that is over; null while some lasts, since
 * nobody knows yet.
 */
export function deliveryDue(order: Contracted): string | null {
  if (isPaused(order)) return null;
  const ends = (order.forceMajeure ?? []).flatMap(({ endedAt }) => (endedAt === null ? [] : [endedAt])).sort();
  return addMillis(endOfDay(order.contract.terms.deliverBy), excusedUntil(order, ends.at(-1) ?? order.openedAt));
}

/** When the goods were delivered as the clause lateDelivery counts it; null while they are not. */
function deliveredAt(order: Contracted): string | null {
  const { terms } = order.contract;
  return terms.lateDelivery?.measuredBy === 'GOODS_READY' ? order.goods.readyAt : (order.goods.receipt?.at ?? null);
}

/**
 * What a late delivery costs by the clause lateDelivery: a share of the delivered value for each day begun after the
 * delivery date and the grace, up to the cap. `now` stands for the delivery while the goods are not there yet. Null
 * where the contract has no such clause.
 */
export function reckonLateDelivery(
  order: Contracted,
  now: string,
): Omit<LateDeliverySheet, 'event' | 'deductedMinor'> | null {
  const { terms } = order.contract;
  if (terms.lateDelivery === undefined) return null;
  const { perDayBp, capBp, graceDays } = terms.lateDelivery;
  const delivered = deliveredAt(order) ?? now;
  const excusedMillis = excusedUntil(order, delivered);
  const dueAt = addMillis(endOfDay(terms.deliverBy), excusedMillis);
  const daysLate = Math.max(0, Math.ceil(millisBetween(dueAt, delivered) / DAY));
  const baseMinor = earned(order);
  const damagesMinor = share(baseMinor, Math.min(capBp, perDayBp * Math.max(0, daysLate - graceDays)));
  const lines = earnedPerLine(order);
  const parts =
    baseMinor === 0
      ? []
      : allocate(
          damagesMinor,
          lines.map(({ amountMinor }) => amountMinor),
        );
  return {
    deliverBy: terms.deliverBy,
    dueAt,
    deliveredAt: delivered,
    excusedMillis,
    daysLate,
    graceDays,
    perDayBp,
    capBp,
    currency: terms.currency,
    baseMinor,
    damagesMinor,
    perLine: lines.map(({ line, amountMinor }, at) => ({ line, baseMinor: amountMinor, damagesMinor: parts[at] ?? 0 })),
  };
}

/** What is owed for a delivery that has happened and was late; null when nothing is. */
export function damagesOwed(order: Contracted): Omit<LateDeliverySheet, 'event' | 'deductedMinor'> | null {
  const delivered = deliveredAt(order);
  const sheet = delivered === null ? null : reckonLateDelivery(order, delivered);
  return sheet === null || sheet.damagesMinor === 0 ? null : sheet;
}
