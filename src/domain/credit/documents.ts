import { z } from 'zod';
import { currencySchema, minorSchema } from '../money.ts';
import { documentTypeCodes } from './terms.ts';

const text = (longest: number) => z.string().trim().min(1).max(longest);
const date = z.iso.date();
const country = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166 country code of two letters');
const count = z.int().min(0).max(1_000_000_000);
const party = z.strictObject({ name: text(140), country: country.optional() });
const money = z.strictObject({ currency: currencySchema, minor: minorSchema.min(0) });

/** One line of goods as a document states it: by its number on the contract, quantities in the contract's unit. */
const statedLine = z.strictObject({
  line: z.int().min(1).max(999),
  description: text(300).optional(),
  quantity: count.optional(),
  /** Price of `per` units in minor units of the document's currency. */
  price: z.strictObject({ minor: minorSchema.min(0), per: z.int().min(1).max(100_000) }).optional(),
});

const carriage = z.strictObject({
  carrier: text(140).optional(),
  /** Shipped on board, taken over, accepted for carriage: the date that counts as date of shipment (19 to 25). */
  shippedOn: date.optional(),
  loading: text(120).optional(),
  discharge: text(120).optional(),
  /** Originals the document says were issued: the full set (20(a)(iv)). */
  issuedOriginals: z.int().min(1).max(9).optional(),
  /** Clauses that declare a defective condition of goods or packaging (27); empty for a clean document. */
  defects: z.array(text(200)).max(10).default([]),
  onDeck: z.boolean().default(false),
  charterParty: z.boolean().default(false),
  transhipped: z.boolean().default(false),
  container: text(20).optional(),
});

const insured = z.strictObject({
  sum: money,
  /** Cover is effective from this date; the date of issue where the document says nothing else (28(e)). */
  effectiveFrom: date.optional(),
  kind: z.enum(['POLICY', 'CERTIFICATE', 'DECLARATION', 'COVER_NOTE']),
  from: text(120).optional(),
  to: text(120).optional(),
});

/**
 * One presented document as data: what it says on its face. Type by UNTDID 1001; amounts in minor units, weights in
 * grams. What a document does not state is left out.
 */
export const documentSchema = z.strictObject({
  type: z.enum(documentTypeCodes),
  number: text(35).optional(),
  issuer: party,
  issuedOn: date.optional(),
  signed: z.boolean().default(true),
  originals: z.int().min(0).max(9).default(1),
  copies: z.int().min(0).max(20).default(0),
  beneficiary: party.optional(),
  applicant: party.optional(),
  consignee: party.optional(),
  credit: text(40).optional(),
  invoice: text(35).optional(),
  amount: money.optional(),
  incoterm: text(140).optional(),
  lines: z.array(statedLine).max(100).optional(),
  packages: count.optional(),
  grossGrams: count.optional(),
  netGrams: count.optional(),
  origin: country.optional(),
  carriage: carriage.optional(),
  insurance: insured.optional(),
  states: z.array(text(300)).max(20).default([]),
});
export type PresentedDocument = z.output<typeof documentSchema>;

export const documentsSchema = z.array(documentSchema).max(20);

/** One reason to refuse: the article of UCP 600, the document (null for the presentation as such) and the field. */
export interface CreditDiscrepancy {
  article: string;
  document: string | null;
  field: string;
  expected: string;
  found: string;
}

const said = z.string().trim().min(1).max(500);
/** A discrepancy as a bank states it. */
export const discrepancySchema = z.strictObject({
  article: z.string().trim().min(1).max(20),
  document: z.enum(documentTypeCodes).nullable(),
  field: z.string().trim().min(1).max(60),
  expected: said,
  found: said,
});
