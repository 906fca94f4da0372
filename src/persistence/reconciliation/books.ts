import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { accounts } from '../../domain/ledger.ts';
import { byAccount } from '../../domain/reconciliation/account-days.ts';
import type {
  AccountDay,
  DayBooks,
  LedgerFault,
  Notified,
  ProofPolicy,
  Statement,
  TrustAccount,
} from '../../domain/reconciliation/books.ts';
import { entriesOf } from '../../domain/reconciliation/match.ts';
import { inOrder } from '../../domain/reconciliation/statements.ts';
import { inTransaction } from '../sql.ts';
import { orderedReturns } from '../suspense-returns.ts';
import { holds, orderedPayments } from './orders.ts';
import { statementsUntil } from './statements.ts';
import { notifiedOf, openSuspense, trustBalances, trustPostingsSince } from './trust-postings.ts';

/** Which day is proved, of which account at which bank of the ledger, and what the seal of the ledger showed. */
export interface DayToProve {
  day: string;
  /** The trust account's number at the bank, the same in every currency. */
  account: string;
  /** The bank's name in the ledger's addresses. */
  bank: string;
  policy: ProofPolicy;
  faults: LedgerFault[];
  /** Reads what a message says of its movements. */
  readNotified: (xml: string) => Notified[];
}

const windowDays = 6;

/** The books of one day, all of one snapshot of the database, as the reconciler wants them. */
export function loadBooks(orm: MikroORM, toProve: DayToProve): Promise<DayBooks> {
  return inTransaction(orm, (client) => load(client, toProve), 'isolation level repeatable read read only');
}

async function load(client: PoolClient, toProve: DayToProve): Promise<DayBooks> {
  const { day, account, bank, policy, faults, readNotified } = toProve;
  const statements = await statementsUntil(client, day, windowDays);
  const balances = await trustBalances(client, bank);
  const stating = statements.filter((one) => one.account === account).map(({ currency }) => currency);
  const currencies = new Set([...balances.keys(), ...stating]);
  const trusted = [...currencies]
    .sort()
    .map((currency): TrustAccount => ({ id: account, currency, ledger: accounts.trust(bank, currency) }));
  const days = accountDays(statements, trusted, day, balances);
  const stated = days.flatMap((one) => [...one.earlier, ...entriesOf(one)]);
  const postings = await trustPostingsSince(client, statements[0]?.day ?? day);
  const keys = new Set(stated.map(({ key }) => key));
  const onTheirWay = postings.flatMap(({ entry }) => (entry === null || keys.has(entry) ? [] : [entry]));
  const debits = stated.flatMap(({ endToEndId }) => (endToEndId === null ? [] : [endToEndId]));
  return {
    day,
    policy,
    accounts: days,
    foreign: byAccount(
      statements.filter((one) => one.day === day),
      trusted,
    ).foreign,
    postings,
    notified: await notifiedOf(client, onTheirWay, readNotified),
    payments: [...(await orderedPayments(client, debits)), ...(await orderedReturns(client, debits))],
    suspense: await openSuspense(client),
    holds: await holds(client),
    faults,
  };
}

function accountDays(
  statements: Statement[],
  trusted: TrustAccount[],
  day: string,
  balances: Map<string, number>,
): AccountDay[] {
  const { own } = byAccount(statements, trusted);
  return trusted.map((account) => {
    const mine = own.get(account) ?? [];
    const before = mine.filter((one) => one.day < day);
    return {
      account,
      before: lastOf(before),
      statements: mine.filter((one) => one.day === day),
      earlier: before.flatMap(({ entries }) => entries),
      ledgerMinor: balances.get(account.currency) ?? 0,
    };
  });
}

/** The statement that ends the chain, day by day, so that several of one day are taken in their order. */
function lastOf(statements: Statement[]): AccountDay['before'] {
  let last: AccountDay['before'] = null;
  for (const day of new Set(statements.map((one) => one.day))) {
    last = inOrder({ before: last, statements: statements.filter((one) => one.day === day) }).at(-1) ?? last;
  }
  return last;
}
