import { z } from 'zod';
import { hashSchema } from '../../domain/order/stages/quote.ts';
import { masked, payoutAccountSchema } from '../../domain/payout-account.ts';
import { type Actor, platformRoles, type Role } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { stillActsAs } from '../../persistence/people.ts';
import { type Db, writeOnce } from '../../persistence/catalogue/write-once.ts';
import {
  accountHistory,
  approveChange,
  openChange,
  openChanges,
  type PayoutAccountChange,
  proposeChange,
  voidChange,
} from '../../persistence/payout-accounts.ts';
import type { Thing } from '../access.ts';
import { type AnyOperation, json, operation, type Reply } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { cursored } from '../orders.ts';
import { refusalOf } from '../problem.ts';
import { afterSchema, instant, limitSchema } from '../schemas.ts';

const changeSchema = z.object({
  company: z.string(),
  version: z.int(),
  name: z.string(),
  account: z.string(),
  bic: z.string().nullable(),
  hash: hashSchema,
  state: z.enum(['open', 'approved', 'void']),
  proposedBy: z.string(),
  proposedAt: instant,
  approvals: z.array(z.object({ user: z.string(), at: instant })),
  inForceFrom: instant.nullable(),
  detail: z.string().nullable(),
});

/** A change as its reader may see it: the account number whole only to those who have to compare it. */
function shown({ firstBy, firstAt, secondBy, secondAt, ...change }: PayoutAccountChange, whole: boolean) {
  const given = [
    [firstBy, firstAt],
    [secondBy, secondAt],
  ] as const;
  const approvals = given.flatMap(([user, at]) => (user === null || at === null ? [] : [{ user, at }]));
  const hidden = approvals.map(({ at }) => ({ user: 'platform', at }));
  return whole ? { ...change, approvals } : { ...change, account: masked(change.account), approvals: hidden };
}

/** Suppliers are paid; buyers are paid back where their money cannot go back the way it came. */
const payees: readonly Role[] = ['supplier', 'buyer'];

/** Whose payout account it is, and the advisers; nothing is told about whether there is one. */
const payee: Thing<{ own: boolean }> = {
  name: 'payout account',
  find(_deps, { company, roles }, { company: id }) {
    const own = company === id && payees.some((role) => roles.includes(role));
    const parts = [...(own ? payees : []), 'adviser' as const].filter((role) => roles.includes(role));
    return Promise.resolve({ found: { own }, parts });
  },
};

const problems = [400, 401, 403, 404, 409, 413, 415, 422];
type Write = { actor: Actor; key: string; route: string; content: unknown };

const write = (
  deps: ApiDeps,
  { actor, key, route, content }: Write,
  work: (db: Db) => Promise<Answer>,
): Promise<Reply> =>
  once(deps, { actor, key, route, content }, ({ commandId }) => writeOnce(deps.orm, commandId, work));

const ownOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/company/payout-account',
    id: 'payoutAccount',
    tag: 'money',
    access: { roles: payees },
    summary: 'Where your company is paid or paid back, and every change; accounts by their last four characters',
    answers: {
      200: {
        description: 'The account and its history',
        schema: z.object({
          company: z.string(),
          inForce: z.object({ version: z.int(), name: z.string(), account: z.string() }).nullable(),
          changes: z.array(changeSchema),
        }),
      },
    },
    problems: [400, 401, 403],
    async handle({ actor }) {
      const { first, changes } = await accountHistory(seenBy(deps.orm, actor), actor.company);
      const now = deps.now();
      const [last] = changes
        .filter(({ inForceFrom }) => inForceFrom !== null && Date.parse(inForceFrom) <= Date.parse(now))
        .sort((left, right) => Date.parse(right.inForceFrom ?? '') - Date.parse(left.inForceFrom ?? ''));
      const standing = last ?? (first === null ? null : { ...first, version: 1 });
      const inForce =
        standing === null
          ? null
          : { version: standing.version, name: standing.name, account: masked(standing.account) };
      return {
        status: 200,
        body: { company: actor.company, inForce, changes: changes.map((each) => shown(each, false)) },
      };
    },
  });

const proposeOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/company/payout-account/proposals',
    id: 'proposePayoutAccount',
    tag: 'money',
    access: { roles: payees, and: 'admin' },
    key: true,
    summary: 'Propose a new payout account; two people of the platform approve it, and a day later it is paid to',
    body: json(payoutAccountSchema),
    answers: { 201: { description: 'The proposal', schema: changeSchema } },
    problems,
    async handle({ actor, body, key }) {
      const route = 'POST /v1/company/payout-account/proposals';
      return write(deps, { actor, key, route, content: body }, async (db) => {
        if ((await openChange(db, actor.company)) !== null)
          return refusalOf(409, 'proposal-open', 'A change of the payout account waits for its approvals already.');
        const change = await proposeChange(db, actor.company, body, { user: actor.user, at: deps.now() });
        return { status: 201, body: shown(change, false) };
      });
    },
  });

const listOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/payout-accounts/proposals',
    id: 'payoutAccountProposals',
    tag: 'money',
    access: { roles: platformRoles },
    summary: 'New payout accounts that wait for their approvals',
    query: z.strictObject({ after: afterSchema.optional(), limit: limitSchema }),
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ proposals: z.array(changeSchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 403, 404],
    async handle({ query: { after, limit } }) {
      const { changes, next } = await cursored(() => openChanges(deps.orm, { after, limit }));
      return { status: 200, body: { proposals: changes.map((each) => shown(each, true)), next } };
    },
  });

const params = z.object({ company: z.string().min(1).max(64) });

/** The open change of that company, if the hash is the one of it. */
async function named(db: Db, company: string, hash: string): Promise<PayoutAccountChange | Answer> {
  const change = await openChange(db, company);
  if (change === null) return refusalOf(404, 'no-proposal', 'No new payout account of that company waits.');
  return change.hash === hash ? change : refusalOf(409, 'stale-hash', 'This is not the hash of what is proposed.');
}

const approveOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/payout-accounts/{company}/approvals',
    id: 'approvePayoutAccount',
    tag: 'money',
    access: { roles: ['adviser'], and: 'person' },
    key: true,
    summary: 'Approve a new payout account by its hash; two different advisers are needed',
    params,
    body: json(z.strictObject({ hash: hashSchema })),
    answers: { 200: { description: 'The change; in force a day after the second approval', schema: changeSchema } },
    problems,
    async handle({ actor, params: { company }, body, key }) {
      const route = `POST /v1/payout-accounts/${company}/approvals`;
      return write(deps, { actor, key, route, content: body }, async (db) => {
        const change = await named(db, company, body.hash);
        if ('status' in change) return change;
        if ([change.proposedBy, change.firstBy].includes(actor.user))
          return refusalOf(403, 'same-person', 'A second person of the platform must approve it.');
        // The approval of somebody who is no adviser any more does not count: this one takes its place.
        const counts = change.firstBy !== null && (await stillActsAs(db, change.firstBy, 'adviser'));
        const standing = counts ? change : { ...change, firstBy: null };
        const approved = await approveChange(db, standing, { user: actor.user, at: deps.now() });
        return { status: 200, body: shown(approved, true) };
      });
    },
  });

const refuseOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/payout-accounts/{company}/refusals',
    id: 'refusePayoutAccount',
    tag: 'money',
    access: { thing: payee, by: [...payees, 'adviser'] },
    key: true,
    summary: 'Refuse a new payout account by its hash, or take the own one back',
    params,
    body: json(z.strictObject({ hash: hashSchema, reason: z.string().trim().min(1).max(1000) })),
    answers: { 200: { description: 'The change, void', schema: changeSchema } },
    problems,
    async handle({ actor, found: { own }, params: { company }, body, key }) {
      const route = `POST /v1/payout-accounts/${company}/refusals`;
      return write(deps, { actor, key, route, content: body }, async (db) => {
        const change = await named(db, company, body.hash);
        if ('status' in change) return change;
        return { status: 200, body: shown(await voidChange(db, change, body.reason, deps.now()), !own) };
      });
    },
  });

/** Where companies are paid: changed by the company, approved by two people, in force after a cooling-off. */
export const payoutAccountOperations = (deps: ApiDeps): AnyOperation[] => [
  ownOperation(deps),
  proposeOperation(deps),
  listOperation(deps),
  approveOperation(deps),
  refuseOperation(deps),
];
