import { z } from 'zod';
import { isOnTable } from '../../domain/approvals/binding.ts';
import { refuse } from '../../domain/approvals/refusal.ts';
import { type ApprovalRequest, elapseRequest } from '../../domain/approvals/request.ts';
import type { Order } from '../../domain/order/order.ts';
import { type Actor, platformRoles, traderRoles } from '../../domain/parties.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { placesOf } from '../../persistence/approvals/delegations.ts';
import { findRequest, listRequests, recordedStep } from '../../persistence/approvals/requests.ts';
import { findOrder } from '../../persistence/order-reader.ts';
import type { Thing } from '../access.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once, type Settled } from '../idempotency.ts';
import { cursored } from '../orders.ts';
import { afterSchema, instant, limitSchema } from '../schemas.ts';
import { refusedBy, unknown } from './refusals.ts';

const states = ['OPEN', 'APPROVED', 'REFUSED', 'VOID'] as const;
const levelSchema = z.object({
  name: z.string(),
  approvers: z.array(z.string()),
  needs: z.enum(['ANY', 'ALL']),
  ownRequest: z.boolean(),
  timeoutHours: z.int(),
  onTimeout: z.enum(['ESCALATE', 'REFUSE']),
});
const voteSchema = z.object({
  level: z.int(),
  by: z.string(),
  for: z.string(),
  approve: z.boolean(),
  reason: z.string(),
  at: instant,
});
const requestSchema = z.object({
  id: z.string(),
  company: z.string(),
  order: z.string(),
  command: z.string(),
  hash: z.string(),
  amountMinor: z.int(),
  currency: z.string(),
  calendar: z.string(),
  requestedBy: z.string(),
  requestedAt: instant,
  levels: z.array(levelSchema),
  level: z.int(),
  dueAt: instant,
  votes: z.array(voteSchema),
  state: z.enum(states),
  outcome: z.string().nullable(),
  closedAt: instant.nullable(),
  version: z.int(),
});

const seesAll = (actor: Actor): boolean => actor.roles.some((role) => platformRoles.includes(role));

/** A request of a buying company: its own people decide, the platform's look on. To others there is none. */
const approval: Thing<ApprovalRequest> = {
  name: 'approval',
  async find({ orm }, actor, { approval: id = '' }) {
    const found = await findRequest(seenBy(orm, actor), id);
    const own = found?.company === actor.company;
    if (found === null || !(own || seesAll(actor))) throw unknown('approval');
    return { found, parts: [...(own ? ['company'] : []), ...(seesAll(actor) ? ['platform'] : [])] };
  },
};

const list = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/approvals',
    id: 'listApprovals',
    tag: 'approvals',
    access: { roles: [...traderRoles, ...platformRoles] },
    summary: 'Purchases of your company that wait, or waited, to be approved, newest first',
    query: z.strictObject({ state: z.enum(states).optional(), after: afterSchema.optional(), limit: limitSchema }),
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ approvals: z.array(requestSchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 404],
    async handle({ actor, query: { state, after, limit } }) {
      const filter = {
        limit,
        ...(seesAll(actor) ? {} : { company: actor.company }),
        ...(state === undefined ? {} : { state }),
        ...(after === undefined ? {} : { after }),
      };
      return { status: 200, body: await cursored(() => listRequests(seenBy(deps.orm, actor), filter)) };
    },
  });

const one = () =>
  operation({
    method: 'get',
    path: '/v1/approvals/{approval}',
    id: 'getApproval',
    tag: 'approvals',
    access: { thing: approval, by: 'everybody' },
    summary: 'One purchase that waits, or waited, to be approved',
    params: z.object({ approval: z.string().max(64) }),
    answers: { 200: { description: 'The request', schema: requestSchema } },
    problems: [401, 404],
    handle: ({ found }) => Promise.resolve({ status: 200, body: found }),
  });

const decisionSchema = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits'),
  approve: z.boolean(),
  reason: z.string().trim().min(1).max(1000),
});

/** In whose place somebody decides the level that is open: their own, where they are among its approvers. */
async function placeOf(deps: ApiDeps, request: ApprovalRequest, actor: Actor): Promise<string> {
  const now = deps.now();
  const places = await placesOf(deps.orm, request.company, actor.user, now);
  const open = elapseRequest(request, now);
  const decided = open.votes.filter((vote) => vote.level === open.level).map((vote) => vote.for);
  const approvers = open.levels[open.level]?.approvers ?? [];
  const mine = places.filter((user) => approvers.includes(user));
  return mine.find((user) => !decided.includes(user)) ?? mine[0] ?? actor.user;
}

async function decided(
  deps: ApiDeps,
  {
    actor,
    request,
    body,
    commandId,
  }: {
    actor: Actor;
    request: ApprovalRequest;
    body: z.output<typeof decisionSchema>;
    commandId: string;
  },
): Promise<Settled> {
  const known = await recordedStep(deps.orm, commandId);
  if (known !== null) return { status: 200, body: known };
  const order = (await findOrder(deps.orm, request.order))?.state as Order | undefined;
  if (request.state === 'OPEN' && (order === undefined || !isOnTable(order, request))) {
    await deps.approvals.void(request.id, 'The terms are no longer on the table.');
    return refusedBy(refuse('approval-void', 'The terms it is about are no longer on the table.').rejection);
  }
  if (request.state !== 'OPEN') {
    const { state, outcome } = request;
    const detail = `The request is ${state.toLowerCase()}: ${outcome}`;
    return refusedBy(refuse('approval-closed', detail, { state }).rejection);
  }
  const vote = { commandId, by: actor.user, for: await placeOf(deps, request, actor), ...body };
  const answer = await deps.approvals.decide(request.id, vote);
  return 'rejection' in answer ? refusedBy(answer.rejection) : { status: 200, body: answer.request };
}

const decide = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/approvals/{approval}/decide',
    id: 'decideApproval',
    tag: 'approvals',
    access: {
      thing: approval,
      by: ['company'],
      otherwise: { code: 'not-an-approver', detail: 'Only the buying company decides.' },
    },
    key: true,
    summary: 'Approve or refuse a purchase of your company, named by the hash of its terms',
    params: z.object({ approval: z.string().max(64) }),
    body: json(decisionSchema),
    answers: { 200: { description: 'The request as it is then', schema: requestSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503, 504],
    handle({ actor, found: request, body, key }) {
      const write = { actor, key, route: `POST /v1/approvals/${request.id}/decide`, content: body };
      return once(deps, write, ({ commandId }) => decided(deps, { actor, request, body, commandId }));
    },
  });

export const approvalRequestOperations = (deps: ApiDeps) => [list(deps), one(), decide(deps)];
