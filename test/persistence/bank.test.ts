import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { accounts } from '../../src/domain/ledger.ts';
import {
  bookSuspense, findBankEntry, keepBankEntries, pendingBankEntries, settleBankEntry, type BankEntry,
} from '../../src/persistence/bank.ts';
import { balances } from '../../src/persistence/ledger-store.ts';
import { verifyLedger } from '../../src/persistence/ledger-verify.ts';
import { freshDb } from '../support/db.ts';
import { momentAt } from './recorded.ts';

let orm: MikroORM;
beforeAll(async () => { orm = await freshDb(); });
afterAll(async () => { await orm.close(); });

const trust = accounts.trust('bank', 'USD');
const aMessage = (sha256: string) => ({ sha256, xml: `<Document>${sha256}</Document>`, receivedAt: momentAt(0) });
const anEntry = (dedupeKey: string, changes: Partial<BankEntry> = {}): BankEntry => ({
  dedupeKey, account: 'HK-001', currency: 'USD', amountMinor: 480_000, creditDebit: 'CRDT', reversal: false,
  endToEndId: null, references: ['RF18539007547034'], bookingDate: '2026-01-05', content: { info: 'invoice' },
    ...changes,
});
const dispositions = { order: null, commandId: null, why: null, offsetMinor: 0 };

describe('movements reported by the bank', () => {
  it('are kept once, however many messages report them, and answered in the order given', async () => {
    const first = await keepBankEntries(orm, aMessage('m1'), [anEntry('b'), anEntry('a', { endToEndId: 'E2E' })]);
    expect(first).toEqual([
      { ...anEntry('b'), ...dispositions, message: 'm1', disposition: 'pending', known: false },
      { ...anEntry('a', { endToEndId: 'E2E' }), ...dispositions, message: 'm1', disposition: 'pending', known: false },
    ]);
    await settleBankEntry(orm, 'a', { disposition: 'applied', order: '26000001', commandId: 'c1' });
    const second = await keepBankEntries(orm, aMessage('m2'), [anEntry('a'), anEntry('c'), anEntry('c')]);
    expect(second.map(({ dedupeKey, known, disposition, message }) => [dedupeKey, known, disposition, message]))
      .toEqual([
      ['a', true, 'applied', 'm1'], ['c', false, 'pending', 'm2'], ['c', true, 'pending', 'm2'],
    ]);
    expect((await keepBankEntries(orm, aMessage('m2'), [anEntry('c')]))[0]).toMatchObject({ known: true });
    expect((await pendingBankEntries(orm)).map(({ dedupeKey }) => dedupeKey)).toEqual(['b', 'c']);
  });

  it('are new to one of two messages that report them at the same moment', async () => {
    const keys = Array.from({ length: 40 }, (_, n) => `same-${n}`);
    const answers = await Promise.all([
      keepBankEntries(orm, aMessage('x1'), keys.map((key) => anEntry(key))),
      keepBankEntries(orm, aMessage('x2'), [...keys].reverse().map((key) => anEntry(key))),
    ]);
    expect(answers.flat().filter(({ known }) => !known)).toHaveLength(40);
  });
});

describe('settling a movement', () => {
  it('happens once; the same settlement again is known and another one refused', async () => {
    await keepBankEntries(orm, aMessage('s1'), [anEntry('s1')]);
    const settlement = { disposition: 'applied', order: '26000002', commandId: 'c2' } as const;
    expect(await settleBankEntry(orm, 's1', settlement)).toBe('settled');
    expect(await settleBankEntry(orm, 's1', settlement)).toBe('already');
    expect(await settleBankEntry(orm, 's1', { ...settlement, order: '26000003' }))
      .toMatchObject({ rejection: { code: 'bank-entry-settled' } });
    expect(await settleBankEntry(orm, 's1', { disposition: 'ignored' }))
      .toMatchObject({ rejection: { code: 'bank-entry-settled' } });
    expect(await settleBankEntry(orm, 'nowhere', settlement))
      .toMatchObject({ rejection: { code: 'bank-entry-unknown' } });
    expect(await findBankEntry(orm, 's1')).toMatchObject({ ...settlement, amountMinor: 480_000 });
    expect(await findBankEntry(orm, 'nowhere')).toBeNull();
  });
});

describe('money that belongs to no order', () => {
  it('goes to suspense once, in the direction it moved, and may be returned from there', async () => {
    await keepBankEntries(orm, aMessage('p1'), [
      anEntry('in', { amountMinor: 700 }), anEntry('out', { amountMinor: 200, creditDebit: 'DBIT' }),
    ]);
    const booked = await Promise.all([1, 2, 3].map(() => bookSuspense(orm, 'in', trust, { why: 'no reference' })));
    expect(booked.sort()).toEqual(['booked', 'known', 'known']);
    expect(await bookSuspense(orm, 'out', trust, { why: 'unexpected debit' })).toBe('booked');
    expect(await balances(orm)).toEqual([
      { account: 'suspense', currency: 'USD', amountMinor: -500 },
      { account: trust, currency: 'USD', amountMinor: 500 },
    ]);
    expect(await findBankEntry(orm, 'in')).toMatchObject({ disposition: 'suspense', why: 'no reference' });
    expect(await settleBankEntry(orm, 'in', { disposition: 'ignored' }))
      .toMatchObject({ rejection: { code: 'bank-entry-settled' } });
    expect(await settleBankEntry(orm, 'in', { disposition: 'returned', why: 'sent back' })).toBe('settled');
    expect(await verifyLedger(orm)).toEqual([]);
  });

  it('is not booked to suspense when it was settled another way or never reported', async () => {
    await keepBankEntries(orm, aMessage('p2'), [anEntry('applied')]);
    await settleBankEntry(orm, 'applied', { disposition: 'applied', order: '26000004' });
    await expect(bookSuspense(orm, 'applied', trust, { why: 'x' })).rejects.toThrow('is applied already');
    const nowhere = bookSuspense(orm, 'nowhere', trust, { why: 'x' });
    await expect(nowhere).rejects.toThrow('no bank entry nowhere was ever reported');
  });
});
