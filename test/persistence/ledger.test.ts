import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import fc from 'fast-check';
import { accounts, reverse, transfer } from '../../src/domain/ledger.ts';
import { carryBalancesForward } from '../../src/persistence/ledger-balances.ts';
import { balances, book, bookBatch, ledgerOfOrder, trialBalance } from '../../src/persistence/ledger-store.ts';
import { verifyLedger } from '../../src/persistence/ledger-verify.ts';
import { record } from '../../src/persistence/order-store.ts';
import { inTransaction, query } from '../../src/persistence/sql.ts';
import { freshDb } from '../support/db.ts';
import { aRecord, aView, funding, releasing } from './recorded.ts';

let orm: MikroORM;
beforeAll(async () => {
  orm = await freshDb();
  await record(
    orm,
    aRecord('26000001', 1, 1, { ledger: [funding('26000001', 100)], view: aView('26000001', 1, { heldMinor: 100 }) }),
  );
});
afterAll(async () => {
  await orm.close();
});

const booking = 'select book_transaction(null, now(), $1)';
const run = (text: string, values: unknown[] = []) => query(orm, { text, values });

describe('what is recorded stays as it is', () => {
  it.each([
    'fact',
    'command',
    'ledger_transaction',
    'ledger_posting',
    'ledger_block',
    'bank_message',
    'carton_scan',
    'carton_measure',
    'payment_reference',
  ])('%s cannot be emptied', async (table) => {
    await expect(run(`truncate ${table} cascade`)).rejects.toMatchObject({ code: 'append-only' });
  });

  it.each([
    'delete from fact',
    'update fact set type = type',
    'delete from command',
    `update command set status = 500`,
    'delete from ledger_transaction',
    `update ledger_transaction set kind = 'other'`,
    'delete from ledger_posting',
    'update ledger_posting set amount_minor = amount_minor + 1',
  ])('refuses %s', async (statement) => {
    await expect(run(statement)).rejects.toMatchObject({ code: 'append-only' });
  });
});

describe('a ledger transaction', () => {
  it('has to balance in every currency on its own', async () => {
    const mixed = {
      id: 'mixed',
      kind: 'x',
      postings: [
        { account: 'a', currency: 'USD', amountMinor: 5 },
        { account: 'b', currency: 'EUR', amountMinor: -5 },
      ],
    };
    await expect(book(orm, null, mixed)).rejects.toMatchObject({ code: 'ledger-unbalanced' });
  });

  it('has postings, none of them zero, fractional or beyond what JSON keeps exact', async () => {
    await expect(book(orm, null, { id: 'none', kind: 'x', postings: [] })).rejects.toMatchObject({
      code: 'ledger-without-postings',
    });
    for (const amountMinor of [0, 0.5, 2 ** 53]) {
      const odd = {
        id: 'odd',
        kind: 'x',
        postings: [
          { account: 'a', currency: 'USD', amountMinor },
          { account: 'b', currency: 'USD', amountMinor: -amountMinor },
        ],
      };
      await expect(book(orm, null, odd)).rejects.toThrow();
    }
  });

  it('is complete once it is committed: no posting can be added, not even a balanced pair', async () => {
    await book(orm, null, transfer('done', 'x', 'USD', 5, 'a', 'b'));
    await expect(
      run(`insert into ledger_posting (transaction_seq, line, account, currency, amount_minor)
      select seq, 2 + n, 'c', 'USD', case n when 1 then 5 else -5 end from ledger_transaction, generate_series(1, 2) n
      where id = 'done'`),
    ).rejects.toMatchObject({ code: 'ledger-transaction-complete' });
  });

  it('is checked again when a posting follows after the constraints were made immediate', async () => {
    await expect(
      inTransaction(orm, async (client) => {
        await client.query(booking, [transfer('sly', 'x', 'USD', 5, 'a', 'b')]);
        await client.query('set constraints all immediate');
        await client.query('set constraints all deferred');
        await client.query(`insert into ledger_posting (transaction_seq, line, account, currency, amount_minor)
        select seq, 3, 'c', 'USD', -5 from ledger_transaction where id = 'sly'`);
      }),
    ).rejects.toMatchObject({ code: 'ledger-unbalanced' });
  });

  it('comes back as it was sent, and is undone by its reverse', async () => {
    const sent = transfer('26000001:fee', 'fee', 'USD', 7, 'suspense', accounts.fees);
    expect(await book(orm, '26000001', sent)).toBe('booked');
    expect(await book(orm, '26000001', sent)).toBe('known');
    expect(await book(orm, '26000001', reverse(sent))).toBe('booked');
    expect(await ledgerOfOrder(orm, '26000001')).toMatchObject([{ kind: 'fund' }, sent, reverse(sent)]);
    expect(await balances(orm, 'house:')).toEqual([{ account: 'house:fees', currency: 'USD', amountMinor: 0 }]);
  });
});

describe('money held for an order', () => {
  it.each([
    ['escrow', accounts.escrow('26000002')],
    ['returns', accounts.returns('26000002')],
    ['payable', accounts.payable('c-x')],
  ])('cannot be overdrawn (%s)', async (_name, account) => {
    await book(orm, null, transfer(`in:${account}`, 'x', 'USD', 100, 'trust:bank:USD', account));
    await expect(
      book(orm, null, transfer(`over:${account}`, 'x', 'USD', 101, account, 'suspense')),
    ).rejects.toMatchObject({ code: 'account-overdrawn' });
    await expect(
      book(orm, null, transfer(`other:${account}`, 'x', 'EUR', 1, account, 'suspense')),
    ).rejects.toMatchObject({ code: 'account-overdrawn' });
    expect(await book(orm, null, transfer(`all:${account}`, 'x', 'USD', 100, account, 'suspense'))).toBe('booked');
  });

  it('may be debited and credited back within one transaction', async () => {
    const escrow = accounts.escrow('26000003');
    await expect(
      inTransaction(orm, async (client) => {
        await client.query(booking, [transfer('early', 'x', 'USD', 5, escrow, 'suspense')]);
        await client.query(booking, [transfer('late', 'x', 'USD', 5, 'suspense', escrow)]);
      }),
    ).resolves.toBeUndefined();
  });

  it('is spent once when many ask for it at the same moment', async () => {
    await book(orm, null, funding('26000004', 300));
    const spent = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => book(orm, null, releasing('26000004', 100, `26000004:r${index}`))),
    );
    expect(spent.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (const outcome of spent) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'account-overdrawn' });
    }
    expect(await balances(orm, accounts.escrow('26000004'))).toMatchObject([{ amountMinor: 0 }]);
  });

  it('is not written at an isolation level at which the overdraft check would read an old sum', async () => {
    await book(orm, null, funding('26000005', 300));
    await expect(
      inTransaction(
        orm,
        (client) => client.query(booking, [releasing('26000005', 1)]),
        'isolation level repeatable read',
      ),
    ).rejects.toMatchObject({ code: 'wrong-isolation' });
  });
});

describe('balances carried forward', () => {
  const payable = accounts.payable('c-busy');
  const pay = (id: string, amount: number) => transfer(`busy:${id}`, 'x', 'USD', amount, payable, 'suspense');
  const kept = () => run('select amount_minor::int as kept from ledger_balance');

  it('are the start of the overdraft check, which stays exact', async () => {
    await bookBatch(
      orm,
      Array.from({ length: 30 }, (_, n) => transfer(`busy:in-${n}`, 'x', 'USD', 10, 'suspense', payable)),
    );
    expect(await carryBalancesForward(orm, 30)).toBe(1);
    expect(await kept()).toEqual([{ kept: -300 }]);
    await expect(book(orm, null, pay('over', 301))).rejects.toMatchObject({ code: 'account-overdrawn' });
    expect(await book(orm, null, pay('most', 290))).toBe('booked');
    await expect(book(orm, null, pay('rest', 11))).rejects.toMatchObject({ code: 'account-overdrawn' });
    expect(await carryBalancesForward(orm, 30)).toBe(0);
    expect(await carryBalancesForward(orm, 1)).toBeGreaterThan(0);
    expect(await book(orm, null, pay('rest', 10))).toBe('booked');
  });

  it('count every posting while many write', async () => {
    let writing = true;
    const writers = Promise.all(
      Array.from({ length: 4 }, async (_, writer) => {
        for (let n = 0; n < 25; n += 1)
          await book(orm, null, transfer(`w:${writer}:${n}`, 'x', 'USD', 1, 'suspense', payable));
      }),
    ).finally(() => {
      writing = false;
    });
    while (writing) await carryBalancesForward(orm, 1);
    await writers;
    expect((await verifyLedger(orm)).filter(({ kind }) => kind === 'balance-kept')).toEqual([]);
    expect(await book(orm, null, pay('all', 100))).toBe('booked');
    await expect(book(orm, null, pay('more', 1))).rejects.toMatchObject({ code: 'account-overdrawn' });
  });

  it('that were falsified are found', async () => {
    await run(`update ledger_balance set amount_minor = amount_minor - 5 where account = 'parties:c-busy:payable'`);
    expect(await verifyLedger(orm)).toContainEqual(expect.objectContaining({ kind: 'balance-kept', where: payable }));
    await run('delete from ledger_balance');
  });
});

describe('the ledger as a whole', () => {
  it('stays at a trial balance of zero and never overdraws, whatever is moved', async () => {
    const places = [accounts.escrow('9'), accounts.returns('9'), accounts.payable('c-9'), 'trust:bank:EUR', 'suspense'];
    const moves = fc.array(
      fc.record({
        from: fc.constantFrom(...places),
        to: fc.constantFrom(...places),
        amount: fc.integer({ min: 1, max: 50 }),
      }),
      { maxLength: 25 },
    );
    let count = 0;
    await fc.assert(
      fc.asyncProperty(moves, async (sequence) => {
        for (const { from, to, amount } of sequence) {
          count += 1;
          const move = transfer(`move-${count}`, 'move', 'EUR', amount, from, to);
          await book(orm, null, move).catch((error: { code?: string }) => {
            if (error.code !== 'account-overdrawn') throw error;
          });
        }
        for (const { differenceMinor } of await trialBalance(orm)) expect(differenceMinor).toBe(0);
        for (const { account, amountMinor } of await balances(orm)) {
          if (/^(orders|parties):/.test(account)) expect(amountMinor).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 20 },
    );
    expect((await verifyLedger(orm)).filter(({ kind }) => kind !== 'escrow-held')).toEqual([]);
  });
});

describe('a batch of transactions', () => {
  const payIn = (n: number, order = `2700${n}`) => ({ ...funding(order, 100 + n, `batch:${n}`), order });

  it('is booked whole, each once, and what was booked before is known', async () => {
    expect(await bookBatch(orm, [payIn(1), payIn(2)])).toEqual(['booked', 'booked']);
    expect(await bookBatch(orm, [payIn(2), payIn(3)])).toEqual(['known', 'booked']);
    expect(await ledgerOfOrder(orm, '27003')).toMatchObject([funding('27003', 103, 'batch:3')]);
    expect(await bookBatch(orm, [])).toEqual([]);
  });

  it('is refused when an id was used for other postings, another order or twice in it', async () => {
    await expect(bookBatch(orm, [{ ...payIn(1), postings: payIn(4).postings }])).rejects.toMatchObject({
      code: 'ledger-id-reused',
    });
    await expect(bookBatch(orm, [payIn(1, 'other')])).rejects.toMatchObject({ code: 'ledger-id-reused' });
    await expect(bookBatch(orm, [payIn(5), payIn(5)])).rejects.toThrow('two of them have the same id');
  });

  it('keeps the rules of the ledger for every one of its transactions', async () => {
    const unbalanced = { id: 'batch:off', kind: 'x', postings: [{ account: 'a', currency: 'USD', amountMinor: 1 }] };
    await expect(bookBatch(orm, [payIn(6), unbalanced])).rejects.toMatchObject({ code: 'ledger-unbalanced' });
    await expect(bookBatch(orm, [payIn(6), { id: 'batch:none', kind: 'x', postings: [] }])).rejects.toMatchObject({
      code: 'ledger-without-postings',
    });
    await expect(bookBatch(orm, [payIn(6), releasing('27006', 107)])).rejects.toMatchObject({
      code: 'account-overdrawn',
    });
    expect(await bookBatch(orm, [payIn(6), releasing('27006', 106)])).toEqual(['booked', 'booked']);
  });

  it('leaves nothing behind in the list of accounts to look at again', async () => {
    expect(await run('select * from ledger_overdraft')).toEqual([]);
  });
});
