import { createHash } from 'node:crypto';
import { z } from 'zod';
import { reviewers } from '../../domain/qualification/judge.ts';
import { type HitVerdict, hitVerdicts } from '../../domain/screening/outcome.ts';
import { writeOnce } from '../../persistence/catalogue/write-once.ts';
import {
  type HitFilter,
  keepList,
  listHits,
  sayOfHit,
  type ScreeningHit,
  screeningLists,
} from '../../persistence/screening/lists.ts';
import { type AnyOperation, json, operation, raw } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { cursored } from '../orders.ts';
import { problem, refusalOf } from '../problem.ts';
import { afterSchema, instant, limitSchema } from '../schemas.ts';
import { checksOperation } from './checks.ts';
import { readList } from './list-file.ts';

const mostBytes = 16 * 1024 * 1024;
const mostFaults = 200;
const readers = [...reviewers, 'adviser', 'auditor'] as const;
const listSchema = z.object({
  version: z.string(),
  name: z.string(),
  entries: z.int(),
  importedAt: instant,
  importedBy: z.string(),
});

const importList = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/screening/lists',
    id: 'importScreeningList',
    tag: 'screening',
    access: { roles: ['operator'] },
    key: true,
    summary:
      'Import a list of denied parties (CSV: id, name, aliases divided by "|", country, programme), all of it or ' +
      'nothing. Its version is the SHA-256 of the file; every company is screened anew',
    query: z.strictObject({ name: z.string().trim().min(1).max(120) }),
    body: raw(['text/csv'], mostBytes),
    answers: { 201: { description: 'The list that counts from now on', schema: listSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503, 504],
    async handle({ actor, query: { name }, body, key, request }) {
      const version = createHash('sha256').update(body).digest('hex');
      const content = { version, name };
      const reply = await once(deps, { actor, key, route: 'POST /v1/screening/lists', content }, ({ commandId }) =>
        writeOnce(deps.orm, commandId, async (db) => {
          const { parties, faults } = readList(body, request.header('Content-Type') ?? '');
          const [first] = faults;
          if (first !== undefined) {
            const detail = `Nothing was taken. Row ${first.row}${first.field && `, ${first.field}`}: ${first.rule}.`;
            const data = { faultCount: faults.length, faults: faults.slice(0, mostFaults) };
            return refusalOf(422, 'list-refused', detail, data);
          }
          const list = { version, name, importedAt: deps.now(), importedBy: actor.user };
          if (await keepList(db, list, parties)) return { status: 201, body: { ...list, entries: parties.length } };
          return refusalOf(409, 'list-known', 'This very file was imported before.', { version });
        }),
      );
      // Begun once a list, also when the answer is a repetition: the first time may have been cut off here.
      if (reply.status === 201) await deps.companies.rescreen(version);
      return reply;
    },
  });

const lists = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/screening/lists',
    id: 'listScreeningLists',
    tag: 'screening',
    access: { roles: readers },
    summary: 'The lists of denied parties; the first one counts',
    query: z.strictObject({ after: afterSchema.optional(), limit: limitSchema }),
    answers: {
      200: { description: 'One page', schema: z.object({ lists: z.array(listSchema), next: z.string().nullable() }) },
    },
    problems: [400, 401, 403, 404],
    async handle({ query: { after, limit } }) {
      const page = { limit, ...(after === undefined ? {} : { after }) };
      return { status: 200, body: await cursored(() => screeningLists(deps.orm, page)) };
    },
  });

const hitSchema = z.object({
  hit: z.int(),
  company: z.string(),
  companyName: z.string(),
  list: z.string(),
  party: z.object({
    id: z.string(),
    name: z.string(),
    aliases: z.array(z.string()),
    country: z.string().nullable(),
    programme: z.string(),
  }),
  score: z.int(),
  why: z.string(),
  occasion: z.string(),
  foundAt: instant,
  verdict: z.enum(hitVerdicts).nullable(),
  proposed: z.enum(hitVerdicts).nullable(),
  proposedBy: z.string().nullable(),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
});
const number = z
  .string()
  .regex(/^[1-9][0-9]{0,8}$/, 'a whole number')
  .transform(Number);

const hits = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/screening/hits',
    id: 'listScreeningHits',
    tag: 'screening',
    access: { roles: readers },
    summary: 'Companies that resemble listed parties, the oldest hit first; `open` ones wait for two people',
    query: z.strictObject({
      state: z.enum(['open', ...hitVerdicts]).optional(),
      company: z.string().min(1).max(64).optional(),
      after: number.optional(),
      limit: limitSchema,
    }),
    answers: {
      200: { description: 'One page', schema: z.object({ hits: z.array(hitSchema), next: z.string().nullable() }) },
    },
    problems: [400, 401, 403],
    async handle({ query }) {
      const chosen = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
      const { hits: found, next } = await listHits(deps.orm, chosen as unknown as HitFilter);
      return { status: 200, body: { hits: found, next: next === null ? null : String(next) } };
    },
  });

const say = (deps: ApiDeps, command: 'clear' | 'confirm', verdict: HitVerdict, summary: string) =>
  operation({
    method: 'post',
    path: `/v1/screening/hits/{hit}/${command}`,
    id: `${command}ScreeningHit`,
    tag: 'screening',
    access: { roles: reviewers },
    key: true,
    summary,
    params: z.object({ hit: number }),
    body: json(z.strictObject({ reason: z.string().trim().min(1).max(1000) })),
    answers: { 200: { description: 'The hit: proposed by the first call, decided by the second', schema: hitSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    async handle({ actor, params: { hit }, body: { reason }, key }) {
      const route = `POST /v1/screening/hits/${hit}/${command}`;
      return once(deps, { actor, key, route, content: { reason } }, ({ commandId }) =>
        writeOnce(deps.orm, commandId, async (db) => {
          const said = await sayOfHit(db, hit, { verdict, user: actor.user, reason, at: deps.now() });
          if (said === null) throw problem(404, 'unknown-hit', 'There is no such hit.');
          if (!('rejection' in said)) return { status: 200, body: said satisfies ScreeningHit };
          const { code, detail } = said.rejection;
          return refusalOf(code === 'same-person' ? 403 : 409, code, detail);
        }),
      );
    },
  });

/** The compliance desk: lists of denied parties, and what they say of the platform's companies. */
export const screeningOperations = (deps: ApiDeps): AnyOperation[] => [
  importList(deps),
  lists(deps),
  hits(deps),
  checksOperation(deps),
  say(deps, 'clear', 'cleared', 'Say that a company is not the listed party; a second person decides by the same call'),
  say(
    deps,
    'confirm',
    'confirmed',
    'Say that a company is the listed party, which stops its new orders, contracts and ' +
      'payouts; a second person decides by the same call',
  ),
];
