import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { type Office, openOffice } from '../support/api.ts';
import { type Shop, shopIn } from './catalogue-shop.ts';

const folders = '/v1/folders';

let office: Office;
let shop: Shop;
beforeAll(async () => {
  office = await openOffice();
  shop = shopIn(office);
  office.moveTo('2026-06-01T00:00:00Z');
});
afterAll(() => office?.close());

const collect = async (product: string, note = '', person = 'buyer'): Promise<string> =>
  (await shop.post(person, folders, { product, note }, 201)).item;
const item = async (id: string, person = 'buyer') => (await office.get(person, `${folders}/${id}`).expect(200)).body;
const listed = async (query = '', person = 'buyer') =>
  (await office.get(person, `${folders}?${query}`).expect(200)).body;

describe('a public folder', () => {
  it('keeps a product with its price and specification as they were', async () => {
    const product = await shop.create({ sku: 'KEPT' });
    const id = await collect(product, 'For the kitchen');
    await shop.change(product, { moq: 200, specifications: [{ name: 'Power', value: '10 W' }] });
    const kept = await item(id);
    expect(kept).toMatchObject({
      kind: 'PUBLIC',
      note: 'For the kitchen',
      offered: true,
      currentVersion: 2,
      collectedBy: 'u-buyer',
      snapshot: { product, version: 1, content: { moq: 100 }, offers: [{ quantity: 100 }, {}, {}, {}, {}] },
    });
    expect(kept.drift).toEqual(
      expect.arrayContaining([
        { path: 'moq', from: 100, to: 200 },
        { path: 'specifications.Power.value', from: '9 W', to: '10 W' },
        { path: 'specifications.Voltage', from: { name: 'Voltage', value: '230 V' }, to: null },
      ]),
    );
  });

  it("shows that the reader's own price moved though the product did not", async () => {
    const product = await shop.create({ sku: 'MOVED' });
    const id = await collect(product);
    expect((await item(id)).drift).toEqual([]);
    await shop.post(
      'supplier',
      '/v1/catalogue/price-lists',
      {
        name: 'Harbour',
        currency: 'USD',
        scope: { kind: 'COMPANY', company: 'c-harbour' },
        validFrom: '2026-01-01T00:00:00Z',
        validUntil: null,
        entries: [{ subject: { kind: 'SKU', sku: 'MOVED' }, from: 1, price: { minor: 100, per: 1 } }],
      },
      201,
    );
    expect((await item(id)).drift).toContainEqual({ path: 'offers.USD 100.price.minor', from: 105, to: 100 });
    const other = await collect(product, '', 'buyer-two');
    expect((await item(other, 'buyer-two')).drift).toEqual([]);
  });

  it('takes a product once, and anew when asked', async () => {
    const product = await shop.create({ sku: 'TWICE' });
    const id = await collect(product);
    expect(await shop.post('buyer', folders, { product }, 409)).toMatchObject({
      code: 'already-collected',
      data: { item: id },
    });
    await shop.change(product, { stock: 3 });
    const { sha256 } = await shop.post('buyer', `${folders}/${id}/recollect`, {}, 200);
    expect(await item(id)).toMatchObject({ sha256, drift: [], snapshot: { version: 2 } });
  });

  it("is its company's: others are answered as if there were nothing", async () => {
    const id = await collect(await shop.create({ sku: 'PRIVY' }));
    for (const [person, status] of [
      ['buyer-two', 404],
      ['supplier', 404],
      ['operator', 404],
    ] as const) {
      await office.get(person, `${folders}/${id}`).expect(status);
      await office.post(person, `${folders}/${id}/enquiry-draft`, { destination: 'Hong Kong' }).expect(404);
      await office.post(person, `${folders}/${id}/recollect`, {}).expect(404);
    }
    expect((await listed('', 'operator')).items).toEqual([]);
    expect(await shop.post('supplier', folders, { product: (await item(id)).snapshot.product }, 403)).toMatchObject({
      code: 'not-a-buyer',
    });
  });

  it('is emptied by its company, and emptying it again changes nothing', async () => {
    const id = await collect(await shop.create({ sku: 'DROPPED' }));
    const tokens = {
      buyer: await office.token('buyer'),
      'buyer-two': await office.token('buyer-two'),
      supplier: await office.token('supplier'),
    };
    const drop = (person: keyof typeof tokens, key: string) =>
      request(office.app)
        .delete(`${folders}/${id}`)
        .set('Authorization', `Bearer ${tokens[person]}`)
        .set('Idempotency-Key', key);
    await drop('buyer-two', 'drop-0').expect(204);
    await item(id);
    await drop('buyer', 'drop-1').expect(204);
    await drop('buyer', 'drop-1').expect(204);
    await drop('buyer', 'drop-2').expect(204);
    await drop('supplier', 'drop-3').expect(403);
    await office.get('buyer', `${folders}/${id}`).expect(404);
  });
});

describe('a private folder', () => {
  it('holds what was shown in confidence, and nothing of it once the access is revoked', async () => {
    const product = await shop.create({ sku: 'SECRET', visibility: 'PRIVATE' });
    const grant = await shop.grant([product], 'buyer-two');
    const id = await collect(product, 'our own lamp', 'buyer-two');
    expect(await item(id, 'buyer-two')).toMatchObject({ kind: 'PRIVATE', offered: true });
    expect((await listed('kind=PRIVATE', 'buyer-two')).items.map((each: { id: string }) => each.id)).toEqual([id]);
    expect((await listed('kind=PUBLIC', 'buyer-two')).items.map((each: { id: string }) => each.id)).not.toContain(id);
    await shop.change(product, { onSale: false });
    expect(await item(id, 'buyer-two')).toMatchObject({ offered: false });
    await shop.post('supplier', `/v1/catalogue/access/${grant}/revoke`, { reason: 'Over.' }, 200);
    await office.get('buyer-two', `${folders}/${id}`).expect(404);
    expect((await listed('kind=PRIVATE', 'buyer-two')).items).toEqual([]);
    const { text } = await office.get('buyer-two', `${folders}/export?format=csv`).expect(200);
    expect(text).not.toContain('SECRET');
  });
});

describe('the folders', () => {
  it('are searched by name, SKU and note, in both languages', async () => {
    await collect(await shop.create({ sku: 'FOUND', names: { 'zh-HK': '充電線' } }), 'for the spring fair');
    const found = async (q: string) =>
      (await listed(`q=${encodeURIComponent(q)}`)).items.map(
        (each: { snapshot: { content: { sku: string } } }) => each.snapshot.content.sku,
      );
    for (const q of ['充電', 'found', 'spring fairs']) expect(await found(q)).toEqual(['FOUND']);
    expect(await found('sofa')).toEqual([]);
  });

  it('are shown page by page, last collected first', async () => {
    const all = (await listed('limit=100')).items;
    const shown: object[] = [];
    let after = '';
    do {
      const page = await listed(`limit=2${after}`);
      shown.push(...page.items);
      after = page.next === null ? '' : `&after=${page.next}`;
    } while (after !== '');
    expect(shown).toEqual(all);
    await office.get('buyer', `${folders}?after=x`).expect(404);
  });

  it('are exported with prices as collected and what is different since', async () => {
    const { text, headers } = await office.get('buyer', `${folders}/export?format=csv&q=KEPT`).expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = text.replace('\uFEFF', '').trimEnd().split('\r\n');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(/^item,kind,supplier,sku,/);
    expect(lines[1]).toMatch(/,100,USD,1\.05,1,15,|,100,HKD,81\.75,10,15,/);
    expect(lines[1]).toContain('specifications.Power.value');
    await office.get('buyer', `${folders}/export`).expect(400);
  });
});

describe('an enquiry draft', () => {
  it('opens an order when it is sent as it is', async () => {
    const id = await collect(await shop.create({ sku: 'ASKED' }));
    const draft = await shop.post(
      'buyer',
      `${folders}/${id}/enquiry-draft`,
      { destination: 'Kwai Chung', language: 'zh-CN' },
      200,
    );
    expect(draft).toMatchObject({
      supplier: 'c-brightworks',
      demand: { items: [{ sku: 'ASKED', description: 'LED 球泡灯 9瓦', quantity: 100 }], destination: 'Kwai Chung' },
    });
    const opened = await shop.post('buyer', '/v1/orders', draft, 201);
    const { body } = await office.get('supplier', `/v1/orders/${opened.order}`).expect(200);
    expect(body.state.demand.items[0]).toMatchObject({ sku: 'ASKED', quantity: 100 });
  });

  it('is refused for quantities the supplier does not take, and without a destination', async () => {
    const id = await collect(await shop.create({ sku: 'REFUSED' }));
    const draft = (body: object) => shop.post('buyer', `${folders}/${id}/enquiry-draft`, body, 422);
    expect(await draft({ destination: 'Kwai Chung', quantity: 1 })).toMatchObject({ code: 'below-minimum-order' });
    expect(await draft({ destination: 'Kwai Chung', quantity: 130 })).toMatchObject({
      code: 'not-an-order-multiple',
      data: { next: 150 },
    });
    expect(await draft({})).toMatchObject({ code: 'invalid-input', issues: [{ path: 'destination' }] });
  });
});
