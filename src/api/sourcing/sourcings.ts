import { z } from 'zod';
import { type Actor, platformRoles } from '../../domain/parties.ts';
import { hasAnswered } from '../../domain/sourcing/comparison.ts';
import { shownLapsing } from '../../domain/sourcing/extension.ts';
import {
  faultOfDeadline,
  type Refused,
  refuse,
  type Sourcing,
  type SourcingInput,
  sourcingSchema,
  sourcingStates,
} from '../../domain/sourcing/sourcing.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { allotOrderNumber } from '../../persistence/idempotency.ts';
import { servingCompanies } from '../../persistence/identity/serving.ts';
import { findProfile } from '../../persistence/profiles.ts';
import { companiesByIds } from '../../persistence/people.ts';
import { awardsOf, outcomesOf } from '../../persistence/sourcing/awards.ts';
import { answersOf, findSourcing, listSourcings, reader, type Reads } from '../../persistence/sourcing/sourcings.ts';
import { extensionsOf } from '../../persistence/sourcing/extensions.ts';
import { type VersionTable, versionsOf } from '../../persistence/sourcing/versions.ts';
import { territoryOfSale } from '../agreements/gates.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { unserved } from '../opening.ts';
import { cursored } from '../orders.ts';
import { gateOfSourcing } from '../qualification/gate.ts';
import { afterSchema, instant, limitSchema } from '../schemas.ts';
import { aSourcing, isPlatform } from './reading.ts';
import { refusedBy } from './refusals.ts';
import { sourcingParams, sourcingRow, sourcingView } from './schemas.ts';

/** What keeps a sourcing from being opened; null when nothing does. */
async function hindrance(deps: ApiDeps, input: SourcingInput, actor: Actor): Promise<Refused | null> {
  const profile = await findProfile(deps.orm, input.profile);
  if (profile === null || profile.mode === 'B2C')
    return refuse('unknown-profile', `profile: there is no profile ${input.profile}.`);
  const found = await companiesByIds(deps.orm, input.suppliers);
  const known = found.filter(({ id, kinds }) => kinds.includes('supplier') && id !== actor.company).map(({ id }) => id);
  const stranger = input.suppliers.find((each) => !known.includes(each));
  if (stranger !== undefined) {
    const at = input.suppliers.indexOf(stranger);
    return refuse('unknown-supplier', `suppliers.${at}: ${stranger} is no supplier you can ask.`);
  }
  return faultOfDeadline(input.deadline, deps.now(), deps.sourcingLeastSeconds);
}

/** Why one of the suppliers may not be asked: the goods are another buyer's alone; null when all may. */
async function territoryOfSourcing(deps: ApiDeps, buyer: string, { suppliers, demand }: SourcingInput) {
  for (const supplier of suppliers) {
    const sale = { supplier, buyer, destination: demand.destination, places: [], lines: demand.items };
    const taken = await territoryOfSale(deps, sale);
    if (taken !== null) return taken;
  }
  return null;
}

const open = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/sourcings',
    id: 'openSourcing',
    tag: 'sourcing',
    access: { roles: ['buyer'], otherwise: { code: 'not-a-buyer', detail: 'Suppliers are asked by buyers.' } },
    key: true,
    summary: 'Ask several suppliers for a quote, sealed or open, until a deadline; each answers in an order of its own',
    body: json(sourcingSchema),
    answers: {
      201: {
        description: 'Opened; Location names the sourcing',
        schema: z.object({ sourcing: z.string(), state: z.literal('open'), deadline: instant }),
      },
    },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503, 504],
    async handle({ actor, body, key, request }) {
      const allotted = await allotOrderNumber(deps.orm, new Date(deps.now()).getUTCFullYear());
      const content = request.body as unknown;
      const write = { actor, key, route: 'POST /v1/sourcings', order: allotted, opens: true, content };
      const reply = await once(deps, write, async ({ commandId, order }) => {
        const fault = await hindrance(deps, body, actor);
        if (fault !== null) return refusedBy(fault.rejection);
        const number = `S${order ?? allotted}`;
        const known = (await findSourcing(reader(deps.orm), number)) !== null;
        const asking = { buyer: actor.company, suppliers: body.suppliers, sourcing: number, known };
        const stopped = await gateOfSourcing(deps, asking);
        if (stopped !== null) return stopped;
        const taken = known ? null : await territoryOfSourcing(deps, actor.company, body);
        if (taken !== null) return taken;
        const found = await servingCompanies(deps.orm, { buyer: actor.company, named: body.providers });
        if ('fault' in found) return unserved(found.fault);
        const input = { ...body, deadline: new Date(body.deadline).toISOString() };
        const opening = { number, buyer: actor.company, user: actor.user, at: deps.now(), input };
        return { ...(await deps.sourcing.open({ opening, commandId })), recorded: true };
      });
      if (reply.status !== 201) return reply;
      const { sourcing } = reply.body as { sourcing: string };
      return { ...reply, headers: { ...reply.headers, Location: `/v1/sourcings/${sourcing}` } };
    },
  });

const list = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/sourcings',
    id: 'listSourcings',
    tag: 'sourcing',
    access: {
      roles: ['buyer', ...platformRoles],
      otherwise: { code: 'not-a-buyer', detail: 'Enquiries to several suppliers are listed for buyers.' },
    },
    summary: "Your company's enquiries to several suppliers, page by page: `next` goes back as `after`",
    query: z.strictObject({
      state: z.enum(sourcingStates).optional(),
      sort: z.enum(['number', 'deadline', 'updated']).default('number'),
      after: afterSchema.optional(),
      limit: limitSchema,
    }),
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ sourcings: z.array(sourcingRow), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 403, 404],
    async handle({ actor, query: { state, after, ...page } }) {
      const filter = {
        ...page,
        ...(isPlatform(actor) ? {} : { buyer: actor.company }),
        ...(state === undefined ? {} : { state }),
        ...(after === undefined ? {} : { after }),
      };
      return { status: 200, body: await cursored(() => listSourcings(seenBy(deps.orm, actor), filter)) };
    },
  });

/** A sourcing as its buyer sees it: the orders by stage, and what was stated, judged and decided. */
async function viewOf(read: Reads, sourcing: Sourcing): Promise<object> {
  const { number, user: _user, invitations, ...rest } = sourcing;
  const answers = await answersOf(read, number);
  const extensions = await extensionsOf(read, number);
  const heads = async (table: VersionTable) =>
    (await versionsOf<object>(read, table, number)).map(({ content: _content, ...head }) => head);
  return {
    number,
    ...rest,
    invitations: invitations.map(({ supplier, order }) => {
      const state = answers.find((each) => each.order === order)?.state;
      const outcome = state?.stage === 'closed' ? state.outcome : null;
      return { supplier, order, stage: state?.stage ?? null, outcome };
    }),
    answered: answers.filter(({ state }) => hasAnswered(state)).length,
    extensions: extensions.map((each) => ({ ...each, lapsing: shownLapsing(each.lapsing, answers) })),
    statements: await heads('sourcing_statement'),
    evaluations: await heads('sourcing_evaluation'),
    awards: await awardsOf(read, number),
    outcomes: await outcomesOf(read, number),
  };
}

const one = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/sourcings/{sourcing}',
    id: 'getSourcing',
    tag: 'sourcing',
    access: { thing: aSourcing, by: 'everybody' },
    summary: 'One enquiry to several suppliers, with the order of each and what was decided',
    params: sourcingParams,
    answers: { 200: { description: 'The sourcing', schema: sourcingView } },
    problems: [401, 404],
    async handle({ actor, found }) {
      return { status: 200, body: await viewOf(reader(seenBy(deps.orm, actor)), found) };
    },
  });

export const sourcingCore = (deps: ApiDeps) => [open(deps), list(deps), one(deps)];
