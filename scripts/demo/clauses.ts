import { z } from 'zod';
import type { Product } from '../../src/domain/catalogue/product.ts';

const count = z.int().min(0);

/** The supplier's standing clauses: everything of the terms but the lines and the delivery date. */
export const offerClausesSchema = z.object({
  validDays: z.int().min(1),
  leadTimeDays: z.int().min(1),
  clauses: z.looseObject({ currency: z.string(), warrantyDays: count }),
});

export const inspectionSchema = z.object({
  tooFew: count,
  findings: z.object({
    sampled: count,
    defects: z.object({ critical: count, major: count, minor: count }),
    notes: z.string(),
  }),
  verdict: z.string(),
});

/** The line of a contract for so many pieces of a product, at the list price of its smallest order. */
export function lineOf(product: Product, line: number, quantity: number) {
  const [price] = product.prices;
  if (price === undefined) throw new Error(`${product.sku} has no price`);
  return {
    line,
    sku: product.sku,
    description: `${product.names.en ?? ''} / ${product.names['zh-CN'] ?? ''}`,
    hsCode: product.hsCode,
    origin: product.origin,
    quantity,
    unit: product.unit,
    price: { minor: price.minor, per: price.per },
    customised: false,
    packing: product.packing,
  };
}
