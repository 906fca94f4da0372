import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { accounts, transfer } from '../../src/domain/ledger.ts';
import { type Break, subjects } from '../../src/domain/reconciliation/breaks.ts';
import { defaultPolicy, type LedgerFault } from '../../src/domain/reconciliation/books.ts';
import { reconcile } from '../../src/domain/reconciliation/reconcile.ts';
import { parseBankNotification } from '../../src/gateways/bank/notification.ts';
import { type PlayedEntry, writeCamt053, writeCamt054 } from '../../src/gateways/bank/reports.ts';
import { readNotified, readStatements } from '../../src/gateways/bank/statement.ts';
import { bookSuspense, keepBankEntries } from '../../src/persistence/bank.ts';
import { book } from '../../src/persistence/ledger-store.ts';
import { record } from '../../src/persistence/order-store.ts';
import { keepProof, lastProofs, listCases, resolveCase } from '../../src/persistence/reconciliation/cases.ts';
import { loadBooks } from '../../src/persistence/reconciliation/books.ts';
import { keepStatements, unreadMessages } from '../../src/persistence/reconciliation/statements.ts';
import { query } from '../../src/persistence/sql.ts';
import { freshDb } from '../support/db.ts';
import { aFact, aRecord, aView } from './recorded.ts';

let orm: MikroORM;
beforeEach(async () => {
  orm = await freshDb();
});
afterEach(async () => {
  await orm.close();
});

const account = 'GB82WEST12345698765432';
const trust = accounts.trust('main', 'USD');
const monday = '2026-03-02';
const tuesday = '2026-03-03';

const paid = (reference: string, amountMinor: number, more: Partial<PlayedEntry> = {}): PlayedEntry => ({
  creditDebit: 'CRDT',
  bankReference: reference,
  bookingDate: monday,
  transactions: [{ amountMinor, endToEndId: `E-${reference}`, debtor: { name: 'Buyer', account: 'HK1' } }],
  ...more,
});

/** A message of the bank as the intake keeps it; answers the keys of its movements. */
async function received(xml: string, sha256: string): Promise<string[]> {
  const kept = await keepBankEntries(
    orm,
    { sha256, xml, receivedAt: `${monday}T10:00:00.000Z` },
    parseBankNotification(xml).entries.map((entry) => ({
      dedupeKey: entry.dedupeKey,
      account,
      currency: 'USD',
      amountMinor: entry.amountMinor!,
      reversal: entry.reversal,
      creditDebit: entry.creditDebit,
      endToEndId: entry.endToEndId,
      references: [],
      bookingDate: monday,
      content: { entryKey: entry.entryKey },
    })),
  );
  return kept.map(({ dedupeKey }) => dedupeKey);
}

const statement = (messageId: string, date: string, openingMinor: number, entries: PlayedEntry[]) =>
  writeCamt053({ messageId, createdAt: `${date}T12:00:00Z`, account, currency: 'USD', entries, openingMinor, date });
const notification = (messageId: string, entries: PlayedEntry[]) =>
  writeCamt054({ messageId, createdAt: `${monday}T09:00:00Z`, account, currency: 'USD', entries });

/** An order's request is paid by this movement: the fact names it, the transaction names the fact. */
async function funded(order: string, entry: string, amountMinor: number): Promise<void> {
  const data = { request: 'P1', entry, amountMinor, currency: 'USD' };
  await record(
    orm,
    aRecord(order, 1, 1, {
      facts: [{ ...aFact(1, 'PaymentReceived', data), at: `${monday}T09:30:00.000Z` }],
      view: aView(order, 1, { heldMinor: amountMinor }),
      ledger: [transfer(`${order}:1:received`, 'payment-received', 'USD', amountMinor, trust, accounts.escrow(order))],
    }),
  );
}

async function readAll(): Promise<void> {
  for (const { sha256, xml } of await unreadMessages(orm)) await keepStatements(orm, sha256, readStatements(xml));
}

const books = (day: string, faults: LedgerFault[] = []) =>
  loadBooks(orm, { day, account, bank: 'main', policy: defaultPolicy, faults, readNotified });
const proof = async (day: string) => {
  await readAll();
  return reconcile(await books(day));
};

describe('the proof of a day from what is kept', () => {
  it('agrees when the statement lists what was notified and booked', async () => {
    const [first, second] = await received(notification('N1', [paid('B1', 700), paid('B2', 300)]), 'n1');
    await funded('26000001', first!, 700);
    await bookSuspense(orm, second!, trust, { why: 'no reference' });
    await received(statement('S1', monday, 0, [paid('B1', 700), paid('B2', 300)]), 's1');
    expect(await proof(monday)).toEqual([]);
    expect(await books(monday)).toMatchObject({
      accounts: [
        { account: { ledger: trust }, ledgerMinor: 1_000, before: null, statements: [{ closingMinor: 1_000 }] },
      ],
      postings: [
        { entry: first, against: ['orders:26000001:escrow'] },
        { entry: second, against: ['suspense'] },
      ],
      holds: [{ order: '26000001', ledgerMinor: 700, requestsMinor: 700 }],
      suspense: [{ entry: second, amountMinor: 300 }],
    });
  });

  it('lets money that came after the cut-off be stated the next day, and no later', async () => {
    const [early, late] = await received(notification('N1', [paid('B1', 700), paid('B2', 300)]), 'n1');
    await funded('26000001', early!, 700);
    await funded('26000002', late!, 300);
    await received(statement('S1', monday, 0, [paid('B1', 700)]), 's1');
    expect(await proof(monday)).toEqual([]);
    await received(statement('S2', tuesday, 700, []), 's2');
    expect(await proof(tuesday)).toMatchObject([
      {
        kind: 'ledger-not-at-bank',
        subject: subjects.transaction('26000002:1:received'),
        order: '26000002',
        amountMinor: 300,
      },
    ]);
    await received(statement('S2b', tuesday, 700, [paid('B2', 300)]), 's2b');
    expect(await proof(tuesday)).toEqual([]);
  });

  it('pairs a movement the bank states with another amount than it had notified', async () => {
    const [key] = await received(notification('N1', [paid('B1', 700)]), 'n1');
    await funded('26000001', key!, 700);
    const [stated] = await received(statement('S1', monday, 0, [paid('B1', 690)]), 's1');
    expect(await proof(monday)).toMatchObject([{ kind: 'amount-differs', subject: subjects.entry(stated!) }]);
  });

  it('takes a booking stated as a whole for the details it was notified with', async () => {
    const parts = {
      transactions: [
        { amountMinor: 400, endToEndId: 'x' },
        { amountMinor: 300, endToEndId: 'y' },
      ],
    };
    const [one, two] = await received(notification('N1', [paid('B1', 700, parts)]), 'n1');
    await funded('26000001', one!, 400);
    await funded('26000002', two!, 300);
    const xml = statement('S1', monday, 0, [paid('B1', 700, { transactions: [], amountMinor: 700 })]);
    await keepBankEntries(orm, { sha256: 's1', xml, receivedAt: `${monday}T12:00:00.000Z` }, []);
    expect(await proof(monday)).toEqual([]);
  });

  it('finds a transaction on a movement that was proved weeks ago by the balance it leaves', async () => {
    const [key] = await received(
      statement('S0', '2026-01-05', 0, [paid('B1', 700, { bookingDate: '2026-01-05' })]),
      's0',
    );
    await funded('26000001', key!, 700);
    const days = ['2026-02-23', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', monday, tuesday];
    for (const day of days) await received(statement(`S${day}`, day, 700, []), `s${day}`);
    expect(await proof(tuesday)).toEqual([]);
    await book(orm, null, transfer(`bank:${key}:again`, 'x', 'USD', 5, trust, 'house:fees'));
    expect(await proof(tuesday)).toMatchObject([{ kind: 'ledger-balance-differs', amountMinor: 5 }]);
  });

  it('knows a payment order by its facts: a debit that nobody approved is one without an order', async () => {
    const debit = paid('D1', 500, {
      creditDebit: 'DBIT',
      transactions: [{ amountMinor: 500, endToEndId: '26000001-D1' }],
    });
    const disbursement = {
      id: '26000001-D1',
      kind: 'PAYOUT',
      amountMinor: 500,
      currency: 'USD',
      status: 'AWAITING_APPROVAL',
    };
    const [credit, key] = await received(statement('S1', monday, 0, [paid('B1', 700), debit]), 's1');
    await funded('26000001', credit!, 700);
    await bookSuspense(orm, key!, trust, { why: 'nothing was to leave for it' });
    await record(
      orm,
      aRecord('26000001', 2, 2, {
        facts: [{ ...aFact(2, 'DisbursementOpened', { disbursement }), at: `${monday}T09:40:00.000Z` }],
        view: aView('26000001', 2, { heldMinor: 200 }),
        ledger: [
          transfer('26000001:2:due', 'payout-due', 'USD', 500, accounts.escrow('26000001'), accounts.payable('c')),
        ],
      }),
    );
    expect(await proof(monday)).toMatchObject([
      { kind: 'payout-without-order', subject: subjects.entry(key!), order: '26000001' },
    ]);
    const approved = (user: string) => ['DisbursementApproved', { disbursement: disbursement.id, user, hash: 'h' }];
    const lapsed = (of: string) => ['ApprovalLapsed', { of, id: disbursement.id, user: 'u-one' }];
    const steps = [approved('u-one'), lapsed('RULING'), lapsed('DISBURSEMENT'), approved('u-two'), approved('u-three')];
    for (const [index, [type, data]] of steps.entries()) {
      const seq = index + 3;
      await record(
        orm,
        aRecord('26000001', seq, seq, {
          facts: [aFact(seq, type as string, data as Record<string, unknown>)],
          view: aView('26000001', seq, { heldMinor: 200 }),
        }),
      );
      expect(await proof(monday)).toHaveLength(index === steps.length - 1 ? 0 : 1);
    }
  });
});

describe('statements', () => {
  it('are read once, kept for good, and kept twice when the bank corrects one under the same id', async () => {
    await received(statement('S1', monday, 0, [paid('B1', 700)]), 's1');
    await received(notification('N1', [paid('B2', 300)]), 'n1');
    await readAll();
    expect(await unreadMessages(orm)).toEqual([]);
    await received(statement('S1', monday, 0, [paid('B1', 700), paid('B2', 300)]), 's1-corrected');
    await readAll();
    expect(
      await query(orm, { text: 'select id, closing_minor::int as closing from bank_statement order by id' }),
    ).toEqual([
      { id: 'S1', closing: 700 },
      { id: expect.stringMatching(/^S1#[0-9a-f]{16}$/), closing: 1_000 },
    ]);
    await expect(query(orm, { text: 'update bank_statement set closing_minor = 0' })).rejects.toMatchObject({
      code: 'append-only',
    });
  });
});

describe('cases', () => {
  const aBreak: Break = {
    kind: 'amount-differs',
    subject: 'bank-entry:k1',
    account,
    order: '26000001',
    amountMinor: 5,
    currency: 'USD',
    sentence: 'Differs.',
  };
  const keep = (day: string, breaks: Break[]) => keepProof(orm, { day, statements: 1, entries: 2, block: 3 }, breaks);

  it('are opened once for a break however often it is found', async () => {
    expect(await keep(monday, [aBreak, aBreak])).toMatchObject([{ ...aBreak, state: 'open', firstDay: monday }]);
    expect(await keep(tuesday, [{ ...aBreak, subject: 'bank-entry:k2' }, aBreak])).toMatchObject([
      { subject: 'bank-entry:k2' },
    ]);
    const { cases } = await listCases(orm, { limit: 10 });
    expect(cases.map(({ subject, firstDay, lastDay }) => [subject, firstDay, lastDay])).toEqual([
      ['bank-entry:k1', monday, tuesday],
      ['bank-entry:k2', tuesday, tuesday],
    ]);
    expect(await lastProofs(orm)).toMatchObject([
      { day: tuesday, breaks: 2, opened: 1, block: 3 },
      { day: monday, opened: 1 },
    ]);
  });

  it('are resolved by two different people, and opened anew when the break is still there', async () => {
    const [one] = await keep(monday, [aBreak]);
    expect(await resolveCase(orm, one!.id, { user: 'u-a', reason: 'reversed' })).toMatchObject({
      state: 'proposed',
      proposedBy: 'u-a',
    });
    expect(await resolveCase(orm, one!.id, { user: 'u-a', reason: 'really' })).toMatchObject({
      rejection: { code: 'same-person' },
    });
    expect(await keep(tuesday, [aBreak])).toEqual([]);
    expect(await resolveCase(orm, one!.id, { user: 'u-b', reason: 'checked' })).toMatchObject({
      state: 'resolved',
      resolvedBy: 'u-b',
      reason: 'reversed\nchecked',
    });
    expect(await resolveCase(orm, one!.id, { user: 'u-c', reason: 'late' })).toMatchObject({
      rejection: { code: 'case-resolved' },
    });
    expect(await resolveCase(orm, 999, { user: 'u-c', reason: 'x' })).toMatchObject({
      rejection: { code: 'case-unknown' },
    });
    await expect(query(orm, { text: `update reconciliation_case set sentence = 'other'` })).rejects.toMatchObject({
      code: 'append-only',
    });
    expect(await keep(tuesday, [aBreak])).toHaveLength(1);
  });

  it('are listed by page and by what is asked for', async () => {
    await keep(
      monday,
      [1, 2, 3].map((n) => ({ ...aBreak, subject: `bank-entry:${n}` })),
    );
    const first = await listCases(orm, { state: 'open', kind: 'amount-differs', order: '26000001', limit: 2 });
    expect(first).toMatchObject({ cases: [{}, {}], next: first.cases[1]!.id });
    expect(await listCases(orm, { after: first.next!, limit: 2 })).toMatchObject({
      cases: [{ subject: 'bank-entry:3' }],
      next: null,
    });
    expect(await listCases(orm, { state: 'resolved', limit: 2 })).toEqual({ cases: [], next: null });
  });
});
