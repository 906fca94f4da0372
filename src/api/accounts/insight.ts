import { z } from 'zod';
import { priceTrend } from '../../domain/accounts/insight.ts';
import { boughtAgain, boughtTogether } from '../../domain/accounts/recommendation.ts';
import { addDays } from '../../domain/order/time.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { findProduct } from '../../persistence/catalogue/products.ts';
import { sealedLines, stockAlerts, watchStock } from '../../persistence/accounts/insight.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { refusalOf } from '../problem.ts';
import { companyParams } from '../qualification/schemas.ts';
import { instant } from '../schemas.ts';
import { account, accountParts, writeFor } from './access.ts';

/** How far back contracts are looked at. */
export const insightDays = 730;

export const togetherSchema = z.object({
  why: z.literal('BOUGHT_TOGETHER'),
  supplier: z.string(),
  sku: z.string(),
  product: z.string(),
  /** How many contracts of how many other companies say so. */
  contracts: z.int(),
  buyers: z.int(),
  /** The products it was bought with. */
  with: z.array(z.string()),
});
const againSchema = z.object({
  why: z.literal('BOUGHT_AGAIN'),
  supplier: z.string(),
  sku: z.string(),
  product: z.string().nullable(),
  contracts: z.int(),
  lastAt: instant,
  lastQuantity: z.int(),
  unit: z.string(),
  orders: z.array(z.string()),
});

const median = z.object({ medianMinor: z.string(), contracts: z.int() }).nullable();
const insightSchema = z.object({
  company: z.string(),
  since: instant,
  /** Median price of one unit in minor units of the currency, with four decimals. */
  trend: z.array(
    z.object({
      heading: z.string(),
      month: z.string(),
      currency: z.string(),
      unit: z.string(),
      own: median,
      market: median,
    }),
  ),
  recommendations: z.array(z.discriminatedUnion('why', [againSchema, togetherSchema])),
  stockAlerts: z.array(
    z.object({
      product: z.string(),
      supplier: z.string(),
      sku: z.string(),
      name: z.string(),
      stock: z.int(),
      threshold: z.int(),
    }),
  ),
});

const insight = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/companies/{company}/insight',
    id: 'companyInsight',
    tag: 'accounts',
    access: { thing: account, by: accountParts },
    summary:
      "From the platform's own contracts of two years: price trends by HS heading, what to buy next, and stock " +
      'that runs short',
    params: companyParams,
    answers: { 200: { description: 'The report', schema: insightSchema } },
    problems: [401, 404],
    async handle({ actor, params: { company } }) {
      const since = addDays(deps.now(), -insightDays);
      const [lines, alerts] = await Promise.all([
        sealedLines(deps.orm, company, since),
        stockAlerts(seenBy(deps.orm, actor), company),
      ]);
      const body = {
        company,
        since,
        trend: priceTrend(lines, company),
        recommendations: [
          ...boughtAgain(lines, company),
          ...boughtTogether(lines, company, lines.filter(({ buyer }) => buyer === company)),
        ],
        stockAlerts: alerts,
      };
      return { status: 200, body };
    },
  });

const watch = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/companies/{company}/stock-watches',
    id: 'watchStock',
    tag: 'accounts',
    access: { thing: account, by: accountParts },
    key: true,
    summary: 'Be told when the stock of a product is at a threshold or below; null ends it',
    params: companyParams,
    body: json(
      z.strictObject({
        product: z.string().min(1).max(64),
        threshold: z.int().min(0).max(1_000_000_000).nullable(),
      }),
    ),
    answers: {
      200: {
        description: 'From now on',
        schema: z.object({ company: z.string(), product: z.string(), threshold: z.int().nullable() }),
      },
    },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    async handle({ actor, params: { company }, body, key }) {
      const visible = await findProduct(deps.orm, { buyer: company, supplier: company }, body.product);
      const route = `POST /v1/companies/${company}/stock-watches`;
      return writeFor(deps, { actor, key, route, content: body }, async (db) => {
        if (visible === null && body.threshold !== null) {
          return refusalOf(422, 'unknown-products', 'product: the company is offered no such product.');
        }
        await watchStock(db, { company, ...body, at: deps.now(), user: actor.user });
        return { status: 200, body: { company, ...body } };
      });
    },
  });

export const insightOperations = (deps: ApiDeps) => [insight(deps), watch(deps)];
