import { z } from 'zod';
import { chargesOf } from '../../domain/order/charges.ts';
import { isContracted, type Order } from '../../domain/order/order.ts';
import type { PaymentRequest } from '../../domain/order/parts.ts';
import { platformRoles } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import {
  planOf,
  refuse,
  suspenseHash,
  type SuspenseRefusal,
  suspenseRefusals,
  type Wanted,
} from '../../domain/suspense.ts';
import { type Db, writeOnce } from '../../persistence/catalogue/write-once.ts';
import { lockQuote } from '../../persistence/fx/quotes.ts';
import { paidInTime } from '../../persistence/closed-orders.ts';
import { findOrder } from '../../persistence/order-reader.ts';
import { stillActsAs } from '../../persistence/people.ts';
import {
  approve,
  lockSuspended,
  movementOf,
  propose,
  suspended,
  type SuspenseProposal,
  type SuspenseRow,
  unknownMovement,
  voidProposal,
} from '../../persistence/suspense.ts';
import type { Access } from '../access.ts';
import { type AnyOperation, type Call, json, operation, type Reply } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { cursored } from '../orders.ts';
import { refusalOf } from '../problem.ts';
import { afterSchema, limitSchema } from '../schemas.ts';
import { carryOut } from './carrying-out.ts';
import { approvalSchema, itemSchema, proposalSchema, refusalSchema, wantedSchema } from './schemas.ts';

/** Deciding about money is the advisers' work; who else may look is the platform's people. */
const deciders: Access = { roles: ['adviser'], and: 'person' };

const listOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/suspense',
    id: 'listSuspense',
    tag: 'money',
    access: { roles: platformRoles },
    summary: 'Money on the trust account that belongs to nothing, oldest first, with what is proposed for it',
    query: z.strictObject({ after: afterSchema.optional(), limit: limitSchema }),
    answers: {
      200: { description: 'One page', schema: z.object({ items: z.array(itemSchema), next: z.string().nullable() }) },
    },
    problems: [400, 401, 403, 404],
    async handle({ query: { after, limit } }) {
      return { status: 200, body: await cursored(() => suspended(deps.orm, { after, limit })) };
    },
  });

const params = z.object({ entry: z.string().regex(/^[0-9a-f]{16,64}$/) });
const problems = [400, 401, 403, 404, 409, 413, 415, 422];

type Decided = { proposal: SuspenseProposal } | { rejection: SuspenseRefusal };
type Deciding = { db: Db; row: SuspenseRow; user: string; at: string };

/**
 * One step of a decision, once for its key, on the movement as it stands: it is locked, so that two people deciding at
 * once see each other. A refusal of a stale proposal is written down with it, which a rollback would undo.
 */
function step(
  deps: ApiDeps,
  call: Pick<Call<{ entry: string }, unknown, unknown>, 'actor' | 'params' | 'body' | 'key'>,
  verb: string,
  status: number,
  work: (deciding: Deciding) => Promise<Decided>,
): Promise<Reply> {
  const {
    actor,
    params: { entry },
    body,
    key,
  } = call;
  const route = `POST /v1/suspense/${entry}/${verb}`;
  return once(deps, { actor, key, route, content: body }, ({ commandId }) =>
    writeOnce(deps.orm, commandId, async (db): Promise<Answer> => {
      const row = await lockSuspended(db, entry);
      const decided =
        row === null || row.disposition !== 'suspense'
          ? unknownMovement(entry)
          : await work({ db, row, user: actor.user, at: deps.now() });
      if ('proposal' in decided) return { status, body: decided.proposal };
      const { code, detail, data } = decided.rejection;
      return refusalOf(suspenseRefusals[code], code, detail, data);
    }),
  );
}

/** The payment request somebody means, as the read model has it. */
async function requestOf(deps: ApiDeps, wanted: Wanted): Promise<PaymentRequest | null> {
  if (wanted.action !== 'ASSIGN') return null;
  const view = await findOrder(deps.orm, wanted.order);
  const order = view?.state as Order | undefined;
  if (order === undefined || !isContracted(order)) return null;
  return [...order.payments, ...chargesOf(order)].find(({ id }) => id === wanted.request) ?? null;
}

/** Whether the bank booked it in time for an order that has closed without it. */
async function goesBackWhole({ orm }: ApiDeps, row: SuspenseRow): Promise<boolean> {
  const { order, creditDebit, bookingDate } = row;
  return order !== null && creditDebit === 'CRDT' && paidInTime(orm, { ...row, order, bookedOn: bookingDate });
}

/** What somebody wants done, with the figures it has now. */
async function planNow(deps: ApiDeps, db: Db, row: SuspenseRow, wanted: Wanted) {
  const quote = wanted.action === 'EXCHANGED' ? await lockQuote(db, wanted.quote) : null;
  const whole = wanted.action === 'RETURN' && (await goesBackWhole(deps, row));
  return planOf(movementOf(row), whole ? { ...wanted, whole } : wanted, await requestOf(deps, wanted), quote);
}

const proposeOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/suspense/{entry}/proposals',
    id: 'proposeSuspense',
    tag: 'money',
    access: deciders,
    key: true,
    summary: 'Propose what money in suspense is: a payment, to be returned, claimed, written off, paid over, exchanged',
    params,
    body: json(wantedSchema),
    answers: { 201: { description: 'The proposal; a second adviser approves its hash', schema: proposalSchema } },
    problems,
    handle: (call) =>
      step(deps, call, 'proposals', 201, async ({ db, row, user, at }) => {
        if (row.proposal !== null)
          return refuse('proposal-open', 'A proposal stands already.', { hash: row.proposal.hash });
        const { reason, ...wanted } = call.body;
        const planned = await planNow(deps, db, row, wanted);
        return 'plan' in planned ? { proposal: await propose(db, row, planned.plan, { user, reason, at }) } : planned;
      }),
  });

/** The open proposal somebody names by its hash. */
function named(row: SuspenseRow, hash: string): Decided {
  const { proposal } = row;
  if (proposal === null || proposal.state !== 'open')
    return refuse('no-proposal', 'No proposal for this movement waits for a second person.');
  return proposal.hash === hash
    ? { proposal }
    : refuse('stale-hash', 'This is not the hash of the proposal that stands.', { hash: proposal.hash });
}

/** What the proposal would come to if it were made now; two people approve only what is still so. */
async function stillSo(deps: ApiDeps, db: Db, row: SuspenseRow, { plan, hash }: SuspenseProposal): Promise<boolean> {
  const again = await planNow(deps, db, row, plan);
  return 'plan' in again && suspenseHash(movementOf(row), again.plan) === hash;
}

function approveOperation(deps: ApiDeps) {
  return operation({
    method: 'post',
    path: '/v1/suspense/{entry}/approvals',
    id: 'approveSuspense',
    tag: 'money',
    access: deciders,
    key: true,
    summary: 'Approve the proposal by its hash, as a second person; it is carried out. Void when something has changed',
    params,
    body: json(approvalSchema),
    answers: {
      200: { description: 'The proposal: approved, or void because it is out of date', schema: proposalSchema },
    },
    problems,
    async handle(call) {
      const reply = await step(deps, call, 'approvals', 200, async ({ db, row, user, at }) => {
        const found = named(row, call.body.hash);
        if ('rejection' in found) return found;
        const { proposal } = found;
        if (proposal.proposedBy === user)
          return refuse('same-person', 'You proposed it; a second person of the platform approves.');
        if (!(await stillActsAs(db, proposal.proposedBy, 'adviser'))) {
          const detail = `${proposal.proposedBy}, who proposed it, is no adviser any more`;
          return { proposal: await voidProposal(db, proposal.id, { by: user, detail, at }) };
        }
        if (!(await stillSo(deps, db, row, proposal))) {
          const detail = 'what it was about has changed since it was proposed';
          return { proposal: await voidProposal(db, proposal.id, { by: user, detail, at }) };
        }
        return { proposal: await approve(db, row, proposal, { user, at }) };
      });
      const proposal = reply.body as SuspenseProposal;
      if (reply.status === 200 && proposal.state === 'approved') await now(deps, proposal);
      return reply;
    },
  });
}

/** What two people approved is on the record: an engine that is away now carries it out later, by the relay. */
const now = (deps: ApiDeps, proposal: SuspenseProposal): Promise<void> =>
  carryOut(deps, proposal).catch((error: unknown) =>
    deps.logger.warn({ err: error, proposal: proposal.id }, 'an approved proposal is carried out later'),
  );

const refuseOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/suspense/{entry}/refusals',
    id: 'refuseSuspense',
    tag: 'money',
    access: deciders,
    key: true,
    summary: 'Refuse the proposal by its hash, or take your own back: the money stays in suspense',
    params,
    body: json(refusalSchema),
    answers: { 200: { description: 'The proposal, void', schema: proposalSchema } },
    problems,
    handle: (call) =>
      step(deps, call, 'refusals', 200, async ({ db, row, user, at }) => {
        const found = named(row, call.body.hash);
        if ('rejection' in found) return found;
        return { proposal: await voidProposal(db, found.proposal.id, { by: user, detail: call.body.reason, at }) };
      }),
  });

/** Suspense, worked by hand and by two people: no amount is typed, and nothing moves on one person's word. */
export const suspenseOperations = (deps: ApiDeps): AnyOperation[] => [
  listOperation(deps),
  proposeOperation(deps),
  approveOperation(deps),
  refuseOperation(deps),
];
