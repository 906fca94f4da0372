import { z } from 'zod';
import { addHours } from '../../domain/order/time.ts';
import {
  addWebhook,
  countWebhooks,
  listWebhooks,
  rotateSecret,
  setState,
  type Webhook,
  webhookForChange,
} from '../../persistence/webhooks/endpoints.ts';
import { seenBy } from '../../persistence/party-view.ts';
import type { Db } from '../../persistence/catalogue/write-once.ts';
import { type AnyOperation, json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { refusalOf } from '../problem.ts';
import { opened, sealed } from './kept-secret.ts';
import { newSecret } from './message.ts';
import { madeSchema, typesSchema, webhookParams, webhookSchema } from './schemas.ts';
import { change, subscribers, viewOf, write } from './writes.ts';

const mostWebhooks = 20;
const problems = [400, 401, 403, 404, 409, 413, 415, 422];
const shared = { tag: 'webhooks', access: subscribers, key: true } as const;

const again = async (db: Db, { company, id }: Webhook): Promise<ReturnType<typeof viewOf>> =>
  viewOf((await webhookForChange(db, company, id)) as Webhook);

const addOperation = (deps: ApiDeps) =>
  operation({
    ...shared,
    method: 'post',
    path: '/v1/webhooks',
    id: 'addWebhook',
    summary: 'Be told of events at an https:// address, signed by Standard Webhooks; the secret is shown here only',
    body: json(z.strictObject({ url: z.string().min(1).max(2000), types: typesSchema.default([]) })),
    answers: { 201: { description: 'Added, with its secret', schema: madeSchema } },
    problems,
    async handle({ actor, body: { url, types }, key }) {
      const given = { actor, key, route: 'POST /v1/webhooks', content: { url, types } };
      const reply = await write(deps, given, async (db, id) => {
        const fault = deps.webhooks.faultOf(url);
        if (fault !== null) return refusalOf(422, 'invalid-input', `body.url: ${fault}`);
        const { company, user: createdBy } = actor;
        if ((await countWebhooks(db, company)) >= mostWebhooks)
          return refusalOf(409, 'too-many-webhooks', `A company has at most ${mostWebhooks} webhooks.`);
        const secret = newSecret();
        await addWebhook(db, { id, company, url, types, secret, createdBy, createdAt: deps.now() });
        const made = (await webhookForChange(db, company, id)) as Webhook;
        return sealed(deps, { status: 201, body: { ...viewOf(made), secret } });
      });
      return opened(deps, reply);
    },
  });

const listOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/webhooks',
    id: 'listWebhooks',
    tag: 'webhooks',
    access: subscribers,
    summary: 'The webhooks of your company, at most 20, in the order they were added',
    answers: { 200: { description: 'All of them', schema: z.object({ webhooks: z.array(webhookSchema) }) } },
    problems: [400, 401, 403],
    async handle({ actor }) {
      return {
        status: 200,
        body: { webhooks: (await listWebhooks(seenBy(deps.orm, actor), actor.company)).map(viewOf) },
      };
    },
  });

const longestOverlapHours = 24 * 7;

const rotateOperation = (deps: ApiDeps) =>
  operation({
    ...shared,
    method: 'post',
    path: '/v1/webhooks/{webhook}/rotate',
    id: 'rotateWebhookSecret',
    summary: 'Take a new secret; the one before signs beside it for the hours you name',
    params: webhookParams,
    body: json(z.strictObject({ overlapHours: z.int().min(0).max(longestOverlapHours).default(24) })),
    answers: { 200: { description: 'The webhook with its new secret', schema: madeSchema } },
    problems,
    async handle({ actor, params, body, key }) {
      const given = { actor, key, id: params.webhook, command: 'rotate', content: body };
      const reply = await change(deps, given, async (db, webhook) => {
        const secret = newSecret();
        await rotateSecret(db, webhook.id, secret, addHours(deps.now(), body.overlapHours));
        return sealed(deps, { status: 200, body: { ...(await again(db, webhook)), secret } });
      });
      return opened(deps, reply);
    },
  });

const switching = (deps: ApiDeps, command: 'enable' | 'disable', summary: string) =>
  operation({
    ...shared,
    method: 'post',
    path: `/v1/webhooks/{webhook}/${command}`,
    id: `${command}Webhook`,
    summary,
    params: webhookParams,
    body: json(z.strictObject({})),
    answers: { 200: { description: 'The webhook as it is now', schema: webhookSchema } },
    problems,
    handle: ({ actor, params, body, key }) =>
      change(deps, { actor, key, id: params.webhook, command, content: body }, async (db, webhook) => {
        await setState(db, webhook.id, `${command}d`);
        return { status: 200, body: await again(db, webhook) };
      }),
  });

const dropOperation = (deps: ApiDeps) =>
  operation({
    ...shared,
    method: 'delete',
    path: '/v1/webhooks/{webhook}',
    id: 'dropWebhook',
    summary: 'Be told of nothing more; what waits for it is dropped',
    params: webhookParams,
    answers: { 204: { description: 'It is gone' } },
    problems: [400, 401, 403, 404, 409, 422],
    async handle({ actor, params, key }) {
      const given = { actor, key, id: params.webhook, command: 'delete', content: {} };
      return change(deps, given, async (db, webhook) => {
        await setState(db, webhook.id, 'deleted');
        return { status: 204, body: {} };
      });
    },
  });

/** A company's own webhooks. */
export const endpointOperations = (deps: ApiDeps): AnyOperation[] => [
  addOperation(deps),
  listOperation(deps),
  rotateOperation(deps),
  switching(deps, 'enable', 'Go on being told, from where it was when it was disabled'),
  switching(deps, 'disable', 'Be told of nothing until it is enabled; nothing is lost meanwhile'),
  dropOperation(deps),
];
