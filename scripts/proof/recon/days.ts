import { accounts } from '../../../src/domain/ledger.ts';
import { byAccount } from '../../../src/domain/reconciliation/account-days.ts';
import { bankingDay } from '../../../src/domain/reconciliation/banking-days.ts';
import {
  type DayBooks, defaultPolicy, type Notified, type Statement, type TrustAccount,
} from '../../../src/domain/reconciliation/books.ts';
import { parseBankNotification } from '../../../src/gateways/bank/notification.ts';
import { type PlayedStatement, writeCamt053, writeCamt054 } from '../../../src/gateways/bank/reports.ts';
import { readNotified, readStatements } from '../../../src/gateways/bank/statement.ts';
import { type Movement, parked, trust } from './movements.ts';
import { bookMovement, housework, movementsOf, type World } from './world.ts';

export const usd: TrustAccount = { id: 'HK00TRUST0000001', currency: 'USD', ledger: trust };

/** One played day: the books as the house would load them, and what its statements were written from. */
export interface PlayedDay {
  books: DayBooks;
  statements: PlayedStatement[];
  /** The statement two days before, for days that lose the one in between. */
  dayBefore: DayBooks['accounts'][number]['before'];
  /** Ids of the statements of the day before. */
  yesterday: Set<string>;
  /** The books after the bank sent further statements. */
  receive: (statements: PlayedStatement[]) => DayBooks;
  /** Everything booked on the day, as it would be sealed in the evening. */
  transactions: World['transactions'];
}

const parts = 4;
const windowDays = 5;

/** Writes and reads statements as the bank sends them, several a day, each opening where the one before closed. */
function state(statements: PlayedStatement[]): Statement[] {
  return statements.flatMap((played) => readStatements(writeCamt053(played)));
}

/** Plays the next banking day of a world and answers its books, in which nothing is wrong. */
export function playDay(world: World, size: number): PlayedDay {
  const { day, late } = world;
  const closingMinor = world.closingMinor;
  const before = world.stated.length === 0 ? null : { day: bankingDay(day, -1, 'HK'), sequence: null, closingMinor };
  const movements = movementsOf(world, size);
  const lateToday = movements.splice(world.chance.between(0, movements.length - 8), world.chance.between(2, 8));
  const groups = split(movements, late);
  const played = written(world, groups);
  const statements = state(played);
  takeIn(world, groups, statements);
  world.notified.push(...notify(world, lateToday));
  world.late = lateToday;
  housework(world);
  const books = booksOf(world, before, statements);
  const twoBack = { day: bankingDay(day, -2, 'HK'), sequence: null, closingMinor };
  const dayBefore = world.stated.length < 2 ? null : twoBack;
  const yesterday = new Set(world.stated.at(-1)?.entries.map(({ statement }) => statement));
  const { transactions } = world;
  close(world, statements);
  const receive = (more: PlayedStatement[]) => received(books, state(more));
  return { books, statements: played, dayBefore, yesterday, transactions, receive };
}

/** The books with statements as they come in: of the trust account, or of one nobody knows. */
function received(books: DayBooks, more: Statement[]): DayBooks {
  const [one] = books.accounts;
  if (one === undefined) throw new Error('the played house has no account');
  const { own, foreign } = byAccount([...one.statements, ...more], [one.account]);
  return { ...books, accounts: [{ ...one, statements: own.get(one.account) ?? [] }], foreign };
}

/** The morning's statements, and the last with what came over the cut-off of the day before. */
function split(movements: Movement[], late: Movement[]): Movement[][] {
  const each = Math.ceil(movements.length / parts);
  const groups = Array.from({ length: parts }, (_, part) => movements.slice(part * each, (part + 1) * each));
  return groups.map((group, part) => (part === parts - 1 ? [...late, ...group] : group));
}

function written({ day, closingMinor, bank }: World, groups: Movement[][]): PlayedStatement[] {
  let openingMinor = closingMinor;
  return groups.map((group) => {
    const entries = group.map(({ entry }) => entry);
    const statement = {
      messageId: bank.reference(), createdAt: `${day}T10:00:00Z`, account: usd.id, currency: 'USD', entries,
      openingMinor, date: day,
    };
    openingMinor += group.reduce((sum, { entry }) => sum + effectOf(entry), 0);
    return statement;
  });
}

const effectOf = ({ creditDebit, transactions, amountMinor }: Movement['entry']): number => {
  const total = amountMinor ?? transactions.reduce((sum, one) => sum + one.amountMinor, 0);
  return creditDebit === 'CRDT' ? total : -total;
};

/** Books what the statements say and no notification had said before. */
function takeIn(world: World, groups: Movement[][], statements: Statement[]): void {
  for (const [part, group] of groups.entries()) {
    const keys = (statements[part]?.entries ?? []).map(({ key }) => key);
    for (const movement of group) {
      const mine = keys.splice(0, movement.books.length);
      if (!world.late.includes(movement)) bookWithSuspense(world, movement, mine);
    }
  }
}

function bookWithSuspense(world: World, movement: Movement, keys: string[]): void {
  const before = world.transactions.length;
  bookMovement(world, movement, keys, world.day);
  for (const { transaction, at } of world.transactions.slice(before)) {
    const [key] = keys;
    const amountMinor = effectOf(movement.entry);
    if (key === undefined || transaction.id !== parked(key, Math.abs(amountMinor), 'CRDT').id) continue;
    world.suspense.push({ entry: key, amountMinor, currency: 'USD', since: at });
  }
}

/** The bank notifies what it booked after the cut-off of its statement; the house books it at once. */
function notify(world: World, movements: Movement[]): Notified[] {
  const { day, bank } = world;
  const messageId = bank.reference();
  const entries = movements.map(({ entry }) => entry);
  const xml = writeCamt054({ messageId, createdAt: `${day}T15:00:00Z`, account: usd.id, currency: 'USD', entries });
  const keys = parseBankNotification(xml).entries.map(({ dedupeKey }) => dedupeKey);
  for (const movement of movements) bookWithSuspense(world, movement, keys.splice(0, movement.books.length));
  return readNotified(xml);
}

function booksOf(world: World, before: PlayedDay['dayBefore'], statements: Statement[]): DayBooks {
  const earlier = world.stated.flatMap(({ entries }) => entries);
  const held = (order: string) => -(world.balances.get(accounts.escrow(order)) ?? 0);
  return {
    day: world.day,
    policy: defaultPolicy,
    accounts: [{ account: usd, before, statements, earlier, ledgerMinor: world.ledgerMinor }],
    foreign: [],
    postings: [...world.postings],
    notified: [...world.notified],
    payments: world.payments.map(({ since: _, ...payment }) => payment),
    suspense: [...world.suspense],
    holds: world.orders.map(({ order, fundedMinor, disbursedMinor }) => ({
      order, currency: 'USD', ledgerMinor: held(order), requestsMinor: fundedMinor - disbursedMinor,
    })),
    faults: [],
  };
}

/** The day is over: what was stated before the window leaves it, with everything booked for it. */
function close(world: World, statements: Statement[]): void {
  const entries = statements.flatMap((statement) => statement.entries);
  world.stated.push({ day: world.day, entries });
  world.closingMinor = statements.at(-1)?.closingMinor ?? world.closingMinor;
  const gone = world.stated.length > windowDays ? (world.stated.shift()?.entries ?? []) : [];
  const goneKeys = new Set(gone.map(({ key }) => key));
  const debits = new Set(entries.map(({ endToEndId }) => endToEndId));
  const oldest = world.stated[0]?.day ?? world.day;
  world.postings = world.postings.filter(({ entry }) => entry === null || !goneKeys.has(entry));
  world.notified = world.notified.filter(({ key }) => !goneKeys.has(key));
  world.payments = world.payments
    .map((one) => (debits.has(one.id) && one.status === 'SENT' ? { ...one, status: 'SETTLED' as const } : one))
    .filter(({ status, since }) => status === 'SENT' || since >= oldest);
  world.transactions = [];
  world.day = bankingDay(world.day, 1, 'HK');
}
