import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { reverse } from '../domain/ledger.ts';
import { returnSettled, suspensePostings } from '../domain/suspense.ts';
import type { OrderedPayment } from '../domain/reconciliation/books.ts';
import { inTransaction, query, untilUndisturbed, whole } from './sql.ts';
import { lockSuspended, movementOf, type SuspenseProposal } from './suspense.ts';

/** Money in suspense on its way back to its sender. */
export interface SuspenseReturn {
  id: string;
  proposal: number;
  entry: string;
  amountMinor: number;
  currency: string;
  status: 'APPROVED' | 'SENT' | 'UNKNOWN' | 'SETTLED' | 'REJECTED';
  orderedAt: string;
  /** The company it is paid on to, where it is a payment that came back; null: it goes to its sender. */
  company: string | null;
}

/** What the bank said of a return; null where it could not say. */
export type ReturnOutcome =
  | { status: 'SENT'; bankReference: string }
  | { status: 'UNKNOWN' | 'REJECTED'; reason: string };

type Row = Omit<SuspenseReturn, 'proposal' | 'amountMinor'> & { proposal: string; amountMinor: string };
const columns = `id, proposal, entry, amount_minor as "amountMinor", currency, status, iso(ordered_at) as "orderedAt",
  company`;
const mapped = (row: Row): SuspenseReturn => ({
  ...row,
  proposal: whole(row.proposal),
  amountMinor: whole(row.amountMinor),
});

/** The return with this end-to-end id; null when there is none. */
export async function findReturn(orm: MikroORM, id: string): Promise<SuspenseReturn | null> {
  const [row] = await query<Row>(orm, { text: `select ${columns} from suspense_return where id = $1`, values: [id] });
  return row === undefined ? null : mapped(row);
}

/** Returns that two people approved and nobody has handed to the bank, as far as is known. */
export async function unsentReturns(orm: MikroORM): Promise<SuspenseReturn[]> {
  const rows = await query<Row>(orm, {
    text: `select ${columns} from suspense_return where status in ('APPROVED', 'UNKNOWN') order by id limit 100`,
  });
  return rows.map(mapped);
}

/**
 * Notes what the bank said of a return. One it refused puts the money back into suspense, for two people to decide
 * anew. What is settled or refused stays so: the bank's answers come late, twice and out of order.
 */
export function noteReturn(orm: MikroORM, id: string, outcome: ReturnOutcome): Promise<void> {
  return untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      const { rows } = await client.query<Row>(`select ${columns} from suspense_return where id = $1 for update`, [id]);
      const one = rows[0] === undefined ? null : mapped(rows[0]);
      // A status report may refuse what the bank had taken.
      const open = outcome.status === 'REJECTED' ? ['APPROVED', 'UNKNOWN', 'SENT'] : ['APPROVED', 'UNKNOWN'];
      if (one === null || !open.includes(one.status)) return;
      if (outcome.status === 'SENT') {
        await client.query(
          `update suspense_return set status = 'SENT', sent_at = clock_timestamp(), bank_reference = $2 where id = $1`,
          [id, outcome.bankReference],
        );
        return;
      }
      await client.query(
        `update suspense_return set status = $2, reason = $3, sent_at = coalesce(sent_at, clock_timestamp())
        where id = $1`,
        [id, outcome.status, outcome.reason],
      );
      if (outcome.status === 'REJECTED') await putBack(client, one, outcome.reason);
    }),
  );
}

async function putBack(client: PoolClient, one: SuspenseReturn, reason: string): Promise<void> {
  const row = await lockSuspended(client, one.entry);
  const { rows } = await client.query<{ plan: SuspenseProposal['plan'] }>(
    `update suspense_proposal set state = 'void', detail = $2 where id = $1 returning plan`,
    [one.proposal, `the bank refused the return: ${reason}`],
  );
  if (row === null || rows[0] === undefined) throw new RangeError(`return ${one.id} has no movement`);
  for (const transaction of suspensePostings(one.proposal, movementOf(row), rows[0].plan).map(reverse)) {
    await client.query('select book_transaction(null, clock_timestamp(), $1::jsonb)', [JSON.stringify(transaction)]);
  }
  await client.query(`update bank_entry set disposition = 'suspense' where dedupe_key = $1`, [one.entry]);
}

/**
 * The bank's debit for a return: its money leaves the trust account, in one transaction with what became of the debit.
 * False, and nothing is written, when the return is not on its way or the debit is not what was ordered.
 */
export function settleReturn(
  orm: MikroORM,
  id: string,
  debit: { entry: string; amountMinor: number; currency: string; trust: string },
): Promise<boolean> {
  return untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      const { rows } = await client.query<Row>(`select ${columns} from suspense_return where id = $1 for update`, [id]);
      const one = rows[0] === undefined ? null : mapped(rows[0]);
      if (one === null || !['APPROVED', 'UNKNOWN', 'SENT'].includes(one.status)) return false;
      if (one.amountMinor !== debit.amountMinor || one.currency !== debit.currency) return false;
      const changed = await client.query(
        `update bank_entry set disposition = 'applied', why = $2 where dedupe_key = $1 and disposition = 'pending'`,
        [debit.entry, `the return ${id} of money that belonged to no order`],
      );
      if (changed.rowCount === 0) return false;
      const transaction = returnSettled(debit.entry, one, debit.trust);
      await client.query('select book_transaction(null, clock_timestamp(), $1::jsonb)', [JSON.stringify(transaction)]);
      await client.query(`update suspense_return set status = 'SETTLED' where id = $1`, [id]);
      await client.query(`update suspense_proposal set state = 'done' where id = $1`, [one.proposal]);
      return true;
    }),
  );
}

/** Returns as the daily proof compares them: those whose end-to-end id is among `ids`, and all that are at the bank. */
export async function orderedReturns(client: PoolClient, ids: string[]): Promise<OrderedPayment[]> {
  const { rows } = await client.query<OrderedPayment & { amountMinor: string }>(
    `select id, amount_minor as "amountMinor", currency, status, iso(sent_at) as "sentAt", null as "order"
      from suspense_return where id = any($1) or status in ('SENT', 'UNKNOWN') order by id`,
    [ids],
  );
  return rows.map((row) => ({ ...row, amountMinor: whole(row.amountMinor) }));
}
