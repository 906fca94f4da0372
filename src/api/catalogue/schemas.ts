import { z } from 'zod';
import { grantStates } from '../../domain/catalogue/access.ts';
import { productSchema } from '../../domain/catalogue/product.ts';
import { productSorts } from '../../persistence/catalogue/search.ts';
import { reviewSummarySchema } from '../reviews/summary.ts';
import { afterSchema, instant } from '../schemas.ts';

/** The shapes of what the catalogue answers and of queries several of its operations share. */
export const productParams = z.object({ product: z.string().max(64) });
export const versionSchema = z.int().min(1);
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
export const pageLimit = z.coerce.number().int().min(1).max(100).default(20);
export const currencyQuery = z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code of three capital letters');
export const searchText = z.string().trim().min(1).max(200)
  .refine((text) => /[\p{L}\p{N}]/u.test(text), { error: 'at least one letter or digit' });

const companySchema = z.object({ id: z.string(), name: z.string(), country: z.string() });
const moneyPer = z.object({ minor: z.int(), per: z.int() });

export const savedSchema = z.object({ product: z.string(), version: versionSchema, hash: hashSchema });

export const certificateRow = z.object({
  type: z.string(), number: z.string(), issuer: z.string(), validUntil: z.string().nullable(),
  status: z.enum(['VALID', 'EXPIRED']),
});

export const productView = savedSchema.extend({
  supplier: companySchema,
  updatedAt: instant,
  content: productSchema,
  certificates: z.array(certificateRow),
  /** False: a certificate has run out, which a contract for the product may not rest on. */
  certificatesValid: z.boolean(),
  /** True: sold to consumers by a click. */
  retail: z.boolean(),
  reviews: reviewSummarySchema,
  actions: z.array(z.enum(['change', 'collect', 'askForPrice'])),
});

export const productRow = savedSchema.extend({
  supplier: companySchema,
  sku: z.string(),
  names: z.object({ en: z.string().optional(), 'zh-CN': z.string().optional(), 'zh-HK': z.string().optional() }),
  category: z.string(),
  origin: z.string(),
  hsCode: z.string(),
  moq: z.int(),
  unit: z.string(),
  stock: z.int(),
  customisable: z.boolean(),
  visibility: z.enum(['PUBLIC', 'PRIVATE']),
  onSale: z.boolean(),
  listPrices: z.array(moneyPer.extend({ currency: z.string() })),
  certificatesValid: z.boolean(),
  /** True: sold to consumers by a click. */
  retail: z.boolean(),
  updatedAt: instant,
});

export const offerSchema = z.object({
  currency: z.string(),
  quantity: z.int(),
  price: moneyPer,
  amountMinor: z.int(),
  leadTimeDays: z.int(),
  rules: z.array(z.string()),
  validUntil: z.string().nullable(),
});

const decimal = z.string().regex(/^\d{1,13}(\.\d{1,4})?$/, 'a decimal number, e.g. 8.85');

/** What products are filtered by, in searches and in the catalogue that is downloaded. */
export const filterShape = {
  q: searchText.optional(),
  category: z.string().min(1).max(120).optional(),
  supplier: z.string().min(1).max(64).optional(),
  origin: z.string().regex(/^[A-Z]{2}$/, 'a country code of two capital letters').optional(),
  hs: z.string().regex(/^\d{2,13}$/, 'the first 2 to 13 digits of an HS code').optional(),
  /** `true`: only what is sold to consumers by a click. */
  retail: z.literal('true').transform(() => true as const).optional(),
};

export const searchQuery = z.strictObject({
  ...filterShape,
  currency: currencyQuery.optional(),
  priceMin: decimal.optional(),
  priceMax: decimal.optional(),
  sort: z.enum(productSorts).default('relevance'),
  after: afterSchema.optional(),
  limit: pageLimit,
}).superRefine(({ currency, priceMin, priceMax, sort }, context) => {
  if (currency !== undefined || (priceMin === undefined && priceMax === undefined && !sort.startsWith('price'))) return;
  context.addIssue({ code: 'custom', path: ['currency'], message: 'needed to filter or sort by price' });
});
export type SearchQuery = z.output<typeof searchQuery>;

const step = z.object({
  state: z.enum(grantStates), at: instant, by: z.object({ user: z.string(), company: z.string() }),
  reason: z.string().nullable(),
});
export const grantView = z.object({
  id: z.string(),
  supplier: z.string(),
  buyer: z.string(),
  state: z.enum(grantStates),
  subject: z.string(),
  nda: z.object({ title: z.string(), sha256: hashSchema }),
  products: z.array(z.string()),
  steps: z.array(step),
  actions: z.array(z.string()),
});
