import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { transfer } from '../../src/domain/ledger.ts';
import { sealLedger } from '../../src/persistence/ledger-seal.ts';
import { ledgerKeys, ledgerSigner, publicKeyOf } from '../../src/persistence/ledger-signing.ts';
import { book, trialBalance } from '../../src/persistence/ledger-store.ts';
import { verifyFacts, verifyLedger } from '../../src/persistence/ledger-verify.ts';
import { record } from '../../src/persistence/order-store.ts';
import { inTransaction, query } from '../../src/persistence/sql.ts';
import { freshDb } from '../support/db.ts';
import { aRecord, aView, funding, releasing } from './recorded.ts';

let orm: MikroORM;
const opened: MikroORM[] = [];
beforeEach(async () => {
  orm = await freshDb();
  opened.push(orm);
});
afterAll(async () => {
  for (const each of opened) await each.close();
});

const move = (id: string) => book(orm, null, transfer(id, 'x', 'USD', 5, 'a', 'b'));

/** Changes rows behind the triggers' back, as someone with the database's own rights could. */
const tamper = (text: string) =>
  inTransaction(orm, async (client) => {
    await client.query('set local session_replication_role = replica');
    await client.query(text);
  });

const kinds = async () => (await verifyLedger(orm)).map(({ kind }) => kind);

describe('sealing', () => {
  it('chains blocks of what is committed, and has nothing to do when all is sealed', async () => {
    for (const id of ['1', '2', '3']) await move(id);
    const first = await sealLedger(orm, 2);
    const second = await sealLedger(orm, 2);
    expect(first).toMatchObject({ number: 1, count: 2, previousHash: '0'.repeat(64) });
    expect(second).toMatchObject({ number: 2, count: 1, previousHash: first!.hash });
    expect(await sealLedger(orm)).toBeNull();
    expect(await verifyLedger(orm, [first!, second!])).toEqual([]);
  });

  it('takes a transaction that commits late under a lower number into a later block', async () => {
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let started = () => {};
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    const slow = inTransaction(orm, async (client) => {
      await client.query('select book_transaction(null, now(), $1)', [transfer('slow', 'x', 'USD', 5, 'a', 'b')]);
      started();
      await held;
    });
    await running;
    await move('quick');
    const before = await sealLedger(orm);
    finish();
    await slow;
    const after = await sealLedger(orm);
    expect([before!.count, after!.count]).toEqual([1, 1]);
    expect(after!.lastSeq).toBeLessThan(before!.firstSeq);
    expect(await verifyLedger(orm)).toEqual([]);
  });

  it('loses nothing and doubles nothing while many write and two seal', async () => {
    let writing = true;
    const writers = Promise.all(
      Array.from({ length: 4 }, async (_, writer) => {
        for (let n = 0; n < 40; n += 1) await move(`${writer}-${n}`);
      }),
    ).finally(() => {
      writing = false;
    });
    const sealed: number[] = [];
    const sealer = async () => {
      while (writing) sealed.push((await sealLedger(orm, 7))?.count ?? 0);
    };
    await Promise.all([writers, sealer(), sealer()]);
    for (let block = await sealLedger(orm); block; block = await sealLedger(orm)) sealed.push(block.count);
    expect(sealed.reduce((sum, count) => sum + count, 0)).toBe(160);
    expect(await verifyLedger(orm)).toEqual([]);
  });

  it('lets a sealed transaction neither leave its block nor change with it', async () => {
    await move('1');
    await sealLedger(orm);
    for (const change of ['block = null', `block = 1, kind = 'other'`]) {
      await expect(query(orm, { text: `update ledger_transaction set ${change}` })).rejects.toMatchObject({
        code: 'append-only',
      });
    }
  });
});

describe('signed checkpoints', () => {
  const [own, other] = ['a', 'b'].map((letter) => ledgerSigner(Buffer.alloc(32, letter).toString('base64url')));
  const keys = ledgerKeys([own!.publicKey]);

  it('hold under the public key of whoever sealed them, and under no other', async () => {
    await move('1');
    expect(await sealLedger(orm, 10, own!)).toMatchObject({ keyId: own!.keyId, signature: expect.any(String) });
    expect(await verifyLedger(orm, [], keys)).toEqual([]);
    expect(await verifyLedger(orm, [], ledgerKeys([other!.publicKey]))).toMatchObject([
      { kind: 'block-signature', where: 'block 1' },
    ]);
    expect(await verifyLedger(orm, [], ledgerKeys([other!.publicKey, own!.publicKey]))).toEqual([]);
  });

  it('may follow unsigned ones from before there was a key; after them every block must be signed', async () => {
    for (const [id, signer] of [
      ['1', null],
      ['2', own!],
      ['3', null],
    ] as const) {
      await move(id);
      await sealLedger(orm, 10, signer);
    }
    expect(await verifyLedger(orm, [], keys)).toMatchObject([{ kind: 'block-signature', where: 'block 3' }]);
  });

  it('betray a chain that was rewritten and sealed anew by somebody without the key', async () => {
    await move('1');
    await sealLedger(orm, 10, own!);
    await tamper(`update ledger_posting set account = 'thief' where account = 'b'; delete from ledger_block;
      update ledger_transaction set block = null`);
    await sealLedger(orm, 10, other!);
    expect(await verifyLedger(orm, [], keys)).toMatchObject([{ kind: 'block-signature' }]);
  });

  it('hold on when the house has changed its key and says which one it had before', async () => {
    await move('1');
    await sealLedger(orm, 10, own!);
    await move('2');
    await sealLedger(orm, 10, other!);
    const after = [other!.publicKey];
    expect(await verifyLedger(orm, [], ledgerKeys(after))).toMatchObject([{ where: 'block 1' }]);
    expect(publicKeyOf(own!.shortKey)).toBe(own!.publicKey);
    expect(await verifyLedger(orm, [], ledgerKeys([...after, publicKeyOf(own!.shortKey)]))).toEqual([]);
  });

  it('need a key of 32 bytes', () => {
    expect(() => ledgerSigner('short')).toThrow('32 bytes in base64url');
  });
});

describe('verification', () => {
  const trade = async () => {
    await record(
      orm,
      aRecord('26000001', 1, 2, {
        ledger: [funding('26000001', 500)],
        view: aView('26000001', 2, { heldMinor: 500 }),
      }),
    );
    await record(
      orm,
      aRecord('26000001', 3, 3, {
        ledger: [releasing('26000001', 200)],
        view: aView('26000001', 3, { heldMinor: 300 }),
      }),
    );
    await sealLedger(orm, 1);
    await sealLedger(orm, 1);
  };

  it('finds nothing to say about a trade that was recorded', async () => {
    await trade();
    expect(await verifyLedger(orm)).toEqual([]);
    expect(await verifyFacts(orm)).toEqual([]);
    expect(await trialBalance(orm)).toEqual([
      { currency: 'USD', debitMinor: 700, creditMinor: 700, differenceMinor: 0 },
    ]);
  });

  it.each([
    [
      'a changed amount',
      'update ledger_posting set amount_minor = amount_minor * 2 where transaction_seq = 1',
      ['block-hash', 'escrow-held'],
    ],
    [
      'one side changed',
      'update ledger_posting set amount_minor = 501 where amount_minor = 500',
      ['block-hash', 'unbalanced', 'trial-balance'],
    ],
    [
      'money moved to another account',
      `update ledger_posting set account = 'parties:c-thief:payable' where account like 'parties:%'`,
      ['block-hash'],
    ],
    [
      'a removed transaction',
      `delete from ledger_posting where transaction_seq = 2; delete from ledger_transaction where seq = 2`,
      ['block-count', 'block-hash', 'escrow-held'],
    ],
    [
      'removed postings',
      'delete from ledger_posting where transaction_seq = 2',
      ['block-hash', 'no-postings', 'escrow-held'],
    ],
    [
      'an unsealed transaction slipped into a block',
      `insert into ledger_transaction (id, kind, at, block) values ('late', 'x', now(), 1)`,
      ['block-count', 'block-hash', 'no-postings'],
    ],
    [
      'a block hash rewritten',
      `update ledger_block set hash = repeat('1', 64) where number = 1`,
      ['block-hash', 'block-chain'],
    ],
    ['a missing block', 'delete from ledger_block where number = 1', ['block-chain']],
    ['a held amount that the ledger does not have', 'update order_view set held_minor = 999', ['escrow-held']],
    [
      'postings whose transaction is gone',
      'delete from ledger_transaction where seq = 2',
      ['block-count', 'block-hash', 'no-transaction'],
    ],
    [
      'an account in debit',
      `insert into ledger_transaction (id, kind, at) values ('o', 'x', now());
      insert into ledger_posting select max(seq), 1, 'orders:26000009:returns', 'USD', 1 from ledger_transaction;
      insert into ledger_posting select max(seq), 2, 'suspense', 'USD', -1 from ledger_transaction`,
      ['overdrawn'],
    ],
  ])('finds %s', async (_what, statement, found) => {
    await trade();
    await tamper(statement);
    expect(await kinds()).toEqual(found);
  });

  it('finds a chain that was rewritten as a whole, given a checkpoint kept elsewhere', async () => {
    await trade();
    const witnessed = await query<{ number: number; hash: string }>(orm, {
      text: 'select number, hash from ledger_block',
    });
    await tamper(`update ledger_posting set account = 'parties:c-thief:payable' where account like 'parties:%';
      delete from ledger_block; update ledger_transaction set block = null`);
    await sealLedger(orm, 1);
    await sealLedger(orm, 1);
    expect(await kinds()).toEqual([]);
    expect(await verifyLedger(orm, witnessed)).toMatchObject([{ kind: 'block-chain', where: 'block 2' }]);
  });

  it.each([
    ['changed data', `update fact set data = '{"note": "forged"}' where seq = 2`, [['fact-hash', '26000001/2']]],
    ['another actor', `update fact set by_user = 'u-other' where seq = 1`, [['fact-hash', '26000001/1']]],
    [
      'a removed fact',
      'delete from fact where seq = 2',
      [
        ['fact-gap', '26000001/3'],
        ['fact-hash', '26000001/3'],
        ['fact-gap', '26000001/1'],
      ],
    ],
    ['the last fact removed', 'delete from fact where seq = 3', [['fact-gap', '26000001/3']]],
  ])('finds in the facts: %s', async (_what, statement, found) => {
    await trade();
    await tamper(statement);
    expect((await verifyFacts(orm)).map(({ kind, where }) => [kind, where])).toEqual(found);
    expect(await verifyFacts(orm, 'another')).toEqual([]);
  });
});
