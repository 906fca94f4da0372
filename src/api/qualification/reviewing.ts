import { z } from 'zod';
import { tierSchema } from '../../domain/catalogue/price-list.ts';
import type { Actor } from '../../domain/parties.ts';
import { reviewers } from '../../domain/qualification/judge.ts';
import type { Qualification } from '../../domain/qualification/qualification.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { findAssignment } from '../../persistence/accounts/assignments.ts';
import { listQualifications, qualificationFacts } from '../../persistence/qualification/reading.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { afterSchema, instant, limitSchema } from '../schemas.ts';
import { application, applicationReaders, issueOnce, notTheirs, viewOf } from './issuing.ts';
import { answerSchema, companyParams, qualificationSchema, stateSchema } from './schemas.ts';

const text = z.string().trim().min(1).max(4000);
const writeProblems = [400, 401, 403, 404, 409, 413, 415, 422, 503, 504];
const yesOrNo = z.enum(['true', 'false']).transform((given) => given === 'true');

const list = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/qualifications',
    id: 'listQualifications',
    tag: 'qualification',
    access: { roles: applicationReaders },
    summary: 'Applications for the platform: by the end of their review, so that overdue ones come first',
    query: z.strictObject({
      state: stateSchema.optional(),
      overdue: yesOrNo.optional(),
      after: afterSchema.optional(),
      limit: limitSchema,
    }),
    answers: {
      200: {
        description: 'One page; `next` goes back as `after`',
        schema: z.object({
          qualifications: z.array(
            z.object({
              company: z.string(),
              name: z.string(),
              country: z.string(),
              version: z.int(),
              state: stateSchema,
              dueAt: instant.nullable(),
              overdue: z.boolean(),
              nextDeadline: instant.nullable(),
              attention: z.string().nullable(),
              submittedAt: instant,
            }),
          ),
          next: z.string().nullable(),
        }),
      },
    },
    problems: [400, 401, 403, 404],
    async handle({ query }) {
      const chosen = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
      const filter = { ...(chosen as Parameters<typeof listQualifications>[1]), at: deps.now() };
      return { status: 200, body: await cursored(() => listQualifications(deps.orm, filter)) };
    },
  });

const one = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/qualifications/{company}',
    id: 'getQualification',
    tag: 'qualification',
    access: { thing: application, by: 'everybody' },
    summary: 'One application with everything that happened to it, for the applicant and the platform',
    params: companyParams,
    answers: {
      200: {
        description: 'The application',
        schema: qualificationSchema.extend({
          facts: z.array(
            z.object({
              seq: z.int(),
              type: z.string(),
              at: instant,
              by: z.object({ party: z.string(), user: z.string(), company: z.string() }),
            }),
          ),
        }),
      },
    },
    problems: [401, 404],
    async handle({ actor, found: standing, params: { company } }) {
      const facts = await qualificationFacts(seenBy(deps.orm, actor), company);
      return {
        status: 200,
        body: {
          ...(await viewOf(deps, standing, actor)),
          facts: facts.map(({ seq, type, at, by }) => ({ seq, type, at, by })),
        },
      };
    },
  });

interface Issued {
  actor: Actor;
  found: Qualification;
  company: string;
  body: object;
  key: string;
}

/** Issues a command whose input is its body. */
async function issue(deps: ApiDeps, name: string, { actor, found: standing, company, body, key }: Issued) {
  const route = `POST /v1/qualifications/${company}/${name}`;
  return issueOnce(deps, { actor, key, route, company, name, content: body, standing }, async () => ({ input: body }));
}

/** Who takes a step of an application, by the parts people have in it. */
const partsOf = { applicant: ['applicant'], reviewer: reviewers } as const;
type Part = keyof typeof partsOf;

const command = <S extends z.ZodType<object>>(
  deps: ApiDeps,
  { name, id, by, summary, schema }: { name: string; id: string; by: Part; summary: string; schema: S },
) =>
  operation({
    method: 'post',
    path: `/v1/qualifications/{company}/${name}`,
    id,
    tag: 'qualification',
    access: { thing: application, by: partsOf[by], otherwise: notTheirs(by) },
    key: true,
    summary,
    params: companyParams,
    body: json(schema),
    answers: { 200: { description: 'Done', schema: answerSchema } },
    problems: writeProblems,
    handle: ({ actor, found, params: { company }, body, key }) =>
      issue(deps, name, { actor, found, company, body, key }),
  });

const approve = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/qualifications/{company}/approve',
    id: 'approveQualification',
    tag: 'qualification',
    access: { thing: application, by: reviewers, otherwise: notTheirs('reviewer') },
    key: true,
    summary: 'Make the company a member for a year, with a tier where it earns one; it gets an account manager',
    params: companyParams,
    body: json(
      z.strictObject({ tier: tierSchema.nullable().default(null), note: z.string().trim().max(2000).default('') }),
    ),
    answers: { 200: { description: 'Approved', schema: answerSchema } },
    problems: writeProblems,
    async handle({ actor, found, params: { company }, body, key }) {
      const reply = await issue(deps, 'approve', { actor, found, company, body, key });
      if (reply.status !== 200) return reply;
      const plan = await findAssignment(deps.orm, company);
      // Begun again by every worker that starts, so that a failure here is no reason to doubt the approval.
      if (plan !== null) {
        await deps.companies.followUp(plan).catch((error: unknown) => {
          deps.logger.warn({ err: error, company }, 'follow-ups are not scheduled yet');
        });
      }
      return reply;
    },
  });

export const reviewingOperations = (deps: ApiDeps) => [
  list(deps),
  one(deps),
  approve(deps),
  command(deps, {
    name: 'ask-more-info',
    id: 'askMoreInfo',
    by: 'reviewer',
    schema: z.strictObject({ question: text }),
    summary: 'Ask the applicant; the time for the review stands still until the answer',
  }),
  command(deps, {
    name: 'answer',
    id: 'answerQuestion',
    by: 'applicant',
    schema: z.strictObject({ answer: text }),
    summary: 'Answer the question about your application',
  }),
  command(deps, {
    name: 'reject',
    id: 'rejectQualification',
    by: 'reviewer',
    schema: z.strictObject({ reason: text }),
    summary: 'Reject an application, with the reason the applicant reads; it can apply again',
  }),
];
