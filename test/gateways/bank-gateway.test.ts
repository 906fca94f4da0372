import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { directoryBank } from '../../src/gateways/bank/directory.ts';
import { writePain001 } from '../../src/gateways/bank/pain001.ts';
import { sandboxBank } from '../../src/gateways/bank/sandbox.ts';

const order = (messageId: string): string =>
  writePain001({
    messageId,
    createdAt: '2026-03-02T09:00:00Z',
    debtor: { name: 'Trade Escrow Ltd', iban: 'DE75512108001245126199' },
    payments: [
      {
        endToEndId: `${messageId}-1`,
        amountMinor: 100,
        currency: 'EUR',
        creditor: { name: 'Supplier', account: '4711' },
        remittance: 'order 1',
        requestedDate: '2026-03-02',
        chargeBearer: 'SLEV',
      },
    ],
  });

describe('host-to-host file transfer', () => {
  let folder = '';
  const open = () => directoryBank({ outbox: join(folder, 'outbox'), sent: join(folder, 'sent') });
  const listed = (name: string) => readdir(join(folder, name));
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bank-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('puts an order into the outbox whole, and nothing else', async () => {
    const answer = await open().submit(order('M-1'), 'payout:order/1');
    const [file, ...others] = await listed('outbox');
    expect(others).toEqual([]);
    expect(answer).toEqual({ status: 'ACCEPTED', bankReference: file });
    expect(await readFile(join(folder, 'outbox', file!), 'utf8')).toBe(order('M-1'));
    expect(await listed('sent')).toEqual([file]);
  });

  it('writes once however often and however parallel the same key is submitted', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => open().submit(order('M-1'), 'key')));
    expect(answers.some(({ status }) => status === 'REJECTED')).toBe(false);
    expect((await open().submit(order('M-1'), 'key')).status).toBe('ACCEPTED');
    expect(await listed('outbox')).toHaveLength(1);
    expect(await listed('sent')).toHaveLength(1);
  });

  it('does not send again what the bank has taken away', async () => {
    await open().submit(order('M-1'), 'key');
    const [file] = await listed('outbox');
    await rename(join(folder, 'outbox', file!), join(folder, 'taken.xml'));
    expect((await open().submit(order('M-1'), 'key')).status).toBe('ACCEPTED');
    expect((await open().ask('key')).status).toBe('ACCEPTED');
    expect(await listed('outbox')).toEqual([]);
  });

  it('finishes its record after a crash between outbox and record', async () => {
    await open().submit(order('M-1'), 'key');
    const [file] = await listed('sent');
    await rm(join(folder, 'sent', file!));
    expect((await open().ask('key')).status).toBe('ACCEPTED');
    expect((await open().submit(order('M-1'), 'key')).status).toBe('ACCEPTED');
    expect(await listed('sent')).toEqual([file]);
    expect(await listed('outbox')).toEqual([file]);
  });

  it('refuses another message under a key that was used, and keeps the first', async () => {
    await open().submit(order('M-1'), 'key');
    expect(await open().submit(order('M-2'), 'key')).toMatchObject({ status: 'REJECTED' });
    const [file] = await listed('outbox');
    expect(await readFile(join(folder, 'outbox', file!), 'utf8')).toBe(order('M-1'));
  });

  it('keeps keys apart that look alike as file names, and stays in its folder', async () => {
    for (const key of ['a/b', 'a:b', '../a-b', 'a-b'])
      expect((await open().submit(order('M-1'), key)).status).toBe('ACCEPTED');
    expect(await listed('outbox')).toHaveLength(4);
  });

  it('does not know an order that was never submitted', async () => {
    expect((await open().ask('key')).status).toBe('UNKNOWN');
  });
});

describe('the sandbox bank', () => {
  it('takes an order once under one key', async () => {
    const bank = sandboxBank();
    expect(await bank.submit(order('M-1'), 'k')).toEqual({ status: 'ACCEPTED', bankReference: 'M-1' });
    expect((await bank.submit(order('M-1'), 'k')).status).toBe('ACCEPTED');
    expect((await bank.submit(order('M-2'), 'k')).status).toBe('REJECTED');
    expect(bank.taken()).toEqual([order('M-1')]);
  });

  it('whose answer is lost has the order all the same, and says so when asked', async () => {
    const bank = sandboxBank();
    bank.next({ answer: 'lost' });
    expect((await bank.submit(order('M-1'), 'k')).status).toBe('UNKNOWN');
    expect((await bank.ask('k')).status).toBe('ACCEPTED');
    expect(bank.taken()).toHaveLength(1);
  });

  it('that cannot be reached has nothing', async () => {
    const bank = sandboxBank();
    bank.next({ answer: 'unreachable' });
    expect((await bank.submit(order('M-1'), 'k')).status).toBe('UNKNOWN');
    expect((await bank.ask('k')).status).toBe('UNKNOWN');
    expect((await bank.submit(order('M-1'), 'k')).status).toBe('ACCEPTED');
  });

  it('that rejects keeps rejecting the same order', async () => {
    const bank = sandboxBank();
    bank.next({ answer: 'reject', reason: 'AM04' });
    expect(await bank.submit(order('M-1'), 'k')).toEqual({ status: 'REJECTED', reason: 'AM04' });
    expect(await bank.ask('k')).toEqual({ status: 'REJECTED', reason: 'AM04' });
    expect(bank.taken()).toEqual([]);
  });
});
