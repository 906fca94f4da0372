import { z } from 'zod';
import { calendarIds } from '../calendar/calendar.ts';
import { documentTypes, type DocumentTypeCode } from '../document-types.ts';
import type { IncotermCode } from '../incoterms.ts';
import type { Price } from '../money.ts';
import { basisPoints } from '../order/clauses.ts';

const text = (longest: number) => z.string().trim().min(1).max(longest);
/** A date the business calendars know, with room for what is counted from it. */
export const dateSchema = z.iso
  .date()
  .refine((date) => date >= '2020-01-01' && date < '2034-01-01', { error: 'a date from 2020 to 2033' });
const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of the day, HH:MM');

export const documentTypeCodes = Object.keys(documentTypes) as [DocumentTypeCode, ...DocumentTypeCode[]];

/** Commercial invoices, UNTDID 1001. */
export const invoiceTypes: readonly DocumentTypeCode[] = ['380', '331'];
/**
 * Transport documents of UCP 600 articles 19 to 25 by the article each is examined under. Receipts of a forwarder or a
 * warehouse (624, 631, 632) are none: neither those articles nor the 21 days of 14(c) are about them.
 */
export const transportArticles: Partial<Record<DocumentTypeCode, string>> = {
  '705': '20',
  '706': '20',
  '704': '20',
  '714': '20',
  '710': '21',
  '740': '23',
  '741': '23',
  '730': '24',
  '703': '25',
  '760': '19',
  '765': '19',
  '766': '19',
};
/** Insurance documents of article 28: certificate and policy. */
export const insuranceTypes: readonly DocumentTypeCode[] = ['520', '530'];

/** One document the credit calls for: how many, of whom, and what it must state word for word. */
const requirementSchema = z.strictObject({
  type: z.enum(documentTypeCodes),
  originals: z.int().min(0).max(9).default(1),
  copies: z.int().min(0).max(20).default(0),
  /** By whom it must be issued, where the credit says so (article 14(f)). */
  issuer: text(140).optional(),
  states: z.array(text(300)).max(10).default([]),
});
export type Requirement = z.output<typeof requirementSchema>;

/** How the credit is available (articles 6(b) and 7(a)); days run from shipment or from presentation. */
const availability = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('SIGHT_PAYMENT') }),
  z.strictObject({ by: z.literal('NEGOTIATION') }),
  z.strictObject({
    by: z.enum(['DEFERRED_PAYMENT', 'ACCEPTANCE']),
    days: z.int().min(1).max(360),
    from: z.enum(['SHIPMENT', 'PRESENTATION']),
  }),
]);

/** What may be more or less: nothing said, "about" (article 30(a): ten per cent), or parts stated in the credit. */
const tolerance = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('NONE') }),
  z.strictObject({ kind: z.literal('ABOUT') }),
  z.strictObject({ kind: z.literal('STATED'), plusBp: basisPoints, minusBp: basisPoints }),
]);

/**
 * The periods in which a credit is drawn by instalments (article 32), one for each payment the contract asks for before
 * title transfer, in their order; the amounts are the contract's. Dates 'YYYY-MM-DD', both included.
 */
const instalments = z
  .array(z.strictObject({ from: dateSchema.optional(), until: dateSchema }))
  .min(2)
  .max(6);

/** What the applicant says of the credit; parties, amount, currency and goods follow from the contract. */
export const clauseFields = {
  available: availability.default({ by: 'SIGHT_PAYMENT' }),
  tolerance: tolerance.default({ kind: 'NONE' }),
  partialShipments: z.boolean().default(false),
  instalments: instalments.optional(),
  transhipment: z.boolean().default(false),
  loading: text(120).optional(),
  discharge: text(120).optional(),
  latestShipment: dateSchema.optional(),
  expiry: z.strictObject({ date: dateSchema, place: text(120) }),
  /** Calendar days after shipment in which documents must be presented; 21 unless the credit says otherwise (14(c)). */
  presentationDays: z.int().min(1).max(180).default(21),
  documents: z.array(requirementSchema).min(1).max(20),
};

export const draftSchema = z.strictObject({
  issuingBank: text(64),
  advisingBank: text(64).optional(),
  confirmingBank: text(64).optional(),
  /** The banking days and hours of the place of presentation, in Hong Kong time. */
  calendar: z.enum(calendarIds).default('HK'),
  bankingHours: z
    .strictObject({ opens: clockTime, closes: clockTime })
    .refine(({ opens, closes }) => opens < closes, { error: 'the bank opens before it closes' })
    .default({ opens: '09:00', closes: '17:00' }),
  /** The order's supplier stays who documents and money come from and go to (article 38). */
  transferable: z
    .literal(false, { error: 'no credit here is transferable (UCP 600, article 38): the beneficiary is the supplier' })
    .optional(),
  ...clauseFields,
});
export type CreditDraft = z.output<typeof draftSchema>;

/** A party as the credit names it; addresses of applicant and beneficiary count by their country only (14(j)). */
export interface NamedParty {
  company: string;
  name: string;
  country: string;
}

/** One line of goods as the contract has it; quantities in `unit` (UN/ECE Recommendation 20). */
export interface CreditGoods {
  line: number;
  description: string;
  quantity: number;
  unit: string;
  price: Price;
  hsCode: string;
  origin: string;
}

/** What follows from the contract, and is never typed: amounts in minor units. */
export interface FromContract {
  order: string;
  contract: string;
  amountMinor: number;
  currency: string;
  goods: CreditGoods[];
  incoterm: IncotermCode;
  namedPlace: string;
}

/** An irrevocable credit (article 3: there is no other). Banks by their company ids. */
export interface CreditTerms extends CreditDraft, FromContract {
  applicant: NamedParty;
  beneficiary: NamedParty;
}

/** The rules that fields right by themselves can break together: the field, and the rule with its article. */
export function faultsOfClauses(
  clauses: Pick<CreditDraft, 'documents' | 'expiry' | 'latestShipment' | 'instalments'>,
) {
  const { documents, expiry, latestShipment, instalments: periods = [] } = clauses;
  const types = documents.map(({ type }) => type);
  const invoice = types.some((type) => invoiceTypes.includes(type));
  const shipped = types.some((type) => transportArticles[type] !== undefined);
  const rules: [boolean, string, string][] = [
    [new Set(types).size < types.length, 'documents', 'each type of document stands once'],
    [!invoice, 'documents', 'a commercial invoice (380 or 331) is called for: it says what is drawn (article 18)'],
    [
      shipped && latestShipment === undefined,
      'latestShipment',
      'a credit that calls for a transport document says by when to ship',
    ],
    [
      latestShipment !== undefined && latestShipment > expiry.date,
      'latestShipment',
      'the latest shipment lies after the expiry of the credit',
    ],
    [
      periods.some(({ until }, at) => until <= (periods[at - 1]?.until ?? '')),
      'instalments',
      'each instalment is drawn by a later day than the one before it',
    ],
    [
      periods.some(({ from, until }) => from !== undefined && from > until),
      'instalments',
      'a period ends before it begins',
    ],
    [
      periods.some(({ until }) => until > expiry.date),
      'instalments',
      'the last period lies after the expiry of the credit',
    ],
  ];
  return rules.filter(([broken]) => broken).map(([, path, message]) => ({ path, message }));
}

/** The part of an amount in basis points, rounded down: a tolerance is never more than it says. */
const part = (minor: number, bp: number): number => Number((BigInt(minor) * BigInt(bp)) / 10_000n);

/** Units that are measured rather than counted, UN/ECE Recommendation 20: mass, length, area, volume. */
const measured = new Set(['KGM', 'GRM', 'TNE', 'LBR', 'MTR', 'CMT', 'FOT', 'MTK', 'MTQ', 'LTR', 'MLT', 'GLL', 'STN']);

const aboutBp = 1_000;
const fivePercentBp = 500;

/** True for a credit that is drawn on more than once: in parts (article 31), or by instalments (article 32). */
export const drawnInParts = ({
  partialShipments,
  instalments: periods,
}: Pick<CreditTerms, 'partialShipments' | 'instalments'>): boolean => partialShipments || periods !== undefined;

/** The least and the most that may be drawn over the life of the credit, in minor units (articles 30(a), 30(c), 31). */
export function amountRange(
  terms: Pick<CreditTerms, 'amountMinor' | 'tolerance' | 'partialShipments' | 'instalments'>,
) {
  const { amountMinor, tolerance: may } = terms;
  const plus = may.kind === 'ABOUT' ? aboutBp : may.kind === 'STATED' ? may.plusBp : 0;
  const minus = may.kind === 'ABOUT' ? aboutBp : may.kind === 'STATED' ? may.minusBp : fivePercentBp;
  return {
    least: drawnInParts(terms) ? 1 : amountMinor - part(amountMinor, minus),
    most: amountMinor + part(amountMinor, plus),
    article: may.kind === 'ABOUT' ? '30(a)' : may.kind === 'STATED' ? '18(b)' : '30(c)',
  };
}

/**
 * The least and the most of one line that may be shipped. Five per cent more or less are free where the credit says
 * nothing and the goods are measured, not counted in packing units or items (30(b)); part shipments may be less (31).
 */
export function quantityRange(terms: Pick<CreditTerms, 'tolerance' | 'partialShipments'>, goods: CreditGoods) {
  const { tolerance: may } = terms;
  const free = measured.has(goods.unit) ? fivePercentBp : 0;
  const plus = may.kind === 'ABOUT' ? aboutBp : may.kind === 'STATED' ? may.plusBp : free;
  const minus = may.kind === 'ABOUT' ? aboutBp : may.kind === 'STATED' ? may.minusBp : free;
  return {
    least: terms.partialShipments ? 0 : goods.quantity - part(goods.quantity, minus),
    most: goods.quantity + part(goods.quantity, plus),
    article: may.kind === 'ABOUT' ? '30(a)' : may.kind === 'STATED' ? '18(c)' : '30(b)',
  };
}
