import type pg from 'pg';
import { openOrm } from '../../../src/persistence/orm.ts';
import { verifyLedger } from '../../../src/persistence/ledger-verify.ts';
import type { Evidence } from '../verify.ts';

interface Balance {
  account: string;
  currency: string;
  sum: string;
}

/**
 * Every transaction balances, debits equal credits, nothing is held or owed for a trade that has ended, and the trust
 * account holds what the bank says it moved.
 */
export async function booksBalance({ database, stack, bank }: Evidence): Promise<string[]> {
  const violations = await unbalanced(database);
  const { rows: balances } = await database.query<Balance>(
    'select account, currency, sum(amount_minor) as sum from ledger_posting group by account, currency',
  );
  const left = balances.filter(({ account, sum }) => /^(orders|parties):/.test(account) && Number(sum) !== 0);
  violations.push(
    ...left.map(
      ({ account, currency, sum }) => `${account} is left with ${sum} ${currency} when every trade has ended`,
    ),
  );
  const trust = balances.filter(({ account }) => account.startsWith('trust:'));
  for (const currency of new Set([
    ...trust.map((each) => each.currency),
    ...bank.movements().map((each) => each.currency),
  ])) {
    const booked = trust.filter((each) => each.currency === currency).reduce((sum, each) => sum + Number(each.sum), 0);
    const moved = bank
      .movements()
      .filter((each) => each.currency === currency)
      .reduce((sum, each) => sum + each.amountMinor, 0);
    if (booked !== moved)
      violations.push(`the trust account in ${currency} is booked at ${booked}, the bank moved ${moved}`);
  }
  const { rows: held } = await database.query<{ order_no: string; held_minor: string }>(
    'select order_no, held_minor from order_view where held_minor <> 0',
  );
  violations.push(...held.map(({ order_no, held_minor }) => `order ${order_no} still says ${held_minor} is held`));
  const orm = await openOrm(stack.databaseUrl);
  const breaks = await verifyLedger(orm).finally(() => orm.close());
  return [...violations, ...breaks.map(({ kind, where, detail }) => `${kind} at ${where}: ${detail}`)];
}

async function unbalanced(database: pg.Pool): Promise<string[]> {
  const { rows: transactions } = await database.query<{ id: string; off: string }>(
    `select t.id, sum(p.amount_minor) as off
       from ledger_transaction t left join ledger_posting p on p.transaction_seq = t.seq
      group by t.id, p.currency having coalesce(sum(p.amount_minor), 1) <> 0`,
  );
  const { rows: trial } = await database.query<{ currency: string; off: string }>(
    'select currency, sum(amount_minor) as off from ledger_posting group by currency having sum(amount_minor) <> 0',
  );
  return [
    ...transactions.map(({ id, off }) => `transaction ${id} is out by ${off}`),
    ...trial.map(({ currency, off }) => `debits and credits in ${currency} differ by ${off}`),
  ];
}
