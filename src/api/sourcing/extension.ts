import { z } from 'zod';
import { extensionSchema } from '../../domain/sourcing/extension.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { instant } from '../schemas.ts';
import { buying } from './reading.ts';
import { refusedBy } from './refusals.ts';
import { lapsingSchema, sourcingParams } from './schemas.ts';

/** More time for every supplier at once; the seal stays, and so do the quotes that were given. */
export const extensionOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/sourcings/{sourcing}/deadline',
    id: 'extendSourcing',
    tag: 'sourcing',
    access: buying,
    key: true,
    summary:
      'Give all suppliers more time, before the deadline runs out: quotes stay sealed and stand, those that end ' +
      'before the new deadline are named once they may be seen',
    params: sourcingParams,
    body: json(extensionSchema),
    answers: {
      200: {
        description: 'Every order has the new deadline, and its supplier is told',
        schema: z.object({
          sourcing: z.string(),
          extension: z.int(),
          from: instant,
          deadline: instant,
          lapsing: lapsingSchema,
        }),
      },
    },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503, 504],
    async handle({ actor, found: { number }, body, key }) {
      const write = { actor, key, route: `POST /v1/sourcings/${number}/deadline`, content: body };
      return once(deps, write, async ({ commandId }) => {
        const judged = await deps.sourcing.extend({ commandId, number, user: actor.user, input: body });
        return 'rejection' in judged ? refusedBy(judged.rejection) : { ...judged.answer, recorded: true };
      });
    },
  });
