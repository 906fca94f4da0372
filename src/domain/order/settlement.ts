import { multiplyPrice, share } from '../money.ts';
import { disburse, held } from './escrow.ts';
import { fact, type Fact } from './facts.ts';
import type { Contracted } from './order.ts';
import type { Context } from './stage.ts';
import { settlementEvents, type SettlementEvent, type Terms } from './terms.ts';

const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** The events of the contract that release money, with the part each releases (basis points). */
export function settlementPlan(terms: Pick<Terms, 'settlement'>): { at: SettlementEvent; share: number }[] {
  const { settlement } = terms;
  return settlement.trigger === 'MILESTONES' ? settlement.milestones : [{ at: settlement.trigger, share: 10_000 }];
}

/**
 * What the supplier has earned with the quantities the warehouse received: never more than the contract's, line by
 * line.
 */
export function earned(order: Contracted): number {
  const { receipt } = order.goods;
  if (receipt === null) return order.contract.totalMinor;
  const counted = new Map(receipt.perLine.map(({ line, quantity }) => [line, quantity]));
  return sum(
    order.contract.terms.lines.map((line) =>
      multiplyPrice(line.price, Math.min(line.quantity, counted.get(line.line) ?? 0)),
    ),
  );
}

/**
 * An event of the trade has come about: the payout opens of all that the contract releases up to it and that is not
 * released yet. So an event that never comes (a bill of lading, where a courier carries the goods) or came before the
 * money was there is made good by the next one. Once the whole plan is due, what is held beyond what was earned goes
 * back to the buyer.
 */
export function settle(order: Contracted, event: SettlementEvent, context: Context): Fact[] {
  const plan = settlementPlan(order.contract.terms);
  const due = plan.filter(({ at }) => settlementEvents.indexOf(at) <= settlementEvents.indexOf(event));
  if (due.length === 0 || order.settled.includes(event)) return [];
  const whole = due.length === plan.length;
  const released = sum(
    order.disbursements.filter(({ kind }) => kind === 'PAYOUT').map(({ amountMinor }) => amountMinor),
  );
  const target = whole ? earned(order) : share(earned(order), sum(due.map((each) => each.share)));
  const payout = Math.max(0, Math.min(target - released, held(order)));
  const surplus = whole ? held(order) - payout : 0;
  if (payout === 0 && surplus === 0 && !due.some(({ at }) => at === event)) return [];
  const parts = [
    { kind: 'PAYOUT' as const, amountMinor: payout, cause: `settlement on ${event}` },
    { kind: 'REFUND' as const, amountMinor: surplus, cause: 'quantities received below the contract' },
  ].filter(({ amountMinor }) => amountMinor > 0);
  return [
    fact('SettlementEventReached', { event }),
    ...parts.map((part, offset) => disburse(order, part, context, offset)),
  ];
}
