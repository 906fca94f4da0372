import type { MikroORM } from '@mikro-orm/postgresql';
import { query } from './sql.ts';

/** Who a payment goes to, as a bank wants it: `account` is an IBAN or another account number. */
export interface Payee {
  name: string;
  account: string;
  bic?: string;
}

/**
 * The account a payment goes to: a payout to the company's account on file, a refund or a return to the account the
 * money came from. Null when there is none; `changed` when another account has come into force since the payout was
 * approved. `key` names the payment order: every attempt of one is made out to the same account. Accounts stay in the
 * database: they never travel in a workflow.
 */
export async function payeeOf(
  orm: MikroORM,
  payment: { kind: 'PAYOUT' | 'REFUND' | 'RETURN'; company: string; entry: string | null; orderedAt: string },
  key: string,
): Promise<Payee | 'changed' | null> {
  if (payment.kind === 'PAYOUT') return payoutAccountOf(orm, payment, key);
  const rows = await query<{ name: string | null; account: string | null }>(orm, {
    text: `select content -> 'debtor' ->> 'name' as name, content -> 'debtor' ->> 'account' as account
      from bank_entry where dedupe_key = $1`,
    values: [payment.entry],
  });
  const sender = rows[0];
  return sender?.account ? { name: sender.name ?? 'The sender of the payment', account: sender.account } : null;
}

/**
 * Where a refund or return goes that was refused before, by its rail, by the bank or because nobody knows its sender's
 * account: approved anew by two people, to the account its company has on file. Null where it goes the way it came:
 * the first time, and while nothing is on file. All of it is as it stood when the payment was ordered, so that every
 * attempt of one order goes the same way.
 */
export async function payeeOnFile(
  orm: MikroORM,
  payment: { id: string; order: string; kind: string; company: string; orderedAt: string },
  key: string,
): Promise<Payee | 'changed' | null> {
  if (payment.kind === 'PAYOUT') return null;
  const { id, order, company, orderedAt } = payment;
  const [row] = await query<{ diverted: boolean }>(orm, {
    text: `select exists (select from fact where order_no = $1 and data->>'disbursement' = $2 and at < $3::timestamptz
          and type in ('DisbursementRefusedByBank', 'DisbursementReturned'))
        and (exists (select from payout_account where company = $4) or exists (select from payout_account_change
          where company = $4 and state = 'approved' and in_force_from <= $3::timestamptz)) as diverted`,
    values: [order, id, orderedAt, company],
  });
  return row?.diverted === true ? payoutAccountOf(orm, payment, key) : null;
}

/** The version of a company's account that is paid to at a moment; 1 is the one it began with. */
const inForce = (company: string, moment: string) => `coalesce((select version from payout_account_change
  where company = ${company} and state = 'approved' and in_force_from <= ${moment}
  order by in_force_from desc, version desc limit 1), 1)`;

/** The first attempt of an order decides which account it is made out to: a later one must not be another order. */
async function payoutAccountOf(
  orm: MikroORM,
  { company, orderedAt }: { company: string; orderedAt: string },
  key: string,
): Promise<Payee | 'changed' | null> {
  await query(orm, {
    text: `insert into payout_order (key, company, version, at)
      select $1, $2, ${inForce('$2', 'clock_timestamp()')}, clock_timestamp() on conflict (key) do nothing`,
    values: [key, company],
  });
  const rows = await query<{ name: string; account: string; bic: string | null; approved: boolean }>(orm, {
    text: `select coalesce(c.name, a.name) as name, coalesce(c.account, a.account) as account,
        case when c.company is null then a.bic else c.bic end as bic,
        o.version = ${inForce('o.company', '$2::timestamptz')} as approved
      from payout_order o left join payout_account_change c on c.company = o.company and c.version = o.version
      left join payout_account a on a.company = o.company and o.version = 1 where o.key = $1`,
    values: [key, orderedAt],
  });
  const row = rows[0];
  if (row === undefined || row.account === null) return null;
  if (!row.approved) return 'changed';
  const { name, account, bic } = row;
  return bic === null ? { name, account } : { name, account, bic };
}
