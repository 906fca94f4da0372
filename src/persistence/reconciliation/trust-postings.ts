import type { PoolClient } from 'pg';
import type { Notified, SuspenseItem, TrustPosting } from '../../domain/reconciliation/books.ts';
import { reportMark } from '../../domain/order/payment-order.ts';
import { whole } from '../sql.ts';

/**
 * The debit that a status report ran ahead of: those of one payment in the order in which they were reported. $2 is the
 * mark of reports.
 */
const debitOfReport = `(select b.dedupe_key from bank_entry b where b.end_to_end_id = f.data->>'disbursement'
  and b.disposition = 'applied' and b.credit_debit = 'DBIT' and not b.reversal and b.command_id is null
  order by b.position limit 1 offset (select count(*) from fact e where e.order_no = f.order_no and e.seq < f.seq
    and e.type = 'DisbursementSettled' and e.data->>'disbursement' = f.data->>'disbursement'
    and starts_with(e.data->>'entry', $2)))`;

/**
 * Every posting on a trust account whose movement was stated on `from` or later, or is not stated at all. What it was
 * booked for is in the id of its transaction: the fact of an order, or the bank's movement itself.
 */
export async function trustPostingsSince(client: PoolClient, from: string): Promise<TrustPosting[]> {
  const { rows } = await client.query<TrustPosting & { amountMinor: string }>(
    `with posting as (
      select t.seq, t.id as transaction, t.kind, p.account as ledger, p.currency, p.amount_minor as "amountMinor",
        iso(t.at) as at, t.order_no as "order",
        coalesce(substring(t.id from '^bank:([0-9a-f]+):'), case
          when f.type = 'DisbursementSettled' and starts_with(f.data->>'entry', $2) then ${debitOfReport}
          end, f.data->>'entry') as entry
      from ledger_posting p join ledger_transaction t on t.seq = p.transaction_seq
      left join fact f on f.order_no = t.order_no and starts_with(t.id, t.order_no || ':')
        and f.seq = case when t.id ~ '^[^:]+:[0-9]{1,9}:' then split_part(t.id, ':', 2)::int end
      where p.account like 'trust:%'
    )
    select transaction, posting.kind, ledger, posting.currency, "amountMinor", at, "order", entry, array(
        select distinct account from ledger_posting o where o.transaction_seq = posting.seq
          and account not like 'trust:%' order by account) as against
      from posting left join bank_entry b on b.dedupe_key = posting.entry
      where not exists (select from stated_movement s where s.key = posting.entry and s.day < $1::date)
        and not exists (select from stated_movement s where s.booking = b.content->>'entryKey' and s.day < $1::date)
      order by posting.seq`,
    [from, reportMark],
  );
  return rows.map((row) => ({ ...row, amountMinor: whole(row.amountMinor) }));
}

/** What the messages said of the movements with these keys, read again by `read`. */
export async function notifiedOf(
  client: PoolClient, keys: string[], read: (xml: string) => Notified[],
): Promise<Notified[]> {
  const { rows } = await client.query<{ xml: string }>(
    `select xml from bank_message where sha256 in (select message from bank_entry where dedupe_key = any($1))
      order by sha256`,
    [keys],
  );
  const wanted = new Set(keys);
  return rows.flatMap(({ xml }) => read(xml)).filter(({ key }) => wanted.has(key));
}

/** Movements in suspense that nobody has applied or sent back, and since when. */
export async function openSuspense(client: PoolClient): Promise<SuspenseItem[]> {
  const { rows } = await client.query<SuspenseItem & { amountMinor: string }>(
    `select b.dedupe_key as entry, b.amount_minor - b.offset_minor as "amountMinor", b.currency, iso(t.at) as since
      from bank_entry b join ledger_transaction t on t.id = 'bank:' || b.dedupe_key || ':suspense'
      where b.disposition = 'suspense' order by t.seq`,
  );
  return rows.map((row) => ({ ...row, amountMinor: whole(row.amountMinor) }));
}

/** Balance of each trust account of one bank, by currency. */
export async function trustBalances(client: PoolClient, bank: string): Promise<Map<string, number>> {
  const { rows } = await client.query<{ currency: string; sum: string }>(
    `select currency, sum(amount_minor) from ledger_posting where account = 'trust:' || $1 || ':' || currency
      group by currency`,
    [bank],
  );
  return new Map(rows.map(({ currency, sum }) => [currency, whole(sum)]));
}
