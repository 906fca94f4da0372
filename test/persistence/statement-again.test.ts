import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { subjects } from '../../src/domain/reconciliation/breaks.ts';
import { defaultPolicy, type StatedEntry, type Statement } from '../../src/domain/reconciliation/books.ts';
import { reconcile } from '../../src/domain/reconciliation/reconcile.ts';
import { keepBankEntries } from '../../src/persistence/bank.ts';
import { loadBooks } from '../../src/persistence/reconciliation/books.ts';
import { keepProof } from '../../src/persistence/reconciliation/cases.ts';
import { keepStatements } from '../../src/persistence/reconciliation/statements.ts';
import { query } from '../../src/persistence/sql.ts';
import { freshDb } from '../support/db.ts';

let orm: MikroORM;
beforeEach(async () => {
  orm = await freshDb();
});
afterEach(() => orm?.close());

const account = 'GB82WEST12345698765432';
const day = '2026-03-02';
const entry = (key: string, change: Partial<StatedEntry> = {}): StatedEntry => ({
  key,
  booking: `booking-${key}`,
  statement: 'S1',
  amountMinor: 500,
  currency: 'USD',
  creditDebit: 'CRDT',
  reversal: false,
  returned: false,
  bookingDate: day,
  valueDate: day,
  bankReference: key,
  endToEndId: null,
  uetr: null,
  counterparty: 'HK1',
  chargesMinor: 0,
  code: null,
  ...change,
});
const statement = (entries: StatedEntry[], change: Partial<Statement> = {}): Statement => ({
  ...{ id: 'S1', account, currency: 'USD', day, sequence: 7, openingMinor: 0, closingMinor: 0, entries },
  ...change,
});
/** In and out by the same amount: the balances are those of every other statement with two such entries. */
const pair = (one: string, other: string) => [entry(one), entry(other, { creditDebit: 'DBIT' })];

let messages = 0;
async function comes(...statements: Statement[]): Promise<void> {
  messages += 1;
  const sha256 = `m${messages}`;
  await keepBankEntries(orm, { sha256, xml: '<camt053/>', receivedAt: `${day}T12:00:00.000Z` }, []);
  await keepStatements(orm, sha256, statements);
}
const kept = async () =>
  (await query<{ id: string }>(orm, { text: 'select id from bank_statement order by length(id), id' })).map(
    ({ id }) => id,
  );
const proof = async (of: string) => {
  const toProve = { day: of, account, bank: 'main', policy: defaultPolicy, faults: [], readNotified: () => [] };
  return reconcile(await loadBooks(orm, toProve));
};
const copy = expect.stringMatching(/^S1#[0-9a-f]{16}$/);

describe('a statement that comes again', () => {
  it('with the same words is kept once, in whatever order it lists its entries', async () => {
    await comes(statement(pair('B1', 'B2')));
    await comes(statement(pair('B1', 'B2').reverse()));
    expect(await kept()).toEqual(['S1']);
    expect((await proof(day)).map(({ kind }) => kind)).not.toContain('statement-differs');
  });

  it('with the same balances and number of entries but other entries is kept beside it, with one case', async () => {
    await comes(statement(pair('B1', 'B2')));
    await comes(statement(pair('B3', 'B4')));
    await comes(statement(pair('B3', 'B4')));
    expect(await kept()).toEqual(['S1', copy]);
    const breaks = await proof(day);
    const [differs, ...others] = breaks.filter(({ kind }) => kind === 'statement-differs');
    expect(others).toEqual([]);
    const sentence = expect.stringContaining('Statement S1, number 7, came again');
    expect(differs).toMatchObject({ account, sentence });
    expect(differs?.subject).toBe(subjects.statement((await kept())[1] ?? ''));
    const opened = await keepProof(orm, { day, statements: 2, entries: 4, block: null }, breaks);
    expect(opened.filter(({ kind }) => kind === 'statement-differs')).toHaveLength(1);
  });

  it('loses none of several versions, of one message either, and tells a version that has another day', async () => {
    await comes(statement(pair('B1', 'B2')), statement(pair('B1', 'B3')), statement(pair('B1', 'B4')));
    await comes(statement(pair('B1', 'B2'), { day: '2026-03-03' }));
    expect(await kept()).toEqual(['S1', copy, copy, copy]);
    const differing = async (of: string) => (await proof(of)).filter(({ kind }) => kind === 'statement-differs').length;
    expect([await differing(day), await differing('2026-03-03')]).toEqual([2, 1]);
  });

  it('is another one under the next number, or in the year after, of a bank that begins its ids anew', async () => {
    await comes(statement(pair('B1', 'B2')));
    await comes(statement(pair('B3', 'B4'), { day: '2026-03-03', sequence: 8 }));
    await comes(statement(pair('B5', 'B6'), { day: '2027-03-03' }));
    expect(await kept()).toHaveLength(3);
    for (const each of ['2026-03-03', '2027-03-03']) {
      expect((await proof(each)).map(({ kind }) => kind)).not.toContain('statement-differs');
    }
  });
});
