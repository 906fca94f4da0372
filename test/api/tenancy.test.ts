import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/api.ts';
import { type HttpTrade, openTrade, playTo } from '../support/http-trade.ts';

let office: Office;
let trade: HttpTrade;
beforeAll(async () => {
  office = await openOffice();
  trade = await playTo(office, 'shipment');
});
afterAll(() => office?.close());

const reads = [
  '',
  '/timeline',
  '/documents',
  '/ledger',
  '/actions',
  '/messages',
  '/inspection/draw',
  '/documents/1-310',
];

describe('an order of others', () => {
  it.each(reads)('is answered exactly like one that does not exist: GET …%s', async (part) => {
    const others = await office.get('buyer-two', `${trade.path}${part}`).expect(404);
    const none = await office.get('buyer-two', `/v1/orders/99999999${part}`).expect(404);
    expect(others.body).toEqual(none.body);
  });

  it('is answered so to commands and files as well', async () => {
    const others = await office.post('supplier-two', `${trade.path}/sendMessage`, { text: 'hello' }).expect(404);
    const none = await office.post('supplier-two', '/v1/orders/99999999/sendMessage', { text: 'hello' }).expect(404);
    expect(others.body).toEqual(none.body);
    await office.post('supplier-two', `${trade.path}/documents?type=271&title=list`, { a: 1 }).expect(404);
  });

  it('does not stand in the list', async () => {
    const { body } = await office.get('buyer-two', '/v1/orders').expect(200);
    expect(body.orders).toEqual([]);
  });

  it.each(['%00', '..%2F', "26000001'%20or", '%E6%B7%B1'])('has no number like %s', async (number) => {
    const { body } = await office.get('buyer', `/v1/orders/${number}`);
    expect(body).toMatchObject({ status: expect.any(Number) });
    expect([400, 404]).toContain(body.status);
  });
});

describe('an auditor', () => {
  it.each(reads.slice(0, -1))('reads everything: GET …%s', async (part) => {
    await office.get('auditor', `${trade.path}${part}`).expect(200);
  });

  it('writes nothing', async () => {
    for (const [command, body] of [
      ['sendMessage', { text: 'hello' }],
      ['handOver', {}],
      ['clearAttention', { reason: 'x' }],
    ] as const) {
      const refused = await office.post('auditor', `${trade.path}/${command}`, body).expect(403);
      expect(refused.body.code).toBe('not-your-move');
    }
    const file = await office.post('auditor', `${trade.path}/documents?type=271&title=list`, { a: 1 }).expect(403);
    expect(file.body.code).toBe('not-your-move');
  });
});

describe('what each side sees of an order', () => {
  const stateFor = async (person: string) => (await office.get(person, trade.path).expect(200)).body.state;

  it('hides how the buyer paid from the supplier', async () => {
    const [payment] = (await stateFor('supplier')).payments;
    expect(payment).toMatchObject({ amountMinor: 1_250_000, status: 'FUNDED' });
    expect(payment).not.toHaveProperty('entry');
    expect(payment).not.toHaveProperty('reference');
    expect((await stateFor('buyer')).payments[0]).toHaveProperty('reference');
  });

  it('hides who approves payouts, and by which hash, from both', async () => {
    for (const person of ['buyer', 'supplier']) {
      const [payout] = (await stateFor(person)).disbursements;
      expect(payout).toMatchObject({ kind: 'PAYOUT', approvals: 2 });
      expect(payout).not.toHaveProperty('hash');
    }
    expect((await stateFor('adviser')).disbursements[0]).toHaveProperty('hash');
  });

  it('shows those who handle the goods no money at all', async () => {
    for (const person of ['warehouse', 'inspector', 'broker', 'carrier']) {
      const { body } = await office.get(person, trade.path).expect(200);
      expect(body).toMatchObject({ totalMinor: null, heldMinor: null, currency: null });
      const text = JSON.stringify(body.state);
      for (const hidden of ['payments', 'disbursements', 'price', 'versions', 'paymentPlan', 'dispute'])
        expect(text).not.toContain(`"${hidden}"`);
      await office.get(person, `${trade.path}/ledger`).expect(403);
    }
  });

  it('is the same in the timeline', async () => {
    const factsFor = async (person: string): Promise<{ type: string; data: object }[]> =>
      (await office.get(person, `${trade.path}/timeline?limit=200`).expect(200)).body.entries;
    const supplier = await factsFor('supplier');
    expect(supplier.find(({ type }) => type === 'PaymentReceived')?.data).not.toHaveProperty('entry');
    expect(supplier.map(({ type }) => type)).not.toContain('DisbursementApproved');
    const warehouse = await factsFor('warehouse');
    expect(warehouse.map(({ type }) => type)).toEqual(expect.arrayContaining(['GoodsReceived', 'TitleTransferred']));
    for (const type of ['QuoteSubmitted', 'ContractSealed', 'PaymentReceived'])
      expect(warehouse.map((each) => each.type)).not.toContain(type);
    expect((await factsFor('adviser')).map(({ type }) => type)).toContain('DisbursementApproved');
  });

  it('gives each side the accounts that are theirs', async () => {
    const accountsFor = async (person: string): Promise<string[]> => {
      const { body } = await office.get(person, `${trade.path}/ledger`).expect(200);
      return body.balances.map(({ account }: { account: string }) => account).sort();
    };
    expect(await accountsFor('buyer')).toEqual([`orders:${trade.number}:escrow`]);
    expect(await accountsFor('supplier')).toEqual([`orders:${trade.number}:escrow`, 'parties:c-brightworks:payable']);
    expect(await accountsFor('auditor')).toContain('trust:main:USD');
  });
});

describe('messages', () => {
  it('reach everybody on the order, internal notes only the platform', async () => {
    const own = await openTrade(office);
    await own.issue('buyer', 'sendMessage', { text: 'When can you deliver?' });
    await own.issue('adviser', 'sendMessage', { text: 'A new buyer.', internal: true });
    await office.post('buyer', `${own.path}/sendMessage`, { text: 'psst', internal: true }).expect(403);
    const textsFor = async (person: string) =>
      (await office.get(person, `${own.path}/messages`).expect(200)).body.messages.map(
        ({ text }: { text: string }) => text,
      );
    expect(await textsFor('supplier')).toEqual(['When can you deliver?']);
    expect(await textsFor('account-manager')).toEqual(['When can you deliver?', 'A new buyer.']);
    const timeline = await office.get('supplier', `${own.path}/timeline`).expect(200);
    expect(timeline.body.entries.filter(({ kind }: { kind: string }) => kind === 'message')).toHaveLength(1);
  });
});
