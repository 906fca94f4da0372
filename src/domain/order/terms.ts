import { z } from 'zod';
import { type DocumentTypeCode, documentTypes } from '../document-types.ts';
import { hashOf } from '../hash.ts';
import { checkIncoterm, incotermCodes } from '../incoterms.ts';
import { currencySchema } from '../money.ts';
import { basisPoints, inspection, lateDelivery } from './clauses.ts';
import { faultsOfLine, lineAmount, lineSchema } from './line.ts';
import { faultOfChecklist, receiptChecklist } from './receipt-checks.ts';
import { faultOfWithdrawal, withdrawalClause } from './withdrawal-clause.ts';

export const transportModes = ['SEA_FCL', 'SEA_LCL', 'AIR', 'COURIER', 'ROAD', 'RAIL'] as const;
/** How a contract is paid: a transfer, by card and wallet too, or a letter of credit. */
export const paymentMethods = ['TRANSFER', 'LETTER_OF_CREDIT'] as const;

export type TransportMode = (typeof transportModes)[number];

/** One payment asked of the buyer. A plan whose first request is due before title transfer is a 0 % deposit trade. */
const instalment = z.strictObject({
  share: basisPoints.min(1),
  due: z.enum(['ON_CONTRACT', 'BEFORE_TITLE_TRANSFER']),
});

/** Facts of the trade that can release money to the supplier. */
export const settlementEvents = ['CONTRACT_FUNDED', 'TITLE_TRANSFER', 'BILL_OF_LADING', 'RECEIPT_CONFIRMED'] as const;
export type SettlementEvent = (typeof settlementEvents)[number];

const settlement = z.discriminatedUnion('trigger', [
  z.strictObject({ trigger: z.literal('TITLE_TRANSFER') }),
  z.strictObject({ trigger: z.literal('RECEIPT_CONFIRMED') }),
  z.strictObject({
    trigger: z.literal('MILESTONES'),
    milestones: z
      .array(z.strictObject({ at: z.enum(settlementEvents), share: basisPoints.min(1) }))
      .min(1)
      .max(4),
  }),
]);

const documentCode = z.enum(Object.keys(documentTypes) as [DocumentTypeCode, ...DocumentTypeCode[]]);
const whole = (shares: { share: number }[]) => shares.reduce((sum, { share }) => sum + share, 0) === 10_000;

/**
 * The clauses both sides negotiate, and after signing the parameters and guards of the workflow (DESIGN.md section 2).
 * Amounts in minor units of `currency`, weights in grams, lengths in millimetres, shares in basis points.
 */
const termsFields = z.strictObject({
  currency: currencySchema,
  lines: z.array(lineSchema).min(1).max(100),
  incoterm: z.enum(incotermCodes),
  namedPlace: z.string().trim().min(2).max(120),
  transport: z.enum(transportModes),
  deliverBy: z.iso.date().refine((date) => date < '2100', { error: 'a date of this century' }),
  paymentPlan: z
    .array(instalment)
    .min(1)
    .max(6)
    .refine(whole, { error: 'the shares of the plan must add up to 10000' }),
  /** How the buyer pays what is due before title transfer; by transfer where nothing is said. */
  paymentMethod: z.enum(paymentMethods).optional(),
  settlement,
  inspection,
  tolerances: z.strictObject({ quantityBp: basisPoints, weightBp: basisPoints, volumeBp: basisPoints }),
  inspectionDays: z.int().min(1).max(30),
  claimDays: z.int().min(0).max(365),
  warrantyDays: z.int().min(0).max(3650),
  lateDelivery: lateDelivery.optional(),
  /** What the buyer checks on receipt and answers entry by entry. */
  receiptChecks: receiptChecklist.optional(),
  /** In a consumer's contract: the right to withdraw from it without giving a reason. */
  withdrawal: withdrawalClause.optional(),
  /** What has to be on file before payment opens, by UNTDID 1001 code; contracts that say nothing want nothing. */
  requiredDocuments: z.array(documentCode).min(1).max(20).optional(),
});

export const termsSchema = termsFields.superRefine((terms, context) => {
  for (const { path, message } of faultsOf(terms)) context.addIssue({ code: 'custom', path: path.split('.'), message });
});
export type Terms = z.output<typeof termsSchema>;

/** Beyond this many minor units a contract is refused, far below where whole numbers stop being exact. */
const largestTotalMinor = 1_000_000_000_000_000;

/** What is wrong with terms whose fields are right each by itself: the clause and the rule. */
function faultsOf(terms: z.output<typeof termsFields>): { path: string; message: string }[] {
  const { settlement: release, lines } = terms;
  const numbers = lines.map(({ line }) => line);
  const milestones = release.trigger === 'MILESTONES' ? release.milestones : [];
  const { errors } = checkIncoterm({ rule: terms.incoterm, place: terms.namedPlace, transport: terms.transport });
  // Reckoned roughly first: the exact amount of a line that is much too large is more than a number holds.
  const roughly = lines.reduce((sum, { price, quantity }) => sum + (price.minor / price.per) * quantity, 0);
  const tooLarge = roughly > largestTotalMinor;
  const rules: [boolean, string, string][] = [
    [new Set(numbers).size < numbers.length, 'lines', 'line numbers must differ'],
    [milestones.length > 0 && !whole(milestones), 'settlement.milestones', 'the shares must add up to 10000'],
    [new Set(milestones.map(({ at }) => at)).size < milestones.length, 'settlement.milestones', 'each stands once'],
    [tooLarge, 'lines', 'the total is larger than the engine carries'],
    [!tooLarge && totalOf(terms) === 0, 'lines', 'the total is less than one minor unit of the currency'],
    [
      terms.paymentMethod === 'LETTER_OF_CREDIT' && terms.paymentPlan.every(({ due }) => due === 'ON_CONTRACT'),
      'paymentMethod',
      'a letter of credit pays what is due before title transfer, and the plan asks for nothing then',
    ],
    [
      terms.lateDelivery !== undefined && terms.lateDelivery.perDayBp > terms.lateDelivery.capBp,
      'lateDelivery.capBp',
      'the cap is at least what one day costs',
    ],
    ...faultOfWithdrawal(terms),
    ...faultOfChecklist(lines, terms.receiptChecks),
    ...errors.map((message): [boolean, string, string] => [true, 'incoterm', message]),
    ...lines.flatMap(faultsOfLine),
  ];
  return rules.filter(([broken]) => broken).map(([, path, message]) => ({ path, message }));
}

/** What the whole contract costs, in minor units of its currency. */
export const totalOf = (terms: Pick<Terms, 'lines'>): number =>
  terms.lines.reduce((sum, line) => sum + lineAmount(line), 0);

/**
 * The hash both sides name when they accept a version: SHA-256 over the canonical JSON of what they agree on, and of
 * the build-up of the prices where there is one.
 */
export const versionHash = (
  order: string,
  version: number,
  terms: Terms,
  validUntil: string,
  buildUp?: object,
): string => hashOf({ order, version, terms, validUntil, ...(buildUp === undefined ? {} : { buildUp }) });

export interface FieldChange {
  /** Dotted path of the clause, lines by their number: `lines.2.price.minor`. */
  path: string;
  from: unknown;
  to: unknown;
}

/**
 * The field-level difference of two sets of terms: one entry a leaf that differs, is new (`from` null) or is gone
 * (`to` null).
 */
export function diffTerms(before: unknown, after: unknown, path = ''): FieldChange[] {
  if (isTree(before) && isTree(after)) {
    const left = keyed(before);
    const right = keyed(after);
    const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
    return keys.flatMap((key) => diffTerms(left[key], right[key], path === '' ? key : `${path}.${key}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, from: before ?? null, to: after ?? null }];
}

const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Lists of lines are compared by line number, so that a line left out does not shift all after it. */
function keyed(value: object): Record<string, unknown> {
  if (!Array.isArray(value)) return value as Record<string, unknown>;
  return Object.fromEntries(
    value.map((item, index) => [isTree(item) && 'line' in item ? String(item.line) : String(index), item]),
  );
}
