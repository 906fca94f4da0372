import { z } from 'zod';
import { isCountry } from '../identifiers/locode.ts';
import { locales } from '../words/locale.ts';

/** One line a person writes: no control characters, no lines, no more than `most` characters. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{C}+$/u, 'must be one line without control characters');

export const countrySchema = z.string().refine(isCountry, 'must be a country code of two capital letters (ISO 3166-1)');

/** What a platform is founded of: its own company and the first person to administer it. */
export const foundingSchema = z.strictObject({
  company: line(200),
  country: countrySchema,
  name: line(100),
  email: z
    .email()
    .max(254)
    .transform((address) => address.toLowerCase()),
  locale: z.enum(locales).default('en'),
});
export type Founding = z.output<typeof foundingSchema>;
