import { multiplyPrice } from '../money.ts';
import type { Contracted } from './order.ts';
import { piecesWithdrawn } from './withdrawn.ts';

/**
 * What the supplier has earned of each line: for what the warehouse received, never more than the contract's, and for
 * nothing that a consumer withdrew from.
 */
export function earnedPerLine(order: Contracted): { line: number; amountMinor: number }[] {
  const { receipt } = order.goods;
  const counted = new Map(receipt?.perLine.map(({ line, quantity }) => [line, quantity]));
  return order.contract.terms.lines.map(({ line, price, quantity }) => {
    const received = receipt === null ? quantity : Math.min(quantity, counted.get(line) ?? 0);
    return { line, amountMinor: multiplyPrice(price, Math.max(0, received - piecesWithdrawn(order, line))) };
  });
}

/** What the supplier has earned with the quantities the warehouse received, in minor units. */
export const earned = (order: Contracted): number =>
  earnedPerLine(order).reduce((total, { amountMinor }) => total + amountMinor, 0);
