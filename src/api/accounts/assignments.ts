import { z } from 'zod';
import { calendarIds } from '../../domain/calendar/calendar.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { changeAssignment, findAssignment, isAccountManager } from '../../persistence/accounts/assignments.ts';
import { runningMembership } from '../../persistence/qualification/reading.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { problem, refusalOf } from '../problem.ts';
import { companyParams, membershipSchema } from '../qualification/schemas.ts';
import { instant } from '../schemas.ts';
import { account, accountParts, careOf, writeFor } from './access.ts';

const assignmentSchema = z.object({
  company: z.string(),
  manager: z.string(),
  everyDays: z.int(),
  paused: z.boolean(),
  since: instant,
  /** The working days follow-ups are due by; null: those of the company's country. */
  calendar: z.enum(calendarIds).nullable(),
});

const read = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/companies/{company}/account',
    id: 'getAccount',
    tag: 'accounts',
    access: { thing: account, by: accountParts },
    summary: 'Who looks after a company and how often, and its membership',
    params: companyParams,
    answers: {
      200: {
        description: 'The account',
        schema: z.object({
          company: z.string(),
          membership: membershipSchema.nullable(),
          account: assignmentSchema.nullable(),
        }),
      },
    },
    problems: [401, 404],
    async handle({ actor, params: { company } }) {
      const [standing, membership] = await Promise.all([
        findAssignment(seenBy(deps.orm, actor), company),
        runningMembership(seenBy(deps.orm, actor), company, deps.now()),
      ]);
      return { status: 200, body: { company, membership, account: standing } };
    },
  });

const change = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/companies/{company}/account',
    id: 'changeAccount',
    tag: 'accounts',
    access: { thing: careOf, by: ['account-manager', 'operator'] },
    key: true,
    summary: 'Change who looks after a company, how often and by which working days it is followed up, or pause that',
    params: companyParams,
    body: json(
      z.strictObject({
        manager: z.string().min(1).max(64).optional(),
        everyDays: z.int().min(1).max(366).optional(),
        paused: z.boolean().optional(),
        calendar: z.enum(calendarIds).nullable().optional(),
      }),
    ),
    answers: { 200: { description: 'From now on', schema: assignmentSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503, 504],
    async handle({ actor, params: { company }, body, key }) {
      const standing = await findAssignment(deps.orm, company);
      if (standing === null) throw problem(404, 'unknown-account', 'Nobody looks after this company: it is no member.');
      const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      const at = deps.now();
      const route = `POST /v1/companies/${company}/account`;
      const reply = await writeFor(deps, { actor, key, route, content: body }, async (db) => {
        const next = { ...standing, ...given, since: body.manager === undefined ? standing.since : at };
        if (!(await isAccountManager(db, next.manager))) {
          return refusalOf(422, 'unknown-manager', `manager: ${next.manager} is no account manager.`);
        }
        await changeAssignment(db, next, at, actor.user);
        return { status: 200, body: next };
      });
      // Kept as it is now, also when the answer is a repetition: the first time may have been cut off here.
      const plan = reply.status === 200 ? await findAssignment(deps.orm, company) : null;
      if (plan !== null) await deps.companies.followUp(plan);
      return reply;
    },
  });

export const assignmentOperations = (deps: ApiDeps) => [read(deps), change(deps)];
