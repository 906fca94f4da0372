import { z } from 'zod';
import { roles } from '../domain/parties.ts';
import { messagesOf } from '../persistence/kept.ts';
import { seenBy } from '../persistence/party-view.ts';
import { operation } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { cursored } from './orders.ts';
import { platformRoles } from '../domain/parties.ts';
import { afterSchema, instant, limitSchema, orderParams, stageSchema } from './schemas.ts';

const messageSchema = z.object({
  id: z.string(),
  at: instant,
  stage: stageSchema,
  text: z.string(),
  internal: z.boolean(),
  document: z.string().nullable(),
  from: z.object({ user: z.string(), company: z.string(), role: z.enum(roles) }),
});

/** The conversation on an order; the platform's internal notes are left out for everybody else. */
export const messagesOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/messages',
    id: 'messages',
    tag: 'orders',
    access: { order: 'everybody' },
    summary: 'The latest messages of an order, the latest last; `next` goes back as `after` for those before them',
    params: orderParams,
    query: z.strictObject({ after: afterSchema.optional(), limit: limitSchema }),
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ messages: z.array(messageSchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 404],
    async handle({ actor, found: { view, roles: held }, query: { after, limit } }) {
      const internal = held.some((role) => platformRoles.includes(role));
      const from = after === undefined ? {} : { after };
      const page = await cursored(() =>
        messagesOf(seenBy(deps.orm, actor), { order: view.order, internal, limit, ...from }),
      );
      return { status: 200, body: page };
    },
  });
