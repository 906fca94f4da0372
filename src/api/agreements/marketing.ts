import { z } from 'zod';
import type { Agreement, Side } from '../../domain/agreements/agreement.ts';
import {
  budgetFor,
  confirmCost,
  type MarketingCost,
  type MarketingCostInput,
  marketingCostSchema,
  refuseCost,
} from '../../domain/agreements/costs.ts';
import { refuse } from '../../domain/agreements/refusal.ts';
import { hashOf } from '../../domain/hash.ts';
import { type Actor, traderRoles } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import { agreementForChange } from '../../persistence/agreements/agreements.ts';
import {
  answerCost,
  confirmedOf,
  costByEvidence,
  costForChange,
  keepCost,
} from '../../persistence/agreements/marketing.ts';
import { type Db, writeOnce } from '../../persistence/catalogue/write-once.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { refusedBy } from './refusals.ts';
import { agreementParams, costAnswer } from './schemas.ts';
import { anAgreement, sideOf } from './steps.ts';

const forSides = {
  thing: anAgreement,
  by: traderRoles,
  otherwise: { code: 'not-your-move', detail: 'This is for the two sides of the agreement.' },
} as const;
const problems = [400, 401, 403, 404, 409, 413, 415, 422] as const;
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits');

/** The agreement as it is now, held until the transaction ends; a role on it never changes. */
async function held(db: Db, { id }: Agreement, actor: Actor): Promise<{ agreement: Agreement; side: Side }> {
  const agreement = await agreementForChange(db, id);
  const side = agreement === null ? null : sideOf(agreement, actor);
  if (agreement === null || side === null) throw new RangeError(`${actor.user} is on no side of agreement ${id}`);
  return { agreement, side };
}

async function claimed(
  db: Db,
  { agreement, side }: { agreement: Agreement; side: Side },
  input: MarketingCostInput,
  { id, user, at }: { id: string; user: string; at: string },
): Promise<Answer> {
  const budget = budgetFor(agreement, input, at);
  if ('rejection' in budget) return refusedBy(budget.rejection);
  const before = await costByEvidence(db, agreement.id, input.evidence.sha256);
  if (before !== null) {
    const detail = `evidence.sha256: cost ${before} was claimed for this invoice.`;
    return refusedBy(refuse('already-claimed', detail, { cost: before }).rejection);
  }
  const stated = { id, agreement: agreement.id, side, ...input, currency: budget.currency };
  const cost: MarketingCost = {
    ...stated,
    hash: hashOf(stated),
    state: 'CLAIMED',
    claimed: { user, at },
    answered: null,
  };
  await keepCost(db, cost);
  return { status: 201, body: cost };
}

const claimOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/agreements/{agreement}/costs',
    id: 'claimMarketingCost',
    tag: 'agreements',
    access: forSides,
    key: true,
    summary: 'Claim a cost of joint marketing on the budget, with the hash of its invoice; the other side confirms it',
    params: agreementParams,
    body: json(marketingCostSchema),
    answers: { 201: { description: 'Claimed; it counts once the other side has confirmed it', schema: costAnswer } },
    problems,
    async handle({ actor, found, body, key }) {
      const write = { actor, key, route: `POST /v1/agreements/${found.id}/costs`, content: body };
      return once(deps, write, ({ commandId }) =>
        writeOnce(deps.orm, commandId, async (db) =>
          claimed(db, await held(db, found, actor), body, {
            id: commandId.slice(0, 24),
            user: actor.user,
            at: deps.now(),
          }),
        ),
      );
    },
  });

interface Answering<Input> {
  name: 'confirm' | 'refuse';
  id: string;
  summary: string;
  input: z.ZodType<Input>;
  act(
    db: Db,
    cost: MarketingCost,
    by: { agreement: Agreement; side: Side; user: string; at: string },
    input: Input,
  ): Promise<ReturnType<typeof refuseCost>>;
}

const answering = <Input>(deps: ApiDeps, { name, id, summary, input, act }: Answering<Input>) =>
  operation({
    method: 'post',
    path: `/v1/agreements/{agreement}/costs/{cost}/${name}`,
    id,
    tag: 'agreements',
    access: forSides,
    key: true,
    summary,
    params: agreementParams.extend({ cost: z.string().max(64) }),
    body: json(input),
    answers: { 200: { description: 'The cost as it is then', schema: costAnswer } },
    problems,
    async handle({ actor, found, params, body, key }) {
      const route = `POST /v1/agreements/${found.id}/costs/${params.cost}/${name}`;
      return once(deps, { actor, key, route, content: body }, ({ commandId }) =>
        writeOnce(deps.orm, commandId, async (db): Promise<Answer> => {
          const { agreement, side } = await held(db, found, actor);
          const cost = await costForChange(db, agreement.id, params.cost);
          if (cost === null) return refusedBy(refuse('unknown-cost', 'The agreement has no such cost.').rejection);
          const after = await act(db, cost, { agreement, side, user: actor.user, at: deps.now() }, body);
          if ('rejection' in after) return refusedBy(after.rejection);
          await answerCost(db, after);
          return { status: 200, body: after };
        }),
      );
    },
  });

/** What the two sides of joint marketing write: costs, and what the other says of them. */
export const marketingOperations = (deps: ApiDeps) => [
  claimOperation(deps),
  answering(deps, {
    name: 'confirm',
    id: 'confirmMarketingCost',
    summary: 'Confirm a cost the other side has claimed, named by its hash: it counts, up to the ceiling of the budget',
    input: z.strictObject({ hash }),
    async act(db, cost, { agreement, ...by }, input) {
      const before = await confirmedOf(db, agreement.id);
      const budget = agreement.content.kind === 'MARKETING' ? agreement.content.budget : undefined;
      const ceilingMinor = budget?.ceilingMinor ?? 0;
      return confirmCost(cost, by, input.hash, { ceilingMinor, confirmedMinor: before.buyer + before.supplier });
    },
  }),
  answering(deps, {
    name: 'refuse',
    id: 'refuseMarketingCost',
    summary: 'Refuse a cost the other side has claimed, or take your own back',
    input: z.strictObject({ reason: z.string().trim().min(1).max(2000) }),
    act: async (_db, cost, by, { reason }) => refuseCost(cost, by, reason),
  }),
];
