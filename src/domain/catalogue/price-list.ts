import { z } from 'zod';
import { hashOf } from '../hash.ts';
import { currencySchema } from '../money.ts';
import { basisPoints } from '../order/clauses.ts';
import { lineSchema } from '../order/line.ts';
import { categorySchema, skuSchema } from './product.ts';

export const tierSchema = z.string().regex(/^[A-Z][A-Z0-9-]{0,30}$/, 'capital letters, digits and hyphens');

/** What an entry is about: one SKU, a category with all below it, or everything the supplier offers. */
const subject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('SKU'), sku: skuSchema }),
  z.strictObject({ kind: z.literal('CATEGORY'), category: categorySchema }),
  z.strictObject({ kind: z.literal('ALL') }),
]);
export type Subject = z.output<typeof subject>;

const mostBands = 20;
const from = z.int().min(1).max(1_000_000_000);
const entrySchema = z.union([
  z.strictObject({ subject, from, price: lineSchema.shape.price }),
  z.strictObject({ subject, from, discountBp: basisPoints.min(1).max(9_999) }),
]);
export type PriceEntry = z.output<typeof entrySchema>;

/**
 * A supplier's prices for everybody, for one tier of its buyers, or for one company. An entry gives a price of its own
 * (one SKU only) or takes basis points off the product's list price, from a quantity on. Valid from the instant
 * `validFrom` until just before `validUntil` (null: until changed).
 */
export const priceListSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    currency: currencySchema,
    scope: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('EVERYBODY') }),
      z.strictObject({ kind: z.literal('TIER'), tier: tierSchema }),
      z.strictObject({ kind: z.literal('COMPANY'), company: z.string().min(1).max(64) }),
    ]),
    validFrom: z.iso.datetime(),
    validUntil: z.iso.datetime().nullable(),
    entries: z.array(entrySchema).min(1).max(2000),
  })
  .superRefine(({ validFrom, validUntil, entries }, context) => {
    if (validUntil !== null && Date.parse(validUntil) <= Date.parse(validFrom)) {
      context.addIssue({ code: 'custom', path: ['validUntil'], message: 'must be later than validFrom' });
    }
    const seen = new Set<string>();
    const bands = new Map<string, number>();
    entries.forEach((entry, at) => {
      const name = JSON.stringify(entry.subject);
      bands.set(name, (bands.get(name) ?? 0) + 1);
      if (bands.get(name) === mostBands + 1) {
        const message = `at most ${mostBands} bands of one subject`;
        context.addIssue({ code: 'custom', path: ['entries', at], message });
      }
      if ('price' in entry && entry.subject.kind !== 'SKU') {
        const message = 'a price is for one SKU; categories take a discount';
        context.addIssue({ code: 'custom', path: ['entries', at, 'subject'], message });
      }
      const band = `${name} ${entry.from}`;
      if (seen.has(band)) {
        context.addIssue({ code: 'custom', path: ['entries', at], message: 'the band stands there twice' });
      }
      seen.add(band);
    });
  });
export type PriceListContent = z.output<typeof priceListSchema>;

/** A price list as it is kept. */
export interface PriceList {
  id: string;
  supplier: string;
  version: number;
  content: PriceListContent;
}

/** The hash of one version of a list: SHA-256 over canonical JSON. */
export const priceListHash = ({ id, version, content }: Omit<PriceList, 'supplier'>): string =>
  hashOf({ list: id, version, content });
