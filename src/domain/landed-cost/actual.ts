import { z } from 'zod';
import { type DocumentTypeCode, documentTypes } from '../document-types.ts';
import { type CostComponent, costComponents, costsOfSeller } from '../incoterm-costs.ts';
import type { IncotermCode } from '../incoterms.ts';
import { currencySchema } from '../money.ts';
import type { Role } from '../parties.ts';
import { unstorableText } from '../storable.ts';
import { allocationBases, statementSchema, targetSchema } from './statement.ts';

const [, ...onTheWay] = costComponents;
/** What becomes known once goods are on their way: parts of the landed cost, and what nobody plans by Incoterm. */
export const actualComponents = [...onTheWay, 'bankCharges', 'storage', 'inspection'] as const;
export type ActualComponent = (typeof actualComponents)[number];

/** Who knows which cost; the buyer, who pays them, can state each. */
const knownBy: Record<ActualComponent, readonly Role[]> = {
  exportPacking: ['supplier', 'buyer'],
  exportInland: ['supplier', 'carrier', 'buyer'],
  exportCustoms: ['customs-broker', 'buyer'],
  mainCarriage: ['carrier', 'buyer'],
  insurance: ['carrier', 'buyer'],
  inlandDelivery: ['carrier', 'warehouse-operator', 'buyer'],
  importDuty: ['customs-broker', 'buyer'],
  importTax: ['customs-broker', 'buyer'],
  bankCharges: ['bank', 'buyer'],
  storage: ['warehouse-operator', 'buyer'],
  inspection: ['inspector', 'buyer'],
};

export const costStaters: readonly Role[] = [...new Set(Object.values(knownBy).flat())];

const storable = (value: unknown) => unstorableText(value) === null;
const noStrangeText = { error: 'a text holds a character no database keeps: NUL, or half a surrogate pair' };

/** One cost as its document says it, in minor units of the document's currency for the whole consignment. */
export const actualCostSchema = z
  .strictObject({
    component: z.enum(actualComponents),
    minor: z.int().min(0).max(1_000_000_000_000),
    currency: currencySchema,
    by: z.enum(allocationBases),
    /** The document it stands in, by its UNTDID 1001 code: freight invoice 780, import declaration 929. */
    document: z.strictObject({
      type: z.enum(Object.keys(documentTypes) as [DocumentTypeCode, ...DocumentTypeCode[]]),
      number: z.string().trim().min(1).max(80),
      sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits'),
    }),
    source: z.string().trim().min(1).max(300),
    /** A cost of one's own company that this one puts right. */
    replaces: z.string().min(1).max(64).optional(),
  })
  .refine(storable, noStrangeText);
export type ActualCostInput = z.output<typeof actualCostSchema>;

/** What the buyer expects the goods to cost, stated before the contract: its rates of exchange are locked with it. */
export const costPlanSchema = z
  .strictObject({ compare: targetSchema, statement: statementSchema })
  .refine(storable, noStrangeText);
export type CostPlan = z.output<typeof costPlanSchema>;

/** A cost on record. */
export interface ActualCost extends Omit<ActualCostInput, 'replaces'> {
  id: string;
  replaces: string | null;
  company: string;
  user: string;
  at: string;
}

export const costRefusals = [
  'not-your-cost',
  'in-the-price',
  'unknown-cost',
  'already-stated',
  'wrong-stage',
  'no-cost-plan',
] as const;
export type CostRefusal = { code: (typeof costRefusals)[number]; detail: string; data?: Record<string, unknown> };
const refuse = (code: CostRefusal['code'], detail: string, data?: Record<string, unknown>): CostRefusal =>
  data === undefined ? { code, detail } : { code, detail, data };

const isPlanned = (component: string): component is CostComponent => costComponents.some((each) => each === component);

/** Costs that count: those no later one has put right. */
export const standing = (costs: readonly ActualCost[]): ActualCost[] =>
  costs.filter(({ id }) => !costs.some((later) => later.replaces === id));

/**
 * Why a cost is not taken; null when it is: it is not this party's to know, the seller bears it by the Incoterm, it was
 * stated from the same document, or what it puts right is not there, not of this component or another company's.
 */
export function faultOfCost(
  input: ActualCostInput,
  { roles, company, incoterm, known }: {
    roles: readonly Role[];
    company: string;
    incoterm: IncotermCode;
    known: readonly ActualCost[];
  },
): CostRefusal | null {
  const { component, document, replaces } = input;
  if (!knownBy[component].some((role) => roles.includes(role)))
    return refuse('not-your-cost', `component: ${component} is stated by: ${knownBy[component].join(', ')}.`);
  if (isPlanned(component) && costsOfSeller(incoterm).includes(component))
    return refuse('in-the-price', `component: ${incoterm} puts ${component} on the seller (Incoterms 2020).`);
  const counting = standing(known);
  const corrected = counting.find(({ id }) => id === replaces);
  const own = corrected?.company === company && corrected.component === component;
  if (replaces !== undefined && !own)
    return refuse('unknown-cost', `replaces: ${replaces} is no standing ${component} of your company.`);
  const same = counting.find(
    (each) =>
      each.component === component && each.document.sha256 === document.sha256 && each.id !== replaces,
  );
  return same === undefined
    ? null
    : refuse('already-stated', `document: ${component} was stated from this document as ${same.id}.`, {
        cost: same.id,
      });
}
