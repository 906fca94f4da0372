import { z } from 'zod';
import type { Role } from '../../domain/parties.ts';
import { letterStates, listLetters, retryLetter } from '../../persistence/letters.ts';
import { type AnyOperation, json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { once } from '../idempotency.ts';
import { refusalOf } from '../problem.ts';
import { afterSchema, instant, limitSchema } from '../schemas.ts';

const letterSchema = z.object({
  key: z.string(),
  kind: z.string(),
  user: z.string().nullable(),
  address: z.string().nullable(),
  order: z.string().nullable(),
  state: z.enum(letterStates),
  attempts: z.int(),
  at: instant,
  nextAttemptAt: instant,
  sentAt: instant.nullable(),
  receipt: z.string().nullable(),
  lastError: z.string().nullable(),
});

const watchers: readonly Role[] = ['operator', 'customer-service', 'auditor'];
const menders: readonly Role[] = ['operator'];

const listOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/outbox',
    id: 'listOutbox',
    tag: 'letters',
    access: { roles: watchers },
    summary: 'Letters and what became of them, newest first, page by page: `next` goes back as `after`',
    query: z.strictObject({
      state: z.enum(letterStates).optional(),
      order: z.string().min(1).max(40).optional(),
      after: afterSchema.optional(),
      limit: limitSchema,
    }),
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ letters: z.array(letterSchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 403, 404],
    async handle({ query: { limit, state, order, after } }) {
      const filter = { ...(state && { state }), ...(order && { order }), ...(after && { after }) };
      return { status: 200, body: await cursored(() => listLetters(deps.orm, { limit, ...filter })) };
    },
  });

const retryOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/outbox/{key}/retry',
    id: 'retryLetter',
    tag: 'letters',
    access: { roles: menders },
    key: true,
    summary: 'Put a dead letter back in line',
    params: z.object({ key: z.string().min(1).max(300) }),
    body: json(z.strictObject({})),
    answers: { 200: { description: 'The letter, in line again', schema: letterSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    async handle({ actor, params, body, key }) {
      return once(deps, { actor, key, route: `POST /v1/outbox/${params.key}/retry`, content: body }, async () => {
        const found = await retryLetter(deps.orm, params.key, deps.now());
        if (found === null) return refusalOf(404, 'unknown-letter', 'There is no such letter.');
        if (found.retried) return { status: 200, body: found.letter };
        return refusalOf(409, 'letter-not-dead', `The letter is ${found.letter.state}: only a dead one is retried.`);
      });
    },
  });

/** The desk of the outbox: what left, what waits, what is dead. */
export const letterOperations = (deps: ApiDeps): AnyOperation[] => [listOperation(deps), retryOperation(deps)];
