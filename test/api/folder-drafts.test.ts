import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/api.ts';
import { termsOf } from '../support/http-trade.ts';
import { type Shop, shopIn } from './catalogue-shop.ts';

let office: Office;
let shop: Shop;
beforeAll(async () => {
  office = await openOffice();
  shop = shopIn(office);
  office.moveTo('2026-06-01T02:00:00Z');
});
afterAll(() => office?.close());

const collected = async (change: object): Promise<string> =>
  (await shop.post('buyer', '/v1/folders', { product: await shop.create(change), note: '' }, 201)).item;
const draft = (item: string, kind: string, body: object, status = 200) =>
  shop.post('buyer', `/v1/folders/${item}/${kind}-draft`, body, status);
const rule = { incoterm: 'FCA', namedPlace: 'Shenzhen', transport: 'SEA_LCL' };
const contractOn = { reference: 'PO-7001', currency: 'USD', destination: 'HK', ...rule };
const stateOf = async (order: string) => (await office.get('supplier', `/v1/orders/${order}`).expect(200)).body;
const issue = async (person: string, order: string, command: string, body: object) =>
  (await office.post(person, `/v1/orders/${order}/${command}`, body).expect(200)).body;

describe('a contract offered on a collected product', () => {
  it("opens an order with the buyer's own price of now as its first version, which the supplier accepts", async () => {
    const item = await collected({ sku: 'OFFERED' });
    const body = await draft(item, 'contract', contractOn);
    const { order } = await shop.post('buyer', '/v1/orders', body, 201);
    const seen = await stateOf(order);
    const [version] = seen.state.versions;
    expect(seen).toMatchObject({ stage: 'quote', waitingOn: ['supplier'], state: { source: 'PURCHASE_ORDER' } });
    expect(version).toMatchObject({ version: 1, by: 'buyer', terms: { lines: [{ sku: 'OFFERED', quantity: 100 }] } });
    const { offers } = (await office.get('buyer', `/v1/folders/${item}`).expect(200)).body.snapshot;
    const usd = offers.find(({ currency }: { currency: string }) => currency === 'USD');
    expect(version.terms.lines[0].price).toEqual(usd.price);
    const own = await office.post('buyer', `/v1/orders/${order}/acceptQuote`, { hash: version.hash }).expect(409);
    expect(own.body.code).toBe('own-offer');
    expect(await issue('supplier', order, 'acceptQuote', { hash: version.hash })).toMatchObject({ stage: 'contract' });
  });

  it('is answered by other terms, or lapses with its validity', async () => {
    const item = await collected({ sku: 'COUNTERED' });
    const body = await draft(item, 'contract', contractOn);
    const { order } = await shop.post('buyer', '/v1/orders', body, 201);
    const { state } = await stateOf(order);
    const terms = { ...state.versions[0].terms, warrantyDays: 30 };
    const counter = { terms, validUntil: '2026-06-08T00:00:00Z' };
    await issue('supplier', order, 'counterOffer', counter);
    expect((await stateOf(order)).state.versions).toHaveLength(2);
    const { order: left } = await shop.post('buyer', '/v1/orders', body, 201);
    office.moveTo('2026-06-11T02:00:00.001Z');
    await office.desk.elapseAll();
    expect(await stateOf(left)).toMatchObject({ stage: 'closed', state: { outcome: 'lapsed' } });
    office.moveTo('2026-06-01T02:00:00Z');
  });

  it('is refused for clauses that do not go together, quantities and currencies there are not', async () => {
    const item = await collected({ sku: 'UNSUITABLE' });
    const air = { ...contractOn, incoterm: 'FOB', transport: 'AIR' };
    expect(await draft(item, 'contract', air, 422)).toMatchObject({ code: 'invalid-input', issues: [{}] });
    expect(await draft(item, 'contract', { ...contractOn, quantity: 1 }, 422)).toMatchObject({
      code: 'below-minimum-order',
    });
    expect(await draft(item, 'contract', { ...contractOn, currency: 'CHF' }, 422)).toMatchObject({ code: 'no-price' });
    await office.post('buyer-two', `/v1/folders/${item}/contract-draft`, contractOn).expect(404);
  });

  it('is of the items of the demand, line by line, and of no other quantity', async () => {
    const item = await collected({ sku: 'MATCHED' });
    const body = await draft(item, 'contract', contractOn);
    const demand = { ...body.demand, items: [{ ...body.demand.items[0], quantity: 200 }] };
    expect(await shop.post('buyer', '/v1/orders', { ...body, demand }, 422)).toMatchObject({
      code: 'invalid-input',
      issues: [{ path: 'proposal.terms.lines.0' }],
    });
    const { order } = await shop.post('buyer', '/v1/orders', body, 201);
    await office.post('buyer', `/v1/orders/${order}/proposeTerms`, body.proposal).expect(404);
  });
});

describe('a sample of a collected product', () => {
  it('is ordered below the minimum, quoted by its supplier, and paid into escrow before anything is sent', async () => {
    const item = await collected({ sku: 'SAMPLED', moq: 100 });
    const body = await draft(item, 'sample', { pieces: 2, destination: 'Kwai Chung' });
    expect(body).toMatchObject({ source: 'SAMPLE', profile: 'samples', demand: { items: [{ quantity: 2 }] } });
    const { order } = await shop.post('buyer', '/v1/orders', body, 201);
    const base = termsOf('2026-06-01T02:00:00Z', {
      incoterm: 'DAP',
      transport: 'COURIER',
      settlement: { trigger: 'RECEIPT_CONFIRMED' },
      inspection: { mode: 'NONE' },
    });
    const lines = [{ ...base.lines[0], sku: 'SAMPLED', quantity: 2, price: { minor: 900, per: 1 } }];
    await issue('supplier', order, 'submitQuote', { terms: { ...base, lines }, validUntil: '2026-06-20T00:00:00Z' });
    const hash = (await stateOf(order)).state.versions[0].hash;
    await issue('buyer', order, 'acceptQuote', { hash });
    await issue('buyer', order, 'issuePurchaseOrder', { number: 'SAMPLE-1', hash });
    await issue('supplier', order, 'draftContract', {});
    const drafted = (await stateOf(order)).state.drafting.draft.hash;
    expect(await issue('buyer', order, 'confirmContract', { hash: drafted })).toMatchObject({ stage: 'escrow' });
    const { state } = (await office.get('buyer', `/v1/orders/${order}`).expect(200)).body;
    expect(state.payments).toMatchObject([{ amountMinor: 1800, currency: 'USD', status: 'OPEN' }]);
    const { documents } = (await office.get('buyer', `/v1/orders/${order}/documents`).expect(200)).body;
    expect(documents.map(({ type }: { type: string }) => type)).toContain('228');
  });

  it('starts from the private folder as well, and no more once the access is revoked', async () => {
    const product = await shop.create({ sku: 'SECRET', visibility: 'PRIVATE' });
    const grant = await shop.grant([product]);
    const { item, kind } = await shop.post('buyer', '/v1/folders', { product, note: 'ours' }, 201);
    expect(kind).toBe('PRIVATE');
    await draft(item, 'sample', { destination: 'Kwai Chung' });
    await draft(item, 'contract', contractOn);
    const { items } = (await office.get('buyer', '/v1/folders?kind=PRIVATE&q=SECRET').expect(200)).body;
    expect(items).toMatchObject([{ id: item }]);
    const { text } = await office.get('buyer', '/v1/folders/export?format=csv&kind=PRIVATE').expect(200);
    expect(text).toContain('SECRET');
    await office.post('supplier', `/v1/catalogue/access/${grant}/revoke`, { reason: 'over' }).expect(200);
    await draft(item, 'sample', { destination: 'Kwai Chung' }, 404);
  });
});
