import { share } from '../money.ts';
import { earned } from './earned.ts';
import { disburse, held, openRequests, released } from './escrow.ts';
import { fact, type Fact } from './facts.ts';
import { damagesOwed } from './late-delivery.ts';
import type { Contracted } from './order.ts';
import type { Context } from './stage.ts';
import { settlementEvents, type SettlementEvent, type Terms } from './terms.ts';

const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** The events of the contract that release money, with the part each releases (basis points). */
export function settlementPlan(terms: Pick<Terms, 'settlement'>): { at: SettlementEvent; share: number }[] {
  const { settlement } = terms;
  return settlement.trigger === 'MILESTONES' ? settlement.milestones : [{ at: settlement.trigger, share: 10_000 }];
}

const dueAt = (order: Contracted, event: SettlementEvent) =>
  settlementPlan(order.contract.terms).filter(
    ({ at }) => settlementEvents.indexOf(at) <= settlementEvents.indexOf(event),
  );

/**
 * An event of the trade has come about: the payout opens of all that the contract releases up to it and that is not
 * released yet. So an event that never comes (a bill of lading, where a courier carries the goods) or came before the
 * money was there is made good by the next one. Once the whole plan is due, what is held beyond what was earned goes
 * back to the buyer.
 */
export function settle(order: Contracted, event: SettlementEvent, context: Context): Fact[] {
  const due = dueAt(order, event);
  if (due.length === 0 || order.settled.includes(event)) return [];
  const opened = releaseUpTo(order, event, context);
  // Where a payment was taken back, an event that can release nothing yet counts when it is paid again.
  if (opened.length === 0 && !due.some(({ at }) => at === event) && order.reversals === undefined) return [];
  return [fact('SettlementEventReached', { event }), ...opened];
}

/**
 * What the contract releases up to an event and is not released yet, less what a late delivery costs: that part goes to
 * the buyer (clause lateDelivery). The parts add up to what leaves the hold.
 */
function releaseUpTo(order: Contracted, event: SettlementEvent, context: Context): Fact[] {
  const due = dueAt(order, event);
  const whole = due.length === settlementPlan(order.contract.terms).length;
  const target = whole ? earned(order) : share(earned(order), sum(due.map((each) => each.share)));
  const gross = Math.max(0, Math.min(target - released(order), held(order)));
  const late = damagesOwed(order);
  const owed = late === null ? 0 : late.damagesMinor - (order.lateDelivery?.deductedMinor ?? 0);
  const damages = Math.max(0, Math.min(gross, owed));
  const parts = [
    { kind: 'PAYOUT' as const, amountMinor: gross - damages, cause: `settlement on ${event}` },
    {
      kind: 'REFUND' as const,
      amountMinor: damages,
      cause: 'damages for late delivery',
      purpose: 'LATE_DELIVERY' as const,
    },
    {
      kind: 'REFUND' as const,
      amountMinor: whole ? held(order) - gross : 0,
      cause: 'quantities received below the contract',
    },
  ].filter(({ amountMinor }) => amountMinor > 0);
  const sheet =
    late === null || damages === 0 ? [] : [fact('LateDeliveryAssessed', { ...late, event, deductedMinor: damages })];
  return [...sheet, ...parts.map((part, offset) => disburse(order, part, context, offset))];
}

/**
 * Opens anew what the events so far release, once all that was asked for again is paid. Only a trade whose payment the
 * bank took back has anything to make good.
 */
export function settleAnew(order: Contracted, context: Context): Fact[] {
  const undisturbed = order.reversals === undefined || order.refundReason !== null || order.dispute !== null;
  if (undisturbed || openRequests(order).length > 0) return [];
  const last = settlementEvents.findLast((event) => order.settled.includes(event));
  return last === undefined ? [] : releaseUpTo(order, last, context);
}
