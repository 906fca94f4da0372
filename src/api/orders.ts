import { z } from 'zod';
import { riskOf } from '../domain/order/risk.ts';
import { rolesOn, roles, servingPlaces } from '../domain/parties.ts';
import { listOrders } from '../persistence/order-reader.ts';
import { seenBy } from '../persistence/party-view.ts';
import { sqlState } from '../persistence/store-error.ts';
import { operation } from './contract.ts';
import { adviserOf } from './adviser.ts';
import type { ApiDeps } from './deps.ts';
import { etagOf, isKnown, suspendedOn } from './order-etag.ts';
import { problem } from './problem.ts';
import { languageHeaders, localeOfRequest } from './reader-locale.ts';
import { afterSchema, instant, limitSchema, orderParams, orderRowSchema, partySchema, stageSchema } from './schemas.ts';
import { whyIn } from './sentences.ts';
import { rowFor, sightOf, stateFor } from './sight.ts';

const yesOrNo = z.enum(['true', 'false']).transform((text) => text === 'true');
const listQuery = z.strictObject({
  stage: stageSchema.optional(),
  waitingOn: partySchema.optional(),
  attention: yesOrNo.optional(),
  q: z.string().trim().min(1).max(100).optional(),
  sort: z.enum(['order', 'updated', 'deadline']).optional(),
  after: afterSchema.optional(),
  limit: limitSchema,
});

type Chosen = Omit<Parameters<typeof listOrders>[1], 'actor' | 'limit'>;

const listOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders',
    id: 'listOrders',
    tag: 'orders',
    access: 'signed-in',
    summary: 'The orders you have a role on, page by page: `next` goes back as `after`',
    query: listQuery,
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ orders: z.array(orderRowSchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 404],
    async handle({ actor, query: { limit, ...filters } }) {
      const chosen = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) as Chosen;
      const { orders, next } = await cursored(() => listOrders(seenBy(deps.orm, actor), { actor, limit, ...chosen }));
      const rows = orders.map((row) => rowFor(sightOf(rolesOn(row.companies, actor)), row));
      return { status: 200, body: { orders: rows, next } };
    },
  });

/** What PostgreSQL says of a text that is no date, no number, or one out of its range. */
const unreadable = ['22003', '22007', '22008', '22P02'];

/**
 * Runs a paged read. Throws ProblemError 404 when the cursor is none of this list's: there is no such page. A cursor
 * made up with values the list is not sorted by is found out by the database, which cannot read them.
 */
export async function cursored<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const made = unreadable.includes(sqlState(error));
    if (!made && !(error instanceof RangeError)) throw error;
    const message = made ? 'not a cursor this list gave out' : (error as Error).message.replace(/^after: /, '');
    const issue = { in: 'query' as const, path: 'after', message };
    throw problem(404, 'unknown-page', `query.after: ${message}`, { issues: [issue] });
  }
}

/** Who bears the risk of the goods now, and by which clause; null before the contract, and for those who move goods. */
const riskSchema = z.object({ bearer: z.enum(['buyer', 'supplier']), why: z.string() });

const orderOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}',
    id: 'getOrder',
    tag: 'orders',
    access: { order: 'everybody' },
    summary: 'One order as your role may see it; ETag is its version',
    params: orderParams,
    answers: {
      200: {
        description: 'The order',
        schema: orderRowSchema.extend({
          roles: z.array(z.enum(roles)),
          risk: riskSchema.nullable(),
          /** Which of the companies that serve the order the platform has suspended, and since when. */
          suspended: z.array(z.object({ place: z.enum(servingPlaces), company: z.string(), since: instant })),
          /** The adviser of the platform who looks after its money and disputes; null for those who move goods. */
          adviser: z.object({ user: z.string(), name: z.string(), since: instant }).nullable(),
          state: z.record(z.string(), z.unknown()),
        }),
      },
      304: { description: 'Not changed since If-None-Match' },
    },
    problems: [401, 404],
    async handle({ found: { view, order, roles: held }, request }) {
      const sight = sightOf(held);
      const suspended = await suspendedOn(deps, view.companies);
      const locale = localeOfRequest(request);
      const etag = etagOf({ view, roles: held }, suspended, locale);
      const headers = {
        ...languageHeaders(locale),
        ...{ ETag: etag, 'Cache-Control': 'private, no-cache', Vary: 'Authorization, Accept-Language' },
      };
      if (isKnown(request, etag)) return { status: 304, headers };
      const adviser = sight === 'logistics' ? null : await adviserOf(deps, order);
      const risk = sight === 'logistics' ? null : whyIn(locale, riskOf(order));
      const body = { ...rowFor(sight, view), roles: held, risk, suspended, adviser, state: stateFor(sight, order) };
      return { status: 200, headers, body };
    },
  });

export const orderOperations = (deps: ApiDeps) => [listOperation(deps), orderOperation(deps)];
