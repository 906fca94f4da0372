import { z } from 'zod';
import { faultOfApproval, faultOfProposer, faultOfRoles, type Proposal } from '../../domain/identity/roles.ts';
import { refuse } from '../../domain/identity/refusal.ts';
import type { Actor } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import { takeCompany } from '../../persistence/identity/members.ts';
import {
  companyOfProposal,
  deciders,
  type DecidesFor,
  decide,
  listProposals,
  proposalForDecision,
  rightsNow,
} from '../../persistence/identity/proposals.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { companiesByIds } from '../../persistence/people.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { problem } from '../problem.ts';
import { afterSchema, limitSchema } from '../schemas.ts';
import { proposalSchema, proposalView } from './propose.ts';
import { type Making, refusedBy, writing } from './writes.ts';

const states = ['open', 'approved', 'refused', 'void'] as const;
const problems = [400, 401, 403, 404, 409, 413, 415, 422];
const params = z.object({ proposal: z.string().max(64) });

/** Whose proposals an administrator decides on: their own company's; the platform's operator decides on everybody's. */
async function decidesFor({ orm }: ApiDeps, { company }: Actor): Promise<DecidesFor> {
  const [own] = await companiesByIds(orm, [company]);
  return own?.kinds.includes('operator') === true ? null : company;
}

const list = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/company/role-proposals',
    id: 'listRoleProposals',
    tag: 'companies',
    access: 'admin',
    summary: 'Roles that wait for a second person or did, the latest first',
    query: z.strictObject({ state: z.enum(states).optional(), after: afterSchema.optional(), limit: limitSchema }),
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ proposals: z.array(proposalSchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 403, 404],
    async handle({ actor, query: { state, after, limit } }) {
      const page = { limit, ...(state === undefined ? {} : { state }), ...(after === undefined ? {} : { after }) };
      const company = await decidesFor(deps, actor);
      const { proposals, next } = await cursored(() => listProposals(seenBy(deps.orm, actor), company, page));
      return { status: 200, body: { proposals: proposals.map(proposalView), next } };
    },
  });

/** Runs a decision on one proposal; those of companies one does not decide for do not exist. */
async function deciding(
  deps: ApiDeps,
  { db }: Making,
  actor: Actor,
  id: string,
  work: (proposal: Proposal) => Promise<Answer>,
): Promise<Answer> {
  const company = await companyOfProposal(db, await decidesFor(deps, actor), id);
  if (company === null) throw problem(404, 'unknown-proposal', 'There is no such proposal.');
  await takeCompany(db, company);
  return work(await proposalForDecision(db, id));
}

const approve = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/company/role-proposals/{proposal}/approve',
    id: 'approveRoleProposal',
    tag: 'companies',
    access: 'admin',
    key: true,
    summary: 'Approve, as the second person, what the hash stands for: the roles are given at once',
    params,
    body: json(z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/, 'the hash of the proposal') })),
    answers: { 200: { description: 'Approved', schema: proposalSchema } },
    problems,
    handle({ actor, params: { proposal: id }, body, key }) {
      const write = { actor, key, route: `POST /v1/company/role-proposals/${id}/approve`, content: body };
      return writing(deps, write, (making) =>
        deciding(deps, making, actor, id, async (proposal) => {
          const now = await rightsNow(making.db, proposal.company, proposal.subject);
          const { kinds } = await takeCompany(making.db, proposal.company);
          const proposers = await deciders(making.db, proposal.company, []);
          const fault =
            faultOfApproval(proposal, actor.user, { hash: body.hash, now }) ??
            faultOfProposer(proposal, proposers) ??
            faultOfRoles(kinds, proposal.after.roles);
          if (fault !== null) return refusedBy(fault);
          const decided = await decide(making.db, proposal, { state: 'approved', by: actor.user, at: making.at });
          return { status: 200, body: proposalView(decided) };
        }),
      );
    },
  });

const refuseIt = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/company/role-proposals/{proposal}/refuse',
    id: 'refuseRoleProposal',
    tag: 'companies',
    access: 'admin',
    key: true,
    summary: 'Refuse a proposal, or withdraw your own',
    params,
    body: json(z.strictObject({})),
    answers: { 200: { description: 'Refused', schema: proposalSchema } },
    problems,
    handle({ actor, params: { proposal: id }, key }) {
      const write = { actor, key, route: `POST /v1/company/role-proposals/${id}/refuse`, content: {} };
      return writing(deps, write, (making) =>
        deciding(deps, making, actor, id, async (proposal) => {
          if (proposal.state !== 'open') {
            return refusedBy(refuse('proposal-decided', `The proposal is ${proposal.state} already.`));
          }
          const decided = await decide(making.db, proposal, { state: 'refused', by: actor.user, at: making.at });
          return { status: 200, body: proposalView(decided) };
        }),
      );
    },
  });

/** The second person's part in granting what moves money. */
export const proposalOperations = (deps: ApiDeps) => [list(deps), approve(deps), refuseIt(deps)];
