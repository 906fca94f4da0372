import { z } from 'zod';
import { revokeOwnSession, revokeSessionsOf, sessionsOf } from '../../persistence/people.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { problem } from '../problem.ts';
import { afterSchema, instant, limitSchema } from '../schemas.ts';
import { writing } from './writes.ts';

const sessionSchema = z.object({
  session: z.string(),
  createdAt: instant,
  expiresAt: instant,
  /** True: the one this request was sent in. */
  current: z.boolean(),
});

const list = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/sessions',
    id: 'listSessions',
    tag: 'sessions',
    access: 'person',
    summary: 'Where you are signed in, the latest first, page by page: `next` goes back as `after`',
    query: z.strictObject({ after: afterSchema.optional(), limit: limitSchema }),
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ sessions: z.array(sessionSchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 403, 404],
    async handle({ actor, caller, query: { after, limit } }) {
      const page = { limit, ...(after === undefined ? {} : { after }) };
      const { sessions, next } = await cursored(() => sessionsOf(deps.orm, actor.user, page));
      const shown = sessions.map((one) => ({ ...one, current: one.session === caller.session }));
      return { status: 200, body: { sessions: shown, next } };
    },
  });

const endOne = (deps: ApiDeps) =>
  operation({
    method: 'delete',
    path: '/v1/sessions/{session}',
    id: 'endSession',
    tag: 'sessions',
    access: 'person',
    key: true,
    summary: 'End one of your sessions at once',
    params: z.object({ session: z.string().max(64) }),
    answers: { 204: { description: 'Ended' } },
    problems: [400, 401, 403, 404, 409, 422],
    async handle({ actor, params: { session }, key }) {
      return writing(deps, { actor, key, route: `DELETE /v1/sessions/${session}`, content: {} }, async ({ db }) => {
        const ended = await revokeOwnSession(db, actor.user, session);
        if (!ended) throw problem(404, 'unknown-session', 'You have no such session.');
        return { status: 204, body: {} };
      });
    },
  });

const endAll = (deps: ApiDeps) =>
  operation({
    method: 'delete',
    path: '/v1/sessions',
    id: 'endSessions',
    tag: 'sessions',
    access: 'person',
    key: true,
    summary: 'End all your sessions at once, this one as well',
    answers: { 204: { description: 'Ended' } },
    problems: [400, 401, 403, 409, 422],
    async handle({ actor, key }) {
      return writing(deps, { actor, key, route: 'DELETE /v1/sessions', content: {} }, async ({ db }) => {
        await revokeSessionsOf(db, actor.user);
        return { status: 204, body: {} };
      });
    },
  });

/** What people do about their own sessions. */
export const ownSessionOperations = (deps: ApiDeps) => [list(deps), endAll(deps), endOne(deps)];
