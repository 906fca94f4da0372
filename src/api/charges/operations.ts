import { z } from 'zod';
import { hashSchema } from '../../domain/order/stages/quote.ts';
import { platformRoles } from '../../domain/parties.ts';
import { type ChargeRefusal, chargeRefusals, faultOfWriteOff, refuse } from '../../domain/unpaid-charges.ts';
import { type Db, writeOnce } from '../../persistence/catalogue/write-once.ts';
import { stillActsAs } from '../../persistence/people.ts';
import {
  approveWriteOff,
  holdCharge,
  type OwedCharge,
  owedCharges,
  proposeWriteOff,
  refuseWriteOff,
} from '../../persistence/unpaid-charges.ts';
import type { Access } from '../access.ts';
import { type AnyOperation, type Call, json, operation, type Reply } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { cursored } from '../orders.ts';
import { refusalOf } from '../problem.ts';
import { afterSchema, instant, limitSchema } from '../schemas.ts';

/** Giving up money is the advisers' work, who are people: no system has that role. The platform's people may look. */
const deciders: Access = { order: ['adviser'] };

const reason = z.string().trim().min(1).max(1000);
const chargeSchema = z.object({
  order: z.string(),
  request: z.string(),
  reference: z.string(),
  company: z.string(),
  amountMinor: z.int(),
  currency: z.string(),
  closedAt: instant,
  writeOff: z.object({ hash: z.string(), reason: z.string(), proposedBy: z.string(), proposedAt: instant }).nullable(),
});
const params = z.object({ order: z.string().min(1).max(40), request: z.string().min(1).max(64) });
const problems = [400, 401, 403, 404, 409, 413, 415, 422];
const shared = { method: 'post', tag: 'money', access: deciders, key: true, params, problems } as const;

const listOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/charges',
    id: 'listUnpaidCharges',
    tag: 'money',
    access: { roles: platformRoles },
    summary: 'Charges nobody had paid when their order closed still owed, with the write-off proposed for each',
    query: z.strictObject({ after: afterSchema.optional(), limit: limitSchema }),
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ charges: z.array(chargeSchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 403, 404],
    async handle({ query: { after, limit } }) {
      return { status: 200, body: await cursored(() => owedCharges(deps.orm, { after, limit })) };
    },
  });

type Decided = OwedCharge | { rejection: ChargeRefusal };
type Deciding = { db: Db; charge: OwedCharge; user: string; at: string };

/** One step about a charge, once for its key, while nobody else settles it. */
function step(
  deps: ApiDeps,
  { actor, params: { order, request }, body, key }: StepCall,
  { verb, status }: { verb: string; status: number },
  work: (deciding: Deciding) => Promise<Decided>,
): Promise<Reply> {
  const route = `POST /v1/charges/${order}/${request}/${verb}`;
  return once(deps, { actor, key, route, content: body }, ({ commandId }) =>
    writeOnce(deps.orm, commandId, async (db) => {
      const charge = await holdCharge(db, order, request);
      const decided =
        charge === null
          ? refuse('charge-unknown', 'The buyer owes no such charge of a closed order.')
          : await work({ db, charge, user: actor.user, at: deps.now() });
      if (!('rejection' in decided)) return { status, body: decided };
      const { code, detail } = decided.rejection;
      return refusalOf(chargeRefusals[code], code, detail);
    }),
  );
}
type StepCall = Pick<Call<z.output<typeof params>, unknown, unknown>, 'actor' | 'params' | 'body' | 'key'>;

/** Whether whoever proposed a write-off could still do so. */
const stands = async (db: Db, { writeOff }: OwedCharge): Promise<boolean> =>
  writeOff !== null && (await stillActsAs(db, writeOff.proposedBy, 'adviser'));

const proposeOperation = (deps: ApiDeps) =>
  operation({
    ...shared,
    path: '/v1/charges/{order}/{request}/write-offs',
    id: 'proposeChargeWriteOff',
    summary: 'Propose to write a charge off that nobody paid before the order closed; a second adviser approves',
    body: json(z.strictObject({ reason })),
    answers: { 201: { description: 'The charge with the proposal', schema: chargeSchema } },
    handle: (call) =>
      step(deps, call, { verb: 'write-offs', status: 201 }, async ({ db, charge, user, at }) =>
        (await stands(db, charge))
          ? refuse('proposal-open', 'A proposal stands already.')
          : proposeWriteOff(db, charge, { user, reason: call.body.reason, at }),
      ),
  });

const approveOperation = (deps: ApiDeps) =>
  operation({
    ...shared,
    path: '/v1/charges/{order}/{request}/write-offs/approvals',
    id: 'approveChargeWriteOff',
    summary: 'Approve the write-off by its hash, as a second person: the buyer owes the charge no more',
    body: json(z.strictObject({ hash: hashSchema })),
    answers: { 200: { description: 'The charge as it was given up', schema: chargeSchema } },
    handle: (call) =>
      step(deps, call, { verb: 'write-offs/approvals', status: 200 }, async ({ db, charge, user, at }) => {
        const given = { user, hash: call.body.hash, stands: await stands(db, charge) };
        const fault = faultOfWriteOff(charge.writeOff, given);
        if (fault !== null) return fault;
        await approveWriteOff(db, charge, { user, at });
        return charge;
      }),
  });

const refuseOperation = (deps: ApiDeps) =>
  operation({
    ...shared,
    path: '/v1/charges/{order}/{request}/write-offs/refusals',
    id: 'refuseChargeWriteOff',
    summary: 'Refuse the write-off by its hash, or take your own back: the charge stays owed',
    body: json(z.strictObject({ hash: hashSchema, reason })),
    answers: { 200: { description: 'The charge, owed as before', schema: chargeSchema } },
    handle: (call) =>
      step(deps, call, { verb: 'write-offs/refusals', status: 200 }, async ({ db, charge, user, at }) => {
        // Whoever refuses may be the one who proposed.
        const fault = faultOfWriteOff(charge.writeOff, { user: '', hash: call.body.hash, stands: true });
        return fault ?? refuseWriteOff(db, charge, { user, at });
      }),
  });

/** What buyers owe for payments of closed orders: paid under its reference, or written off by two people. */
export const chargeOperations = (deps: ApiDeps): AnyOperation[] => [
  listOperation(deps),
  proposeOperation(deps),
  approveOperation(deps),
  refuseOperation(deps),
];
