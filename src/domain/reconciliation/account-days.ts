import type { LedgerTransaction } from '../ledger.ts';
import type { DayBooks, Statement, TrustAccount, TrustPosting } from './books.ts';

/** The statements of each trust account, and those of accounts the house does not have. */
export function byAccount(
  statements: Statement[], accounts: TrustAccount[],
): { own: Map<TrustAccount, Statement[]>; foreign: DayBooks['foreign'] } {
  const own = new Map(accounts.map((account) => [account, [] as Statement[]]));
  const foreign: DayBooks['foreign'] = [];
  for (const statement of statements) {
    const account = accounts.find(({ id, currency }) => id === statement.account && currency === statement.currency);
    if (account === undefined) foreign.push(statement);
    else own.get(account)?.push(statement);
  }
  return { own, foreign };
}

const isTrust = (account: string): boolean => account.startsWith('trust:');

/** The postings of a transaction on trust accounts, with what caused them; most transactions have none. */
export function trustPostings(
  { id, kind, postings }: LedgerTransaction, cause: Pick<TrustPosting, 'at' | 'order' | 'entry'>,
): TrustPosting[] {
  const against = [...new Set(postings.map(({ account }) => account).filter((account) => !isTrust(account)))];
  return postings
    .filter(({ account }) => isTrust(account))
    .map(({ account: ledger, currency, amountMinor }) => ({
      transaction: id, kind, ledger, currency, amountMinor, ...cause, against,
    }));
}
