import { hashOf } from '../hash.ts';
import type { Answerable } from './demand.ts';
import { openDispute } from './dispute.ts';
import { earnedPerLine } from './earned.ts';
import { held, released } from './escrow.ts';
import { fact, type Fact } from './facts.ts';
import { damagesOwed } from './late-delivery.ts';
import { lineAmount } from './line.ts';
import type { Contracted } from './order.ts';
import { type ReceiptAnswer, said } from './receipt-checks.ts';
import type { Context } from './stage.ts';

/** What the supplier has earned by what the buyer accepted, in minor units; of no line more than was received. */
function acceptedMinor(order: Contracted, lines: readonly Answerable[]): number {
  const earned = new Map(earnedPerLine(order).map(({ line, amountMinor }) => [line, amountMinor]));
  return order.contract.terms.lines.reduce((total, line) => {
    const accepted = lines.find((each) => each.line === line.line)?.accepted ?? 0;
    return total + Math.min(lineAmount({ ...line, quantity: accepted }), earned.get(line.line) ?? 0);
  }, 0);
}

/** The buyer's part of what is held when the supplier is paid for these quantities alone, in minor units. */
export function buyerPartOf(order: Contracted, lines: readonly Answerable[]): number {
  const late = damagesOwed(order);
  const damages = late === null ? 0 : Math.max(0, late.damagesMinor - (order.lateDelivery?.deductedMinor ?? 0));
  const supplier = Math.max(0, acceptedMinor(order, lines) - released(order) - damages);
  return held(order) - Math.min(held(order), supplier);
}

/**
 * Goods accepted in part while their money is held: what was accepted is for the supplier and the rest for the buyer,
 * to the cent. It is the buyer's word alone, so it stands as an offer to settle: the supplier accepts it, or answers
 * it as any dispute.
 */
export function partlyAccepted(order: Contracted, answer: ReceiptAnswer, context: Context): Fact[] {
  const { lines, checks = [] } = answer;
  const buyerMinor = buyerPartOf(order, lines);
  const heldMinor = held(order);
  const short = lines.map(({ line, accepted, short: missing, damaged, rejected }) => {
    const not = `${missing} short, ${damaged} damaged, ${rejected} rejected`;
    return `line ${line}: ${accepted} accepted, ${not}`;
  });
  const failed = checks
    .filter(({ conforms }) => !conforms)
    .map(({ check, note }) => `${check} is not met${note === '' ? '' : `: ${note}`}`);
  const buyerShareBp = Math.round((buyerMinor * 10_000) / heldMinor);
  const offered = { by: 'buyer' as const, buyerShareBp, buyerMinor, heldMinor, ...said(answer) };
  const hash = hashOf({ order: order.order, dispute: context.now, ...offered });
  return [
    openDispute(order, 'buyer', `Accepted in part. ${[...short, ...failed].join('; ')}`, context),
    fact('DisputeOfferMade', { offer: { ...offered, hash } }),
  ];
}
