import { z } from 'zod';
import { seenBy } from '../persistence/party-view.ts';
import { isSealed } from '../domain/order/sourced.ts';
import { type TimelineEntry, timeline } from '../persistence/timeline.ts';
import { operation } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { factFor } from './fact-sight.ts';
import { cursored } from './orders.ts';
import { afterSchema, instant, limitSchema, orderParams } from './schemas.ts';
import { type Sight, sightOf } from './sight.ts';

const entrySchema = z.looseObject({ kind: z.enum(['fact', 'event', 'message']), at: instant });

/** Facts, carriers' events and messages, in order of the time they tell of. */
export const timelineOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/timeline',
    id: 'timeline',
    tag: 'orders',
    access: { order: 'everybody' },
    summary: 'What happened, first to last: facts, events of the carriers, messages',
    params: orderParams,
    query: z.strictObject({ after: afterSchema.optional(), limit: limitSchema }),
    answers: {
      200: {
        description: 'One page; it can hold fewer entries than asked for, as some are not for your role',
        schema: z.object({ entries: z.array(entrySchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 404],
    async handle({ actor, found: { view, order, roles }, query: { after, limit } }) {
      const sight = sightOf(roles);
      const page = { limit, internal: sight === 'platform', ...(after === undefined ? {} : { after }) };
      const { entries, next } = await cursored(() => timeline(seenBy(deps.orm, actor), view.order, page));
      return {
        status: 200,
        body: { entries: entries.flatMap((entry) => entryFor(sight, entry, isSealed(order)) ?? []), next },
      };
    },
  });

function entryFor(sight: Sight, entry: TimelineEntry, sealed: boolean): TimelineEntry | null {
  if (entry.kind !== 'fact') return entry;
  const { kind, ...fact } = entry;
  const seen = factFor(sight, fact, sealed);
  return seen === null ? null : { kind, ...seen };
}
