import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { line } from '../../domain/identity/founding.ts';
import { sha256Hex } from '../../domain/hash.ts';
import { refuse } from '../../domain/identity/refusal.ts';
import { faultOfSystem, moneyRoles, tidyRoles } from '../../domain/identity/roles.ts';
import { type Role, roles } from '../../domain/parties.ts';
import { goodKeys, keepApiKey, listApiKeys, revokeApiKey } from '../../persistence/identity/api-keys.ts';
import { takeCompany } from '../../persistence/identity/members.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { problem } from '../problem.ts';
import { afterSchema, instant, limitSchema } from '../schemas.ts';
import { propose, proposalSchema } from './propose.ts';
import { refusedBy, rolesSchema, writing } from './writes.ts';

const mostKeys = 100;

const keySchema = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
const madeSchema = keySchema.extend({
  /** The key itself, in the first answer only: it is not kept anywhere, so a repetition answers null. */
  key: z.string().nullable(),
  /** The roles that move money wait for a second person; the key does not have them until then. */
  proposal: proposalSchema.nullable(),
});

const make = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/company/api-keys',
    id: 'makeApiKey',
    tag: 'companies',
    access: 'admin',
    key: true,
    summary: 'Make a key for a system of yours; it is shown once and goes as `Authorization: Bearer`',
    body: json(z.strictObject({ name: line(100), roles: rolesSchema, expiresAt: instant.optional() })),
    answers: { 201: { description: 'Made', schema: madeSchema } },
    problems: [400, 401, 403, 409, 413, 415, 422],
    async handle({ actor, body, key }) {
      const secret = `tpk_${randomBytes(32).toString('base64url')}`;
      let fresh = false;
      const write = { actor, key, route: 'POST /v1/company/api-keys', content: body };
      const reply = await writing(deps, write, async (making) => {
        fresh = true;
        const { db, at, idOf } = making;
        const { kinds } = await takeCompany(db, actor.company);
        const wanted = tidyRoles(body.roles);
        const fault = faultOfSystem(kinds, wanted);
        if (fault !== null) return refusedBy(fault);
        if (body.expiresAt !== undefined && body.expiresAt <= at) {
          return refusedBy(refuse('expiry-passed', 'expiresAt: it has passed already.'));
        }
        if ((await goodKeys(db, actor.company, at)) >= mostKeys) {
          return refusedBy(refuse('too-many-keys', `A company has at most ${mostKeys} keys: revoke one first.`));
        }
        const given: Role[] = wanted.filter((role) => !moneyRoles.includes(role));
        const made = {
          id: idOf('k'),
          name: body.name,
          roles: given,
          createdBy: actor.user,
          createdAt: at,
          expiresAt: body.expiresAt ?? null,
          lastUsedAt: null,
          revokedAt: null,
        };
        await keepApiKey(db, actor.company, { ...made, keyHash: sha256Hex(secret) });
        const rights = { before: { roles: given, admin: false }, after: { roles: wanted, admin: false } };
        const proposal =
          given.length === wanted.length
            ? null
            : await propose(making, actor, { subject: made.id, name: made.name, ...rights });
        return { status: 201, body: { ...made, key: null, proposal } };
      });
      return fresh && reply.status === 201 ? { ...reply, body: { ...(reply.body as object), key: secret } } : reply;
    },
  });

const list = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/company/api-keys',
    id: 'listApiKeys',
    tag: 'companies',
    access: 'admin',
    summary: 'The keys of your company, the latest first, and when each was last used (to the minute)',
    query: z.strictObject({ after: afterSchema.optional(), limit: limitSchema }),
    answers: {
      200: { description: 'One page', schema: z.object({ keys: z.array(keySchema), next: z.string().nullable() }) },
    },
    problems: [400, 401, 403, 404],
    async handle({ actor, query: { after, limit } }) {
      const page = { limit, ...(after === undefined ? {} : { after }) };
      return { status: 200, body: await cursored(() => listApiKeys(seenBy(deps.orm, actor), actor.company, page)) };
    },
  });

const revoke = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/company/api-keys/{id}/revoke',
    id: 'revokeApiKey',
    tag: 'companies',
    access: 'admin',
    key: true,
    summary: 'End a key at once; ending it again changes nothing',
    params: z.object({ id: z.string().max(64) }),
    body: json(z.strictObject({})),
    answers: { 200: { description: 'Ended', schema: keySchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    handle({ actor, params: { id }, key }) {
      const write = { actor, key, route: `POST /v1/company/api-keys/${id}/revoke`, content: {} };
      return writing(deps, write, async ({ db, at }) => {
        const revoked = await revokeApiKey(db, actor.company, id, at);
        if (revoked === null) throw problem(404, 'unknown-key', 'There is no such key.');
        return { status: 200, body: revoked };
      });
    },
  });

/** Keys with which the systems of a company sign in. */
export const apiKeyOperations = (deps: ApiDeps) => [make(deps), list(deps), revoke(deps)];
