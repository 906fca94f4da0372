import { z } from 'zod';
import { type Statement, statementSchema } from '../../domain/landed-cost/statement.ts';
import type { Actor } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import type { Comparison } from '../../domain/sourcing/comparison.ts';
import {
  awardSchema,
  type EvaluationInput,
  evaluationSchema,
  type Refused,
  refuse,
  type Sourcing,
} from '../../domain/sourcing/sourcing.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { writeOnce } from '../../persistence/catalogue/write-once.ts';
import { findSourcing, reader, readerIn } from '../../persistence/sourcing/sourcings.ts';
import { addVersion, type KeptVersion, type VersionTable, versionsOf } from '../../persistence/sourcing/versions.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { problem } from '../problem.ts';
import { aSourcing, buying, comparisonOf } from './reading.ts';
import { refusedBy } from './refusals.ts';
import { evaluationView, savedVersion, sourcingParams } from './schemas.ts';

const problems = [400, 401, 403, 404, 409, 413, 415, 422] as const;
const over = (state: Sourcing['state']): Refused | null =>
  state === 'open' || state === 'evaluating' ? null : refuse('sourcing-over', `The sourcing is ${state}.`, { state });

interface VersionWrite {
  deps: ApiDeps;
  actor: Actor;
  key: string;
  number: string;
  table: VersionTable;
  content: unknown;
}

/** Keeps a version with its answer in one transaction, under the lock of the sourcing. */
function keepVersion(
  { deps, actor, key, number, table, content }: VersionWrite,
  make: (sourcing: Sourcing, read: ReturnType<typeof readerIn>) => Promise<object | Refused>,
) {
  const route = `POST /v1/sourcings/${number}/${table}`;
  return once(deps, { actor, key, route, content }, ({ commandId }) =>
    writeOnce(deps.orm, commandId, async (db): Promise<Answer> => {
      const sourcing = await findSourcing(readerIn(db), number, true);
      if (sourcing === null) throw problem(404, 'unknown-sourcing', 'There is no such sourcing.');
      const made = await make(sourcing, readerIn(db));
      if ('rejection' in made) return refusedBy((made as Refused).rejection);
      const version = { sourcing: number, content: made, at: deps.now(), user: actor.user };
      return { status: 201, body: { sourcing: number, ...(await addVersion(db, table, version)) } };
    }),
  );
}

const state = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/sourcings/{sourcing}/statement',
    id: 'stateCosts',
    tag: 'sourcing',
    access: buying,
    key: true,
    summary: 'State freight, insurance, duty, tax and rates of exchange, with their sources: the next version',
    params: sourcingParams,
    body: json(statementSchema),
    answers: { 201: { description: 'Kept', schema: savedVersion } },
    problems,
    async handle({ actor, found: { number }, body, key }) {
      const write: VersionWrite = { deps, actor, key, number, table: 'sourcing_statement', content: body };
      return keepVersion(write, (sourcing) => Promise.resolve(over(sourcing.state) ?? (body satisfies Statement)));
    },
  });

interface Evaluation extends EvaluationInput {
  comparison: Comparison;
}

const evaluate = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/sourcings/{sourcing}/evaluation',
    id: 'recordEvaluation',
    tag: 'sourcing',
    access: buying,
    key: true,
    summary: 'Record your judgement of the quotes: the comparison as it is now, your reason, the next version',
    params: sourcingParams,
    body: json(evaluationSchema),
    answers: { 201: { description: 'Kept', schema: savedVersion } },
    problems,
    async handle({ actor, found: { number }, body, key }) {
      const write: VersionWrite = { deps, actor, key, number, table: 'sourcing_evaluation', content: body };
      return keepVersion(write, async (sourcing, read) => {
        if (sourcing.state === 'open')
          return refuse('still-open', `Suppliers answer until ${sourcing.deadline}.`, { deadline: sourcing.deadline });
        const strange = body.ratings.find(({ supplier }) => !sourcing.content.suppliers.includes(supplier));
        if (strange !== undefined)
          return refuse('unknown-supplier', `ratings: ${strange.supplier} was not asked in this sourcing.`);
        const own = Object.fromEntries(body.ratings.map(({ supplier, scoreBp }) => [supplier, scoreBp]));
        const comparison = await comparisonOf(read, sourcing, { now: deps.now(), ratings: read, own });
        return over(sourcing.state) ?? ({ ...body, comparison } satisfies Evaluation);
      });
    },
  });

const evaluations = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/sourcings/{sourcing}/evaluations',
    id: 'listEvaluations',
    tag: 'sourcing',
    access: { thing: aSourcing, by: 'everybody' },
    summary: 'The recorded judgements, first to last, each with the comparison as it was',
    params: sourcingParams,
    answers: {
      200: { description: 'All versions', schema: z.object({ evaluations: z.array(evaluationView) }) },
    },
    problems: [401, 404],
    async handle({ actor, found: { number } }) {
      const kept = await versionsOf<Evaluation>(reader(seenBy(deps.orm, actor)), 'sourcing_evaluation', number);
      return { status: 200, body: { evaluations: kept.map((each) => evaluationOf(number, each)) } };
    },
  });

const evaluationOf = (sourcing: string, { content, ...head }: KeptVersion<Evaluation>) => ({
  sourcing,
  ...head,
  ...content,
});

const award = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/sourcings/{sourcing}/award',
    id: 'awardSourcing',
    tag: 'sourcing',
    access: buying,
    key: true,
    summary: 'Award the quotes, whole or split: the chosen are accepted in their orders, then the others declined',
    params: sourcingParams,
    body: json(awardSchema),
    answers: {
      202: {
        description: 'Decided and written down; it is carried out order by order',
        schema: z.object({ sourcing: z.string(), award: z.int(), state: z.literal('awarding') }),
      },
    },
    problems: [...problems, 503, 504],
    async handle({ actor, found: { number }, body, key }) {
      const write = { actor, key, route: `POST /v1/sourcings/${number}/award`, content: body };
      return once(deps, write, async ({ commandId }) => {
        const envelope = { commandId, number, user: actor.user, at: deps.now(), input: body };
        const judged = await deps.sourcing.award(envelope);
        return 'rejection' in judged ? refusedBy(judged.rejection) : { ...judged.answer, recorded: true };
      });
    },
  });

export const evaluationOperations = (deps: ApiDeps) => [state(deps), evaluate(deps), evaluations(deps), award(deps)];
