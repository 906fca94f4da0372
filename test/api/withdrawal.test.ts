import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Contracted, Order } from '../../src/domain/order/order.ts';
import { credit, debit, notice } from '../support/bank-notices.ts';
import { openRailsOffice, type RailsOffice } from '../support/rails-office.ts';
import { shopIn } from './catalogue-shop.ts';

let office: RailsOffice;
beforeAll(async () => {
  office = await openRailsOffice();
});
afterAll(() => office?.close());

const route = '/v1/orders/retail';
const address = { name: 'Chan Siu Ming', lines: ['8 Nathan Road'], city: 'Kowloon', country: 'HK' };
const cartOf = (...products: string[]) => ({
  lines: products.map((product) => ({ product, quantity: 100 })),
  currency: 'USD',
  address,
});
const offerFor = async (cart: object) => (await office.post('buyer', `${route}?dryRun=true`, cart).expect(200)).body;
const stateOf = async (number: string, person = 'auditor') =>
  (await office.get(person, `/v1/orders/${number}`).expect(200)).body.state as Order & Contracted;
const issue = async (person: string, number: string, command: string, body: object = {}) =>
  (await office.post(person, `/v1/orders/${number}/${command}`, body).expect(200)).body;
const actionsOf = async (number: string, person: string) =>
  (await office.get(person, `/v1/orders/${number}/actions`).expect(200)).body;

/** Clicks, pays and brings the goods to the consumer; answers the order's number. */
async function delivered(...products: string[]): Promise<string> {
  const cart = cartOf(...products);
  const { hash, policies } = await offerFor(cart);
  const read = policies.map(({ name, sha256 }: { name: string; sha256: string }) => ({ name, sha256 }));
  const clicked = await office.post('buyer', route, { ...cart, accept: { terms: hash, policies: read } }).expect(201);
  const number = clicked.body.order as string;
  const [asked] = (await stateOf(number)).payments;
  const paid = notice([credit(asked?.reference ?? '', asked?.amountMinor ?? 0)]);
  await office.postXml('bank', '/v1/bank/notifications', paid).expect(200);
  await issue('supplier', number, 'readyForDispatch');
  const transportDocument = { type: '703', number: `SF-${number}` };
  await issue('carrier', number, 'handOver', { carrier: 'SF Express', transportDocument });
  await issue('carrier', number, 'arrived', { evidence: 'signed at the door' });
  return number;
}

async function refunded(number: string): Promise<void> {
  const { disbursements } = await stateOf(number);
  for (const { id, hash, amountMinor } of disbursements) {
    for (const adviser of ['adviser', 'adviser-two'])
      await issue(adviser, number, 'approveRefund', { disbursement: id, hash });
    await office.postXml('bank', '/v1/bank/notifications', notice([debit(id, amountMinor)])).expect(200);
  }
}

describe('the offer', () => {
  it('says before the click what can be withdrawn from, for how long, and why what cannot', async () => {
    const shop = shopIn(office);
    const lamp = await shop.create();
    const cheese = await shop.create({ sku: 'CHEESE', notWithdrawable: 'PERISHABLE' });
    const both = await offerFor(cartOf(lamp, cheese));
    const right = { days: 14, sendBackDays: 14, refundDays: 14, returnCost: 'BUYER' };
    expect(both.terms.withdrawal).toEqual({ ...right, exempt: [{ line: 2, ground: 'PERISHABLE' }] });
    const alone = await offerFor(cartOf(cheese));
    expect(alone.terms.withdrawal).toEqual({ ...right, days: 0, exempt: [{ line: 1, ground: 'PERISHABLE' }] });
    const mugs = await shop.create({ sku: 'MUG', notWithdrawable: 'CUSTOMISED' });
    expect((await offerFor(cartOf(mugs))).terms.lines).toMatchObject([{ customised: true }]);
    await shop.change(cheese, { notWithdrawable: undefined });
    expect((await offerFor(cartOf(cheese))).terms.withdrawal).toEqual({ ...right, exempt: [] });
  });
});

describe('a consumer', () => {
  it('withdraws once for a key, is written to, sends the goods back, and is refunded by two people', async () => {
    const number = await delivered(await shopIn(office).create({ sku: 'BACK' }));
    const path = `/v1/orders/${number}/withdrawFromContract`;
    const key = randomUUID();
    const said = { statement: 'Not my colour.' };
    const first = await office.post('buyer', path, said, key).expect(200);
    expect(first.body.facts).toEqual(['ContractWithdrawn']);
    expect((await office.post('buyer', path, said, key).expect(200)).body).toEqual(first.body);
    expect((await office.post('buyer', path, said).expect(409)).body.code).toBe('contract-withdrawn');
    expect((await stateOf(number, 'buyer')).withdrawals).toMatchObject([
      { id: `${number}-V1`, statement: 'Not my colour.', amountMinor: 10_500, closed: null },
    ]);
    const { letters } = (await office.get('operator', `/v1/outbox?order=${number}&limit=200`).expect(200)).body;
    const told = letters.map(({ kind }: { kind: string }) => kind);
    expect(told).toEqual(expect.arrayContaining(['withdrawal-received', 'withdrawal-told']));

    await issue('buyer', number, 'proveSending', { withdrawal: `${number}-V1`, carrier: 'DHL', number: 'JD0146' });
    const clocks = (await actionsOf(number, 'buyer')).clocks.map(({ clock }: { clock: string }) => clock);
    expect(clocks).toContain('withdrawalRefundDue');
    const back = await issue('supplier', number, 'confirmGoodsBack', { withdrawal: `${number}-V1` });
    expect(back).toMatchObject({ stage: 'refund' });
    const [{ id, hash } = { id: '', hash: '' }] = (await stateOf(number)).disbursements;
    await issue('adviser', number, 'approveRefund', { disbursement: id, hash });
    const again = await office.post('adviser', `/v1/orders/${number}/approveRefund`, { disbursement: id, hash });
    expect(again.status).toBe(409);
    await issue('adviser-two', number, 'approveRefund', { disbursement: id, hash });
    await office.postXml('bank', '/v1/bank/notifications', notice([debit(id, 10_500)])).expect(200);
    expect(await stateOf(number)).toMatchObject({ stage: 'closed', outcome: 'withdrawn' });
  });

  it('is told why not, line by line, in the language that is read', async () => {
    const shop = shopIn(office);
    const cheese = await shop.create({ sku: 'STINKS', notWithdrawable: 'PERISHABLE' });
    const number = await delivered(await shop.create({ sku: 'KEPT' }), cheese);
    const lines = [{ line: 2, quantity: 1 }];
    const { body } = await office.post('buyer', `/v1/orders/${number}/withdrawFromContract`, { lines }).expect(422);
    expect(body).toMatchObject({ code: 'non-returnable', data: { line: 2, ground: 'PERISHABLE' } });
    const named = (await actionsOf(number, 'buyer')).actions.map(({ command }: { command: string }) => command);
    expect(named).toEqual(expect.arrayContaining(['withdrawFromContract', 'proveSending']));
    await office.post('buyer-two', `/v1/orders/${number}/withdrawFromContract`, {}).expect(404);
    await office.post('supplier', `/v1/orders/${number}/withdrawFromContract`, {}).expect(403);
  });

  it('who sends back a part gets its price, and the supplier the rest when the right is over', async () => {
    const number = await delivered(await shopIn(office).create({ sku: 'PART' }));
    await issue('buyer', number, 'confirmReceipt', { lines: [{ line: 1, accepted: 100 }] });
    await issue('buyer', number, 'withdrawFromContract', { lines: [{ line: 1, quantity: 40 }] });
    await issue('supplier', number, 'confirmGoodsBack', { withdrawal: `${number}-V1` });
    await refunded(number);
    office.moveTo((await stateOf(number)).receipt.withdrawUntil ?? '');
    await office.desk.elapseAll();
    const { stage, disbursements } = await stateOf(number);
    expect(stage).toBe('release');
    expect(disbursements.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['REFUND', 4200],
      ['PAYOUT', 6300],
    ]);
  });
});
