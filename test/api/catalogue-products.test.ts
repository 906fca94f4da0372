import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lamp } from '../domain/catalogue/sample.ts';
import { type Office, openOffice } from '../support/api.ts';
import { products, type Shop, shopIn } from './catalogue-shop.ts';

let office: Office;
let shop: Shop;
beforeAll(async () => {
  office = await openOffice();
  shop = shopIn(office);
});
afterAll(() => office?.close());

describe('a product', () => {
  it('is put in the catalogue once for its key, and Location leads to it', async () => {
    const body = { ...lamp, sku: 'ONCE' };
    const first = await office.post('supplier', products, body, 'create-once').expect(201);
    const second = await office.post('supplier', products, body, 'create-once').expect(201);
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotent-replayed']).toBe('true');
    const { product, hash } = first.body;
    const read = await office.get('buyer', first.headers.location!).expect(200);
    expect(read.body).toMatchObject({
      product,
      version: 1,
      hash,
      supplier: { id: 'c-brightworks', country: 'CN' },
      content: { sku: 'ONCE', hsCode: '853952' },
      certificates: [{ type: 'CE', status: 'VALID' }],
      certificatesValid: true,
      actions: ['collect', 'askForPrice'],
    });
    await office.post('supplier', products, { ...body, moq: 200 }, 'create-once').expect(422);
  });

  it('needs a key, and names the field and rule that is broken', async () => {
    await office.post('supplier', products, lamp, '').expect(400);
    const { body } = await office.post('supplier', products, { ...lamp, hsCode: '999999' }).expect(422);
    expect(body).toMatchObject({ code: 'invalid-input', issues: [{ in: 'body', path: 'hsCode' }] });
  });

  it("has a SKU of its own within its supplier's catalogue, and no say over another's", async () => {
    const product = await shop.create({ sku: 'OWN' });
    expect(await shop.post('supplier', products, { ...lamp, sku: 'OWN' }, 409)).toMatchObject({
      code: 'sku-taken',
      data: { product },
    });
    await shop.create({ sku: 'OWN' }, 'supplier-two');
  });

  it('is not sent again to who has it already', async () => {
    const product = await shop.create({ sku: 'TAGGED' });
    const { headers } = await office.get('buyer', `${products}/${product}`).expect(200);
    const again = await office.get('buyer', `${products}/${product}`).set('If-None-Match', headers.etag!).expect(304);
    expect(again.headers.etag).toBe(headers.etag);
    await shop.change(product, { stock: 7 });
    const later = await office.get('buyer', `${products}/${product}`).set('If-None-Match', headers.etag!).expect(200);
    expect(later.body).toMatchObject({ version: 2, content: { stock: 7 } });
  });

  it('shows a certificate that has run out as such', async () => {
    const [ce] = lamp.certificates;
    const product = await shop.create({ sku: 'OLD-CE', certificates: [{ ...ce, validUntil: '2026-01-31' }] });
    const { body } = await office.get('buyer', `${products}/${product}`).expect(200);
    expect(body).toMatchObject({ certificates: [{ status: 'EXPIRED' }], certificatesValid: false });
  });
});

describe('a change', () => {
  it('makes a new version with a hash of its own and leaves the old one on record', async () => {
    const product = await shop.create({ sku: 'CHANGED' });
    await shop.change(product, { moq: 200 });
    const { body } = await office.get('supplier', `${products}/${product}/versions`).expect(200);
    expect(body.versions).toMatchObject([
      { version: 2, by: { user: 'u-supplier', company: 'c-brightworks' } },
      { version: 1 },
    ]);
    expect(body.versions[0].hash).not.toBe(body.versions[1].hash);
    const first = await office.get('supplier', `${products}/${product}/versions/1`).expect(200);
    expect(first.body.content.moq).toBe(100);
    await office.get('supplier', `${products}/${product}/versions/3`).expect(404);
  });

  it('is refused when it is none, or based on a version that is not the last', async () => {
    const product = await shop.create({ sku: 'STALE' });
    const path = `${products}/${product}/versions`;
    expect(await shop.post('supplier', path, { basedOn: 1, product: { ...lamp, sku: 'STALE' } }, 422)).toMatchObject({
      code: 'no-change',
    });
    await shop.change(product, { stock: 1 });
    expect(
      await shop.post('supplier', path, { basedOn: 1, product: { ...lamp, sku: 'STALE', stock: 2 } }, 409),
    ).toMatchObject({ code: 'stale-version', data: { version: 2 } });
    await shop.create({ sku: 'STALE-2' });
    expect(await shop.post('supplier', path, { basedOn: 2, product: { ...lamp, sku: 'STALE-2' } }, 409)).toMatchObject({
      code: 'sku-taken',
    });
  });

  it('made by two at once is made by one', async () => {
    const product = await shop.create({ sku: 'RACED' });
    const answers = await Promise.all(
      [5, 6, 7, 8].map((stock) =>
        office.post('supplier', `${products}/${product}/versions`, {
          basedOn: 1,
          product: { ...lamp, sku: 'RACED', stock },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it("is the supplier's alone, like the history", async () => {
    const product = await shop.create({ sku: 'MINE' });
    const body = { basedOn: 1, product: { ...lamp, sku: 'MINE', stock: 9 } };
    for (const [person, code] of [
      ['buyer', 'not-a-supplier'],
      ['supplier-two', 'not-your-product'],
      ['operator', 'not-a-supplier'],
    ] as const) {
      expect(await shop.post(person, `${products}/${product}/versions`, body, 403)).toMatchObject({ code });
      await office.get(person, `${products}/${product}/versions`).expect(403);
      await office.get(person, `${products}/${product}/versions/1`).expect(403);
    }
  });
});

describe('who may write', () => {
  const nda = { title: 'NDA', sha256: 'a'.repeat(64) };
  const list = {
    name: 'List',
    currency: 'USD',
    scope: { kind: 'EVERYBODY' },
    validFrom: '2026-01-01T00:00:00Z',
    validUntil: null,
    entries: [{ subject: { kind: 'ALL' }, from: 1, discountBp: 100 }],
  };
  it.each([
    [products, lamp, 'not-a-supplier', ['buyer', 'auditor', 'warehouse', 'bank', 'operator']],
    ['/v1/catalogue/price-lists', list, 'not-a-supplier', ['buyer', 'adviser', 'operator']],
    ['/v1/catalogue/tiers', { company: 'c-harbour', tier: 'GOLD' }, 'not-a-supplier', ['buyer', 'operator']],
    [
      '/v1/catalogue/access',
      { supplier: 'c-brightworks', subject: 'x', nda },
      'not-a-buyer',
      ['supplier-two', 'operator'],
    ],
  ] as const)('POST %s is for one side', async (path, body, code, people) => {
    for (const person of people) expect(await shop.post(person, path, body, 403)).toMatchObject({ code });
  });

  it('a refusal is kept for its key like any answer', async () => {
    const first = await office.post('buyer', products, lamp, 'refused-once').expect(403);
    const again = await office.post('buyer', products, lamp, 'refused-once').expect(403);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  it('nobody who is not signed in reads or writes anything', async () => {
    const { default: request } = await import('supertest');
    for (const path of [products, '/v1/catalogue/suppliers', '/v1/folders', '/v1/catalogue/export?format=csv']) {
      await request(office.app).get(path).expect(401);
    }
    await request(office.app).post('/v1/catalogue/imports').expect(401);
  });
});
