import { z } from 'zod';
import { parseAmount } from '../../src/domain/money.ts';
import type { Product } from './files.ts';

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

/** The line of a contract for so many pieces of a product of the catalogue, at its list price. */
export function lineOf(product: Product, line: number, quantity: number) {
  return {
    line,
    sku: product.sku,
    description: `${product.description_en} / ${product.description_zh}`,
    hsCode: product.hs_code,
    origin: product.origin,
    quantity,
    unit: 'C62',
    price: { minor: parseAmount(product.price_usd, 'USD'), per: 1 },
    customised: false,
    packing: {
      unitsPerCarton: product.units_per_carton,
      netGrams: product.carton_net_g,
      grossGrams: product.carton_gross_g,
      lengthMm: product.length_mm,
      widthMm: product.width_mm,
      heightMm: product.height_mm,
    },
  };
}
