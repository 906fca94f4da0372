import { z } from 'zod';
import { hashOf } from '../hash.ts';
import { checkIdentifier } from '../identifiers/check.ts';
import { isCountry } from '../identifiers/locode.ts';
import { currencySchema } from '../money.ts';
import { lineSchema } from '../order/line.ts';
import { exemptionGrounds } from '../order/withdrawal-clause.ts';
import { ascending } from './bands.ts';

/** The languages a product can be described in, by BCP 47 tag; the first one given is shown where one is missing. */
export const languages = ['en', 'zh-CN', 'zh-HK'] as const;
export type Language = (typeof languages)[number];
export type Texts = Partial<Record<Language, string | undefined>>;

const visible = /^[^\p{Cc}\p{Cs}]*$/u;
const shortText = (most: number) => z.string().trim().min(1).max(most).regex(visible, 'no control characters');
const inLanguages = <S extends z.ZodType>(text: S) =>
  z.strictObject({ en: text.optional(), 'zh-CN': text.optional(), 'zh-HK': text.optional() });

const positive = z.int().min(1).max(1_000_000_000);
export const skuSchema = shortText(64);
export const categorySchema = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/, 'lower-case words and hyphens, levels divided by "/"');

const certificateSchema = z.strictObject({
  type: shortText(60),
  number: shortText(80),
  issuer: shortText(120),
  /** The last day it is valid, counted in Hong Kong; null where it does not expire. */
  validUntil: z.iso.date().nullable(),
});
export type Certificate = z.output<typeof certificateSchema>;

const shape = z.strictObject({
  sku: skuSchema,
  /** GS1's number of the piece, 8, 12, 13 or 14 digits. */
  gtin: z.string().refine((digits) => checkIdentifier('gtin', digits).valid, {
    error: 'not a GTIN (8, 12, 13 or 14 digits, the last one a check digit)',
  }).optional(),
  names: inLanguages(shortText(200)).refine((names) => languages.some((language) => names[language] !== undefined), {
    error: 'a name in at least one language',
  }),
  descriptions: inLanguages(z.string().trim().min(1).max(4000)).default({}),
  category: categorySchema,
  specifications: z.array(z.strictObject({ name: shortText(80), value: shortText(300) })).max(100).default([]),
  /** HS code of 6 to 13 digits; points and spaces of its printed form are taken out. */
  hsCode: z
    .string()
    .refine((code) => checkIdentifier('hs', code).valid, {
      error: 'not an HS code (6 to 13 digits of a known subheading)',
    })
    .overwrite((code) => code.replaceAll(/[. ]/g, '')),
  origin: z.string().regex(/^[A-Z]{2}$/, { error: 'an ISO 3166 country code of two letters', abort: true })
    .refine(isCountry, { error: 'not a country of ISO 3166-1' }),
  /** Smallest quantity of one order, in `unit`. */
  moq: positive,
  /** Orders come in whole multiples of this quantity. */
  orderMultiple: positive.default(1),
  unit: lineSchema.shape.unit,
  packing: lineSchema.shape.packing,
  /** Calendar days from contract to dispatch, for orders of at least `from`. */
  leadTimes: z.array(z.strictObject({ from: positive, days: z.int().min(0).max(730) })).min(1).max(20),
  /** List prices for orders of at least `from`: `minor` units of the currency for every `per` pieces. */
  prices: z
    .array(
      z.strictObject({ currency: currencySchema, from: positive, ...lineSchema.shape.price.shape }),
    )
    .min(1)
    .max(60),
  certificates: z.array(certificateSchema).max(50).default([]),
  stock: z.int().min(0).max(1_000_000_000).default(0),
  /** True: made to the buyer's artwork or design on request. */
  customisable: z.boolean().default(false),
  /** PRIVATE (OEM and ODM): only for companies the supplier has given access. */
  visibility: z.enum(['PUBLIC', 'PRIVATE']),
  /** False: not sold to consumers by a click, only to companies that ask; left out where it is. */
  retail: z.boolean().optional(),
  /** Why consumers who buy it by a click cannot withdraw from that; left out where they can. */
  notWithdrawable: exemptionGrounds.optional(),
  /** False: kept, but offered to nobody. */
  onSale: z.boolean().default(true),
});

type Found = { path: (string | number)[]; message: string };

/** The first of two equal keys makes the second one a fault. */
function repeated(list: string, keys: string[], message: string): Found[] {
  return keys.flatMap((key, at) => (keys.indexOf(key) < at ? [{ path: [list, at], message }] : []));
}

/** Rules between fields: every order that is allowed has one price in each currency and one lead time. */
function faultsOf(product: z.output<typeof shape>): Found[] {
  const { moq, orderMultiple, prices, leadTimes, specifications, certificates } = product;
  const currencies = [...new Set(prices.map(({ currency }) => currency))];
  const uncovered = currencies.filter((code) => !prices.some((each) => each.currency === code && each.from <= moq));
  return [
    ...(moq % orderMultiple === 0 ? [] : [{ path: ['moq'], message: 'must be a multiple of orderMultiple' }]),
    ...uncovered.map((code) => ({ path: ['prices'], message: `no price in ${code} from the minimum order on` })),
    ...(leadTimes.some(({ from }) => from <= moq)
      ? [] : [{ path: ['leadTimes'], message: 'no lead time from the minimum order on' }]),
    ...repeated('prices', prices.map(({ currency, from }) => `${currency} ${from}`), 'the band stands there twice'),
    ...repeated('leadTimes', leadTimes.map(({ from }) => String(from)), 'the band stands there twice'),
    ...repeated('specifications', specifications.map(({ name }) => name), 'the specification stands there twice'),
    ...repeated('certificates', certificates.map(certificateKey), 'the certificate stands there twice'),
  ];
}

/**
 * What a supplier says of a product: one version of it. Quantities are in `unit` (UN/ECE Recommendation 20), prices in
 * minor units, weights in grams and lengths in millimetres of one carton.
 */
export const productSchema = shape.superRefine((product, context) => {
  for (const { path, message } of faultsOf(product)) context.addIssue({ code: 'custom', path, message });
});
export type Product = z.output<typeof productSchema>;

/** A product as it is kept: whose it is, and which version of it. */
export interface ProductVersion {
  product: string;
  supplier: string;
  version: number;
  content: Product;
}

export const certificateKey = ({ type, number }: Pick<Certificate, 'type' | 'number'>): string => `${type} ${number}`;

/**
 * The same product with its bands in order and what is usual left out, so that two ways of writing one thing have one
 * hash.
 */
export const normalised = ({ retail, ...product }: Product): Product => ({
  ...product,
  ...(retail === false ? { retail } : {}),
  leadTimes: product.leadTimes.toSorted(ascending),
  prices: product.prices.toSorted((a, b) => compareText(a.currency, b.currency) || ascending(a, b)),
});

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The hash of one version: SHA-256 over the canonical JSON of the product's id, version and content. */
export const productHash = ({ product, version, content }: Omit<ProductVersion, 'supplier'>): string =>
  hashOf({ product, version, content });

/** The text in the wanted language, or in the first language there is one in; '' when there is none. */
export const textIn = (texts: Texts, wanted: Language = 'en'): string =>
  texts[wanted] ?? languages.map((language) => texts[language]).find((text) => text !== undefined) ?? '';
