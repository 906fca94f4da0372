import { z } from 'zod';
import { currencySchema, share } from '../money.ts';
import { basisPoints } from '../order/clauses.ts';
import type { Payable } from './choice.ts';
import { railIds, type RailId } from './rail.ts';

const fixed = z.int().min(0).max(1_000_000);

/** What a provider keeps of a payment by its contract with the house: a share, and a fixed part by currency. */
const tariff = z.strictObject({
  basisPoints,
  fixedMinor: z.partialRecord(currencySchema, fixed),
});

/** Tariffs by rail. A currency a tariff names no fixed part for is one whose fee is not known in advance. */
export const tariffsSchema = z.partialRecord(z.enum(railIds), tariff);
export type Tariffs = z.output<typeof tariffsSchema>;

/**
 * What paying over a rail will cost at most, in minor units of the payment's currency; null where only the provider
 * can say, afterwards. The share is rounded half to even (money.ts).
 */
export function quotedFee(tariffs: Tariffs, rail: RailId, { amountMinor, currency }: Payable): number | null {
  const known = tariffs[rail];
  const part = known?.fixedMinor[currency];
  return known === undefined || part === undefined ? null : share(amountMinor, known.basisPoints) + part;
}
