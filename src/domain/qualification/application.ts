import { z } from 'zod';
import { checkIdentifier, compact } from '../identifiers/check.ts';
import { faultOfCompanyNumber, faultOfTaxNumber } from '../identifiers/tax.ts';
import { hashOf } from '../hash.ts';
import { currencySchema, MAX_MINOR } from '../money.ts';

const visible = /^[^\p{Cc}\p{Cs}]*$/u;
const line = (most: number) => z.string().trim().min(1).max(most).regex(visible, 'no control characters');
const number = (most: number) => line(most).transform((text) => compact(text).toUpperCase());

/** What a company says of itself when it asks to be qualified; numbers are checked by the rules of its country. */
export const applicationSchema = z.strictObject({
  /** The number on the business licence: a USCC in mainland China, the company number elsewhere. */
  licenceNumber: number(40),
  /** VAT number, USCC, business registration number: what the tax registration shows. */
  taxNumber: number(40),
  /** Legal Entity Identifier (ISO 17442), where the company has one. */
  lei: number(24).nullable().default(null),
  /** What the company expects to buy in a year, in minor units of the currency. */
  annualVolume: z.strictObject({ minor: z.int().min(1).max(MAX_MINOR), currency: currencySchema }),
  contact: z.strictObject({
    name: line(120),
    email: z.email().max(320),
    phone: z
      .string()
      .trim()
      .regex(/^\+[1-9][0-9 ()-]{5,24}$/, 'an international number that begins with +'),
  }),
  remarks: z.string().trim().max(2000).default(''),
});
export type Application = z.output<typeof applicationSchema>;

/** Who is written to about an application. */
export type Contact = Application['contact'];

/**
 * An application as it travels and stands on the record: who is written to is kept beside it, by this SHA-256, so that
 * no person's name and address is in histories and facts that are never changed.
 */
export type FiledApplication = Omit<Application, 'contact'> & { contactSha256: string };

/** What is filed of an application, and the hash its contact is kept under. */
export function filedApplication(company: string, { contact, ...application }: Application): FiledApplication {
  return { ...application, contactSha256: hashOf({ company, contact }) };
}

export interface ApplicationFault {
  path: (keyof Application)[];
  message: string;
}

/** What is wrong with the numbers of an application by the rules of the company's country (ISO 3166-1 alpha-2). */
export function faultsOfApplication(
  { licenceNumber, taxNumber, lei }: Pick<Application, 'licenceNumber' | 'taxNumber' | 'lei'>,
  country: string,
) {
  const faults: [keyof Application, string | null][] = [
    ['licenceNumber', faultOfCompanyNumber(country, licenceNumber)],
    ['taxNumber', faultOfTaxNumber(country, taxNumber)],
    ['lei', lei === null ? null : checkIdentifier('lei', lei).reason],
  ];
  return faults.flatMap(([field, message]): ApplicationFault[] =>
    message === null ? [] : [{ path: [field], message }],
  );
}

/** The documents of an application; the first two have to be there before anybody reviews. */
export const documentKinds = ['BUSINESS_LICENCE', 'TAX_REGISTRATION', 'PURCHASE_VOLUME', 'OWNERSHIP', 'OTHER'] as const;
export type DocumentKind = (typeof documentKinds)[number];
const neededDocuments: readonly DocumentKind[] = ['BUSINESS_LICENCE', 'TAX_REGISTRATION'];

/** A document filed with an application, without its content; the hash is SHA-256 over the bytes. */
export interface FiledDocument {
  id: string;
  kind: DocumentKind;
  title: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  filedAt: string;
  filedBy: string;
}

/** The kinds of document that are still wanted before a review can begin. */
export const missingDocuments = (documents: readonly FiledDocument[]): DocumentKind[] =>
  neededDocuments.filter((kind) => !documents.some((document) => document.kind === kind));
