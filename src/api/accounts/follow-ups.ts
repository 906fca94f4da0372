import { z } from 'zod';
import {
  type FollowUpFilter,
  keepNote,
  listFollowUps,
  notesOf,
  recordFollowUp,
} from '../../persistence/accounts/follow-ups.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { problem } from '../problem.ts';
import { companyParams } from '../qualification/schemas.ts';
import { afterSchema, instant, limitSchema } from '../schemas.ts';
import { careOf, carers, writeFor } from './access.ts';

const followUpStates = ['open', 'recorded', 'missed'] as const;
const followUpSchema = z.object({
  id: z.string(),
  company: z.string(),
  manager: z.string(),
  state: z.enum(followUpStates),
  openedAt: instant,
  dueAt: instant,
  recordedAt: instant.nullable(),
  recordedBy: z.string().nullable(),
  summary: z.string().nullable(),
});
const text = z.string().trim().min(1).max(8000);
const writeProblems = [400, 401, 403, 404, 409, 413, 415, 422];

const list = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/follow-ups',
    id: 'listFollowUps',
    tag: 'accounts',
    access: { roles: carers },
    summary: 'Follow-ups of account managers with companies, by the day they are due',
    query: z.strictObject({
      state: z.enum(followUpStates).optional(),
      company: z.string().min(1).max(64).optional(),
      manager: z.string().min(1).max(64).optional(),
      after: afterSchema.optional(),
      limit: limitSchema,
    }),
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ followUps: z.array(followUpSchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 403, 404],
    async handle({ actor, query }) {
      const chosen = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
      const filter = chosen as unknown as FollowUpFilter;
      return { status: 200, body: await cursored(() => listFollowUps(seenBy(deps.orm, actor), filter)) };
    },
  });

const record = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/companies/{company}/follow-ups/{followUp}/record',
    id: 'recordFollowUp',
    tag: 'accounts',
    access: { thing: careOf, by: carers },
    key: true,
    summary: 'Record how a follow-up with a company went',
    params: companyParams.extend({ followUp: z.string().min(1).max(200) }),
    body: json(z.strictObject({ summary: text })),
    answers: { 200: { description: 'Recorded', schema: followUpSchema } },
    problems: writeProblems,
    async handle({ actor, params: { company, followUp: id }, body, key }) {
      const route = `POST /v1/companies/${company}/follow-ups/${id}/record`;
      return writeFor(deps, { actor, key, route, content: body }, async (db) => {
        const done = { at: deps.now(), user: actor.user, summary: body.summary };
        const recorded = await recordFollowUp(db, { id, company }, done);
        if (recorded === null) throw problem(404, 'unknown-follow-up', 'No such follow-up waits to be recorded.');
        return { status: 200, body: recorded };
      });
    },
  });

const noteSchema = z.object({ id: z.string(), at: instant, by: z.string(), text: z.string() });

const notes = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/companies/{company}/notes',
    id: 'listAccountNotes',
    tag: 'accounts',
    access: { thing: careOf, by: carers },
    summary: 'What the platform noted about a company, the newest first; the company does not see it',
    params: companyParams,
    query: z.strictObject({ after: afterSchema.optional(), limit: limitSchema }),
    answers: {
      200: { description: 'One page', schema: z.object({ notes: z.array(noteSchema), next: z.string().nullable() }) },
    },
    problems: [400, 401, 404],
    async handle({ actor, params: { company }, query: { after, limit } }) {
      const page = { limit, ...(after === undefined ? {} : { after }) };
      return { status: 200, body: await cursored(() => notesOf(seenBy(deps.orm, actor), company, page)) };
    },
  });

const note = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/companies/{company}/notes',
    id: 'addAccountNote',
    tag: 'accounts',
    access: { thing: careOf, by: carers },
    key: true,
    summary: 'Note something about a company, for the platform only',
    params: companyParams,
    body: json(z.strictObject({ text })),
    answers: { 201: { description: 'Noted', schema: noteSchema } },
    problems: writeProblems,
    async handle({ actor, params: { company }, body, key }) {
      const route = `POST /v1/companies/${company}/notes`;
      return writeFor(deps, { actor, key, route, content: body }, async (db, commandId) => {
        const made = { id: commandId, at: deps.now(), by: actor.user, text: body.text };
        await keepNote(db, company, made);
        return { status: 201, body: made };
      });
    },
  });

export const followUpOperations = (deps: ApiDeps) => [list(deps), record(deps), notes(deps), note(deps)];
