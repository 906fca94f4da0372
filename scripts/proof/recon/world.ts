import { accounts, type LedgerTransaction, transfer } from '../../../src/domain/ledger.ts';
import { fact } from '../../../src/domain/order/facts.ts';
import type { Disbursement } from '../../../src/domain/order/parts.ts';
import { trustPostings } from '../../../src/domain/reconciliation/account-days.ts';
import { bankingDay } from '../../../src/domain/reconciliation/banking-days.ts';
import type {
  Notified,
  OrderedPayment,
  StatedEntry,
  SuspenseItem,
  TrustPosting,
} from '../../../src/domain/reconciliation/books.ts';
import { type Chance, chanceOf } from './chance.ts';
import {
  type Bank,
  bankOf,
  charge,
  comeBack,
  credit,
  debit,
  type Movement,
  moved,
  payment,
  type PlayedOrder,
  reversal,
  stray,
  trust,
} from './movements.ts';

/** A house and its bank, played day by day; everything in it follows from the seed. */
export interface World {
  chance: Chance;
  bank: Bank;
  day: string;
  orders: PlayedOrder[];
  /** Payment orders at the bank, and when their debit comes. */
  sent: { one: PlayedOrder; ordered: Disbursement; on: string }[];
  settled: { one: PlayedOrder; ordered: Disbursement; on: string }[];
  payments: (OrderedPayment & { since: string })[];
  suspense: SuspenseItem[];
  postings: TrustPosting[];
  notified: Notified[];
  /** What was stated, by the day of its statement. */
  stated: { day: string; entries: StatedEntry[] }[];
  /** Notified yesterday after the bank's cut-off, so stated today. */
  late: Movement[];
  balances: Map<string, number>;
  ledgerMinor: number;
  closingMinor: number;
  transactions: { transaction: LedgerTransaction; order: string | null; at: string }[];
}

const currency = 'USD';

/** A house that has just opened, with money in its trust account to match the bank's opening balance. */
export function newWorld(seed: number): World {
  const chance = chanceOf(seed);
  const day = bankingDay('2026-01-05', chance.between(0, 180), 'HK');
  const opening = chance.between(0, 5_000_000_00);
  return {
    chance,
    bank: bankOf(chance, `N${seed}-`),
    day,
    orders: [],
    sent: [],
    settled: [],
    payments: [],
    suspense: [],
    postings: [],
    notified: [],
    stated: [],
    late: [],
    balances: new Map(),
    ledgerMinor: opening,
    closingMinor: opening,
    transactions: [],
  };
}

/** Books a movement once its keys are known, at a moment of `day` in Hong Kong. */
export function bookMovement(world: World, movement: Movement, keys: string[], day: string): void {
  for (const [index, book] of movement.books.entries()) {
    const entry = keys[index];
    if (entry === undefined)
      throw new Error(`${movement.entry.bankReference}: the reader found ${keys.length} details`);
    const { order, ledger } = book(entry);
    bookAll(world, ledger, { order, entry, at: momentOf(world, day) });
  }
}

type Cause = Pick<TrustPosting, 'order' | 'entry' | 'at'>;

function bookAll(world: World, ledger: LedgerTransaction[], cause: Cause): void {
  for (const transaction of ledger) {
    world.transactions.push({ transaction, order: cause.order, at: cause.at });
    for (const { account, amountMinor } of transaction.postings) {
      world.balances.set(account, (world.balances.get(account) ?? 0) + amountMinor);
      if (account === trust) world.ledgerMinor += amountMinor;
    }
    world.postings.push(...trustPostings(transaction, cause));
  }
}

export const momentOf = ({ chance }: World, day: string): string =>
  new Date(Date.parse(`${day}T01:00:00Z`) + chance.between(0, 8 * 3_600_000)).toISOString();

/** What happens at the bank on a day of about `size` movements. */
export function movementsOf(world: World, size: number): Movement[] {
  const { bank, chance, day } = world;
  const due = world.sent.filter(({ on }) => on <= day);
  world.sent = world.sent.filter(({ on }) => on > day);
  const debits = due.map(({ one, ordered }) => {
    world.settled.push({ one, ordered, on: day });
    return debit(bank, day, one, ordered);
  });
  const others: Movement[] = [];
  for (let n = chance.between(1, 3); n > 0; n -= 1) others.push(charge(bank, day, chance.between(100, 9_900)));
  for (let n = chance.between(0, 4); n > 0; n -= 1) others.push(stray(bank, day, chance.between(1_000, 900_000)));
  const quiet = world.orders.filter((one) => one.funding !== null && one.disbursedMinor === 0);
  for (const one of quiet.slice(0, chance.between(0, 2))) others.push(reversal(bank, day, one));
  const paidOut = world.settled.filter(({ ordered, on }) => ordered.kind === 'PAYOUT' && on < day);
  const refused = paidOut.filter(() => chance.percent(3));
  for (const { one, ordered } of refused) others.push(comeBack(bank, day, one, ordered));
  world.settled = world.settled.filter(({ on }) => on === day);
  return [...debits, ...others, ...credits(world, Math.max(20, size - debits.length - others.length))];
}

function credits(world: World, count: number): Movement[] {
  const { bank, chance, day } = world;
  const movements: Movement[] = [];
  for (let left = count; left > 0; ) {
    const width = chance.percent(12) ? chance.between(2, 8) : 1;
    const parts = Array.from({ length: width }, () =>
      payment(bank, chance, openOrder(world), chance.between(5_000, 40_000_000), width > 1 || chance.percent(95)),
    );
    movements.push(credit(bank, day, parts));
    left -= width;
  }
  return movements;
}

function openOrder(world: World): PlayedOrder {
  const order = `26${String(world.orders.length + 1).padStart(6, '0')}`;
  const one: PlayedOrder = { order, seq: 10, fundedMinor: 0, disbursedMinor: 0, funding: null };
  world.orders.push(one);
  return one;
}

/** What the house does in the evening: pays out of holds, sends back what was not exact, clears suspense. */
export function housework(world: World): void {
  const { chance, day } = world;
  for (const one of world.orders) {
    const held = one.fundedMinor - one.disbursedMinor;
    const waiting = -(world.balances.get(accounts.returns(one.order)) ?? 0);
    if (waiting > 0 && !world.sent.some(({ one: other }) => other === one)) order(world, one, 'RETURN', waiting);
    if (waiting === 0 && held > 0 && chance.percent(15)) {
      order(world, one, chance.percent(85) ? 'PAYOUT' : 'REFUND', chance.percent(70) ? held : Math.ceil(held / 3));
    }
  }
  const cleared = world.suspense.filter(({ since }) => since.slice(0, 10) < day && chance.percent(60));
  for (const { entry, amountMinor } of cleared) {
    const one = openOrder(world);
    one.fundedMinor += amountMinor;
    const escrow = accounts.escrow(one.order);
    const applied = transfer(`bank:${entry}:applied`, 'applied', currency, amountMinor, accounts.suspense, escrow);
    bookAll(world, [applied], { order: one.order, entry, at: momentOf(world, day) });
  }
  const kept = bankingDay(day, -4, 'HK');
  world.suspense = world.suspense.filter((item) => !cleared.includes(item) && item.since.slice(0, 10) >= kept);
}

function order(world: World, one: PlayedOrder, kind: Disbursement['kind'], amountMinor: number): void {
  const { chance, day } = world;
  const id = `${one.order}-D${one.seq}`;
  const sentAt = momentOf(world, day);
  const ordered = {
    id,
    kind,
    company: kind === 'PAYOUT' ? `s-${one.order}` : `b-${one.order}`,
    amountMinor,
    currency,
    cause: 'played',
    entry: null,
    hash: '',
    openedAt: sentAt,
    status: 'SENT',
    approvals: [],
  } satisfies Disbursement;
  if (kind !== 'RETURN') one.disbursedMinor += amountMinor;
  const opened = moved(one, fact('DisbursementOpened', { disbursement: ordered }));
  bookAll(world, opened, { order: one.order, entry: null, at: sentAt });
  world.sent.push({ one, ordered, on: bankingDay(day, chance.percent(80) ? 1 : 2, 'HK') });
  world.payments.push({ id, order: one.order, amountMinor, currency, status: 'SENT', sentAt, since: day });
}
