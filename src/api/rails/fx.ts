import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { readRates } from '../../domain/fx/import.ts';
import type { Implausible } from '../../domain/fx/plausible.ts';
import { crossRate, type FxQuote, payableIn } from '../../domain/fx/quote.ts';
import { currencySchema } from '../../domain/money.ts';
import { isContracted } from '../../domain/order/order.ts';
import { addMillis } from '../../domain/order/time.ts';
import { bankDateOf } from '../../domain/reconciliation/banking-days.ts';
import { keepQuote } from '../../persistence/fx/quotes.ts';
import { importRates, ratesOf } from '../../persistence/fx/rates.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { json, operation, raw } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once, type Settled } from '../idempotency.ts';
import { problem, refusalOf } from '../problem.ts';
import { instant } from '../schemas.ts';
import { visibleOrder } from '../visible-order.ts';
import { moneyDesk } from './operators.ts';

const mostBytes = 20 * 1024 * 1024;
/** How long a rate is held for a payer. */
const lockedMs = 30 * 60_000;
/** Reference rates older than this are no rates to promise by: a long weekend with holidays is shorter. */
const oldestDays = 7;
const DAY = 86_400_000;

const amount = z.object({ amountMinor: z.int(), currency: z.string() });
const quoteSchema = z.object({
  id: z.string(),
  order: z.string(),
  request: z.string(),
  from: amount,
  to: amount,
  rate: z.string(),
  provider: z.string(),
  lockedAt: instant,
  expiresAt: instant,
});
const askSchema = z.strictObject({
  order: z.string().min(1).max(40),
  request: z.string().min(1).max(40),
  currency: currencySchema,
});

const byBuyer = { code: 'not-your-role', detail: 'A rate is locked by the buyer.' };

const quoteOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/fx/quotes',
    id: 'lockRate',
    tag: 'money',
    access: { roles: ['buyer'], otherwise: byBuyer },
    key: true,
    summary: 'Lock a rate for one payment request: what is to be paid in another currency, until the quote runs out',
    body: json(askSchema),
    answers: { 201: { description: 'The quote', schema: quoteSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    async handle({ actor, body, key }) {
      const { order, roles } = await visibleOrder(seenBy(deps.orm, actor), body.order, actor);
      if (!roles.includes('buyer')) throw problem(403, byBuyer.code, byBuyer.detail);
      const write = { actor, key, route: 'POST /v1/fx/quotes', content: body };
      return once(deps, write, async ({ commandId }): Promise<Settled> => {
        const request = isContracted(order) ? order.payments.find(({ id }) => id === body.request) : undefined;
        if (request === undefined || request.status !== 'OPEN')
          return refusalOf(422, 'payment-unknown', `request: ${body.request} is no open payment request.`);
        const { amountMinor, currency } = request;
        if (currency === body.currency)
          return refusalOf(422, 'no-change', `currency: the request is in ${currency} itself.`);
        const now = deps.now();
        const found = await ratesOf(deps.orm, now.slice(0, 10));
        const rate = found === null ? null : crossRate(found.base, found.perBase, body.currency, currency);
        if (found === null || rate === null || Date.parse(now) - Date.parse(found.date) > oldestDays * DAY)
          return refusalOf(409, 'no-rate', `currency: there is no rate of the last ${oldestDays} days for it.`);
        const quote: FxQuote = {
          id: `FX-${commandId.slice(0, 16)}`,
          order: order.order,
          request: request.id,
          from: payableIn(body.currency, { amountMinor, currency }, rate),
          to: { amountMinor, currency },
          rate,
          provider: `${found.source} ${found.date}`,
          lockedAt: now,
          expiresAt: addMillis(now, lockedMs),
        };
        await keepQuote(deps.orm, quote);
        return { status: 201, body: quote };
      });
    },
  });

const ratesOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/fx/rates',
    id: 'importRates',
    tag: 'money',
    access: moneyDesk,
    key: true,
    summary:
      'Take in a file of reference rates (columns Date and one a currency, as the ECB publishes), whole or nothing',
    query: z.strictObject({ source: z.string().min(1).max(40), base: currencySchema }),
    body: raw(['text/csv'], mostBytes),
    answers: { 201: { description: 'How many rates are new', schema: z.object({ rates: z.int(), new: z.int() }) } },
    problems: [400, 401, 403, 409, 413, 415, 422],
    async handle({ actor, query: { source, base }, body, key }) {
      const text = body.toString();
      const write = { actor, key, route: 'POST /v1/fx/rates', content: { source, base, text } };
      return once(deps, write, async (): Promise<Settled> => {
        const read = ratesIn(text);
        if ('faults' in read) {
          const [first] = read.faults;
          const detail = `line ${first?.line}, ${first?.column}: ${first?.rule}.`;
          return refusalOf(422, 'rates-unreadable', detail, { faults: read.faults.slice(0, 20) });
        }
        const last = bankDateOf(deps.now());
        const future = read.rates.find(({ date }) => date > last);
        if (future !== undefined)
          return refusalOf(422, 'rate-implausible', `${future.currency} of ${future.date}: that day has not come.`);
        const outcome = await importRates(deps.orm, source, base, read.rates);
        if ('kept' in outcome) return { status: 201, body: { rates: read.rates.length, new: outcome.kept } };
        if ('implausible' in outcome) return doubted(base, outcome.implausible);
        const { date, currency, rate, standing } = outcome.differing;
        return refusalOf(409, 'rate-differs', `${currency} of ${date}: ${rate} here, ${standing} was taken in before.`);
      });
    },
  });

/** Why a rate is not taken, with the one it is held against. */
function doubted(base: string, { row: { currency, date, rate }, before, mostPercent }: Implausible): Settled {
  if (before === null) {
    const stray = `base: ${currency} has a rate already, and none leads from it to ${base}.`;
    return refusalOf(422, 'rate-implausible', stray);
  }
  const detail =
    `${currency} of ${date}: ${rate} here, ${before.rate} on ${before.date}; ` +
    `at most ${mostPercent} % from the rate before is taken in.`;
  return refusalOf(422, 'rate-implausible', detail, { currency, date, rate, before, mostPercent });
}

function ratesIn(text: string): ReturnType<typeof readRates> {
  try {
    return readRates(parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true }) as string[][]);
  } catch (error) {
    return { faults: [{ line: 1, column: '', rule: `no CSV: ${(error as Error).message}` }] };
  }
}

export const fxOperations = (deps: ApiDeps) => [quoteOperation(deps), ratesOperation(deps)];
