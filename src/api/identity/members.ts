import { z } from 'zod';
import { refuse } from '../../domain/identity/refusal.ts';
import { faultOfRoles, moneyRoles, needsTwoPeople, type Rights, tidyRoles } from '../../domain/identity/roles.ts';
import { type Actor, roles } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import {
  adminsBesides,
  deactivateMember,
  listMembers,
  type Member,
  memberOf,
  memberSorts,
  reactivateMember,
  setRights,
  takeCompany,
} from '../../persistence/identity/members.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { problem } from '../problem.ts';
import { afterSchema, instant, limitSchema } from '../schemas.ts';
import { propose, proposalSchema } from './propose.ts';
import { localeSchema, type Making, refusedBy, rolesSchema, writing } from './writes.ts';

const memberSchema = z.object({
  user: z.string(),
  email: z.string(),
  name: z.string(),
  locale: localeSchema,
  roles: z.array(z.enum(roles)),
  admin: z.boolean(),
  deactivatedAt: instant.nullable(),
});
const userParams = z.object({ user: z.string().max(64) });

const list = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/company/users',
    id: 'listUsers',
    tag: 'companies',
    access: 'admin',
    summary: 'The users of your company, page by page: `next` goes back as `after`',
    query: z.strictObject({
      sort: z.enum(memberSorts).default('name'),
      after: afterSchema.optional(),
      limit: limitSchema,
    }),
    answers: {
      200: { description: 'One page', schema: z.object({ users: z.array(memberSchema), next: z.string().nullable() }) },
    },
    problems: [400, 401, 403, 404],
    async handle({ actor, query: { sort, after, limit } }) {
      const page = { sort, limit, ...(after === undefined ? {} : { after }) };
      return { status: 200, body: await cursored(() => listMembers(seenBy(deps.orm, actor), actor.company, page)) };
    },
  });

const lastAdmin = () =>
  refuse('last-admin', 'Somebody has to administer the company: make somebody else an admin first.');
const locksOut = async ({ db }: Making, company: string, member: Member): Promise<boolean> =>
  member.admin && member.deactivatedAt === null && (await adminsBesides(db, company, member.user)).length === 0;

/** Runs a change of one user of the caller's company; nobody of another company exists. */
async function changing(
  making: Making,
  { company }: Actor,
  user: string,
  work: (member: Member, kinds: Actor['roles']) => Promise<Answer>,
): Promise<Answer> {
  const { kinds } = await takeCompany(making.db, company);
  const member = await memberOf(making.db, company, user);
  if (member === null) throw problem(404, 'unknown-user', 'There is no such user in your company.');
  return work(member, kinds);
}

const sameRights = (one: Rights, other: Rights): boolean =>
  one.admin === other.admin && tidyRoles(one.roles).join() === tidyRoles(other.roles).join();

const change = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/company/users/{user}/rights',
    id: 'changeRights',
    tag: 'companies',
    access: 'admin',
    key: true,
    summary: 'Give a user other roles; what gives a role that moves money waits for a second person (202)',
    params: userParams,
    body: json(z.strictObject({ roles: rolesSchema, admin: z.boolean() })),
    answers: {
      200: { description: 'Changed, at once', schema: memberSchema },
      202: { description: 'Proposed: nothing has changed yet', schema: proposalSchema },
    },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    handle({ actor, params: { user }, body, key }) {
      const write = { actor, key, route: `POST /v1/company/users/${user}/rights`, content: body };
      const after: Rights = { roles: tidyRoles(body.roles), admin: body.admin };
      return writing(deps, write, (making) =>
        changing(making, actor, user, async (member, kinds) => {
          if (member.deactivatedAt !== null) return refusedBy(refuse('user-deactivated', 'The user is deactivated.'));
          const fault = faultOfRoles(kinds, after.roles);
          if (fault !== null) return refusedBy(fault);
          if (sameRights(member, after)) return refusedBy(refuse('no-change', 'The user has these rights already.'));
          if (!after.admin && (await locksOut(making, actor.company, member))) return refusedBy(lastAdmin());
          const before = { roles: tidyRoles(member.roles), admin: member.admin };
          if (needsTwoPeople(kinds, before, after)) {
            return {
              status: 202,
              body: await propose(making, actor, { subject: user, name: member.name, before, after }),
            };
          }
          await setRights(making.db, user, after, making.at);
          return { status: 200, body: { ...member, ...after } };
        }),
      );
    },
  });

const deactivate = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/company/users/{user}/deactivate',
    id: 'deactivateUser',
    tag: 'companies',
    access: 'admin',
    key: true,
    summary: "End a user's access: sessions and the keys they made end at once, roles that move money are given up",
    params: userParams,
    body: json(z.strictObject({})),
    answers: { 200: { description: 'Deactivated', schema: memberSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    handle({ actor, params: { user }, key }) {
      const write = { actor, key, route: `POST /v1/company/users/${user}/deactivate`, content: {} };
      return writing(deps, write, (making) =>
        changing(making, actor, user, async (member, kinds) => {
          if (member.deactivatedAt !== null)
            return refusedBy(refuse('user-deactivated', 'The user is deactivated already.'));
          if (await locksOut(making, actor.company, member)) return refusedBy(lastAdmin());
          // Whoever comes back later comes back without what one person alone may not give.
          const kept = { roles: member.roles.filter((role) => !moneyRoles.includes(role)), admin: false };
          const left = needsTwoPeople(kinds, kept, member) ? kept : { ...kept, admin: member.admin };
          await deactivateMember(making.db, user, left, making.at);
          return { status: 200, body: { ...member, ...left, deactivatedAt: making.at } };
        }),
      );
    },
  });

const reactivate = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/company/users/{user}/reactivate',
    id: 'reactivateUser',
    tag: 'companies',
    access: 'admin',
    key: true,
    summary: 'Let a deactivated user sign in again',
    params: userParams,
    body: json(z.strictObject({})),
    answers: { 200: { description: 'Active again', schema: memberSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    handle({ actor, params: { user }, key }) {
      const write = { actor, key, route: `POST /v1/company/users/${user}/reactivate`, content: {} };
      return writing(deps, write, (making) =>
        changing(making, actor, user, async (member) => {
          if (member.deactivatedAt === null) return refusedBy(refuse('user-active', 'The user is not deactivated.'));
          await reactivateMember(making.db, user);
          return { status: 200, body: { ...member, deactivatedAt: null } };
        }),
      );
    },
  });

/** The people of a company, for those who administer it. */
export const memberOperations = (deps: ApiDeps) => [list(deps), change(deps), deactivate(deps), reactivate(deps)];
