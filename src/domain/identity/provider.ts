import { z } from 'zod';
import { checkIdentifier, compact } from '../identifiers/check.ts';
import { faultOfCompanyNumber, faultOfTaxNumber } from '../identifiers/tax.ts';
import type { Role } from '../parties.ts';
import { countrySchema, line } from './founding.ts';

/** What a company that serves trades can be; the platform registers it, nobody signs up as one. */
export const providerKinds = [
  'warehouse-operator',
  'inspector',
  'customs-broker',
  'carrier',
  'bank',
] as const satisfies readonly Role[];
export type ProviderKind = (typeof providerKinds)[number];

const number = z
  .string()
  .max(40)
  .transform((text) => compact(text).toUpperCase())
  .pipe(line(40));

const placeSchema = z.strictObject({
  lines: z.array(line(100)).min(1).max(4),
  city: line(80),
  postalCode: line(16).nullable().default(null),
  country: countrySchema,
});

/** What a company is registered with; the numbers are checked by the rules of its country. */
export const providerSchema = z.strictObject({
  /** The legal name, as it stands in the register. */
  name: line(200),
  country: countrySchema,
  kinds: z
    .array(z.enum(providerKinds))
    .min(1)
    .max(providerKinds.length)
    .refine((kinds) => new Set(kinds).size === kinds.length, 'each kind once')
    .refine((kinds) => kinds.length === 1 || !kinds.includes('bank'), 'a bank is nothing else as well'),
  /** The USCC in mainland China, the business registration or company number in Hong Kong, elsewhere its like. */
  registrationNumber: number,
  taxNumber: number.nullable().default(null),
  /** Legal Entity Identifier (ISO 17442), where the company has one. */
  lei: number.nullable().default(null),
  address: placeSchema,
});
export type ProviderRegistration = z.output<typeof providerSchema>;

export interface RegistrationFault {
  path: ('registrationNumber' | 'taxNumber' | 'lei')[];
  message: string;
}

/** What is wrong with the numbers of a registration by the rules of its country (ISO 3166-1 alpha-2). */
export function faultsOfRegistration({
  country,
  registrationNumber,
  taxNumber,
  lei,
}: Pick<ProviderRegistration, 'country' | 'registrationNumber' | 'taxNumber' | 'lei'>): RegistrationFault[] {
  const faults: [RegistrationFault['path'][number], string | null][] = [
    ['registrationNumber', faultOfCompanyNumber(country, registrationNumber)],
    ['taxNumber', taxNumber === null ? null : faultOfTaxNumber(country, taxNumber)],
    ['lei', lei === null ? null : checkIdentifier('lei', lei).reason],
  ];
  return faults.flatMap(([field, message]): RegistrationFault[] =>
    message === null ? [] : [{ path: [field], message }],
  );
}
