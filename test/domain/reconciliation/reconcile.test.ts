import { describe, expect, it } from '@jest/globals';
import type {
  AccountDay,
  DayBooks,
  StatedEntry,
  Statement,
  TrustPosting,
} from '../../../src/domain/reconciliation/books.ts';
import { defaultPolicy } from '../../../src/domain/reconciliation/books.ts';
import { reconcile } from '../../../src/domain/reconciliation/reconcile.ts';

const account = { id: 'TRUST', currency: 'USD', ledger: 'trust:main:USD' };
// The Thursday before Easter 2026, after which the banks of Hong Kong open again on Wednesday (Ching Ming falls into
// it).
const thursday = '2026-04-02';
const wednesday = '2026-04-08';

const entry = (key: string, amountMinor: number, more: Partial<StatedEntry> = {}): StatedEntry => ({
  key,
  booking: key,
  statement: 'S',
  amountMinor,
  currency: 'USD',
  creditDebit: 'CRDT',
  reversal: false,
  returned: false,
  bookingDate: thursday,
  valueDate: thursday,
  bankReference: key,
  endToEndId: null,
  uetr: null,
  counterparty: null,
  chargesMinor: 0,
  code: null,
  ...more,
});
const posting = (key: string | null, amountMinor: number, more: Partial<TrustPosting> = {}): TrustPosting => ({
  transaction: `t-${key}`,
  kind: 'payment-received',
  ledger: account.ledger,
  currency: 'USD',
  amountMinor,
  at: `${thursday}T06:00:00.000Z`,
  order: '26000001',
  entry: key,
  against: ['orders:26000001:escrow'],
  ...more,
});
const statement = (entries: StatedEntry[], more: Partial<Statement> = {}): Statement => {
  const moved = entries.reduce((sum, one) => sum + (one.creditDebit === 'CRDT' ? 1 : -1) * one.amountMinor, 0);
  return {
    id: 'S',
    account: 'TRUST',
    currency: 'USD',
    day: thursday,
    sequence: null,
    openingMinor: 0,
    closingMinor: moved,
    entries,
    ...more,
  };
};
function books(
  entries: StatedEntry[],
  postings: TrustPosting[],
  more: Partial<DayBooks> = {},
  day: Partial<AccountDay> = {},
): DayBooks {
  const ledgerMinor = postings
    .filter(({ ledger }) => ledger === account.ledger)
    .reduce((sum, one) => sum + one.amountMinor, 0);
  return {
    day: thursday,
    policy: defaultPolicy,
    foreign: [],
    postings,
    notified: [],
    payments: [],
    suspense: [],
    holds: [],
    faults: [],
    accounts: [{ account, before: null, statements: [statement(entries)], earlier: [], ledgerMinor, ...day }],
    ...more,
  };
}
const kinds = (day: DayBooks): string[] => reconcile(day).map(({ kind }) => kind);

describe('a day on which everything agrees', () => {
  it('raises no alarm, nor do days on which the bank is closed', () => {
    expect(kinds(books([entry('a', 5)], [posting('a', 5)]))).toEqual([]);
    const afterEaster = {
      day: wednesday,
      accounts: [
        {
          account,
          before: { day: thursday, sequence: null, closingMinor: 5 },
          earlier: [entry('a', 5)],
          ledgerMinor: 5,
          statements: [statement([], { day: wednesday, openingMinor: 5, closingMinor: 5 })],
        },
      ],
    };
    expect(kinds(books([], [posting('a', 5)], afterEaster))).toEqual([]);
  });

  it('may have money on its way until the statement of the next banking day', () => {
    const late = posting('late', 7);
    expect(kinds(books([entry('a', 5)], [posting('a', 5), late]))).toEqual([]);
    const next = {
      day: wednesday,
      accounts: [
        {
          account,
          before: { day: thursday, sequence: null, closingMinor: 5 },
          earlier: [entry('a', 5)],
          ledgerMinor: 12,
          statements: [statement([], { day: wednesday, openingMinor: 5, closingMinor: 5 })],
        },
      ],
    };
    expect(kinds(books([], [posting('a', 5), late], next))).toEqual(['ledger-not-at-bank']);
  });

  it('may have several statements, in whatever order they are given', () => {
    const parts = [
      statement([entry('b', 7)], { id: 'S10', openingMinor: 5, closingMinor: 12 }),
      statement([entry('a', 5)], { id: 'S9' }),
    ];
    const before = { day: '2026-04-01', sequence: null, closingMinor: 0 };
    expect(kinds(books([], [posting('a', 5), posting('b', 7)], {}, { statements: parts, before }))).toEqual([]);
  });

  it('takes a booking that was corrected for what it now is', () => {
    const corrected = [
      posting('a', 6),
      posting('a', -6, { transaction: 't-a:reversed' }),
      posting('a', 5, { transaction: 't-a2' }),
    ];
    expect(kinds(books([entry('a', 5)], corrected))).toEqual([]);
  });
});

describe('numbers of statements', () => {
  const numbered = (before: number, now: number, day = thursday) =>
    kinds(
      books(
        [],
        [],
        { day },
        {
          before: { day: '2026-04-01', sequence: before, closingMinor: 0 },
          statements: [statement([], { sequence: now, day })],
        },
      ),
    );

  it('may not leave one out, nor come again', () => {
    expect(numbered(7, 8)).toEqual([]);
    expect(numbered(7, 9)).toEqual(['statement-missing']);
    expect(numbered(7, 7)).toEqual(['statement-missing']);
  });

  it('start again with the year', () => {
    expect(numbered(7, 1)).toEqual(['statement-missing']);
    expect(
      kinds(
        books(
          [],
          [],
          { day: '2027-01-04' },
          {
            before: { day: '2026-12-31', sequence: 250, closingMinor: 0 },
            statements: [statement([], { sequence: 1, day: '2027-01-04' })],
          },
        ),
      ),
    ).toEqual([]);
  });
});

describe('a reversal', () => {
  const original = entry('a', 5, { endToEndId: 'E1' });
  const reversal = entry('r', 5, { creditDebit: 'DBIT', reversal: true, endToEndId: 'E1' });

  it('is followed when the receipt was undone, or when both wait in suspense', () => {
    expect(kinds(books([original, reversal], [posting('a', 5), posting('r', -5)]))).toEqual([]);
    const parked = { against: ['suspense'] };
    expect(kinds(books([original, reversal], [posting('a', 5, parked), posting('r', -5, parked)]))).toEqual([]);
  });

  it('of a part is followed in suspense, whatever becomes of the rest later; not where an order counts on all', () => {
    const part = entry('r', 2, { creditDebit: 'DBIT', reversal: true, endToEndId: 'E1' });
    const parked = { against: ['suspense'], order: null };
    const both = [posting('a', 5, parked), posting('r', -2, parked)];
    expect(kinds(books([original, part], both))).toEqual([]);
    const later = `${thursday}T09:00:00.000Z`;
    const assigned = [posting('a', 3, { at: later }), posting('a', -3, { ...parked, at: later })];
    expect(kinds(books([original, part], [...both, ...assigned]))).toEqual([]);
    expect(kinds(books([original, part], [posting('a', 5), posting('r', -2, parked)]))).toEqual([
      'reversal-not-followed',
    ]);
  });

  it('is not followed while it only waits in suspense and the order still counts on the money', () => {
    const waiting = posting('r', -5, { against: ['suspense'], order: null });
    expect(reconcile(books([original, reversal], [posting('a', 5), waiting]))).toMatchObject([
      { kind: 'reversal-not-followed', subject: 'bank-entry:r', order: '26000001' },
    ]);
  });
});

describe('a payout', () => {
  const payment = {
    id: 'D1',
    order: '26000001',
    amountMinor: 100,
    currency: 'USD',
    status: 'SENT' as const,
    sentAt: `${thursday}T02:00:00.000Z`,
  };
  const debit = (amountMinor: number, more: Partial<StatedEntry> = {}) =>
    entry('d', amountMinor, { creditDebit: 'DBIT', endToEndId: 'D1', ...more });

  it('debited with another amount is told apart from one with charges on top', () => {
    expect(kinds(books([debit(90)], [], { payments: [payment] }))).toEqual(['amount-differs']);
    expect(kinds(books([debit(115, { chargesMinor: 15 })], [], { payments: [payment] }))).toEqual([
      'charges-not-booked',
    ]);
    expect(kinds(books([debit(115, { chargesMinor: 15 })], [posting('d', -100)], { payments: [payment] }))).toEqual([
      'charges-not-booked',
    ]);
  });

  it('sent is awaited for two banking days, which the Easter holidays are not', () => {
    const waited = (day: string) =>
      kinds(books([], [], { day, payments: [payment] }, { statements: [statement([], { day })] }));
    expect(waited('2026-04-09')).toEqual([]);
    expect(waited('2026-04-10')).toEqual(['payout-not-debited']);
  });

  it('is not said to be undebited while the statement is missing that may show the debit', () => {
    const silent = books([], [], { day: '2026-04-10', payments: [payment] }, { statements: [] });
    expect(kinds(silent)).toEqual(['statement-missing']);
  });
});
