import type { MikroORM } from '@mikro-orm/postgresql';
import { moneyRoles, type Proposal, proposalHash } from '../../src/domain/identity/roles.ts';
import type { Posting } from '../../src/domain/ledger.ts';
import type { HappenedFact } from '../../src/domain/order/facts.ts';
import { payoutAccountHash } from '../../src/domain/payout-account.ts';
import { platformRoles, type Role } from '../../src/domain/parties.ts';
import { query } from '../../src/persistence/sql.ts';

/** Whose hand it was: a system acts for whoever made its key. */
type PersonOf = (user: string | null) => string | null;

/**
 * What moves money in the ledger on one system's message, by the kind of the transaction, with the reason. A kind that
 * nothing in the search comes to has no place here.
 */
export const byMessage: Record<string, string> = {
  'return-settled': 'the bank or provider says that what was not owed is back where it came from',
  'return-cost': 'the cost of a return, of the profile, taken when a payment that fits nothing comes in',
  'payment-reversed': 'the bank or a provider took a credit back',
  'payment-exchanged': 'a payment came in under a locked rate: the position is opened, nothing left',
  'bank-suspense': 'the bank says it paid what nobody told it to: noted, and what is owed stays owed',
  'bank-suspense-reversed': 'what the bank booked in suspense goes to the order that takes it',
  'charges-incurred': 'a provider says what it kept of a payment; the buyer owes it to the house',
  'rail-fee': 'a provider says what it kept of a payment',
};

/** Kinds whose two people are on the record of the order or of the suspense account. */
const byPeople = {
  disbursement: /^(payout|refund)-settled$/,
  suspense: /^(suspense-written-off|suspense-return-due|return-cost|suspense-claimed|rail-payout|exchange-settled)$/,
};

interface Booked {
  id: string;
  kind: string;
  order: string | null;
  postings: Posting[];
}

/** True: money left where it is kept, stopped being owed to somebody outside, or became the house's own. */
export const leaves = (postings: readonly Posting[]): boolean => {
  const backToHold = postings.some(({ account }) => account.endsWith(':escrow'));
  return postings.some(
    ({ account, amountMinor }) =>
      (/^(trust|rail):/.test(account) && amountMinor < 0) ||
      (/^house:/.test(account) && amountMinor < 0) ||
      (account.endsWith(':payable') && amountMinor > 0 && !backToHold) ||
      (account === 'suspense' && amountMinor > 0),
  );
};

/** Payments of one order that went out, or may, on fewer than two people's word for exactly their hash. */
export function unapproved(facts: readonly HappenedFact[], personOf: PersonOf): string[] {
  const open = new Map<string, { hash: string; kind: string; people: Set<string | null> }>();
  const faults: string[] = [];
  for (const { type, data } of facts) {
    if (type === 'DisbursementOpened') {
      const { id, hash, kind, approvals } = data.disbursement;
      open.set(id, { hash, kind, people: new Set(approvals.map(({ user }) => personOf(user))) });
    }
    // Approved anew: what was said before does not count, and a return needs two people from then on.
    if (type === 'DisbursementRefusedByBank' || type === 'DisbursementReturned') {
      const one = open.get(data.disbursement);
      if (one !== undefined) open.set(data.disbursement, { ...one, kind: 'AGAIN', people: new Set() });
    }
    if (type === 'DisbursementApproved') {
      const one = open.get(data.disbursement);
      if (one?.hash === data.hash) one.people.add(personOf(data.user));
    }
    if (type === 'ApprovalLapsed') open.get(data.id)?.people.delete(personOf(data.user));
    if (type !== 'DisbursementSent' && type !== 'DisbursementOutcomeUnknown' && type !== 'DisbursementSettled')
      continue;
    const one = open.get(data.disbursement);
    if (one?.kind !== 'RETURN' && (one?.people.size ?? 0) < 2)
      faults.push(`${type} ${data.disbursement} on the word of ${[...(one?.people ?? [])].join() || 'nobody'}`);
  }
  return faults;
}

async function peopleOf(orm: MikroORM): Promise<PersonOf> {
  const keys = await query<{ id: string; owner: string }>(orm, {
    text: 'select id, created_by as owner from api_key',
  });
  const owners = new Map(keys.map(({ id, owner }) => [id, owner]));
  return (user) => (user === null ? null : (owners.get(user) ?? user));
}

/** Every order's payments against the people who approved them; `APPROVED` is what the house would send now. */
async function ofOrders(orm: MikroORM, personOf: PersonOf): Promise<string[]> {
  const rows = await query<{ order: string; facts: HappenedFact[] }>(orm, {
    text: `select order_no as "order", json_agg(json_build_object('type', type, 'data', data) order by seq) as facts
      from fact group by order_no having bool_or(type like 'Disbursement%')`,
  });
  const waiting = await query<{ order: string; id: string; kind: string; users: string[] }>(orm, {
    text: `select order_no as "order", d->>'id' as id, d->>'kind' as kind,
        array(select jsonb_array_elements(d->'approvals')->>'user') as users
      from order_view, jsonb_array_elements(state->'disbursements') d
      where jsonb_typeof(state->'disbursements') = 'array' and d->>'status' = 'APPROVED'`,
  });
  return [
    ...rows.flatMap(({ order, facts }) => unapproved(facts, personOf).map((fault) => `order ${order}: ${fault}`)),
    ...waiting
      .filter(({ kind, users }) => kind !== 'RETURN' && new Set(users.map(personOf)).size < 2)
      .map(({ order, id, users }) => `order ${order}: ${id} would be sent on the word of ${users.join()}`),
  ];
}

const twoOf = (personOf: PersonOf, ...users: (string | null)[]): boolean =>
  users.every((user) => user !== null) && new Set(users.map(personOf)).size === users.length;

async function ofSuspense(orm: MikroORM, personOf: PersonOf): Promise<string[]> {
  const rows = await query<{ id: string; first: string; second: string | null }>(orm, {
    text: `select id::text, proposed_by as first, decided_by as second from suspense_proposal
      where state in ('approved', 'done')`,
  });
  return rows
    .filter(({ first, second }) => !twoOf(personOf, first, second))
    .map(({ id, first, second }) => `suspense proposal ${id} on the word of ${first} and ${second}`);
}

async function ofCharges(orm: MikroORM, personOf: PersonOf): Promise<string[]> {
  const rows = await query<{ id: string; first: string | null; second: string | null }>(orm, {
    text: `select substring(t.id from '^charges:(.*):written-off$') as id, u.proposed_by as first,
        u.decided_by as second
      from ledger_transaction t left join unpaid_charge u on u.state = 'written-off'
        and t.id = 'charges:' || u.order_no || ':' || u.request || ':written-off'
      where t.kind = 'charges-written-off'`,
  });
  return rows
    .filter(({ first, second }) => !twoOf(personOf, first, second))
    .map(({ id, first, second }) => `charge ${id} is written off on the word of ${first} and ${second}`);
}

/** Proposed by somebody of the company, approved by two others, on the hash of just that account. */
async function ofPayoutAccounts(orm: MikroORM, personOf: PersonOf): Promise<string[]> {
  type Row = { company: string; version: number; name: string; account: string; bic: string | null; hash: string };
  const rows = await query<Row & { proposed: string; first: string | null; second: string | null }>(orm, {
    text: `select company, version, name, account, bic, hash, proposed_by as proposed, first_by as first,
      second_by as second from payout_account_change where state = 'approved' or in_force_from is not null`,
  });
  return rows.flatMap(({ company, version, name, account, bic, hash, proposed, first, second }) => {
    const what = `payout account ${company} ${version}`;
    const now = payoutAccountHash(company, version, bic === null ? { name, account } : { name, account, bic });
    return [
      ...(twoOf(personOf, first, second) ? [] : [`${what} on the word of ${first} and ${second}`]),
      ...(personOf(proposed) === personOf(first) || personOf(proposed) === personOf(second)
        ? [`${what} is approved by ${proposed}, who proposed it`]
        : []),
      ...(now === hash ? [] : [`${what} is not what was approved`]),
    ];
  });
}

interface Holder {
  id: string;
  roles: Role[];
  admin: boolean;
  ofMoney: boolean;
}

/** Everybody who has a role that moves money, or administers a company whose people can have one. */
export async function moneyHolders(orm: MikroORM): Promise<string[]> {
  const rows = await query<{ [Key in keyof Holder]: Holder[Key] }>(orm, {
    text: `select u.id, u.roles, u.admin, c.kinds && $1 as "ofMoney" from platform_user u
        join company c on c.id = u.company
      union all select id, roles, false, false from api_key where revoked_at is null`,
    values: [[...moneyRoles, ...platformRoles]],
  });
  return rows.flatMap(({ id, roles, admin, ofMoney }) => [
    ...roles.filter((role) => moneyRoles.includes(role)).map((role) => `${id} ${role}`),
    ...(admin && ofMoney ? [`${id} admin`] : []),
  ]);
}

/** Roles that move money and were not there before, against the proposals that two people decided. */
async function ofRoles(orm: MikroORM, personOf: PersonOf, before: ReadonlySet<string>): Promise<string[]> {
  const proposals = await query<{ [Key in keyof Proposal]: Proposal[Key] }>(orm, {
    text: `select id, company, subject, "before", "after", hash, state, proposed_by as "proposedBy",
      decided_by as "decidedBy" from role_proposal where state = 'approved'`,
  });
  const faults = proposals.flatMap((one) => [
    ...(twoOf(personOf, one.proposedBy, one.decidedBy) && personOf(one.decidedBy) !== one.subject
      ? []
      : [`role proposal ${one.id} on the word of ${one.proposedBy} and ${one.decidedBy}`]),
    ...(proposalHash(one) === one.hash ? [] : [`role proposal ${one.id} is not what was approved`]),
  ]);
  const given = new Set(
    proposals.flatMap(({ subject, after }) => [
      ...after.roles.map((role) => `${subject} ${role}`),
      ...(after.admin ? [`${subject} admin`] : []),
    ]),
  );
  const gained = (await moneyHolders(orm)).filter((one) => !before.has(one) && !given.has(one));
  return [...faults, ...gained.map((one) => `${one}: no two people gave it`)];
}

/** What left by the ledger, each transaction by its two people or by a message of the table. */
async function ofLedger(orm: MikroORM, seen: Set<string>): Promise<string[]> {
  const booked = await query<{ [Key in keyof Booked]: Booked[Key] }>(orm, {
    text: `select t.id, t.kind, t.order_no as "order", json_agg(json_build_object('account', p.account,
        'currency', p.currency, 'amountMinor', p.amount_minor)) as postings
      from ledger_transaction t join ledger_posting p on p.transaction_seq = t.seq group by t.seq`,
  });
  const decided = new Set(
    (
      await query<{ id: string }>(orm, {
        text: `select 'suspense:' || id as id from suspense_proposal where state in ('approved', 'done')
          union select 'bank:' || entry || ':payout' from suspense_proposal where state in ('approved', 'done')
          union select 'fx:' || (plan->>'quote') || ':settled' from suspense_proposal
            where state in ('approved', 'done') and plan->>'action' = 'EXCHANGED'`,
      })
    ).map(({ id }) => id),
  );
  const settled = new Set(
    (
      await query<{ id: string }>(orm, {
        text: `select order_no || ':' || seq || ':settled' as id from fact where type = 'DisbursementSettled'
          and data->>'kind' <> 'RETURN'`,
      })
    ).map(({ id }) => id),
  );
  return booked.flatMap(({ id, kind, postings }) => {
    if (!leaves(postings)) return [];
    if (byPeople.disbursement.test(kind) && settled.has(id)) return [];
    const proposal = id.startsWith('suspense:') ? id.split(':').slice(0, 2).join(':') : id;
    if (byPeople.suspense.test(kind) && decided.has(proposal)) return [];
    if (!Object.hasOwn(byMessage, kind)) return [`ledger: ${id} (${kind}) moved money on nobody’s word`];
    seen.add(kind);
    return [];
  });
}

/**
 * Everything in the books that moved money, could move it or gives somebody the right to, and is not on the record of
 * two different people for exactly its hash. `seen` takes the kinds of the table that were needed.
 */
export async function movedByOne(
  orm: MikroORM,
  { before, seen }: { before: ReadonlySet<string>; seen: Set<string> },
): Promise<string[]> {
  const personOf = await peopleOf(orm);
  return [
    ...(await ofOrders(orm, personOf)),
    ...(await ofSuspense(orm, personOf)),
    ...(await ofCharges(orm, personOf)),
    ...(await ofPayoutAccounts(orm, personOf)),
    ...(await ofRoles(orm, personOf, before)),
    ...(await ofLedger(orm, seen)),
  ];
}
