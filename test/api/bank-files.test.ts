import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { applyPendingEntries } from '../../src/api/bank/intake.ts';
import { pendingBankEntries } from '../../src/persistence/bank.ts';
import { balances } from '../../src/persistence/ledger-store.ts';
import { type Office, openOffice } from '../support/api.ts';
import { credit, debit, notice } from '../support/bank-notices.ts';
import { type HttpTrade, playTo, unpaid as unpaidIn } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const total = 1_250_000;
const unpaid = () => unpaidIn(office);
const suspense = async (currency: string): Promise<number> =>
  (await balances(office.orm, 'suspense')).find((each) => each.currency === currency)?.amountMinor ?? 0;

describe('a payment of ours', () => {
  /** A trade whose payout is approved by two people and handed to the bank. */
  async function paidOut(): Promise<{ trade: HttpTrade; id: string; amountMinor: number }> {
    const trade = await playTo(office, 'release');
    await trade.issue('warehouse', 'transferTitle', { act: 'T-1' });
    const [one] = (await trade.contracted()).disbursements;
    for (const adviser of ['adviser', 'adviser-two'])
      await trade.issue(adviser, 'approvePayout', { disbursement: one?.id, hash: one?.hash });
    return { trade, id: one?.id ?? '', amountMinor: one?.amountMinor ?? 0 };
  }

  it('is settled by the debit that names it, and not by another one', async () => {
    const { trade, id, amountMinor } = await paidOut();
    expect(await trade.bank(notice([debit(id, amountMinor)]))).toMatchObject([
      { disposition: 'applied', facts: expect.arrayContaining(['DisbursementSettled']) },
    ]);
    expect((await trade.state()).stage).toBe('shipment');
    expect(await trade.bank(notice([debit(id, amountMinor)]))).toMatchObject([
      { disposition: 'suspense', why: expect.stringContaining('SETTLED') },
    ]);
  });

  it('waits for its debit when it comes back before that is told, and then for approval again', async () => {
    const { trade, id, amountMinor } = await paidOut();
    const back = {
      ...debit(id, amountMinor),
      creditDebit: 'CRDT' as const,
      reversal: true,
      transactions: [{ amountMinor, endToEndId: id, returnReason: 'AC04' }],
    };
    expect(await trade.bank(notice([back]))).toMatchObject([{ disposition: 'pending', facts: [] }]);
    await trade.bank(notice([debit(id, amountMinor)]));
    await applyPendingEntries(office.deps);
    const { disbursements, attention } = await trade.contracted();
    expect(disbursements).toMatchObject([{ status: 'AWAITING_APPROVAL', approvals: [] }]);
    expect(attention?.detail).toContain('AC04');
  });

  it('that comes back after it was settled is owed again', async () => {
    const { trade, id, amountMinor } = await paidOut();
    await trade.bank(notice([debit(id, amountMinor)]));
    const back = { ...debit(id, amountMinor), creditDebit: 'CRDT' as const, reversal: true };
    const [done] = await trade.bank(notice([back]));
    expect(done).toMatchObject({ disposition: 'applied', facts: ['DisbursementReturned'] });
  });

  it('is not settled by a debit before it was approved', async () => {
    const trade = await playTo(office, 'release');
    await trade.issue('warehouse', 'transferTitle', { act: 'T-1' });
    const [one] = (await trade.contracted()).disbursements;
    expect(await trade.bank(notice([debit(one?.id ?? '', one?.amountMinor ?? 0)]))).toMatchObject([
      { disposition: 'suspense' },
    ]);
  });
});

describe('a dry run', () => {
  it('tells what would be booked, changes nothing and needs no Idempotency-Key', async () => {
    const { trade, reference } = await unpaid();
    const before = await trade.state();
    const file = notice([credit(reference, total), credit(reference, 1_249_999), credit('RF18539007547034', 500)]);
    const { body } = await request(office.app)
      .post('/v1/bank/notifications?dryRun=true')
      .set('Authorization', `Bearer ${await office.token('bank')}`)
      .set('Content-Type', 'text/xml')
      .send(file)
      .expect(200);
    expect(body.entries).toMatchObject([
      {
        amount: '12500.00',
        currency: 'USD',
        creditDebit: 'CRDT',
        reversal: false,
        endToEndId: null,
        structuredReferences: [reference],
        wouldBook: { order: trade.number, command: 'creditReceived', reference, amountMinor: total },
      },
      { amount: '12499.99', wouldBook: { facts: ['PaymentMismatched', 'DisbursementOpened'] } },
      { wouldBook: null, why: expect.stringContaining('suspense') },
    ]);
    expect(await trade.state()).toEqual(before);
    const real = await trade.bank(file);
    expect(real.map(({ known }) => known)).toEqual([false, false, false]);
    const again = await office.postXml('bank', '/v1/bank/notifications?dryRun=true', file).expect(200);
    expect(again.body.entries[0]).toMatchObject({ wouldBook: null, why: expect.stringContaining('before') });
  });

  it('tells entry by entry what the real run then does, also where one entry follows from another', async () => {
    const { trade, reference } = await unpaid();
    const first = credit(reference, total);
    const back = { ...first, creditDebit: 'DBIT' as const, reversal: true, bankReference: `${first.bankReference}-R` };
    const others = [credit(reference, 2), credit('RF18539007547034', 3)];
    const file = notice([credit(reference, 1), first, first, back, ...others]);
    const dry = await office.postXml('bank', '/v1/bank/notifications?dryRun=true', file).expect(200);
    const foreseen = dry.body.entries.map(({ wouldBook }: { wouldBook: { facts: string[] } | null }) =>
      wouldBook === null ? [] : wouldBook.facts,
    );
    const real = await trade.bank(file);
    expect(real.map(({ facts, known }) => (known ? [] : facts))).toEqual(foreseen);
    expect(foreseen.map(([fact]: string[]) => fact)).toEqual([
      'PaymentMismatched',
      'PaymentReceived',
      undefined,
      'PaymentReversed',
      'PaymentMismatched',
      undefined,
    ]);
  });
});

describe('a file of the bank', () => {
  it.each([
    ['is cut off', '<Document><BkToCstmrStmt>', 'malformed-xml'],
    ['is another message', '<Document><CstmrCdtTrfInitn/></Document>', 'not-this-message'],
    ['is empty', '', 'malformed-xml'],
  ])('that %s is refused with 422, naming what is wrong', async (_what, xml, code) => {
    const refused = await office.postXml('bank', '/v1/bank/notifications', xml);
    expect([415, 422]).toContain(refused.status);
    if (refused.status === 422) expect(refused.body.code).toBe(code);
  });

  it('may be in the encoding it names', async () => {
    const { trade, reference } = await unpaid();
    const xml = notice([credit(reference, total)]).replace('Harbour Trading', 'Hafen Zürich');
    const latin = xml.startsWith('<?xml')
      ? xml.replace(/encoding="[^"]*"/, 'encoding="ISO-8859-1"')
      : `<?xml version="1.0" encoding="ISO-8859-1"?>${xml}`;
    const done = await office.postXml('bank', '/v1/bank/notifications', Buffer.from(latin, 'latin1')).expect(200);
    expect(done.body.entries).toMatchObject([{ disposition: 'applied', order: trade.number }]);
  });

  it('is taken from the bank alone, and as XML', async () => {
    await office.postXml('adviser', '/v1/bank/notifications', '<Document/>').expect(403);
    await office.post('bank', '/v1/bank/notifications', { a: 1 }).expect(415);
  });

  it('gets the same answer again under the same Idempotency-Key', async () => {
    const { reference } = await unpaid();
    const file = notice([credit(reference, total)]);
    const key = randomUUID();
    const first = await office.postXml('bank', '/v1/bank/notifications', file, key).expect(200);
    const again = await office.postXml('bank', '/v1/bank/notifications', file, key).expect(200);
    expect(again.body).toEqual(first.body);
    await office.postXml('bank', '/v1/bank/notifications', notice([credit(reference, total)]), key).expect(422);
  });
});

describe('an engine that is away', () => {
  it('leaves the entry pending, and the next round applies it once', async () => {
    const { trade, reference } = await unpaid();
    office.desk.failNext('down');
    const [waiting] = await trade.bank(notice([credit(reference, total)]));
    expect(waiting).toMatchObject({ disposition: 'pending' });
    expect((await pendingBankEntries(office.orm)).length).toBe(1);
    expect(await applyPendingEntries(office.deps)).toBe(1);
    expect(await applyPendingEntries(office.deps)).toBe(0);
    expect((await trade.state()).stage).toBe('production');
  });

  it('that took the payment and lost its answer does not take it twice', async () => {
    const { trade, reference } = await unpaid();
    office.desk.failNext('unknown', 'after');
    await trade.bank(notice([credit(reference, total)]));
    expect((await trade.state()).stage).toBe('production');
    await applyPendingEntries(office.deps);
    const { body } = await office.get('adviser', `${trade.path}/ledger`).expect(200);
    expect(body.transactions).toHaveLength(1);
    expect(await pendingBankEntries(office.orm)).toEqual([]);
  });

  it('that closed the order and lost its answer does not put the same money in suspense', async () => {
    const { trade, reference } = await unpaid();
    await trade.bank(notice([credit(reference, total - 1)]));
    await trade.issue('buyer', 'cancel', { reason: 'changed plans' });
    const [back] = (await trade.contracted()).disbursements;
    const before = await suspense('USD');
    office.desk.failNext('unknown', 'after');
    expect(await trade.bank(notice([debit(back?.id ?? '', back?.amountMinor ?? 0)]))).toMatchObject([
      { disposition: 'pending' },
    ]);
    expect((await trade.state()).stage).toBe('closed');
    expect(await applyPendingEntries(office.deps)).toBe(1);
    expect(await pendingBankEntries(office.orm)).toEqual([]);
    expect(await suspense('USD')).toBe(before);
  });
});
