import { z } from 'zod';
import { statementSchema, targetSchema } from '../landed-cost/statement.ts';
import { demandSchema } from '../order/demand.ts';
import { namedProvidersSchema } from '../order/opening.ts';
import { type SplitRule, splitRules } from '../order/sourced.ts';
import { unstorableText } from '../storable.ts';

/** What quotes are scored by. */
export const criteria = ['landedCost', 'leadTime', 'rating', 'validity', 'paymentTerms'] as const;
export type Criterion = (typeof criteria)[number];

const weight = z.int().min(0).max(10_000);
const storable = (value: unknown) => unstorableText(value) === null;

/** Parts of ten thousand by criterion, together the whole. */
export const weightsSchema = z
  .strictObject({ landedCost: weight, leadTime: weight, rating: weight, validity: weight, paymentTerms: weight })
  .refine((weights) => Object.values(weights).reduce((sum, each) => sum + each, 0) === 10_000, {
    error: 'the weights must add up to 10000',
  });
export type Weights = z.output<typeof weightsSchema>;

/**
 * One enquiry to several suppliers: what is wanted, until when they answer, whether under seal, under which rule and
 * currency the answers are compared, by which weights, and what may be awarded to one of them (requirements.md B2).
 */
export const sourcingSchema = z
  .strictObject({
    title: z.string().trim().min(1).max(200),
    demand: demandSchema,
    suppliers: z
      .array(z.string().min(1).max(64))
      .min(2)
      .max(20)
      .refine((all) => new Set(all).size === all.length, { error: 'each supplier is asked once' }),
    sealed: z.boolean(),
    deadline: z.iso.datetime({ offset: true }),
    split: z.enum(splitRules),
    compare: targetSchema,
    weights: weightsSchema,
    statement: statementSchema.optional(),
    profile: z.string().min(1).max(64).default('secured-trade'),
    /** Who is to serve the orders of all suppliers, so that the answers differ in nothing else. */
    providers: namedProvidersSchema.optional(),
  })
  .refine(storable, { error: 'a text holds a character no database keeps: NUL, or half a surrogate pair' });
export type SourcingInput = z.output<typeof sourcingSchema>;

/** The buyer's view of who won why; the scores of past performance can be the buyer's own, with a reason. */
export const evaluationSchema = z
  .strictObject({
    reason: z.string().trim().min(1).max(4000),
    ratings: z
      .array(
        z.strictObject({
          supplier: z.string().min(1).max(64),
          scoreBp: weight,
          source: z.string().trim().min(1).max(300),
        }),
      )
      .max(20)
      .refine((all) => new Set(all.map(({ supplier }) => supplier)).size === all.length, {
        error: 'each supplier is rated once',
      })
      .default([]),
  })
  .refine(storable, { error: 'a text holds a character no database keeps: NUL, or half a surrogate pair' });
export type EvaluationInput = z.output<typeof evaluationSchema>;

/**
 * Who gets what: options of quotes by their hash, whole or by line and quantity; nobody when there is none. The reason
 * is told to every supplier that quoted; that of the evaluation to none.
 */
export const awardSchema = z
  .strictObject({
    evaluation: z.int().min(1),
    reason: z.string().trim().min(1).max(2000),
    shares: z
      .array(
        z.strictObject({
          order: z.string().min(1).max(40),
          hash: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits'),
          lines: z
            .array(z.strictObject({ line: z.int().min(1).max(999), quantity: z.int().min(1).max(1_000_000_000) }))
            .min(1)
            .max(100)
            .optional(),
        }),
      )
      .max(20)
      .refine((all) => new Set(all.map(({ order }) => order)).size === all.length, { error: 'each order once' }),
  })
  .refine(storable, { error: 'a text holds a character no database keeps: NUL, or half a surrogate pair' });
export type AwardInput = z.output<typeof awardSchema>;

/**
 * `open`: suppliers answer. `evaluating`: the deadline has passed and quotes are compared. `awarding`: an award is
 * being carried out. `awarded`, `not-awarded`, `unanswered`: it is over.
 */
export const sourcingStates = ['open', 'evaluating', 'awarding', 'awarded', 'not-awarded', 'unanswered'] as const;
export type SourcingState = (typeof sourcingStates)[number];

export interface Invitation {
  supplier: string;
  order: string;
}

export interface Sourcing {
  number: string;
  buyer: string;
  /** The user of the buyer who asked: acts in the orders when they are opened. */
  user: string;
  state: SourcingState;
  title: string;
  deadline: string;
  sealed: boolean;
  split: SplitRule;
  content: SourcingInput;
  invitations: Invitation[];
  createdAt: string;
  updatedAt: string;
}

/** Why something was refused: stable codes, known to the API which gives each its HTTP status. */
export const sourcingRefusals = [
  'deadline-too-near',
  'deadline-too-far',
  'deadline-not-later',
  'deadline-passed',
  'extensions-used-up',
  'unknown-supplier',
  'unknown-profile',
  'unknown-sourcing',
  'still-open',
  'sourcing-over',
  'award-running',
  'no-evaluation',
  'stale-version',
  'unknown-quote',
  'quote-gone',
  'stale-hash',
  'quote-expired',
  'over-awarded',
  'already-awarded',
  'lines-unknown',
  'over-quoted',
  'split-not-offered',
  'below-minimum',
  'not-a-multiple',
] as const;
export type SourcingRefusalCode = (typeof sourcingRefusals)[number];

export interface SourcingRefusal {
  code: SourcingRefusalCode;
  detail: string;
  data?: Record<string, unknown>;
}
export type Refused = { rejection: SourcingRefusal };

export const refuse = (code: SourcingRefusalCode, detail: string, data?: Record<string, unknown>): Refused => ({
  rejection: data === undefined ? { code, detail } : { code, detail, data },
});

/** The least time suppliers have to answer, in seconds, and the most, in days. */
const anHour = 3600;
export const longestDays = 180;
const longestMillis = longestDays * 86_400_000;

/**
 * Refused: `deadline-too-near` when suppliers would have less than `leastSeconds` or more than 180 days. Less than an
 * hour is for rehearsals, where quotes are ready beforehand.
 */
export function faultOfDeadline(deadline: string, now: string, leastSeconds = anHour): Refused | null {
  const left = Date.parse(deadline) - Date.parse(now);
  if (left >= leastSeconds * 1000 && left <= longestMillis) return null;
  const least = leastSeconds === anHour ? 'one hour' : `${leastSeconds} seconds`;
  return refuse('deadline-too-near', `deadline: suppliers have at least ${least} and at most 180 days.`, {
    deadline,
    now,
  });
}
