import { z } from 'zod';
import { sha256Hex } from '../../domain/hash.ts';
import {
  actualComponents,
  actualCostSchema,
  type CostRefusal,
  costPlanSchema,
  costStaters,
  faultOfCost,
} from '../../domain/landed-cost/actual.ts';
import { quotedGoods } from '../../domain/landed-cost/quoted.ts';
import { landedVariance } from '../../domain/landed-cost/variance.ts';
import { costComponents } from '../../domain/incoterm-costs.ts';
import { isContracted, type Order } from '../../domain/order/order.ts';
import { type Actor, platformRoles } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import { type Deed, writeOnce } from '../../persistence/catalogue/write-once.ts';
import { costsOf, keepCost, keepPlan, planOf } from '../../persistence/costs/costs.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { reader, readerIn } from '../../persistence/sourcing/sourcings.ts';
import type { AnyOperation } from '../contract.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { problem, refusalOf } from '../problem.ts';
import { instant, orderParams } from '../schemas.ts';

const statusOf: Record<CostRefusal['code'], 403 | 409 | 422> = {
  'not-your-cost': 403,
  'in-the-price': 422,
  'unknown-cost': 422,
  'already-stated': 409,
  'wrong-stage': 409,
  'no-cost-plan': 409,
};
const refusedBy = ({ code, detail, data }: CostRefusal): Answer => refusalOf(statusOf[code], code, detail, data);
const problems = [400, 401, 403, 404, 409, 413, 415, 422] as const;
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const deedOf = (deps: ApiDeps, { user, company }: Actor): Deed => ({ at: deps.now(), by: { user, company } });

/** Before the contract is signed a plan can be made and made anew: afterwards it is what the costs are held against. */
const canPlan = ({ stage }: Order): boolean => stage === 'enquiry' || stage === 'quote' || stage === 'contract';

const plan = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/orders/{order}/cost-plan',
    id: 'planCosts',
    tag: 'sourcing',
    access: {
      order: ['buyer'],
      otherwise: { code: 'not-your-move', detail: 'What goods are expected to cost is stated by their buyer.' },
    },
    key: true,
    summary:
      'State before the contract what the goods are to cost you: rule, place, currency, rates of exchange, which are ' +
      'locked with it, freight, insurance, duty and tax with their sources; the next version',
    params: orderParams,
    body: json(costPlanSchema),
    answers: { 201: { description: 'Kept', schema: z.object({ order: z.string(), version: z.int(), hash }) } },
    problems,
    async handle({ actor, found: { view, order }, body, key }) {
      const write = { actor, key, route: `POST /v1/orders/${view.order}/cost-plan`, content: body };
      return once(deps, write, ({ commandId }) =>
        writeOnce(deps.orm, commandId, async (db) => {
          if (!canPlan(order))
            return refusedBy({ code: 'wrong-stage', detail: 'The costs are planned before signing.' });
          const kept = await keepPlan(db, view.order, body, deedOf(deps, actor));
          return { status: 201, body: { order: view.order, ...kept } };
        }),
      );
    },
  });

const state = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/orders/{order}/costs',
    id: 'stateCost',
    tag: 'sourcing',
    access: {
      order: costStaters,
      otherwise: { code: 'not-your-cost', detail: 'Costs are stated by the buyer and by who invoices or pays them.' },
    },
    key: true,
    summary:
      'State a cost that has become known, from its document: freight, premium, duty, tax, bank charges, storage, ' +
      'inspection; one that was wrong is put right by another that replaces it',
    params: orderParams,
    body: json(actualCostSchema),
    answers: { 201: { description: 'Kept', schema: z.object({ order: z.string(), cost: z.string() }) } },
    problems,
    async handle({ actor, found: { view, order, roles }, body, key }) {
      const write = { actor, key, route: `POST /v1/orders/${view.order}/costs`, content: body };
      return once(deps, write, ({ commandId }) =>
        writeOnce(deps.orm, commandId, async (db) => {
          if (!isContracted(order))
            return refusedBy({ code: 'wrong-stage', detail: 'No contract runs in this order.' });
          const { incoterm } = order.contract.terms;
          const id = sha256Hex(`${commandId} cost`).slice(0, 24);
          const given = { id, order: view.order, input: body, read: readerIn(db) };
          const by = { roles, company: actor.company, incoterm };
          const fault = await keepCost(
            db,
            given,
            (known) => faultOfCost(body, { ...by, known }),
            deedOf(deps, actor),
          );
          return fault === null ? { status: 201, body: { order: view.order, cost: id } } : refusedBy(fault);
        }),
      );
    },
  });

const component = z.enum(['price', ...new Set([...costComponents, ...actualComponents])]);
const costSchema = z.object({
  id: z.string(),
  component: z.enum(actualComponents),
  minor: z.int(),
  currency: z.string(),
  by: z.string(),
  document: z.object({ type: z.string(), number: z.string(), sha256: hash }),
  source: z.string(),
  replaces: z.string().nullable(),
  company: z.string(),
  user: z.string(),
  at: instant,
});
const varianceSchema = z.object({
  order: z.string(),
  /** Where the plan comes from: the order's own, or the statement of its sourcing. */
  plan: z.string(),
  currency: z.string(),
  components: z.array(
    z.object({
      component,
      plannedMinor: z.int().nullable(),
      actualMinor: z.int().nullable(),
      varianceMinor: z.int().nullable(),
      perLine: z.array(z.int().nullable()),
      sources: z.array(z.string()),
      counted: z.boolean(),
    }),
  ),
  lines: z.array(
    z.object({
      line: z.int(),
      quantity: z.int(),
      plannedPerPiece: z.string().nullable(),
      actualPerPiece: z.string(),
      variancePerPiece: z.string().nullable(),
    }),
  ),
  plannedMinor: z.int().nullable(),
  actualMinor: z.int(),
  varianceMinor: z.int(),
  awaited: z.array(component),
  missing: z.array(z.string()),
  costs: z.array(costSchema),
});

const variance = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/landed-cost',
    id: 'actualLandedCost',
    tag: 'sourcing',
    access: {
      order: ['buyer', ...platformRoles],
      otherwise: { code: 'not-your-role', detail: 'What goods cost in the end is for their buyer and the platform.' },
    },
    summary:
      'What the goods cost in the end against what was planned before the contract: by component, by line and by ' +
      'piece, in one currency at the rates locked with the plan; what is still awaited is named',
    params: orderParams,
    answers: { 200: { description: 'Plan, costs and variance', schema: varianceSchema } },
    problems: [401, 403, 404, 409],
    async handle({ actor, found: { view, order } }) {
      if (!isContracted(order)) throw problem(409, 'wrong-stage', 'No contract runs in this order.');
      const read = reader(seenBy(deps.orm, actor));
      const { supplier } = order.companies;
      const planned = await planOf(read, { number: view.order, supplier, sourcing: order.sourcing?.number ?? null });
      if (planned === null) throw problem(409, 'no-cost-plan', 'Nobody stated before the contract what it would cost.');
      const costs = await costsOf(read, view.order);
      const { terms } = order.contract;
      const reckoned = landedVariance(
        quotedGoods({ terms }),
        { target: planned.compare, statement: planned.statement },
        costs,
      );
      return { status: 200, body: { order: view.order, plan: planned.from, ...reckoned, costs } };
    },
  });

/** What an order cost its buyer, planned and in the end. */
export const costOperations = (deps: ApiDeps): AnyOperation[] => [plan(deps), state(deps), variance(deps)];
