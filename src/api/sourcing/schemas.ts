import { z } from 'zod';
import { costComponents } from '../../domain/incoterm-costs.ts';
import { stages, outcomes } from '../../domain/order/order.ts';
import { splitRules } from '../../domain/order/sourced.ts';
import { targetSchema } from '../../domain/landed-cost/statement.ts';
import { sourcingStates, weightsSchema } from '../../domain/sourcing/sourcing.ts';
import { instant } from '../schemas.ts';

/** The shapes of what the operations of a sourcing answer. */
export const sourcingParams = z.object({ sourcing: z.string().max(40) });
const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const sourcingRow = z.object({
  number: z.string(),
  buyer: z.string(),
  state: z.enum(sourcingStates),
  title: z.string(),
  sealed: z.boolean(),
  deadline: instant,
  asked: z.int(),
  updatedAt: instant,
});

const part = z.object({
  component: z.enum([...costComponents, 'price']),
  covers: z.array(z.enum(costComponents)),
  minor: z.int(),
  perLine: z.array(z.int()),
  from: z.enum(['QUOTE', 'STATEMENT', 'COMPUTED']),
  source: z.string(),
  counted: z.boolean(),
});
export const landedSchema = z.discriminatedUnion('comparable', [
  z.object({
    comparable: z.literal(true),
    currency: z.string(),
    totalMinor: z.int(),
    parts: z.array(part),
    lines: z.array(z.object({ line: z.int(), quantity: z.int(), totalMinor: z.int(), perPiece: z.string() })),
  }),
  z.object({ comparable: z.literal(false), missing: z.array(z.string()) }),
]);

const scores = z.object({
  landedCost: z.int(),
  leadTime: z.int(),
  rating: z.int(),
  validity: z.int(),
  paymentTerms: z.int(),
  total: z.int(),
});

const option = z.object({
  order: z.string(),
  supplier: z.string(),
  version: z.int(),
  hash,
  incoterm: z.string(),
  namedPlace: z.string(),
  currency: z.string(),
  quotedMinor: z.int(),
  validUntil: instant,
  deliverBy: z.string(),
  leadDays: z.int(),
  laterPaymentBp: z.int(),
  landed: landedSchema,
  missing: z.array(z.string()),
  lines: z.array(
    z.object({
      line: z.int(),
      quantity: z.int(),
      demanded: z.int(),
      minimum: z.object({ quantity: z.int(), multiple: z.int() }),
      totalMinor: z.int().nullable(),
      perPiece: z.string().nullable(),
    }),
  ),
  scores: scores.nullable(),
  rank: z.int().nullable(),
});

export const comparisonSchema = z.object({
  number: z.string(),
  at: instant,
  compare: targetSchema,
  weights: weightsSchema,
  /** Version of the statement it rests on; 0 when nothing was stated. */
  statement: z.int(),
  asked: z.int(),
  answered: z.int(),
  options: z.array(option),
});

/** The comparison with what the buyer's own orders have cost in the end: shown beside it, in no score and no rank. */
export const comparedSchema = comparisonSchema.extend({
  experience: z.array(
    z.object({
      supplier: z.string(),
      figures: z.array(
        z.object({
          currency: z.string(),
          orders: z.array(z.string()),
          plannedMinor: z.int(),
          actualMinor: z.int(),
          /** Actual less planned, in basis points of what was planned. */
          varianceBp: z.int(),
        }),
      ),
      /** Orders of which some cost is not known yet. */
      awaiting: z.int(),
    }),
  ),
});

export const lapsingSchema = z.array(z.object({ supplier: z.string(), order: z.string(), validUntil: instant }));

export const sourcingView = sourcingRow.omit({ asked: true }).extend({
  split: z.enum(splitRules),
  content: z.record(z.string(), z.unknown()),
  createdAt: instant,
  invitations: z.array(
    z.object({
      supplier: z.string(),
      order: z.string(),
      stage: z.enum(stages).nullable(),
      outcome: z.enum(outcomes).nullable(),
    }),
  ),
  answered: z.int(),
  extensions: z.array(
    z.object({
      version: z.int(),
      from: instant,
      deadline: instant,
      reason: z.string(),
      lapsing: lapsingSchema,
      at: instant,
      user: z.string(),
    }),
  ),
  statements: z.array(z.object({ version: z.int(), hash, at: instant, user: z.string() })),
  evaluations: z.array(z.object({ version: z.int(), hash, at: instant, user: z.string() })),
  awards: z.array(
    z.object({
      version: z.int(),
      at: instant,
      user: z.string(),
      reason: z.string(),
      shares: z.array(z.looseObject({ order: z.string(), supplier: z.string(), hash })),
    }),
  ),
  outcomes: z.array(
    z.object({
      award: z.int(),
      order: z.string(),
      result: z.enum(['awarded', 'declined', 'failed']),
      detail: z.string(),
    }),
  ),
});

export const savedVersion = z.object({ sourcing: z.string(), version: z.int(), hash });
export const evaluationView = savedVersion.extend({
  at: instant,
  user: z.string(),
  reason: z.string(),
  ratings: z.array(z.object({ supplier: z.string(), scoreBp: z.int(), source: z.string() })),
  comparison: comparisonSchema,
});
