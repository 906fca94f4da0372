import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { transfer } from '../../src/domain/ledger.ts';
import type { CommandRecord } from '../../src/domain/record.ts';
import { ordersOfReferences } from '../../src/persistence/bank.ts';
import { documentsOf } from '../../src/persistence/documents.ts';
import { claim } from '../../src/persistence/idempotency.ts';
import { ledgerOfOrder } from '../../src/persistence/ledger-store.ts';
import { verifyFacts } from '../../src/persistence/ledger-verify.ts';
import { factsOf, findOrder } from '../../src/persistence/order-reader.ts';
import { record } from '../../src/persistence/order-store.ts';
import { freshDb } from '../support/db.ts';
import { aFact, aRecord, aView, funding, momentAt } from './recorded.ts';

let orm: MikroORM;
beforeAll(async () => { orm = await freshDb(); });
afterAll(async () => { await orm.close(); });

const missedIds = (commands: { commandId: string }[]) => commands.map(({ commandId }) => commandId);

const paper = {
  id: 'proforma-1', type: '325', title: 'Proforma invoice', version: 1, issuer: 'house' as const, sha256: 'aa',
  visibleTo: ['buyer' as const, 'supplier' as const], content: { total: 5 },
};

describe('recording a command', () => {
  it('stores facts, read model, ledger, papers and answer together', async () => {
    await claim(orm, {
      actor: 'u-buyer', key: 'k1', route: 'open', bodyHash: 'h', commandId: '26000001-1', leaseSeconds: 30,
    });
    const written = aRecord('26000001', 1, 2, {
      view: aView('26000001', 2, { heldMinor: 500 }), ledger: [funding('26000001', 500)], papers: [paper],
      answer: { status: 201, body: { zebra: 1, ant: 2 } },
    });
    expect(await record(orm, written)).toEqual({ status: 'written' });
    expect(await factsOf(orm, '26000001')).toEqual(written.facts);
    expect(await findOrder(orm, '26000001')).toEqual({ ...written.view, updatedAt: expect.any(String) });
    expect(await ledgerOfOrder(orm, '26000001'))
      .toMatchObject([{ ...funding('26000001', 500), at: momentAt(1), block: null }]);
    expect(await documentsOf(orm, '26000001', ['supplier']))
      .toMatchObject([{ id: 'proforma-1', mediaType: 'application/json' }]);
    expect(await documentsOf(orm, '26000001', ['carrier'])).toEqual([]);
    const again = await claim(orm, {
      actor: 'u-buyer', key: 'k1', route: 'open', bodyHash: 'h', commandId: 'other', leaseSeconds: 30,
    });
    expect(again).toEqual({ kind: 'done', answer: written.answer });
    expect(JSON.stringify(again)).toContain('{"zebra":1,"ant":2}');
  });

  it('stores nothing at all when one part breaks a rule', async () => {
    const unbalanced = { ...funding('26000002', 500), postings: funding('26000002', 500).postings.slice(0, 1) };
    await expect(record(orm, aRecord('26000002', 1, 2, { ledger: [unbalanced], papers: [paper] })))
      .rejects.toMatchObject({ code: 'ledger-unbalanced' });
    expect(await factsOf(orm, '26000002')).toEqual([]);
    expect(await findOrder(orm, '26000002')).toBeNull();
    expect(await ledgerOfOrder(orm, '26000002')).toEqual([]);
    expect(await documentsOf(orm, '26000002', ['buyer'])).toEqual([]);
    expect(await record(orm, aRecord('26000002', 1, 2))).toEqual({ status: 'written' });
  });

  it('takes a command that changed nothing and keeps its answer', async () => {
    await record(orm, aRecord('26000003', 1));
    const idle = aRecord('26000003', 2, 1, { commandId: 'idle', facts: [], view: aView('26000003', 1) });
    expect(await record(orm, idle)).toEqual({ status: 'written' });
    expect(await record(orm, idle)).toEqual({ status: 'written' });
    expect(await record(orm, aRecord('26000003', 2))).toEqual({ status: 'written' });
  });

  it('keeps the references that payments are matched by', async () => {
    await record(orm, aRecord('26000004', 1, 2, {
      facts: [
        aFact(1, 'PaymentRequested', { request: { reference: 'RF18539007547034' } }),
        aFact(2, 'DisbursementOpened', { disbursement: { id: '26000004-payout-1' } }),
      ],
    }));
    expect(await ordersOfReferences(orm, ['RF18539007547034', '26000004-payout-1', 'RF00'])).toEqual([
      { reference: '26000004-payout-1', order: '26000004', kind: 'DISBURSEMENT' },
      { reference: 'RF18539007547034', order: '26000004', kind: 'PAYMENT_REQUEST' },
    ]);
    const stolen = aRecord('26000005', 1, 1, {
      facts: [aFact(1, 'PaymentRequested', { request: { reference: 'RF18539007547034' } })],
    });
    await expect(record(orm, stolen)).rejects.toMatchObject({ code: 'reference-taken' });
    const bare = aRecord('26000005', 1, 1, { facts: [aFact(1, 'PaymentRequested', { request: {} })] });
    await expect(record(orm, bare)).rejects.toMatchObject({ code: 'reference-missing' });
  });

  it.each<[string, string, Partial<CommandRecord>]>([
    ['facts that leave a gap', 'facts-not-contiguous', { facts: [aFact(9)] }],
    ['facts out of order', 'facts-not-contiguous', { facts: [aFact(2), aFact(4)] }],
    ['a version that does not grow', 'version-not-newer', { view: aView('26000006', 1) }],
    ['a changed paper under a known id', 'paper-changed', { papers: [{ ...paper, sha256: 'bb' }] }],
    ['a ledger id used for other postings', 'ledger-id-reused', { ledger: [funding('26000006', 501)] }],
    ['a ledger transaction without postings', 'ledger-without-postings', { ledger: [{ id: 'bare', kind: 'x',
      postings: [] }] }],
    ['a command id of another order', 'command-of-another-order', { commandId: '26000001-1' }],
  ])('refuses %s', async (_what, code, changes) => {
    await record(orm, aRecord('26000006', 1, 1, { papers: [paper], ledger: [funding('26000006', 500)] }));
    await expect(record(orm, aRecord('26000006', 2, 2, changes))).rejects.toMatchObject({ name: 'StoreError', code });
    expect(await factsOf(orm, '26000006')).toHaveLength(1);
  });

  it('books a ledger transaction once however often it is sent', async () => {
    await record(orm, aRecord('26000007', 1, 1, { ledger: [funding('26000007', 500)] }));
    await record(orm, aRecord('26000007', 2, 2, { ledger: [funding('26000007', 500)] }));
    expect(await ledgerOfOrder(orm, '26000007')).toHaveLength(1);
  });

  it('chains the facts of an order by hash', async () => {
    expect(await verifyFacts(orm)).toEqual([]);
  });
});

describe('recording after a worker died before it could answer', () => {
  it('is written when the same command comes again with equal facts', async () => {
    const first = aRecord('26000010', 1, 2);
    await record(orm, first);
    expect(await record(orm, structuredClone(first))).toEqual({ status: 'written' });
    expect(await factsOf(orm, '26000010')).toHaveLength(2);
  });

  it('missed the command itself when it was recorded with other facts', async () => {
    const first = aRecord('26000011', 1);
    await record(orm, first);
    const later = { ...first, facts: [{ ...first.facts[0]!, at: momentAt(77) }] };
    expect(await record(orm, later)).toEqual({
      status: 'missed',
      commands: [{ commandId: first.commandId, command: first.command, facts: first.facts, answer: first.answer }],
    });
  });

  it('missed every command from its number on, in order, and writes nothing of its own', async () => {
    await record(orm, aRecord('26000012', 1));
    await record(orm, aRecord('26000012', 2, 3));
    await record(orm, aRecord('26000012', 4));
    const late = aRecord('26000012', 2, 2, { commandId: 'late', ledger: [funding('26000012', 5)],
      view: aView('26000012', 99) });
    const outcome = await record(orm, late);
    expect(outcome)
      .toMatchObject({ status: 'missed', commands: [{ facts: [{ seq: 2 }, { seq: 3 }] }, { facts: [{ seq: 4 }] }] });
    expect(await ledgerOfOrder(orm, '26000012')).toEqual([]);
    expect(await findOrder(orm, '26000012')).toMatchObject({ version: 4 });
  });

  it('missed what followed, and the command itself among it', async () => {
    await record(orm, aRecord('26000013', 1));
    await record(orm, aRecord('26000013', 2));
    const outcome = await record(orm, aRecord('26000013', 1));
    expect(outcome.status === 'missed' && missedIds(outcome.commands)).toEqual(['26000013-1', '26000013-2']);
  });

  it('missed an earlier recording of a command that is now asked to start at a later number', async () => {
    await record(orm, aRecord('26000014', 1));
    await record(orm, aRecord('26000014', 2));
    const outcome = await record(orm, aRecord('26000014', 3, 3, { commandId: '26000014-1' }));
    expect(outcome.status === 'missed' && missedIds(outcome.commands)).toEqual(['26000014-1']);
  });
});

describe('two workers that record for one order at once', () => {
  it('give each number to one of them and tell the other what it missed', async () => {
    for (let round = 1; round <= 20; round += 1) {
      const rivals = ['a', 'b', 'c'].map((name) => aRecord('26000020', round, round, { commandId: `${name}${round}` }));
      const outcomes = await Promise.all(rivals.map((rival) => record(orm, rival)));
      const winner = rivals[outcomes.findIndex(({ status }) => status === 'written')]!;
      expect(outcomes.filter(({ status }) => status === 'written')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'missed') expect(missedIds(outcome.commands)).toEqual([winner.commandId]);
      }
    }
    expect(await factsOf(orm, '26000020')).toHaveLength(20);
    expect(await verifyFacts(orm, '26000020')).toEqual([]);
  });

  it('record one command once when both send it', async () => {
    const both = aRecord('26000021', 1, 3, { ledger: [transfer('26000021:x', 'x', 'USD', 5, 'house:fees',
      'suspense')] });
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => record(orm, both)));
    expect(outcomes).toEqual(Array(4).fill({ status: 'written' }));
    expect(await ledgerOfOrder(orm, '26000021')).toHaveLength(1);
  });
});
