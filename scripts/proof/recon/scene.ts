import type {
  AccountDay, DayBooks, StatedEntry, Statement, TrustPosting,
} from '../../../src/domain/reconciliation/books.ts';
import type { PlayedEntry, PlayedStatement } from '../../../src/gateways/bank/reports.ts';
import { writeCamt053 } from '../../../src/gateways/bank/reports.ts';
import { readStatements } from '../../../src/gateways/bank/statement.ts';
import type { Chance } from './chance.ts';
import type { PlayedDay } from './days.ts';
import { type Bank, parked, trust } from './movements.ts';

/** A sound day in which something is about to be made wrong. */
export interface Scene {
  day: PlayedDay;
  chance: Chance;
  bank: Bank;
}

/** The books with one thing wrong, and what the proof must say it is about. */
export interface Broken {
  books: DayBooks;
  subject: string;
}

export const sumOf = (postings: TrustPosting[]): number =>
  postings.filter(({ ledger }) => ledger === trust).reduce((total, { amountMinor }) => total + amountMinor, 0);

export const accountOf = (books: DayBooks): AccountDay => {
  const [account] = books.accounts;
  if (account === undefined) throw new Error('the played house has no account');
  return account;
};

export const withAccount = (books: DayBooks, change: Partial<AccountDay>): DayBooks =>
  ({ ...books, accounts: [{ ...accountOf(books), ...change }] });

/** The books with other postings; the balance of the ledger account follows. */
export function withPostings(books: DayBooks, postings: TrustPosting[]): DayBooks {
  const ledgerMinor = accountOf(books).ledgerMinor + sumOf(postings) - sumOf(books.postings);
  return { ...withAccount(books, { ledgerMinor }), postings };
}

export const withoutPostings = (books: DayBooks, key: string): DayBooks =>
  withPostings(books, books.postings.filter(({ entry }) => entry !== key));

export const changed = (books: DayBooks, key: string, change: (one: TrustPosting) => Partial<TrustPosting>): DayBooks =>
  withPostings(books, books.postings.map((one) => (one.entry === key ? { ...one, ...change(one) } : one)));

/** The day with its last statement written anew by the bank, and read. */
export function restated({ day }: Scene, change: (entries: readonly PlayedEntry[]) => PlayedEntry[]): DayBooks {
  const last = lastOf(day);
  const again = readStatements(writeCamt053({ ...last, entries: change(last.entries) }));
  return withAccount(day.books, { statements: [...accountOf(day.books).statements.slice(0, -1), ...again] });
}

/** The day with every statement written anew; `rewrite` is what the bank does to the text itself. */
export function rewritten(
  { day }: Scene,
  change: Partial<PlayedStatement> | ((statement: PlayedStatement) => Partial<PlayedStatement>),
  rewrite: (xml: string, part: number) => string = (xml) => xml,
): Statement[] {
  return day.statements.flatMap((statement, part) => {
    const changes = typeof change === 'function' ? change(statement) : change;
    return readStatements(rewrite(writeCamt053({ ...statement, ...changes }), part));
  });
}

export function lastOf(day: PlayedDay): PlayedStatement {
  const last = day.statements.at(-1);
  if (last === undefined) throw new Error('the played day has no statement');
  return last;
}

/** The last movement of the day's last statement. */
export function newest(books: DayBooks): StatedEntry {
  const entry = accountOf(books).statements.at(-1)?.entries.at(-1);
  if (entry === undefined) throw new Error('the last statement of the played day has no entry');
  return entry;
}

const postingsOf = ({ postings }: DayBooks, key: string): TrustPosting[] =>
  postings.filter(({ entry }) => entry === key);

/** Credits of today that were booked for an order, once, in one piece. */
export function plainCredits({ books }: PlayedDay): StatedEntry[] {
  return accountOf(books).statements.flatMap(({ entries }) => entries).filter((entry) => {
    const [posting, other] = postingsOf(books, entry.key);
    return entry.creditDebit === 'CRDT' && !entry.reversal && !entry.returned && other === undefined
      && posting !== undefined && posting.order !== null;
  });
}

/** Single credits for an order in the last statement, as the bank played them, with their keys. */
export function lastCredits(scene: Scene): { played: PlayedEntry; entry: StatedEntry }[] {
  const plain = new Map(plainCredits(scene.day).map((entry) => [entry.bankReference, entry]));
  return lastOf(scene.day).entries.flatMap((played) => {
    const entry = plain.get(played.bankReference ?? null);
    return entry === undefined || played.transactions.length !== 1 ? [] : [{ played, entry }];
  });
}

export const posted = (
  { day: { books } }: Scene, key: string, change: Partial<TrustPosting> & { amountMinor: number },
): TrustPosting => ({
  transaction: parked(key, 1, 'CRDT').id, kind: 'bank-suspense', ledger: trust, currency: 'USD',
  at: `${books.day}T09:00:00.000Z`, order: null, entry: key, against: ['suspense'], ...change,
});
