import { z } from 'zod';
import { roles } from '../domain/parties.ts';
import { query } from '../persistence/sql.ts';
import { operation } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { instant, limitSchema, orderParams, stageSchema } from './schemas.ts';
import { sightOf } from './sight.ts';
import { visibleOrder } from './visible-order.ts';

const messageSchema = z.object({
  id: z.string(),
  at: instant,
  stage: stageSchema,
  text: z.string(),
  internal: z.boolean(),
  from: z.object({ user: z.string(), company: z.string(), role: z.enum(roles) }),
});

/** The conversation on an order; the platform's internal notes are left out for everybody else. */
export const messagesOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/messages',
    id: 'messages',
    tag: 'orders',
    access: 'signed-in',
    summary: 'The messages of an order, the latest last',
    params: orderParams,
    query: z.strictObject({ limit: limitSchema }),
    answers: { 200: { description: 'The latest messages', schema: z.object({ messages: z.array(messageSchema) }) } },
    problems: [400, 401, 404],
    async handle({ actor, params, query: { limit } }) {
      const { view, roles: held } = await visibleOrder(deps.orm, params.order, actor);
      const messages = await query(deps.orm, {
        text: `select id, iso(at) as at, stage, text, internal,
          jsonb_build_object('user', from_user, 'company', from_company, 'role', from_role) as "from"
        from message where order_no = $1 and (not internal or $2) order by message.at desc, id desc limit $3`,
        values: [view.order, sightOf(held) === 'platform', limit],
      });
      return { status: 200, body: { messages: messages.reverse() } };
    },
  });
