import { z } from 'zod';
import { presentBy, runningCreditClocks, securesUntil } from '../../domain/credit/clocks.ts';
import { creditParties, creditStages } from '../../domain/credit/credit.ts';
import { creditActionsOf } from '../../domain/credit/judge.ts';
import { overseers, traderRoles } from '../../domain/parties.ts';
import { listCredits } from '../../persistence/credit/reader.ts';
import { creditFacts } from '../../persistence/credit/store.ts';
import { cursorAfter, cursorValues } from '../../persistence/cursor.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { afterSchema, instant, limitSchema } from '../schemas.ts';
import { aCredit } from './access.ts';
import { actionSchema, creditParams, creditRowSchema } from './schemas.ts';

const listQuery = z.strictObject({
  order: z.string().min(1).max(40).optional(),
  stage: z.enum(creditStages).optional(),
  sort: z.enum(['credit', 'deadline']).optional(),
  after: afterSchema.optional(),
  limit: limitSchema,
});

const listOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/credits',
    id: 'listCredits',
    tag: 'credits',
    access: { roles: [...traderRoles, ...overseers] },
    summary: 'The letters of credit your company is a party of, page by page: `next` goes back as `after`',
    query: listQuery,
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ credits: z.array(creditRowSchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 404],
    async handle({ actor, query: { limit, ...filters } }) {
      const chosen = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
      return {
        status: 200,
        body: await cursored(() => listCredits(seenBy(deps.orm, actor), { actor, limit, ...chosen })),
      };
    },
  });

const getOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/credits/{credit}',
    id: 'getCredit',
    tag: 'credits',
    access: { thing: aCredit, by: 'everybody' },
    summary: 'One letter of credit: its terms, presentations, clocks, payment instruction, and what you can do now',
    params: creditParams,
    answers: {
      200: {
        description: 'The credit',
        schema: creditRowSchema.extend({
          parties: z.array(z.enum(creditParties)),
          presentBy: z.iso.date(),
          securesUntil: instant.nullable(),
          clocks: z.array(z.object({ clock: z.string(), label: z.string(), at: instant })),
          actions: z.array(actionSchema),
          state: z.record(z.string(), z.unknown()),
        }),
      },
    },
    problems: [401, 404],
    async handle({ actor, found: { view, credit, parties } }) {
      const body = {
        ...view,
        parties,
        presentBy: presentBy(credit),
        securesUntil: securesUntil(credit),
        clocks: runningCreditClocks(credit),
        actions: creditActionsOf(credit, actor, deps.now()),
      };
      return { status: 200, body };
    },
  });

const factSchema = z.object({
  seq: z.int(),
  type: z.string(),
  at: instant,
  by: z.object({ party: z.enum(creditParties), user: z.string(), company: z.string() }),
  data: z.record(z.string(), z.unknown()),
});

const timelineOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/credits/{credit}/timeline',
    id: 'creditTimeline',
    tag: 'credits',
    access: { thing: aCredit, by: 'everybody' },
    summary: 'What happened to the credit, first to last',
    params: creditParams,
    query: z.strictObject({ after: afterSchema.optional(), limit: limitSchema }),
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ facts: z.array(factSchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 404],
    async handle({ actor, found: { view }, query: { after, limit } }) {
      const facts = await cursored(() =>
        creditFacts(seenBy(deps.orm, actor), view.credit, { after: seqAfter(after), limit: limit + 1 }),
      );
      const page = facts.slice(0, limit);
      const last = facts.length > limit ? page.at(-1) : undefined;
      return { status: 200, body: { facts: page, next: last === undefined ? null : cursorAfter([String(last.seq)]) } };
    },
  });

/** The number of the fact a cursor stands after. Throws RangeError when it is none of this list's. */
function seqAfter(cursor: string | undefined): number {
  const [seq = ''] = cursor === undefined ? ['0'] : cursorValues(cursor, 1);
  if (!/^\d{1,9}$/.test(seq)) throw new RangeError('after: not a cursor this list gave out');
  return Number(seq);
}

export const readingOperations = (deps: ApiDeps) => [listOperation(deps), getOperation(deps), timelineOperation(deps)];
