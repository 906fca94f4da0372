import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/api.ts';
import { products, type Shop, shopIn } from './catalogue-shop.ts';

const lists = '/v1/catalogue/price-lists';
const at = '2026-06-01T00:00:00.000Z';

let office: Office;
let shop: Shop;
let product: string;
beforeAll(async () => {
  office = await openOffice();
  shop = shopIn(office);
  office.moveTo(at);
  product = await shop.create({ sku: 'PRICED' });
});
afterAll(() => office?.close());

const list = (name: string, scope: object, minor: number, changes: object = {}) => ({
  name,
  scope,
  currency: 'USD',
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: null,
  entries: [{ subject: { kind: 'SKU', sku: 'PRICED' }, from: 1, price: { minor, per: 1 } }],
  ...changes,
});
const price = async (person: string, query = 'currency=USD&quantity=100', status = 200) =>
  (await office.get(person, `${products}/${product}/price?${query}`).expect(status)).body;
const minorFor = async (person: string): Promise<number> => (await price(person)).offer.price.minor;

describe('a price', () => {
  it('says what was asked, of which version, and by which rules', async () => {
    expect(await price('buyer')).toEqual({
      product,
      version: 1,
      hash: expect.any(String),
      company: 'c-harbour',
      tier: null,
      at,
      wholesale: { unlocked: true, reason: 'Your company is a member until 2099-12-31T00:00:00.000Z.' },
      offer: {
        currency: 'USD',
        quantity: 100,
        price: { minor: 105, per: 1 },
        amountMinor: 10_500,
        leadTimeDays: 15,
        rules: [`product/${product}@1/price/USD/100`, `product/${product}@1/lead-time/1`],
        validUntil: null,
      },
    });
  });

  it.each([
    ['currency=USD&quantity=50', 'below-minimum-order', { minimum: 100 }],
    ['currency=USD&quantity=120', 'not-an-order-multiple', { orderMultiple: 50, next: 150 }],
    ['currency=EUR&quantity=100', 'no-price', { currencies: ['HKD', 'USD'] }],
  ])('for %s is refused as %s', async (query, code, data) => {
    expect(await price('buyer', query, 422)).toMatchObject({ code, data });
  });

  it.each([
    ['currency=usd&quantity=1', 'currency'],
    ['currency=USD', 'quantity'],
    ['currency=USD&quantity=0', 'quantity'],
  ])('for %s names the parameter that is wrong', async (query, field) => {
    const { issues } = await price('buyer', query, 400);
    expect(issues[0].path).toBe(field);
  });

  it('is offered by quantity, in one currency or in all', async () => {
    const { body } = await office.get('buyer', `${products}/${product}/offers`).expect(200);
    expect(
      body.offers
        .map(({ currency, quantity }: { currency: string; quantity: number }) => `${currency} ${quantity}`)
        .sort(),
    ).toEqual(['HKD 100', 'HKD 1000', 'USD 100', 'USD 1000', 'USD 500']);
    const usd = await office.get('buyer', `${products}/${product}/offers?currency=USD`).expect(200);
    expect(usd.body.offers).toHaveLength(3);
  });
});

describe('a tier', () => {
  const setTier = (company: string, tier: string | null) =>
    shop.post('supplier', '/v1/catalogue/tiers', { company, tier }, 200);

  it('gives its prices to a buyer the supplier approved, until it is ended, and to nobody else', async () => {
    await shop.post('supplier', lists, list('Gold', { kind: 'TIER', tier: 'GOLD' }, 90), 201);
    expect([await minorFor('buyer'), await minorFor('buyer-two')]).toEqual([105, 105]);
    await setTier('c-harbour', 'GOLD');
    expect([await minorFor('buyer'), await minorFor('buyer-two')]).toEqual([90, 105]);
    expect(await price('buyer')).toMatchObject({
      tier: 'GOLD',
      offer: { rules: [expect.stringMatching(/^list\/.+@1\/sku\/PRICED\/1\/price$/), expect.any(String)] },
    });
    await setTier('c-harbour', 'SILVER');
    expect(await minorFor('buyer')).toBe(105);
    await setTier('c-harbour', 'GOLD');
    await setTier('c-harbour', null);
    expect(await price('buyer')).toMatchObject({ tier: null, offer: { price: { minor: 105 } } });
  });

  it('of another supplier says nothing here', async () => {
    await shop.post('supplier-two', '/v1/catalogue/tiers', { company: 'c-harbour', tier: 'GOLD' }, 200);
    expect(await minorFor('buyer')).toBe(105);
  });

  it('is seen by both sides, and by nobody else', async () => {
    await setTier('c-lantau', 'BRONZE');
    const seenBy = async (person: string) => (await office.get(person, '/v1/catalogue/tiers').expect(200)).body.tiers;
    expect(await seenBy('buyer-two')).toEqual([
      { supplier: 'c-brightworks', company: 'c-lantau', tier: 'BRONZE', since: at },
    ]);
    expect(await seenBy('supplier')).toMatchObject([{ company: 'c-lantau' }]);
    expect(await seenBy('buyer')).toMatchObject([{ supplier: 'c-pearlriver' }]);
    expect(await seenBy('operator')).toEqual([]);
  });

  it('is for a buyer there is', async () => {
    for (const company of ['c-nobody', 'c-pearlriver', 'c-carrier']) {
      expect(await shop.post('supplier', '/v1/catalogue/tiers', { company, tier: 'GOLD' }, 422)).toMatchObject({
        code: 'unknown-company',
      });
    }
  });
});

describe('a price list', () => {
  it("for one company sets that company's price only, and each version its own", async () => {
    const own = list('Lantau', { kind: 'COMPANY', company: 'c-lantau' }, 80);
    const { list: id } = await shop.post('supplier', lists, own, 201);
    expect([await minorFor('buyer'), await minorFor('buyer-two')]).toEqual([105, 80]);
    const changed = { ...own, entries: [{ ...own.entries[0], price: { minor: 70, per: 1 } }] };
    expect(await shop.post('supplier', `${lists}/${id}/versions`, { basedOn: 1, list: changed }, 201)).toMatchObject({
      list: id,
      version: 2,
    });
    expect((await price('buyer-two')).offer).toMatchObject({
      price: { minor: 70 },
      rules: [`list/${id}@2/sku/PRICED/1/price`, expect.any(String)],
    });
    expect(await shop.post('supplier', `${lists}/${id}/versions`, { basedOn: 1, list: own }, 409)).toMatchObject({
      code: 'stale-version',
    });
    expect(await shop.post('supplier', `${lists}/${id}/versions`, { basedOn: 2, list: changed }, 422)).toMatchObject({
      code: 'no-change',
    });
  });

  it('counts from its first instant to its last', async () => {
    const during = { validFrom: '2026-07-01T00:00:00Z', validUntil: '2026-08-01T00:00:00Z' };
    await shop.post('supplier', lists, list('July', { kind: 'COMPANY', company: 'c-harbour' }, 60, during), 201);
    expect(await price('buyer')).toMatchObject({ offer: { price: { minor: 105 }, validUntil: during.validFrom } });
    office.moveTo('2026-07-15T00:00:00Z');
    expect(await price('buyer')).toMatchObject({ offer: { price: { minor: 60 }, validUntil: during.validUntil } });
    office.moveTo('2026-08-01T00:00:00Z');
    expect(await minorFor('buyer')).toBe(105);
    office.moveTo(at);
  });

  it("is its supplier's secret: nobody else lists, reads or changes it", async () => {
    const { list: id } = await shop.post('supplier', lists, list('Secret', { kind: 'EVERYBODY' }, 105), 201);
    await office.get('buyer', lists).expect(403);
    await office.get('operator', `${lists}/${id}`).expect(403);
    const others = await office.get('supplier-two', `${lists}/${id}`).expect(404);
    const none = await office.get('supplier-two', `${lists}/nothing`).expect(404);
    expect(others.body).toEqual(none.body);
    const body = { basedOn: 1, list: list('Secret', { kind: 'EVERYBODY' }, 1) };
    expect(await shop.post('supplier-two', `${lists}/${id}/versions`, body, 404)).toEqual(none.body);
    const { body: own } = await office.get('supplier-two', lists).expect(200);
    expect(own).toEqual({ lists: [] });
    expect((await office.get('supplier', `${lists}/${id}`).expect(200)).body).toMatchObject({
      id,
      content: { name: 'Secret' },
    });
    expect(
      (await office.get('supplier', lists).expect(200)).body.lists.map(({ name }: { name: string }) => name),
    ).toContain('Secret');
  });

  it('has a name of its own, and is for a buyer there is', async () => {
    await shop.post('supplier', lists, list('Twice', { kind: 'EVERYBODY' }, 105), 201);
    expect(await shop.post('supplier', lists, list('Twice', { kind: 'EVERYBODY' }, 1), 409)).toMatchObject({
      code: 'name-taken',
    });
    const { list: id } = await shop.post('supplier', lists, list('Thrice', { kind: 'EVERYBODY' }, 105), 201);
    const renamed = { basedOn: 1, list: list('Twice', { kind: 'EVERYBODY' }, 105) };
    expect(await shop.post('supplier', `${lists}/${id}/versions`, renamed, 409)).toMatchObject({ code: 'name-taken' });
    expect(
      await shop.post('supplier', lists, list('None', { kind: 'COMPANY', company: 'c-none' }, 1), 422),
    ).toMatchObject({ code: 'unknown-company' });
  });
});
