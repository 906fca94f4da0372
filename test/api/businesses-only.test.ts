import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRailsOffice, type RailsOffice } from '../support/rails-office.ts';
import { shopIn } from './catalogue-shop.ts';

let office: RailsOffice;
beforeAll(async () => {
  office = await openRailsOffice();
});
afterAll(() => office?.close());

const route = '/v1/company';
const orders = '/v1/orders/retail';
const cart = (product: string) => ({
  lines: [{ product, quantity: 100 }],
  currency: 'USD',
  address: { name: 'Chan Siu Ming', lines: ['8 Nathan Road'], city: 'Kowloon', country: 'HK' },
});

describe('a company that sells to businesses only', () => {
  it('keeps all it offers out of retail at once, and stays in the catalogue of companies', async () => {
    const shop = shopIn(office);
    const product = await shop.create({ sku: 'WHOLESALER' }, 'supplier-two');
    const shown = async () => (await office.get('buyer', `/v1/catalogue/products/${product}`).expect(200)).body.retail;
    const { hash, policies } = (await office.post('buyer', `${orders}?dryRun=true`, cart(product)).expect(200)).body;
    const read = policies.map(({ name, sha256 }: { name: string; sha256: string }) => ({ name, sha256 }));
    const body = { ...cart(product), accept: { terms: hash, policies: read } };
    expect(await shown()).toBe(true);
    await office.post('supplier-two', route, { businessesOnly: true }).expect(200);
    expect((await office.get('supplier-two', route).expect(200)).body.businessesOnly).toBe(true);
    expect((await office.get('supplier', route).expect(200)).body.businessesOnly).toBe(false);
    expect(await shown()).toBe(false);
    expect(await shop.skusFor('buyer', 'q=WHOLESALER')).toEqual(['WHOLESALER']);
    expect(await shop.skusFor('buyer', 'q=WHOLESALER&retail=true')).toEqual([]);
    expect((await office.post('buyer', orders, body).expect(422)).body.code).toBe('not-for-retail');
    // What is left out of a change stays.
    await office.post('supplier-two', route, { name: 'Lumen Works' }).expect(200);
    expect((await office.get('supplier-two', route).expect(200)).body.businessesOnly).toBe(true);
    await office.post('supplier-two', route, { businessesOnly: false }).expect(200);
    expect(await shop.skusFor('buyer', 'q=WHOLESALER&retail=true')).toEqual(['WHOLESALER']);
    await office.post('buyer', orders, body).expect(201);
  });

  it('is told so by its own administrators alone', async () => {
    await office.post('adviser', route, { businessesOnly: true }).expect(403);
    const { body } = await office.post('supplier-two', route, { businessesOnly: 'yes' }).expect(422);
    expect(body.issues).toMatchObject([{ path: 'businessesOnly' }]);
  });
});
