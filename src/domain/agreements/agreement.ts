import { z } from 'zod';
import { hashOf } from '../hash.ts';
import { currencySchema } from '../money.ts';
import { basisPoints } from '../order/clauses.ts';
import { beginOfDay, endOfDay, isAfter } from '../order/time.ts';
import { lineSchema } from '../order/line.ts';

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

const scope = {
  /** The countries (ISO 3166) it is about. */
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
};

/** In these countries the supplier sells these goods to nobody but this buyer. */
const cooperation = z.strictObject({ kind: z.literal('COOPERATION'), ...term, ...scope });

/** Both make these goods known in these countries, and share what it costs. */
const marketing = z.strictObject({
  kind: z.literal('MARKETING'),
  ...term,
  ...scope,
  /** Days after which it ends once one side gives notice. */
  noticeDays: z.int().min(1).max(365),
  /** What the supplier takes off the price of these goods in every order, in basis points. */
  allowanceBp: basisPoints.min(1).max(9_999).optional(),
  /** Costs of either side that both bear: up to `ceilingMinor` in all, `supplierBp` of them the supplier's. */
  budget: z
    .strictObject({
      currency: currencySchema,
      ceilingMinor: z.int().min(1).max(1_000_000_000_000),
      supplierBp: basisPoints,
    })
    .optional(),
});

/**
 * What two companies agree on beside single orders: a frame with prices to call off (UNTDID 221, 226), the exclusive
 * territory of a cooperation, or joint marketing (requirements.md B26, S24; decision 35).
 */
export const agreementSchema = z
  .discriminatedUnion('kind', [frame, cooperation, marketing])
  .refine((content) => content.kind !== 'MARKETING' || (content.allowanceBp ?? content.budget) !== undefined, {
    path: ['allowanceBp'],
    error: 'joint marketing says what is borne: an allowance, a budget or both',
  })
  .refine(({ validFrom, validUntil }) => validFrom <= validUntil, {
    path: ['validUntil'],
    error: 'must not lie before validFrom',
  });
export type AgreementContent = z.output<typeof agreementSchema>;
export type Frame = Extract<AgreementContent, { kind: 'FRAME' }>;
export type Cooperation = Extract<AgreementContent, { kind: 'COOPERATION' }>;
export type Marketing = Extract<AgreementContent, { kind: 'MARKETING' }>;
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
  /** When a notice that was given ends it, or both have; null while neither is so. */
  endsAt: string | null;
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

type Lasting = Pick<Agreement, 'content' | 'endsAt'>;

/** The first instant of its term, whose days are counted in Hong Kong. */
export const beginOf = ({ content }: Pick<Agreement, 'content'>): string => beginOfDay(content.validFrom);

/** The last instant of its term, or the one at which a notice or the consent of both ends it before. */
export function endOf({ content, endsAt }: Lasting): string {
  const last = endOfDay(content.validUntil);
  return endsAt !== null && isAfter(last, endsAt) ? endsAt : last;
}

/** Whether an agreement counts at an instant: signed by both, and between its beginning and its end. */
export const isInForce = (agreement: Lasting & Pick<Agreement, 'state'>, now: string): boolean =>
  agreement.state === 'SIGNED' && !isAfter(beginOf(agreement), now) && !isAfter(now, endOf(agreement));
