import { z } from 'zod';
import { costComponents } from '../../src/domain/incoterm-costs.ts';
import { policySchema } from '../../src/domain/approvals/policy.ts';
import { statementSchema, targetSchema } from '../../src/domain/landed-cost/statement.ts';
import { splitRules } from '../../src/domain/order/sourced.ts';
import { evaluationSchema, weightsSchema } from '../../src/domain/sourcing/sourcing.ts';
import { payoutAccountSchema } from '../../src/domain/payout-account.ts';
import { document } from './files.ts';

const person = z.object({ name: z.string(), email: z.email(), locale: z.string() });

/** A company that signs up: who does it, what it applies with, and where it sells, its products. */
const company = z.object({
  as: z.string(),
  company: z.string(),
  country: z.string(),
  kinds: z.array(z.string()),
  person,
  colleague: person.extend({ as: z.string(), roles: z.array(z.string()) }).optional(),
  application: z.looseObject({ contact: z.looseObject({ email: z.email() }) }),
  documents: z.object({ BUSINESS_LICENCE: z.string(), TAX_REGISTRATION: z.string() }),
  /** What the reviewer wants to know before approving, and the answer. */
  asked: z.object({ question: z.string(), answer: z.string() }).optional(),
  catalogue: z.string().optional(),
  payoutAccount: payoutAccountSchema.optional(),
});
export type SigningUp = z.output<typeof company>;

/** The companies that sign up, the buyer first. */
export const companies = () => document('companies.json', z.object({ companies: z.array(company).min(3) })).companies;

const quoted = z.object({
  skus: z.array(z.string()),
  validDays: z.int().min(1),
  leadTimeDays: z.int().min(1),
  clauses: z.record(z.string(), z.unknown()),
});
export type PlannedQuote = z.output<typeof quoted>;

const ownCost = z.object({
  supplier: z.string(),
  component: z.enum(costComponents),
  minor: z.int(),
  currency: z.string(),
  by: z.string(),
  source: z.string(),
});

/** The enquiry to several suppliers; suppliers are called by their names in the play. */
export const sourcingPlan = () =>
  document(
    'sourcing.json',
    z.object({
      title: z.string(),
      sealed: z.boolean(),
      answerSeconds: z.int().min(1),
      split: z.enum(splitRules),
      weights: weightsSchema,
      ownCosts: z.array(ownCost),
      quotes: z.record(z.string(), quoted),
      evaluation: evaluationSchema,
      award: z.object({ reason: z.string() }),
    }),
  );

/** Under which rule and in which currency quotes are compared, and what the buyer states for it. */
export const landedCost = () =>
  document('landed-cost.json', z.looseObject({ compare: targetSchema, statement: statementSchema }));

/** By which rules the buyer's company buys; its people are called by their names in the play. */
export const approvalPolicy = () => document('approval-policy.json', policySchema);
