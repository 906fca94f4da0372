import { lineAmount } from './line.ts';
import type { Contracted } from './order.ts';
import { piecesWithdrawn } from './withdrawn.ts';

/**
 * What the supplier has earned of each line: for what the warehouse received, never more than the contract's, and for
 * nothing that a consumer withdrew from.
 */
export function earnedPerLine(order: Contracted): { line: number; amountMinor: number }[] {
  const { receipt } = order.goods;
  const counted = new Map(receipt?.perLine.map(({ line, quantity }) => [line, quantity]));
  return order.contract.terms.lines.map((line) => {
    const received = receipt === null ? line.quantity : Math.min(line.quantity, counted.get(line.line) ?? 0);
    const quantity = Math.max(0, received - piecesWithdrawn(order, line.line));
    return { line: line.line, amountMinor: lineAmount({ ...line, quantity }) };
  });
}

/** What the supplier has earned with the quantities the warehouse received, in minor units. */
export const earned = (order: Contracted): number =>
  earnedPerLine(order).reduce((total, { amountMinor }) => total + amountMinor, 0);
