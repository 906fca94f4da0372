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
 * money came from. Null when there is none. Accounts stay in the database: they never travel in a workflow.
 */
export async function payeeOf(
  orm: MikroORM, payment: { kind: 'PAYOUT' | 'REFUND' | 'RETURN'; company: string; entry: string | null },
): Promise<Payee | null> {
  if (payment.kind === 'PAYOUT') return payoutAccountOf(orm, payment.company);
  const rows = await query<{ name: string | null; account: string | null }>(orm, {
    text: `select content -> 'debtor' ->> 'name' as name, content -> 'debtor' ->> 'account' as account
      from bank_entry where dedupe_key = $1`,
    values: [payment.entry],
  });
  const sender = rows[0];
  return sender?.account ? { name: sender.name ?? 'The sender of the payment', account: sender.account } : null;
}

async function payoutAccountOf(orm: MikroORM, company: string): Promise<Payee | null> {
  const rows = await query<{ name: string; account: string; bic: string | null }>(orm, {
    text: 'select name, account, bic from payout_account where company = $1', values: [company],
  });
  const row = rows[0];
  if (row === undefined) return null;
  const { name, account, bic } = row;
  return bic === null ? { name, account } : { name, account, bic };
}
