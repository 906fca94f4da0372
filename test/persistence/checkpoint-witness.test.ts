import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { openReconciliation } from '../../activities/reconciliation.ts';
import { transfer } from '../../src/domain/ledger.ts';
import { checkpointFile } from '../../src/gateways/checkpoints.ts';
import { book } from '../../src/persistence/ledger-store.ts';
import { ledgerSigner } from '../../src/persistence/ledger-signing.ts';
import { inTransaction } from '../../src/persistence/sql.ts';
import { freshDb } from '../support/db.ts';

let orm: MikroORM;
let folder = '';
beforeAll(async () => {
  orm = await freshDb();
  folder = await mkdtemp(join(tmpdir(), 'checkpoints-'));
});
afterAll(async () => {
  await orm?.close();
  await rm(folder, { recursive: true, force: true });
});

it('betrays a ledger that was rewritten, unsealed, and sealed anew by the house itself', async () => {
  const path = join(folder, 'ledger-checkpoints.jsonl');
  const { sealBooks, proveDay } = openReconciliation({
    orm,
    trustAccount: { name: 'Trust account', iban: 'GB82WEST12345698765432' },
    ledgerSigner: ledgerSigner(Buffer.alloc(32, 'a').toString('base64url')),
    witness: checkpointFile(path),
  } as Parameters<typeof openReconciliation>[0]);
  const alterations = async () =>
    (await proveDay({ day: '2026-03-02', block: null })).opened.filter(({ kind }) => kind === 'ledger-altered');
  await book(orm, null, transfer('one', 'x', 'USD', 5, 'house:a', 'house:b'));
  expect(await sealBooks()).toBe(1);
  expect(await sealBooks()).toBeNull();
  expect(await alterations()).toEqual([]);
  await inTransaction(orm, async (client) => {
    await client.query('set local session_replication_role = replica');
    await client.query(`update ledger_posting set account = 'house:thief' where account = 'house:b'`);
    await client.query('delete from ledger_block');
    await client.query('update ledger_transaction set block = null');
  });
  expect(await sealBooks()).toBe(1);
  const [altered] = await alterations();
  expect(altered?.sentence).toContain('witnessed');
});

it('is not misled by a line that a crash cut off', async () => {
  const path = join(folder, 'cut.jsonl');
  const witness = checkpointFile(path);
  expect(await witness.recall()).toEqual([]);
  await witness.remember({ number: 1, hash: 'aa' });
  await appendFile(path, '\n{"number":2,"ha');
  expect(await witness.recall()).toEqual([{ number: 1, hash: 'aa' }]);
  await witness.remember({ number: 2, hash: 'bb' });
  expect((await witness.recall()).map(({ number }) => number)).toEqual([1, 2]);
});
