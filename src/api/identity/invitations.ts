import { hash } from '@node-rs/argon2';
import { z } from 'zod';
import { line } from '../../domain/identity/founding.ts';
import { sha256Hex } from '../../domain/hash.ts';
import { type IdentityRefusal, refuse } from '../../domain/identity/refusal.ts';
import { faultOfInvited, faultOfRoles, needsTwoPeople, type Rights, tidyRoles } from '../../domain/identity/roles.ts';
import { roles } from '../../domain/parties.ts';
import {
  acceptInvitation,
  invitationFor,
  keepInvitation,
  listInvitations,
  revokeInvitation,
  sentSince,
} from '../../persistence/identity/invitations.ts';
import { takeCompany } from '../../persistence/identity/members.ts';
import type { Db } from '../../persistence/catalogue/write-once.ts';
import { userOfAddress } from '../../persistence/identity/sign-ups.ts';
import { post } from '../../persistence/outbox.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { problem } from '../problem.ts';
import { afterSchema, instant, limitSchema } from '../schemas.ts';
import { propose } from './propose.ts';
import {
  anonymous,
  attemptLimit,
  emailSchema,
  faultOf,
  hoursAfter,
  localeSchema,
  newToken,
  passwordSchema,
  refusedBy,
  rolesSchema,
  sealed,
  tokenSchema,
  writing,
} from './writes.ts';

const inviteHours = 7 * 24;
const mostTries = 60;
const mostToOne = 3;
const mostInvitations = 100;

const invitationSchema = z.object({
  invitation: z.string(),
  email: z.string(),
  roles: z.array(z.enum(roles)),
  admin: z.boolean(),
  locale: localeSchema,
  invitedBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  acceptedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});

/** Why a company sends no more invitations for now: its letters reach people who have not asked for them. */
async function faultOfMany(db: Db, company: string, email: string, at: string): Promise<IdentityRefusal | null> {
  const { all, same } = await sentSince(db, { company, email, since: hoursAfter(at, -24) });
  if (same >= mostToOne) return refuse('too-many-invitations', `email: invited ${mostToOne} times in a day already.`);
  if (all < mostInvitations) return null;
  return refuse('too-many-invitations', `A company sends at most ${mostInvitations} invitations in a day.`);
}

const invite = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/company/invitations',
    id: 'invite',
    tag: 'companies',
    access: 'admin',
    key: true,
    summary: 'Invite somebody to your company, for seven days; an open invitation to the same address ends by it',
    body: json(
      z.strictObject({
        email: emailSchema,
        roles: rolesSchema,
        admin: z.boolean().default(false),
        locale: localeSchema,
      }),
    ),
    answers: { 201: { description: 'Invited; the code is in the letter only', schema: invitationSchema } },
    problems: [400, 401, 403, 409, 413, 415, 422],
    handle({ actor, body, key }) {
      const write = { actor, key, route: 'POST /v1/company/invitations', content: body };
      return writing(deps, write, async ({ db, at, idOf }) => {
        const { company } = actor;
        const { name, kinds } = await takeCompany(db, company);
        const rights = { roles: tidyRoles(body.roles), admin: body.admin };
        const fault = faultOfInvited(kinds, rights);
        if (fault !== null) return refusedBy(fault);
        const known = await userOfAddress(db, body.email);
        if (known?.company === company) {
          return refusedBy(refuse('already-with-us', 'email: the address is of a user of your company.'));
        }
        const limit = await faultOfMany(db, company, body.email, at);
        if (limit !== null) return refusedBy(limit);
        const { token, tokenHash } = newToken();
        const { email, locale } = body;
        const invitation = {
          invitation: idOf('i'),
          email,
          ...rights,
          locale,
          invitedBy: actor.user,
          createdAt: at,
          expiresAt: hoursAfter(at, inviteHours),
          acceptedAt: null,
          revokedAt: null,
        };
        await keepInvitation(db, company, { ...invitation, tokenHash });
        const letter = { key: `invitation:${invitation.invitation}`, order: null, at };
        // Whether an address is another company's user is told to nobody but its owner.
        if (known === null) {
          const data = { company: name, token, until: invitation.expiresAt };
          await post(db, { ...letter, kind: 'invitation', to: { address: email, locale }, data });
        } else {
          await post(db, { ...letter, kind: 'address-known', to: { user: known.id }, data: { name: known.name } });
        }
        return { status: 201, body: invitation };
      });
    },
  });

const list = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/company/invitations',
    id: 'listInvitations',
    tag: 'companies',
    access: 'admin',
    summary: 'The invitations of your company, the latest first, page by page: `next` goes back as `after`',
    query: z.strictObject({ after: afterSchema.optional(), limit: limitSchema }),
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ invitations: z.array(invitationSchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 403, 404],
    async handle({ actor, query: { after, limit } }) {
      const page = { limit, ...(after === undefined ? {} : { after }) };
      return { status: 200, body: await cursored(() => listInvitations(seenBy(deps.orm, actor), actor.company, page)) };
    },
  });

const revoke = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/company/invitations/{invitation}/revoke',
    id: 'revokeInvitation',
    tag: 'companies',
    access: 'admin',
    key: true,
    summary: 'Take an invitation back: its code is good for nothing from now on',
    params: z.object({ invitation: z.string().max(64) }),
    body: json(z.strictObject({})),
    answers: { 200: { description: 'Revoked', schema: invitationSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    handle({ actor, params: { invitation: id }, key }) {
      const write = { actor, key, route: `POST /v1/company/invitations/${id}/revoke`, content: {} };
      return writing(deps, write, async ({ db, at }) => {
        const revoked = await revokeInvitation(db, actor.company, id, at);
        if (revoked === 'unknown') throw problem(404, 'unknown-invitation', 'There is no such invitation.');
        if (revoked === 'closed') {
          return refusedBy(refuse('not-open', 'The invitation is accepted or revoked already.'));
        }
        return { status: 200, body: revoked };
      });
    },
  });

const noInvitation = refuse('token-invalid', 'token: unknown, used, revoked or expired; ask to be invited again.');

const accept = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/invitations/acceptances',
    id: 'acceptInvitation',
    tag: 'companies',
    access: 'public',
    key: true,
    summary: 'Accept an invitation with the code of the letter: the address is confirmed by it',
    body: json(z.strictObject({ token: tokenSchema, name: line(100), password: passwordSchema })),
    guard: attemptLimit(mostTries),
    answers: {
      201: {
        description: 'Accepted: sign in',
        schema: z.object({ company: z.string(), user: z.string(), roles: z.array(z.enum(roles)) }),
      },
    },
    problems: [400, 404, 409, 413, 415, 422, 429],
    async handle({ body: { token, name, password }, key }) {
      const tokenHash = sha256Hex(token);
      const content = { tokenHash, name, password: sealed(deps, password) };
      const passwordHash = await hash(password);
      const write = { actor: anonymous(token), key, route: 'POST /v1/invitations/acceptances', content };
      return writing(deps, write, async (making) => {
        const { db, at, idOf } = making;
        const invitation = await invitationFor(db, tokenHash, at);
        if (invitation === null) return refusedBy(noInvitation);
        const { name: company, kinds } = await takeCompany(db, invitation.company);
        const none: Rights = { roles: [], admin: false };
        const waits = invitation.byPlatform && needsTwoPeople(kinds, none, invitation);
        const fault =
          faultOf(password, { email: invitation.email, name, company }) ??
          (waits ? faultOfRoles(kinds, invitation.roles) : faultOfInvited(kinds, invitation));
        if (fault !== null) return refusedBy(fault);
        if ((await userOfAddress(db, invitation.email)) !== null) {
          return refusedBy(refuse('address-taken', 'There is an account with this address: sign in.'));
        }
        const user = idOf('u');
        const { company: of, invitedBy, roles: invited, admin } = invitation;
        const rights = waits ? none : { roles: invited, admin };
        await acceptInvitation(db, { ...invitation, ...rights }, { user, name, passwordHash, at });
        if (waits) {
          const wanted = { subject: user, name, before: none, after: { roles: invited, admin } };
          await propose(making, { user: invitedBy, company: of }, wanted);
        }
        return { status: 201, body: { company: of, user, roles: rights.roles } };
      });
    },
  });

/** How people come to a company that is there already. */
export const invitationOperations = (deps: ApiDeps) => [invite(deps), list(deps), revoke(deps), accept(deps)];
