import { z } from 'zod';
import { hashOf } from '../hash.ts';
import { currencySchema } from '../money.ts';
import { endOfDay, isAfter } from '../order/time.ts';
import { lineSchema } from '../order/terms.ts';

const term = {
  validFrom: z.iso.date(),
  /** The last day it holds, counted in Hong Kong. */
  validUntil: z.iso.date(),
  remarks: z.string().max(4000).default(''),
};

const frame = z.strictObject({
  kind: z.literal('FRAME'),
  ...term,
  currency: currencySchema,
  /** What may be called off altogether, at a price that stands: `quantity` units, `price.minor` for `price.per`. */
  lines: z
    .array(lineSchema.pick({ line: true, sku: true, description: true, quantity: true, unit: true, price: true }))
    .min(1)
    .max(100)
    .refine((lines) => new Set(lines.map(({ line }) => line)).size === lines.length, {
      error: 'line numbers must differ',
    })
    .refine((lines) => new Set(lines.map(({ sku }) => sku)).size === lines.length, { error: 'each SKU stands once' }),
});

const cooperation = z.strictObject({
  kind: z.literal('COOPERATION'),
  ...term,
  /** Countries (ISO 3166) in which the supplier sells to nobody but this buyer. */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166 country code of two letters'))
    .min(1)
    .max(60),
  /** The goods it is about, by the beginning of their HS code or by SKU; all goods when both are empty. */
  hsPrefixes: z
    .array(z.string().regex(/^[0-9]{2,10}$/, 'the first 2 to 10 digits of an HS code'))
    .max(100)
    .default([]),
  skus: z.array(z.string().min(1).max(64)).max(500).default([]),
});

/**
 * What two companies agree on beside single orders: a frame with prices to call off (UNTDID 221, 226), or the
 * exclusive territory of a cooperation (requirements.md B26, S24).
 */
export const agreementSchema = z
  .discriminatedUnion('kind', [frame, cooperation])
  .refine(({ validFrom, validUntil }) => validFrom <= validUntil, {
    path: ['validUntil'],
    error: 'must not lie before validFrom',
  });
export type AgreementContent = z.output<typeof agreementSchema>;
export type Frame = Extract<AgreementContent, { kind: 'FRAME' }>;
export type Cooperation = Extract<AgreementContent, { kind: 'COOPERATION' }>;
export type Side = 'buyer' | 'supplier';

export interface AgreementSignature {
  side: Side;
  user: string;
  company: string;
  hash: string;
  at: string;
}

/** An agreement of two companies; it counts from the moment the second has signed its hash. */
export interface Agreement<Content extends AgreementContent = AgreementContent> {
  id: string;
  buyer: string;
  supplier: string;
  content: Content;
  hash: string;
  state: 'PROPOSED' | 'SIGNED' | 'DECLINED' | 'ENDED';
  signatures: AgreementSignature[];
  /** The side that wants to end it; the other's consent does. */
  endAskedBy: Side | null;
  at: string;
}

/** The hash both sign: SHA-256 over the canonical JSON of who agrees on what. */
export const agreementHash = ({
  id,
  buyer,
  supplier,
  content,
}: Pick<Agreement, 'id' | 'buyer' | 'supplier' | 'content'>): string =>
  hashOf({ agreement: id, buyer, supplier, content });

/** Whether an agreement counts at an instant: signed by both, and within its term, days counted in Hong Kong. */
export function isInForce({ state, content }: Pick<Agreement, 'state' | 'content'>, now: string): boolean {
  const begins = Date.parse(endOfDay(content.validFrom)) - 86_399_999;
  return state === 'SIGNED' && Date.parse(now) >= begins && !isAfter(now, endOfDay(content.validUntil));
}
