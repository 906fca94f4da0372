import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { policyNames } from '../../src/domain/policies.ts';
import { applyWebhooks } from '../../src/api/rails/applying.ts';
import type { Contracted, Order } from '../../src/domain/order/order.ts';
import { query } from '../../src/persistence/sql.ts';
import { credit, debit, notice } from '../support/bank-notices.ts';
import { capturedEvent, openRailsOffice, type RailsOffice } from '../support/rails-office.ts';
import { shopIn } from './catalogue-shop.ts';
import { found, importList } from './companies.ts';

let office: RailsOffice;
let lamp: string;
beforeAll(async () => {
  office = await openRailsOffice();
  lamp = await shopIn(office).create();
});
afterAll(() => office?.close());

const route = '/v1/orders/retail';
const address = {
  name: 'Chan Siu Ming 陳小明',
  lines: ['Flat 5, 12/F', '8 Nathan Road'],
  city: 'Kowloon',
  country: 'HK',
  phone: '+85221234567',
};
const cartOf = (quantity: number, product = lamp) => ({ lines: [{ product, quantity }], currency: 'USD', address });
const offerOf = async (cart: object, person = 'buyer') =>
  (await office.post(person, `${route}?dryRun=true`, cart).expect(200)).body;
const acceptOf = ({ hash, policies }: { hash: string; policies: { name: string; sha256: string }[] }) => ({
  terms: hash,
  policies: policies.map(({ name, sha256 }) => ({ name, sha256 })),
});
const clickable = async (cart: object, person = 'buyer') => ({
  ...cart,
  accept: acceptOf(await offerOf(cart, person)),
});
const order = async (body: object, person = 'buyer') => (await office.post(person, route, body).expect(201)).body;
const stateOf = async (number: string) =>
  (await office.get('auditor', `/v1/orders/${number}`).expect(200)).body.state as Order & Contracted;
const issue = async (person: string, number: string, command: string, body: object = {}) =>
  (await office.post(person, `/v1/orders/${number}/${command}`, body).expect(200)).body;

describe('the offer for a cart', () => {
  it('has list prices, terms, and a hash that stands as long as nothing changes; it opens nothing', async () => {
    const offer = await offerOf(cartOf(500));
    expect(offer).toMatchObject({ supplier: 'c-brightworks', currency: 'USD', totalMinor: 49_500 });
    expect(offer.terms).toMatchObject({
      incoterm: 'DAP',
      namedPlace: 'Kowloon, HK',
      transport: 'COURIER',
      settlement: { trigger: 'RECEIPT_CONFIRMED' },
      lines: [{ sku: 'LED-9W-E27', quantity: 500, price: { minor: 99, per: 1 } }],
    });
    expect(offer.providers).toMatchObject({
      carrier: { company: 'c-carrier', name: expect.any(String) },
      bank: { company: 'c-trustbank' },
    });
    expect((await offerOf(cartOf(500))).hash).toBe(offer.hash);
    expect((await offerOf(cartOf(550))).hash).not.toBe(offer.hash);
    expect((await office.get('buyer', '/v1/orders').expect(200)).body.orders).toEqual([]);
  });

  it.each([
    ['less than the minimum order', { quantity: 50 }, 422, 'below-minimum-order'],
    ['no multiple of what orders come in', { quantity: 120 }, 422, 'not-an-order-multiple'],
    ['more than is in stock', { quantity: 1250 }, 409, 'out-of-stock'],
    ['a product that there is not', { quantity: 100, product: 'none' }, 422, 'unknown-products'],
  ])('is refused for %s', async (_what, line, status, code) => {
    const cart = { lines: [{ product: lamp, ...line }], currency: 'USD', address };
    const { body } = await office.post('buyer', `${route}?dryRun=true`, cart).expect(status);
    expect(body).toMatchObject({ code });
    expect(body.detail).toMatch(/^lines/);
  });

  it('is made of one supplier, in one currency, of what is sold to everybody', async () => {
    const shop = shopIn(office);
    const other = await shop.create({ sku: 'OTHER' }, 'supplier-two');
    const hidden = await shop.create({ sku: 'HIDDEN', visibility: 'PRIVATE' });
    await shop.grant([hidden]);
    const line = (product: string) => ({ product, quantity: 100 });
    const asked = async (products: string[], more: object = {}) =>
      (await office.post('buyer', `${route}?dryRun=true`, { lines: products.map(line), address, ...more })).body;
    expect(await asked([lamp, other], { currency: 'USD' })).toMatchObject({ code: 'several-suppliers' });
    expect(await asked([lamp])).toMatchObject({ code: 'currency-needed', data: { currencies: ['HKD', 'USD'] } });
    expect(await asked([lamp], { currency: 'EUR' })).toMatchObject({ code: 'no-price' });
    expect(await asked([hidden], { currency: 'USD' })).toMatchObject({ code: 'unknown-products' });
    expect(await asked([lamp, lamp], { currency: 'USD' })).toMatchObject({ code: 'invalid-input' });
  });
});

describe('a product its supplier keeps out of retail', () => {
  it('is in the catalogue for companies, and no click buys it, nor one that saw it before', async () => {
    const shop = shopIn(office);
    const product = await shop.create({ sku: 'TRADE-ONLY' });
    const body = await clickable(cartOf(100, product));
    await shop.change(product, { retail: false });
    expect(await shop.skusFor('buyer', 'q=TRADE-ONLY')).toEqual(['TRADE-ONLY']);
    for (const path of [route, `${route}?dryRun=true`]) {
      const refused = await office.post('buyer', path, path === route ? body : cartOf(100, product)).expect(422);
      expect(refused.body.code).toBe('not-for-retail');
      expect(refused.body.detail).toMatch(/^lines\.0\.product: /);
    }
    await shop.change(product, { retail: true });
    const kept = await office.get('supplier', `/v1/catalogue/products/${product}`).expect(200);
    expect(kept.body.content).not.toHaveProperty('retail');
    await order(await clickable(cartOf(100, product)));
  });
});

describe("a consumer's order", () => {
  it('is refused without the click, and for a hash or a policy that is no longer so', async () => {
    const shop = shopIn(office);
    const product = await shop.create({ sku: 'STALE' });
    const cart = cartOf(100, product);
    const missing = await office.post('buyer', route, cart).expect(422);
    expect(missing.body.issues).toMatchObject([{ path: 'accept' }]);
    const body = await clickable(cart);
    const policies = [{ name: 'delivery', sha256: 'a'.repeat(64) }];
    const unread = await office.post('buyer', route, { ...cart, accept: { ...body.accept, policies } }).expect(409);
    expect(unread.body.code).toBe('stale-policy');
    await shop.change(product, { prices: [{ currency: 'USD', from: 100, minor: 130, per: 1 }] });
    const stale = await office.post('buyer', route, body).expect(409);
    expect(stale.body).toMatchObject({ code: 'stale-hash', data: { offer: { totalMinor: 13_000 } } });
    expect(await office.post('supplier', route, body).expect(403)).toBeDefined();
  });

  it('is contracted with its opening, once for its key, also when the answer was lost and prices moved', async () => {
    const shop = shopIn(office);
    const product = await shop.create({ sku: 'LOST' });
    const body = await clickable(cartOf(100, product));
    const key = randomUUID();
    office.desk.failNext('unknown', 'after');
    await office.post('buyer', route, body, key).expect(504);
    await shop.change(product, { prices: [{ currency: 'USD', from: 100, minor: 130, per: 1 }] });
    const again = await office.post('buyer', route, body, key).expect(201);
    expect(again.body).toMatchObject({ stage: 'escrow' });
    expect(again.headers.location).toBe(`/v1/orders/${again.body.order}`);
    expect(again.body.facts).toEqual(expect.arrayContaining(['OrderOpened', 'ContractSealed', 'PaymentRequested']));
    const replayed = await office.post('buyer', route, body, key).expect(201);
    expect(replayed.body).toEqual(again.body);
    const state = await stateOf(again.body.order);
    expect(state.contract.totalMinor).toBe(10_500);
    const { rows } = {
      rows: await query(office.orm, {
        text: `select from order_view where supplier = 'c-brightworks'
      and state->'consumer'->'listings'->0->>'product' = '${product}'`,
      }),
    };
    expect(rows).toHaveLength(1);
  });

  it('opens as it was decided, when the engine was away, though the price has moved since', async () => {
    const shop = shopIn(office);
    const product = await shop.create({ sku: 'AWAY' });
    const body = await clickable(cartOf(100, product));
    const key = randomUUID();
    office.desk.failNext('down');
    await office.post('buyer', route, body, key).expect(503);
    await shop.change(product, { prices: [{ currency: 'USD', from: 100, minor: 130, per: 1 }] });
    const { body: opened } = await office.post('buyer', route, body, key).expect(201);
    expect((await stateOf(opened.order)).contract.totalMinor).toBe(10_500);
  });

  it('takes of the stock, of two at once only one what is left; one that comes to nothing gives it back', async () => {
    const product = await shopIn(office).create({ sku: 'SCARCE', stock: 150 });
    const body = await clickable(cartOf(100, product));
    const both = await Promise.all([office.post('buyer', route, body), office.post('buyer', route, body)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const lost = both.find(({ status }) => status === 409);
    expect(lost?.body.code).toBe('out-of-stock');
    const won = both.find(({ status }) => status === 201)?.body.order as string;
    const { body: quoted } = await office.get('buyer', `/v1/orders/${won}/cancellation`).expect(200);
    await issue('buyer', won, 'cancel', { reason: 'Changed my mind.', quote: quoted.hash });
    expect((await office.get('buyer', `/v1/orders/${won}`).expect(200)).body.stage).toBe('closed');
    await order(body);
  });

  it('brings the address to those who need it, and to nobody else; the record does not hold it', async () => {
    const { order: number } = await order(await clickable(cartOf(100)));
    const path = `/v1/orders/${number}/address`;
    for (const person of ['buyer', 'supplier', 'carrier', 'customer-service'])
      expect((await office.get(person, path).expect(200)).body).toEqual(address);
    await office.get('warehouse', path).expect(403);
    await office.get('buyer-two', path).expect(404);
    const facts = await query<{ text: string }>(office.orm, {
      text: 'select string_agg(data::text, $2) as text from fact where order_no = $1',
      values: [number, ' '],
    });
    expect(facts[0]?.text).not.toMatch(/Nathan|Siu Ming|21234567/);
  });

  it('is open to a person who is no member, whom orders between businesses refuse', async () => {
    const consumer = await found(office, 'c-person', { name: 'Chan Siu Ming' });
    const { body: offer } = await consumer.post(`${route}?dryRun=true`, cartOf(100)).expect(200);
    const { body } = await consumer.post(route, { ...cartOf(100), accept: acceptOf(offer) }).expect(201);
    const seen = await consumer.get(`/v1/orders/${body.order}`).expect(200);
    expect(seen.body).toMatchObject({ mode: 'B2C', profile: 'retail@3', stage: 'escrow' });
    const demand = { items: [{ description: 'lamp', quantity: 1 }], destination: 'Kowloon' };
    const asked = await consumer.post('/v1/orders', { supplier: 'c-brightworks', demand }).expect(403);
    expect(asked.body.code).toBe('not-qualified');
    // A click of somebody else does not accept an offer that was made to this person.
    await office.post('buyer', route, { ...cartOf(100), accept: acceptOf(offer) }).expect(409);
  });

  it('waits while the buyer looks like a denied party', async () => {
    const consumer = await found(office, 'c-listed', { name: 'Kestrel Maritime Holding Ltd' });
    await importList(office, ['X-1,Kestrel Maritime Holding Limited,,HK,TEST']);
    const { body: offer } = await consumer.post(`${route}?dryRun=true`, cartOf(100)).expect(200);
    const { body } = await consumer.post(route, { ...cartOf(100), accept: acceptOf(offer) }).expect(409);
    expect(body.code).toBe('screening-open');
  });

  it('is not opened with its profile between businesses', async () => {
    const demand = { items: [{ description: 'lamp', quantity: 1 }], destination: 'Kowloon' };
    const body = { supplier: 'c-brightworks', demand, profile: 'retail' };
    expect((await office.post('buyer', '/v1/orders', body).expect(404)).body.code).toBe('unknown-profile');
  });

  it("keeps to its company's purchase policy, and waits for no approval", async () => {
    const policy = {
      levels: [
        {
          name: 'manager',
          currency: 'USD',
          fromMinor: 20_000,
          approvers: { users: ['u-buyer-manager'] },
          needs: 'ANY',
          timeoutHours: 4,
        },
      ],
      limits: [{ of: 'COMPANY', window: 'DAY', currency: 'USD', minor: 15_000 }],
    };
    const { body: kept } = await office.post('buyer', '/v1/approval-policies', policy).expect(201);
    await office.post('buyer-manager', `/v1/approval-policies/${kept.version}/confirm`).expect(200);
    const large = await office.post('buyer', route, await clickable(cartOf(250))).expect(409);
    expect(large.body.code).toBe('approval-needed');
    await order(await clickable(cartOf(100)));
    const beyond = await office.post('buyer', route, await clickable(cartOf(100))).expect(409);
    expect(beyond.body.code).toBe('purchase-limit');
  });
});

describe('a whole retail trade', () => {
  const shipped = async (number: string): Promise<void> => {
    await issue('supplier', number, 'readyForDispatch');
    const transportDocument = { type: '703', number: 'SF-1000200' };
    await issue('carrier', number, 'handOver', { carrier: 'SF Express', transportDocument });
    await issue('carrier', number, 'arrived', { evidence: 'signed at the door' });
  };
  const paidOut = async (number: string): Promise<void> => {
    const { disbursements } = await stateOf(number);
    for (const { id, hash } of disbursements)
      for (const adviser of ['adviser', 'adviser-two'])
        await issue(adviser, number, 'approvePayout', { disbursement: id, hash });
    for (const { id, amountMinor } of disbursements)
      await office.postXml('bank', '/v1/bank/notifications', notice([debit(id, amountMinor)])).expect(200);
  };

  it('is paid by a payment link and released by silence', async () => {
    const { order: number } = await order(await clickable(cartOf(100), 'buyer-two'), 'buyer-two');
    await issue('buyer-two', number, 'openPaymentLink', { request: 'P1' });
    const { body } = await office.get('buyer-two', `/v1/orders/${number}/payment-links`).expect(200);
    const { path } = body.links[0] as { path: string };
    const started = await office.pay(path, { rail: 'card' }).expect(201);
    await office.deliver(`e-${number}`, capturedEvent(started.body.attempt, 10_500)).expect(200);
    await applyWebhooks(office.deps);
    expect((await stateOf(number)).stage).toBe('production');
    await shipped(number);
    const { receipt } = await stateOf(number);
    office.moveTo(receipt.autoConfirmAt ?? '');
    await office.desk.elapseAll();
    expect((await stateOf(number)).stage).toBe('release');
    await paidOut(number);
    expect(await stateOf(number)).toMatchObject({ stage: 'completed', titleTransferredAt: expect.any(String) });
  });

  it('is paid by bank and released when the buyer has confirmed and can withdraw no more', async () => {
    const { order: number } = await order(await clickable(cartOf(100), 'buyer-two'), 'buyer-two');
    const [asked] = (await stateOf(number)).payments;
    const paid = notice([credit(asked?.reference ?? '', asked?.amountMinor ?? 0)]);
    await office.postXml('bank', '/v1/bank/notifications', paid).expect(200);
    await shipped(number);
    await issue('buyer-two', number, 'confirmReceipt', { lines: [{ line: 1, accepted: 100 }] });
    office.moveTo((await stateOf(number)).receipt.withdrawUntil ?? '');
    await office.desk.elapseAll();
    await paidOut(number);
    expect((await stateOf(number)).stage).toBe('completed');
    // The evidence holds what the click accepted, byte for byte what the contract's hash is over.
    const { body: evidence } = await office.get('buyer-two', `/v1/orders/${number}/evidence`).expect(200);
    const signed = evidence.parts.find((part: { name: string }) => part.name === 'contract-1.json');
    expect(signed.sha256).toBe((await stateOf(number)).contract.hash);
    const agreed = JSON.parse(Buffer.from(signed.content, 'base64').toString('utf8'));
    expect(agreed.consumer).toMatchObject({ listings: [{ product: lamp }] });
    expect(agreed.consumer.policies.map(({ name }: { name: string }) => name)).toEqual([...policyNames]);
  });
});
