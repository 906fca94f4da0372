import { z } from 'zod';
import { allowanceGiven, budgetStatement } from '../../domain/agreements/marketing.ts';
import { allowedOrders, confirmedSeen, listCosts } from '../../persistence/agreements/marketing.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { problem } from '../problem.ts';
import { afterSchema, limitSchema } from '../schemas.ts';
import { agreementParams, costAnswer } from './schemas.ts';
import { anAgreement } from './steps.ts';

const page = z.strictObject({ after: afterSchema.optional(), limit: limitSchema });
const readers = { thing: anAgreement, by: 'everybody' } as const;

const costsOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/agreements/{agreement}/costs',
    id: 'listMarketingCosts',
    tag: 'agreements',
    access: readers,
    summary: 'The costs claimed on the budget of joint marketing, oldest first, with what was said of them',
    params: agreementParams,
    query: page,
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ costs: z.array(costAnswer), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 404],
    async handle({ actor, found: { id }, query }) {
      return { status: 200, body: await cursored(() => listCosts(seenBy(deps.orm, actor), id, query)) };
    },
  });

const given = z.object({
  order: z.string(),
  state: z.enum(['AGREED', 'GIVEN']),
  currency: z.string(),
  /** Price of these goods before the allowance, on what was accepted, received or, before that, contracted. */
  goodsMinor: z.int(),
  allowanceMinor: z.int(),
});

const allowancesOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/agreements/{agreement}/allowances',
    id: 'listAllowances',
    tag: 'agreements',
    access: readers,
    summary: 'What joint marketing took off the price of each order, oldest first; given once the order is completed',
    params: agreementParams,
    query: page,
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ allowances: z.array(given), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 404],
    async handle({ actor, found: { id }, query }) {
      const { orders, next } = await cursored(() => allowedOrders(seenBy(deps.orm, actor), id, query));
      return { status: 200, body: { allowances: orders.map((order) => allowanceGiven(id, order)), next } };
    },
  });

const amounts = z.object({ buyer: z.int(), supplier: z.int() });
const statement = z.object({
  agreement: z.string(),
  /** By currency of the orders: allowances of contracts that run, and of orders that are completed. */
  allowances: z.array(
    z.object({ currency: z.string(), orders: z.int(), agreedMinor: z.int(), givenMinor: z.int() }),
  ),
  budget: z
    .object({
      currency: z.string(),
      ceilingMinor: z.int(),
      confirmedMinor: amounts,
      leftMinor: z.int(),
      supplierMinor: z.int(),
      allowancesMinor: z.int(),
      balance: z.object({ owedBy: z.enum(['buyer', 'supplier']).nullable(), minor: z.int() }),
    })
    .nullable(),
});

const statementOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/agreements/{agreement}/statement',
    id: 'marketingStatement',
    tag: 'agreements',
    access: readers,
    summary:
      'Joint marketing, summed up for both sides: allowances by currency, costs confirmed, and what one owes the ' +
      'other of the budget; the engine moves no money by it',
    params: agreementParams,
    answers: { 200: { description: 'The statement', schema: statement } },
    problems: [401, 404, 409],
    async handle({ actor, found: { id, content } }) {
      if (content.kind !== 'MARKETING') throw problem(409, 'not-marketing', 'The agreement is on no joint marketing.');
      const seen = seenBy(deps.orm, actor);
      const { orders } = await allowedOrders(seen, id);
      const all = orders.map((order) => allowanceGiven(id, order));
      const allowances = [...new Set(all.map(({ currency }) => currency))].sort().map((currency) => {
        const mine = all.filter((one) => one.currency === currency);
        const sum = (state: string) =>
          mine.filter((one) => one.state === state).reduce((total, { allowanceMinor }) => total + allowanceMinor, 0);
        return { currency, orders: mine.length, agreedMinor: sum('AGREED'), givenMinor: sum('GIVEN') };
      });
      const budget = budgetStatement(content, await confirmedSeen(seen, id), all);
      return { status: 200, body: { agreement: id, allowances, budget } };
    },
  });

/** What both sides of joint marketing read of it. */
export const statementOperations = (deps: ApiDeps) => [
  costsOperation(deps),
  allowancesOperation(deps),
  statementOperation(deps),
];
