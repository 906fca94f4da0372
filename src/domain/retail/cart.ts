import { z } from 'zod';
import { currencySchema } from '../money.ts';
import { hashSchema } from '../order/stages/quote.ts';

const visible = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters');

/** Where the courier brings the goods: personal data, kept beside the order and never in its record. */
export const addressSchema = z.strictObject({
  name: visible(100),
  lines: z.array(visible(100)).min(1).max(4),
  city: visible(80),
  postalCode: visible(16).optional(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/, 'two capital letters (ISO 3166-1)'),
  phone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'an international number: +85221234567 (ITU-T E.164)')
    .optional(),
});
export type Address = z.output<typeof addressSchema>;

/** What a consumer puts in the cart: products of one supplier's catalogue, in their own units. */
export const cartSchema = z.strictObject({
  lines: z
    .array(z.strictObject({ product: z.string().min(1).max(64), quantity: z.int().min(1).max(1_000_000_000) }))
    .min(1)
    .max(100)
    .refine((lines) => new Set(lines.map(({ product }) => product)).size === lines.length, 'each product once'),
  /** May be left out where all products have a price in one and the same currency only. */
  currency: currencySchema.optional(),
  address: addressSchema,
});
export type Cart = z.output<typeof cartSchema>;

/** The buyer's click: the hash of the offer seen, and the hash of the text of every policy read. */
export const acceptanceSchema = z.strictObject({
  terms: hashSchema,
  policies: z
    .array(z.strictObject({ name: visible(40), sha256: hashSchema }))
    .min(1)
    .max(20),
});
export type Acceptance = z.output<typeof acceptanceSchema>;
