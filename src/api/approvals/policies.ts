import { z } from 'zod';
import { type Policy, policySchema, usersNamed } from '../../domain/approvals/policy.ts';
import { type ApprovalRefusal, refuse } from '../../domain/approvals/refusal.ts';
import type { Actor } from '../../domain/parties.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { confirmPolicy, isTimeZone, policiesOf, proposePolicy, usersOf } from '../../persistence/approvals/policies.ts';
import { type Db, writeOnce } from '../../persistence/catalogue/write-once.ts';
import type { Access } from '../access.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { instant } from '../schemas.ts';
import { refusedBy, unknown } from './refusals.ts';

const keptSchema = z.object({
  company: z.string(),
  version: z.int(),
  content: z.record(z.string(), z.unknown()),
  proposedBy: z.string(),
  proposedAt: instant,
  confirmedBy: z.string().nullable(),
  confirmedAt: instant.nullable(),
  inForce: z.boolean(),
});
const madeSchema = z.object({ company: z.string(), version: z.int(), inForce: z.boolean() });
const ruling = { code: 'not-a-buyer', detail: 'Purchases are ruled by the buying company itself.' };
const rulers: Access = { roles: ['buyer', 'account-manager'], otherwise: ruling };
/** Of the two people behind a policy neither is a system: whoever makes a key would be both. */
const confirming: Access = { roles: ['buyer', 'account-manager'], and: 'person', otherwise: ruling };

/** The policies of the reader's company; the platform's account managers read any company's. */
const list = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/approval-policies',
    id: 'listApprovalPolicies',
    tag: 'approvals',
    access: rulers,
    summary: "Your company's rules for its own purchases, newest first; the newest confirmed one is in force",
    query: z.strictObject({ company: z.string().min(1).max(64).optional() }),
    answers: {
      200: { description: 'The versions, at most 50', schema: z.object({ policies: z.array(keptSchema) }) },
    },
    problems: [400, 401, 404],
    async handle({ actor, query: { company = actor.company } }) {
      if (company !== actor.company && !actor.roles.includes('account-manager')) throw unknown('policy');
      const kept = await policiesOf(seenBy(deps.orm, actor), company);
      const inForce = kept.find(({ confirmedAt }) => confirmedAt !== null)?.version;
      const policies = kept.map((one) => ({ ...one, inForce: one.version === inForce }));
      return { status: 200, body: { policies } };
    },
  });

/** What the database knows to be wrong with a policy; null when nothing is. */
async function faultOf(db: Db, actor: Actor, policy: Policy): Promise<ApprovalRefusal | null> {
  const named = usersNamed(policy);
  const known = await usersOf(db, actor.company, [...new Set(named.map(({ user }) => user))]);
  const stranger = named.find(({ user }) => !known.includes(user));
  if (stranger !== undefined) {
    const detail = `${stranger.path}: ${stranger.user} is nobody of your company.`;
    return refuse('unknown-user', detail, { path: stranger.path }).rejection;
  }
  return (await isTimeZone(db, policy.timeZone))
    ? null
    : refuse('unknown-time-zone', `timeZone: ${policy.timeZone} is no IANA time zone.`).rejection;
}

const propose = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/approval-policies',
    id: 'proposeApprovalPolicy',
    tag: 'approvals',
    access: { roles: ['buyer'], and: 'person', otherwise: ruling },
    key: true,
    summary: 'Propose new rules for the purchases of your company; a second person confirms them',
    body: json(policySchema),
    answers: { 201: { description: 'Proposed, not in force yet', schema: madeSchema } },
    problems: [400, 401, 403, 409, 413, 415, 422],
    async handle({ actor, body, key, request }) {
      const write = { actor, key, route: 'POST /v1/approval-policies', content: request.body as unknown };
      return once(deps, write, ({ commandId }) =>
        writeOnce(deps.orm, commandId, async (db) => {
          const fault = await faultOf(db, actor, body);
          if (fault !== null) return refusedBy(fault);
          const { version } = await proposePolicy(db, actor, body, deps.now());
          return { status: 201, body: { company: actor.company, version, inForce: false } };
        }),
      );
    },
  });

const confirm = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/approval-policies/{version}/confirm',
    id: 'confirmApprovalPolicy',
    tag: 'approvals',
    access: confirming,
    key: true,
    summary: 'Put a proposed policy in force: a second buyer of the company, or an account manager of the platform',
    params: z.object({ version: z.string().regex(/^[1-9][0-9]{0,8}$/) }),
    body: json(z.strictObject({ company: z.string().min(1).max(64).optional() })),
    answers: { 200: { description: 'In force', schema: madeSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    async handle({ actor, params, body, key }) {
      const { company = actor.company } = body;
      if (company !== actor.company && !actor.roles.includes('account-manager')) throw unknown('policy');
      const route = `POST /v1/approval-policies/${params.version}/confirm`;
      return once(deps, { actor, key, route, content: body }, ({ commandId }) =>
        writeOnce(deps.orm, commandId, async (db) => {
          const version = Number(params.version);
          const confirmed = await confirmPolicy(db, { company, version, user: actor.user, at: deps.now() });
          if (confirmed === null) throw unknown('policy');
          if ('rejection' in confirmed) return refusedBy(confirmed.rejection);
          return { status: 200, body: { company, version, inForce: true } };
        }),
      );
    },
  });

export const policyOperations = (deps: ApiDeps) => [list(deps), propose(deps), confirm(deps)];
