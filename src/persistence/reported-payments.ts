import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { reportMark } from '../domain/order/payment-order.ts';
import { inTransaction, query } from './sql.ts';

/** A debit that would do: what the bank moved for a payment of an order. */
interface Debit {
  order: string;
  payment: string;
  amountMinor: number;
  currency: string;
}

/** Debits that belong to a status report have no command of their own: the report's settled the payment. */
const awaited = `select count(*) > (select count(*) from bank_entry b where b.end_to_end_id = $2
    and b.disposition = 'applied' and b.credit_debit = 'DBIT' and not b.reversal and b.command_id is null) as awaited
  from fact f where f.order_no = $1 and f.type = 'DisbursementSettled' and f.data->>'disbursement' = $2
    and starts_with(f.data->>'entry', '${reportMark}') and f.data->>'amountMinor' = $3::text
    and f.data->>'currency' = $4`;
const valuesOf = ({ order, payment, amountMinor, currency }: Debit) => [order, payment, String(amountMinor), currency];

/** True: a status report (pain.002) settled the payment over this amount, and its debit has not been told yet. */
export async function awaitsDebit(orm: MikroORM, debit: Debit): Promise<boolean> {
  const [row] = await query<{ awaited: boolean }>(orm, { text: awaited, values: valuesOf(debit) });
  return row?.awaited === true;
}

/**
 * The debit of a payment that a status report settled before: it moves nothing any more and is noted as applied. False,
 * and nothing is written, when another debit of the payment was quicker or the movement is dealt with.
 */
export function noteDebit(orm: MikroORM, entry: string, debit: Debit, why: string): Promise<boolean> {
  return inTransaction(orm, async (client: PoolClient) => {
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 9))', [debit.payment]);
    const { rows } = await client.query<{ awaited: boolean }>(awaited, valuesOf(debit));
    if (rows[0]?.awaited !== true) return false;
    const { rowCount } = await client.query(
      `update bank_entry set disposition = 'applied', order_no = $2, why = $3
        where dedupe_key = $1 and disposition = 'pending'`,
      [entry, debit.order, why],
    );
    return rowCount === 1;
  });
}
