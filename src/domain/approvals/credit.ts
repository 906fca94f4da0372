import { z } from 'zod';
import { hashOf } from '../hash.ts';
import { currencySchema, minorSchema } from '../money.ts';
import { paid } from '../order/escrow.ts';
import { isContracted, type Order } from '../order/order.ts';
import { isAfter } from '../order/time.ts';

/**
 * What the platform sets for a buyer's company in one currency (requirements.md B4): the most, in minor units, that its
 * signed orders may leave unpaid together; null lifts the limit.
 */
export const creditLimitSchema = z.strictObject({
  company: z.string().min(1).max(64),
  currency: currencySchema,
  minor: minorSchema.min(0).nullable(),
  reason: z.string().trim().min(1).max(1000),
});
export type CreditLimit = z.output<typeof creditLimitSchema>;

/** What the second person confirms: SHA-256 over the canonical JSON of what is set, and which version of it. */
export const creditLimitHash = (limit: CreditLimit, version: number): string =>
  hashOf({ creditLimit: { ...limit, version } });

/** What an order has bound its buyer to last, in minor units, also while the order itself does not say so yet. */
export interface BoundTo {
  currency: string;
  amountMinor: number;
  hash: string;
  at: string;
  /** True once an amendment was refused since. */
  refused: boolean;
}

/** Money in minor units of the order's currency. */
export interface Unpaid {
  currency: string;
  minor: number;
}

const nothing = (currency: string): Unpaid => ({ currency, minor: 0 });

/**
 * What an order leaves unpaid of all its buyer is bound to: of the contract in force, or of what was bound since and is
 * under way. Null while it binds to nothing. After title has passed nothing is left, by the rule that lets it pass.
 */
export function unpaidOf(order: Order | null, bound: BoundTo | null): Unpaid | null {
  if (order?.stage === 'closed' || order?.stage === 'refund') return null;
  if (order === null || !isContracted(order)) {
    return bound === null ? null : { currency: bound.currency, minor: bound.amountMinor };
  }
  const { contract } = order;
  const { currency } = contract.terms;
  if (order.titleTransferredAt !== null) return nothing(currency);
  return { currency, minor: Math.max(0, Math.max(contract.totalMinor, underWay(order, bound)) - paid(order)) };
}

/** What an amendment binds to that is not in the contract yet. */
function underWay({ contract }: Extract<Order, { contract: unknown }>, bound: BoundTo | null): number {
  const since = bound !== null && bound.hash !== contract.hash && !isAfter(contract.sealedAt, bound.at);
  return since && !bound.refused && bound.currency === contract.terms.currency ? bound.amountMinor : 0;
}

/** What an order would leave unpaid if its buyer were bound to an amount, after what was paid in for it. */
export const unpaidAt = (order: Order | null, amountMinor: number): number =>
  Math.max(0, amountMinor - (order !== null && isContracted(order) ? paid(order) : 0));
