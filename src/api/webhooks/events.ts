import { z } from 'zod';
import type { Actor } from '../../domain/parties.ts';
import { platformRoles } from '../../domain/parties.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { deliveryStates, lineUpAgain, listDeliveries } from '../../persistence/webhooks/deliveries.ts';
import { listWebhooks, signingWebhook, type SigningWebhook } from '../../persistence/webhooks/endpoints.ts';
import { readFeed } from '../../persistence/webhooks/feed.ts';
import { type AnyOperation, json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { problem, refusalOf } from '../problem.ts';
import { limitSchema } from '../schemas.ts';
import { type EventView, eventFor, eventTypes, messageFor } from './message.ts';
import { cursorSchema, deliverySchema, eventSchema, webhookParams } from './schemas.ts';
import { change, subscribers } from './writes.ts';

const seesAll = ({ roles }: Actor): boolean => roles.some((role) => platformRoles.includes(role));

const feedOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/events',
    id: 'listEvents',
    tag: 'webhooks',
    access: 'signed-in',
    summary: 'What happened to your orders, in the order it is told to webhooks: `next` goes back as `after`, for ever',
    query: z.strictObject({
      after: cursorSchema.default(0),
      type: z.enum(eventTypes).optional(),
      limit: limitSchema,
    }),
    answers: {
      200: {
        description: 'One page; it can be shorter than asked for, and empty, before the end of the feed',
        schema: z.object({ events: z.array(eventSchema), next: z.string() }),
      },
    },
    problems: [400, 401],
    async handle({ actor, query: { after, type, limit } }) {
      const company = seesAll(actor) ? null : actor.company;
      const { events, reached } = await readFeed(seenBy(deps.orm, actor), { company, after, limit });
      const seen = events
        .map((event) => eventFor(actor, event))
        .filter((event): event is EventView => event !== null && (type === undefined || event.type === type));
      return { status: 200, body: { events: seen, next: String(reached) } };
    },
  });

const deliveriesOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/webhooks/{webhook}/deliveries',
    id: 'listWebhookDeliveries',
    tag: 'webhooks',
    access: subscribers,
    summary: 'What a webhook was told and what it answered, newest event first; `state=dead` are the dead letters',
    params: webhookParams,
    query: z.strictObject({
      state: z.enum(deliveryStates).optional(),
      before: cursorSchema.optional(),
      limit: limitSchema,
    }),
    answers: {
      200: {
        description: 'One page; `next` goes back as `before`',
        schema: z.object({ deliveries: z.array(deliverySchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 403, 404],
    async handle({ actor, params, query: { state, before, limit } }) {
      const own = (await listWebhooks(seenBy(deps.orm, actor), actor.company)).some(({ id }) => id === params.webhook);
      if (!own) throw problem(404, 'unknown-webhook', 'There is no such webhook.');
      const filter = { limit, ...(state && { state }), ...(before !== undefined && { before }) };
      const { deliveries, next } = await listDeliveries(seenBy(deps.orm, actor), params.webhook, filter);
      const shown = deliveries.map(({ webhook: _webhook, position, ...rest }) => ({
        cursor: String(position),
        ...rest,
      }));
      return { status: 200, body: { deliveries: shown, next: next === null ? null : String(next) } };
    },
  });

const replayed = 500;

const replayOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/webhooks/{webhook}/replay',
    id: 'replayWebhook',
    tag: 'webhooks',
    access: subscribers,
    key: true,
    summary: 'Be told again, up to 500 events after a cursor; `next` says where to go on, null when all is lined up',
    params: webhookParams,
    body: json(z.strictObject({ from: cursorSchema })),
    answers: {
      200: { description: 'Lined up', schema: z.object({ events: z.int(), next: z.string().nullable() }) },
    },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    handle: ({ actor, params, body, key }) =>
      change(
        deps,
        { actor, key, id: params.webhook, command: 'replay', content: body },
        async (db, { id, reached }) => {
          const webhook = (await signingWebhook(deps.orm, id)) as SigningWebhook;
          if (body.from > reached)
            return refusalOf(409, 'cursor-ahead', `from: this webhook was told up to ${reached} only.`);
          const company = webhook.kinds.includes('operator') ? null : webhook.company;
          const page = await readFeed(deps.orm, { company, after: body.from, limit: replayed });
          const wanted = page.events.filter(
            (event) => event.position <= reached && messageFor(webhook, event) !== null,
          );
          await lineUpAgain(db, id, wanted, deps.now());
          const next = page.reached < reached ? String(page.reached) : null;
          return { status: 200, body: { events: wanted.length, next } };
        },
      ),
  });

/** The feed of events, what became of them, and telling them again. */
export const eventOperations = (deps: ApiDeps): AnyOperation[] => [
  feedOperation(deps),
  deliveriesOperation(deps),
  replayOperation(deps),
];
