import { z } from 'zod';
import { listDisputes } from '../../persistence/rails/disputes.ts';
import { listWebhooks, refusals, reviveWebhook } from '../../persistence/rails/webhooks.ts';
import type { Access } from '../access.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { refusalOf } from '../problem.ts';
import { instant, limitSchema } from '../schemas.ts';

/** Who keeps the money desk. */
export const moneyDesk: Access = { roles: ['operator', 'adviser'] };

const number = z
  .string()
  .regex(/^[1-9][0-9]{0,14}$/, 'a whole number')
  .transform(Number);
const states = ['dead', 'pending'] as const;
const webhookSchema = z.object({
  position: z.int(),
  provider: z.string(),
  eventId: z.string(),
  subject: z.string(),
  occurredAt: instant,
  receivedAt: instant,
  state: z.enum(states),
  attempts: z.int(),
  lastError: z.string().nullable(),
  kind: z.string().nullable(),
});

const listOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/webhooks/in',
    id: 'incomingWebhooks',
    tag: 'money',
    access: moneyDesk,
    summary: 'Webhooks that were given up or wait, oldest first, and how many were refused',
    query: z.strictObject({ state: z.enum(states).default('dead'), after: number.optional(), limit: limitSchema }),
    answers: {
      200: {
        description: 'One page',
        schema: z.object({
          webhooks: z.array(webhookSchema),
          next: z.string().nullable(),
          refused: z.array(z.object({ provider: z.string(), count: z.int(), lastAt: instant, lastWhy: z.string() })),
        }),
      },
    },
    problems: [400, 401, 403],
    async handle({ query: { state, after, limit } }) {
      const page = await listWebhooks(deps.orm, { state, limit, ...(after === undefined ? {} : { after }) });
      const next = page.next === null ? null : String(page.next);
      return { status: 200, body: { webhooks: page.webhooks, next, refused: await refusals(deps.orm) } };
    },
  });

const retryOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/webhooks/in/{webhook}/retry',
    id: 'retryWebhook',
    tag: 'money',
    access: moneyDesk,
    key: true,
    summary: 'Let a webhook that was given up be tried again',
    params: z.object({ webhook: number }),
    answers: { 200: { description: 'It waits again', schema: z.object({ webhook: z.int() }) } },
    problems: [400, 401, 403, 404, 409],
    handle({ actor, params: { webhook }, key }) {
      const write = { actor, key, route: `POST /v1/webhooks/in/${webhook}/retry`, content: {} };
      return once(deps, write, async () => {
        const outcome = await reviveWebhook(deps.orm, webhook, deps.now());
        if (outcome === 'revived') return { status: 200, body: { webhook } };
        if (outcome === 'unknown') return refusalOf(404, 'unknown-webhook', 'No webhook of that number was given up.');
        return refusalOf(409, 'webhook-unreadable', 'Nobody can say what it means.');
      });
    },
  });

const disputeStates = ['OPEN', 'WON', 'LOST'] as const;
const disputeSchema = z.object({
  dispute: z.string(),
  provider: z.string(),
  charge: z.string(),
  order: z.string(),
  amountMinor: z.int(),
  currency: z.string(),
  reason: z.string(),
  state: z.enum(disputeStates),
  openedAt: instant,
});

const disputesOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/rails/disputes',
    id: 'railDisputes',
    tag: 'money',
    access: moneyDesk,
    summary: 'Payments that payers have a provider take back; an open or lost one stands in suspense',
    query: z.strictObject({
      state: z.enum(disputeStates).optional(),
      after: z.string().min(1).max(200).optional(),
      limit: limitSchema,
    }),
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ disputes: z.array(disputeSchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 403],
    async handle({ query: { state, after, limit } }) {
      const filter = { ...(state === undefined ? {} : { state }), ...(after === undefined ? {} : { after }), limit };
      return { status: 200, body: await listDisputes(deps.orm, filter) };
    },
  });

/** What the money desk sees and does about rails. */
export const railDeskOperations = (deps: ApiDeps) => [
  listOperation(deps),
  retryOperation(deps),
  disputesOperation(deps),
];
