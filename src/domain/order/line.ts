import { z } from 'zod';
import { checkIdentifier } from '../identifiers/check.ts';
import { multiplyPrice, share } from '../money.ts';
import { basisPoints } from './clauses.ts';
import { customisationSchema } from './customisation.ts';

/** What a line that is no goods is packed in; goods must say how. */
export const unpacked = { unitsPerCarton: 1, netGrams: 1, grossGrams: 1, lengthMm: 1, widthMm: 1, heightMm: 1 };
const positive = z.int().min(1).max(1_000_000_000);
const grams = z.int().min(1).max(100_000_000);
const millimetres = z.int().min(1).max(20_000);

/** How one carton of a line is packed; the last carton may hold less. */
const packing = z
  .strictObject({
    unitsPerCarton: positive,
    netGrams: grams,
    grossGrams: grams,
    lengthMm: millimetres,
    widthMm: millimetres,
    heightMm: millimetres,
  })
  .refine((p) => p.grossGrams >= p.netGrams, {
    path: ['grossGrams'],
    error: 'a carton cannot weigh less than its contents',
  });

/** What an agreement on joint marketing takes off the price of a line, named by its id and the hash both signed. */
const allowance = z.strictObject({
  agreement: z.string().min(1).max(64),
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits'),
  shareBp: basisPoints.min(1).max(9_999),
});
export type Allowance = z.output<typeof allowance>;

export const lineSchema = z.strictObject({
  line: z.int().min(1).max(999),
  sku: z.string().min(1).max(64),
  description: z.string().min(1).max(300),
  /** Empty where the line is no goods. */
  hsCode: z
    .string()
    .refine((code) => code === '' || checkIdentifier('hs', code).valid, {
      error: 'not an HS code (6 to 13 digits of a known chapter)',
    })
    .default(''),
  origin: z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166 country code of two letters'),
  quantity: positive,
  /** UN/ECE Recommendation 20 unit code, C62 = one piece. */
  unit: z
    .string()
    .regex(/^[A-Z0-9]{2,3}$/, 'a UN/ECE Recommendation 20 unit code')
    .default('C62'),
  /** Price of `per` units in minor units of the currency. */
  price: z.strictObject({ minor: z.int().min(1).max(1_000_000_000_000), per: z.int().min(1).max(100_000).default(1) }),
  allowance: allowance.optional(),
  customised: z.boolean().default(false),
  customisation: customisationSchema.optional(),
  /** The price holds for any quantity from this one on, in steps of `multiple`; without it for the whole line only. */
  minimum: z.strictObject({ quantity: positive, multiple: positive.default(1) }).optional(),
  packing: packing.default(unpacked),
});
export type Line = z.output<typeof lineSchema>;

/** What is wrong with a line whose fields are right each by itself: broken or not, the clause, and the rule. */
export function faultsOfLine({ customised, customisation, minimum, quantity }: Line, index: number) {
  const short = minimum !== undefined && quantity < minimum.quantity;
  const uneven = minimum !== undefined && quantity % minimum.multiple !== 0;
  const rules: [boolean, string, string][] = [
    [customisation !== undefined && !customised, 'customised', 'goods made to a customisation are customised: true'],
    [short, 'quantity', `the minimum order is ${minimum?.quantity}`],
    [uneven, 'quantity', `must be a multiple of ${minimum?.multiple}`],
  ];
  return rules.map(([broken, path, message]): [boolean, string, string] => [broken, `lines.${index}.${path}`, message]);
}

type Priced = Pick<Line, 'price' | 'quantity' | 'allowance'>;

/** What the allowance takes off a line, in minor units: its share of the price, rounded half to even once. */
export const allowanceAmount = ({ price, quantity, allowance: agreed }: Priced): number =>
  agreed === undefined ? 0 : share(multiplyPrice(price, quantity), agreed.shareBp);

/** The amount of one line in minor units: its price, rounded half to even once, less its allowance. */
export const lineAmount = (line: Priced): number => multiplyPrice(line.price, line.quantity) - allowanceAmount(line);

/** How many cartons a line fills. */
export const cartonsOf = (line: Pick<Line, 'quantity' | 'packing'>): number =>
  Math.ceil(line.quantity / line.packing.unitsPerCarton);
