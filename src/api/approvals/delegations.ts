import { z } from 'zod';
import { refuse } from '../../domain/approvals/refusal.ts';
import { isAfter } from '../../domain/order/time.ts';
import { traderRoles } from '../../domain/parties.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { delegate, delegationsOf, revokeDelegation } from '../../persistence/approvals/delegations.ts';
import { usersOf } from '../../persistence/approvals/policies.ts';
import { writeOnce } from '../../persistence/catalogue/write-once.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { instant } from '../schemas.ts';
import { refusedBy, unknown } from './refusals.ts';

const delegationSchema = z.object({
  id: z.string(),
  company: z.string(),
  from: z.string(),
  to: z.string(),
  startsAt: instant,
  endsAt: instant,
  reason: z.string(),
  at: instant,
  revokedAt: instant.nullable(),
});
const given = z
  .strictObject({
    to: z.string().min(1).max(64),
    startsAt: z.iso.datetime({ offset: true }),
    endsAt: z.iso.datetime({ offset: true }),
    reason: z.string().trim().min(1).max(500),
  })
  .refine(({ startsAt, endsAt }) => isAfter(endsAt, startsAt), {
    path: ['endsAt'],
    error: 'must lie after startsAt',
  });
const madeSchema = z.object({ delegation: z.string() });

const list = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/approval-delegations',
    id: 'listApprovalDelegations',
    tag: 'approvals',
    access: { roles: traderRoles },
    summary: 'Who decides in whose place in your company, newest first, at most 200',
    answers: {
      200: { description: 'The delegations', schema: z.object({ delegations: z.array(delegationSchema) }) },
    },
    problems: [401],
    async handle({ actor }) {
      return { status: 200, body: { delegations: await delegationsOf(seenBy(deps.orm, actor), actor.company) } };
    },
  });

const make = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/approval-delegations',
    id: 'delegateApprovals',
    tag: 'approvals',
    access: { roles: traderRoles, and: 'person' },
    key: true,
    summary: 'Let somebody of your company decide in your place, from one instant up to another',
    body: json(given),
    answers: { 201: { description: 'Delegated', schema: madeSchema } },
    problems: [400, 401, 403, 409, 413, 415, 422],
    async handle({ actor, body, key }) {
      const write = { actor, key, route: 'POST /v1/approval-delegations', content: body };
      return once(deps, write, ({ commandId }) =>
        writeOnce(deps.orm, commandId, async (db) => {
          const known = await usersOf(db, actor.company, [body.to]);
          if (known.length === 0 || body.to === actor.user) {
            return refusedBy(refuse('unknown-user', `to: ${body.to} is nobody else of your company.`).rejection);
          }
          const id = commandId.slice(0, 24);
          const { to, reason, startsAt, endsAt } = body;
          const { company, user: from } = actor;
          await delegate(db, { id, company, from, to, startsAt, endsAt, reason, at: deps.now() });
          return { status: 201, body: { delegation: id } };
        }),
      );
    },
  });

const revoke = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/approval-delegations/{delegation}/revoke',
    id: 'revokeApprovalDelegation',
    tag: 'approvals',
    access: { roles: traderRoles, and: 'person' },
    key: true,
    summary: 'End a delegation of yours now; ending it again changes nothing',
    params: z.object({ delegation: z.string().max(64) }),
    body: json(z.strictObject({})),
    answers: { 200: { description: 'It has ended', schema: madeSchema } },
    problems: [400, 401, 404, 409, 413, 415, 422],
    async handle({ actor, params: { delegation }, key }) {
      const write = { actor, key, route: `POST /v1/approval-delegations/${delegation}/revoke`, content: {} };
      return once(deps, write, ({ commandId }) =>
        writeOnce(deps.orm, commandId, async (db) => {
          if (!(await revokeDelegation(db, delegation, actor.user, deps.now()))) throw unknown('delegation');
          return { status: 200, body: { delegation } };
        }),
      );
    },
  });

export const delegationOperations = (deps: ApiDeps) => [list(deps), make(deps), revoke(deps)];
