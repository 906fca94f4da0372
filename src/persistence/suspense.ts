import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import {
  refuse,
  type Suspended,
  type SuspenseAction,
  suspenseHash,
  suspensePostings,
  type SuspenseRefusal,
  unparking,
} from '../domain/suspense.ts';
import { cursorAfter, cursorValues } from './cursor.ts';
import { settleQuote } from './fx/quotes.ts';
import { inTransaction, query, untilUndisturbed, whole } from './sql.ts';

/** What one person proposed, and what came of it. */
export interface SuspenseProposal {
  id: number;
  entry: string;
  plan: SuspenseAction;
  hash: string;
  reason: string;
  state: 'open' | 'approved' | 'done' | 'void';
  proposedBy: string;
  proposedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  detail: string | null;
}

/** A movement in suspense as the people who work it see it: its amount is what has not been made up for. */
export interface SuspenseRow extends Suspended {
  bookingDate: string;
  reversal: boolean;
  references: string[];
  endToEndId: string | null;
  senderName: string | null;
  why: string | null;
  proposal: SuspenseProposal | null;
}

type Db = Pick<PoolClient, 'query'>;

const proposalJson = (alias: string) => `jsonb_build_object('id', ${alias}.id, 'entry', ${alias}.entry,
  'plan', ${alias}.plan, 'hash', ${alias}.hash, 'reason', ${alias}.reason, 'state', ${alias}.state,
  'proposedBy', ${alias}.proposed_by, 'proposedAt', iso(${alias}.proposed_at), 'decidedBy', ${alias}.decided_by,
  'decidedAt', iso(${alias}.decided_at), 'detail', ${alias}.detail)`;

const columns = `b.dedupe_key as entry, b.account, b.currency,
  b.amount_minor - b.offset_minor as "amountMinor",
  b.credit_debit as "creditDebit", b.disposition, b.content->'debtor'->>'account' as sender,
  b.content->'debtor'->>'name' as "senderName", to_char(b.booking_date, 'YYYY-MM-DD') as "bookingDate", b.reversal,
  b."references", b.end_to_end_id as "endToEndId", b.why, b.order_no as "order", b.party, b.position`;

type Read = SuspenseRow & { amountMinor: string; position: string };
const mapped = ({ position: _, ...row }: Read): SuspenseRow => ({ ...row, amountMinor: whole(row.amountMinor) });

/** Movements that wait in suspense, oldest first, each with what is proposed for it; `next` is the cursor. */
export async function suspended(
  orm: MikroORM,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ items: SuspenseRow[]; next: string | null }> {
  const [position = '0'] = after === undefined ? [] : cursorValues(after, 1);
  if (!/^\d{1,18}$/.test(position)) throw new RangeError('after: not a cursor this list gave out');
  const rows = await query<Read>(orm, {
    text: `select ${columns}, case when p.id is null then null else ${proposalJson('p')} end as proposal
      from bank_entry b left join suspense_proposal p on p.entry = b.dedupe_key and p.state in ('open', 'approved')
      where b.disposition = 'suspense' and b.position > $1 order by b.position limit $2`,
    values: [position, limit + 1],
  });
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(mapped),
    next: rows.length > limit && last !== undefined ? cursorAfter([last.position]) : null,
  };
}

/** The movement, locked until the transaction ends, with its live proposal; null when none has that key. */
export async function lockSuspended(db: Db, entry: string): Promise<SuspenseRow | null> {
  const { rows } = await db.query<Read>(
    `select ${columns}, (select ${proposalJson('p')} from suspense_proposal p
        where p.entry = b.dedupe_key and p.state in ('open', 'approved')) as proposal
      from bank_entry b where b.dedupe_key = $1 for update of b`,
    [entry],
  );
  return rows[0] === undefined ? null : mapped(rows[0]);
}

/** What of a row the two people approve. */
export const movementOf = ({
  entry,
  account,
  currency,
  amountMinor,
  creditDebit,
  disposition,
  sender,
  order,
  party,
}: SuspenseRow): Suspended => ({
  entry,
  account,
  currency,
  amountMinor,
  creditDebit,
  disposition,
  sender,
  order,
  party,
});

/** Keeps a proposal; the caller has locked the movement and seen that none stands. */
export async function propose(
  db: Db,
  row: SuspenseRow,
  plan: SuspenseAction,
  by: { user: string; reason: string; at: string },
): Promise<SuspenseProposal> {
  const { rows } = await db.query<{ proposal: SuspenseProposal }>(
    `insert into suspense_proposal as p (entry, plan, hash, reason, state, proposed_by, proposed_at)
      values ($1, $2, $3, $4, 'open', $5, $6) returning ${proposalJson('p')} as proposal`,
    [row.entry, JSON.stringify(plan), suspenseHash(movementOf(row), plan), by.reason, by.user, by.at],
  );
  return rows[0]!.proposal;
}

/** Ends a proposal without carrying it out: refused by a person, or by what has changed since. */
export async function voidProposal(
  db: Db,
  id: number,
  { by, detail, at }: { by: string | null; detail: string; at: string },
): Promise<SuspenseProposal> {
  const { rows } = await db.query<{ proposal: SuspenseProposal }>(
    `update suspense_proposal p set state = 'void', decided_by = coalesce($2, decided_by), decided_at = $3, detail = $4
      where id = $1 returning ${proposalJson('p')} as proposal`,
    [id, by, at, detail],
  );
  return rows[0]!.proposal;
}

const dispositions = {
  ASSIGN: 'suspense',
  RETURN: 'returned',
  CLAIM: 'applied',
  WRITE_OFF: 'written-off',
  PAID_OVER: 'applied',
  EXCHANGED: 'applied',
} as const satisfies Record<SuspenseAction['action'], string>;

/**
 * The second person's yes, in the caller's transaction: what it moves in the ledger, the movement's disposition, and
 * the payment of a return. An assignment moves nothing yet: the order has to take it first.
 */
export async function approve(
  db: Db,
  row: SuspenseRow,
  proposal: SuspenseProposal,
  { user, at }: { user: string; at: string },
): Promise<SuspenseProposal> {
  const { plan, id } = proposal;
  for (const transaction of suspensePostings(id, movementOf(row), plan)) {
    await db.query('select book_transaction(null, clock_timestamp(), $1::jsonb)', [JSON.stringify(transaction)]);
  }
  const disposition = dispositions[plan.action];
  if (plan.action === 'EXCHANGED') await settleQuote(db, plan.quote, row.entry);
  await db.query('update bank_entry set disposition = $2 where dedupe_key = $1', [row.entry, disposition]);
  if (plan.action === 'RETURN') {
    await db.query(
      `insert into suspense_return (id, proposal, entry, amount_minor, currency, status, ordered_at, company)
        values ($1, $2, $3, $4, $5, 'APPROVED', $6, $7)`,
      [returnIdOf(id), id, row.entry, plan.amountMinor, row.currency, at, row.party],
    );
  }
  const { rows } = await db.query<{ proposal: SuspenseProposal }>(
    `update suspense_proposal p set state = $2, decided_by = $3, decided_at = $4
      where id = $1 returning ${proposalJson('p')} as proposal`,
    [id, plan.action === 'ASSIGN' || plan.action === 'RETURN' ? 'approved' : 'done', user, at],
  );
  return rows[0]!.proposal;
}

/** The end-to-end id of the return a proposal asks for. */
export const returnIdOf = (proposal: number): string => `SR-${proposal}`;

/** Assignments two people approved that no order has taken yet, or whose taking nobody noted. */
export async function approvedAssignments(orm: MikroORM): Promise<SuspenseProposal[]> {
  const rows = await query<{ proposal: SuspenseProposal }>(orm, {
    text: `select ${proposalJson('p')} as proposal from suspense_proposal p
      where state = 'approved' and plan->>'action' = 'ASSIGN' order by id limit 100`,
  });
  return rows.map(({ proposal }) => proposal);
}

/**
 * The order has taken an assigned movement: it leaves suspense, in one transaction with the note of it. Again, it
 * changes nothing.
 */
export function finishAssignment(
  orm: MikroORM,
  { id, entry }: SuspenseProposal,
  taken: { order: string; commandId: string; why: string; trust: (currency: string) => string },
): Promise<void> {
  return untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      const row = await lockSuspended(client, entry);
      if (row === null || row.disposition !== 'suspense') return;
      const transaction = unparking(movementOf(row), taken.trust(row.currency));
      await client.query('select book_transaction(null, clock_timestamp(), $1::jsonb)', [JSON.stringify(transaction)]);
      await client.query(
        `update bank_entry set disposition = 'applied', order_no = $2, command_id = $3, why = $4 where dedupe_key = $1`,
        [entry, taken.order, taken.commandId, taken.why],
      );
      await client.query(`update suspense_proposal set state = 'done', detail = $2 where id = $1`, [id, taken.why]);
    }),
  );
}

/** The order would not take an assigned movement: it stays in suspense, and the proposal is over. */
export const dropAssignment = (orm: MikroORM, id: number, detail: string, at: string): Promise<SuspenseProposal> =>
  inTransaction(orm, (client) => voidProposal(client, id, { by: null, detail, at }));

export const unknownMovement = (entry: string): { rejection: SuspenseRefusal } =>
  refuse('suspense-unknown', `No movement ${entry} waits in suspense.`);
