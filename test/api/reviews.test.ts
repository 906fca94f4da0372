import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seenBy } from '../../src/persistence/party-view.ts';
import { reviewsOf } from '../../src/persistence/reviews/reviews.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { playTo } from '../support/http-trade.ts';
import { products, shopIn } from './catalogue-shop.ts';

let office: Office;
let product: string;
let order: string;
beforeAll(async () => {
  office = await openOffice();
  product = await shopIn(office).create({ sku: 'LAMP-1' });
  order = (await playTo(office, 'completed')).path.split('/').at(-1)!;
});
afterAll(() => office?.close());

const reviews = () => `${products}/${product}/reviews`;
const said = (changes: object = {}) => ({ order, line: 1, stars: 4, text: 'Bright, and well packed.', ...changes });
const seen = async (person: string) => (await office.get(person, reviews()).expect(200)).body;

describe('a product', () => {
  it('has neither stars nor reviews at first', async () => {
    expect(await seen('buyer')).toMatchObject({ count: 0, averageHundredths: null, reviews: [], next: null });
    const { body } = await office.get('buyer-two', `${products}/${product}`).expect(200);
    expect(body.reviews).toMatchObject({ count: 0, averageHundredths: null });
  });

  it('is reviewed by who has received it, by that line, and by nobody else', async () => {
    await office.post('supplier', reviews(), said()).expect(403);
    await office.post('buyer-two', reviews(), said()).expect(404);
    for (const wrong of [{ line: 2 }, { stars: 6 }, { stars: 0 }, { text: ' ' }]) {
      expect([409, 422]).toContain((await office.post('buyer', reviews(), said(wrong))).status);
    }
    const running = (await playTo(office, 'contract')).path.split('/').at(-1)!;
    const early = await office.post('buyer', reviews(), said({ order: running })).expect(409);
    expect(early.body.code).toBe('not-received');
    const other = await shopIn(office).create({ sku: 'LAMP-2' });
    expect((await office.post('buyer', `${products}/${other}/reviews`, said()).expect(409)).body.code)
      .toBe('not-received');
    expect(await seen('buyer')).toMatchObject({ count: 0 });
  });

  it('is reviewed once a line; what is said can change, and what was said stays', async () => {
    const { body } = await office.post('buyer', reviews(), said()).expect(201);
    expect((await office.post('buyer', reviews(), said()).expect(409)).body.code).toBe('already-reviewed');
    const path = `/v1/catalogue/reviews/${body.review}`;
    await office.post('buyer-two', `${path}/versions`, { stars: 1, text: 'x' }).expect(403);
    await office.post('supplier-two', `${path}/answers`, { text: 'x' }).expect(403);
    const page = async () => (await office.get('buyer-two', `${products}/${product}`).expect(200)).body.reviews;
    expect(await page()).toMatchObject({ count: 1, averageHundredths: 400 });
    await office.post('buyer', `${path}/versions`, { stars: 2, text: 'Two of them broke.' }).expect(201);
    await office.post('supplier', `${path}/answers`, { text: 'We send new ones.' }).expect(201);
    expect(await page()).toMatchObject({ count: 1, averageHundredths: 200, stars: [{}, {}, {}, { count: 1 }, {}] });
    expect(await seen('buyer')).toMatchObject({
      count: 1, averageHundredths: 200,
      stars: [{ stars: 5, count: 0 }, { stars: 4, count: 0 }, {}, { stars: 2, count: 1 }, {}],
      reviews: [{
        stars: 2, text: 'Two of them broke.', country: 'HK', buyer: 'c-harbour', order, actions: ['change'],
        earlier: [{ stars: 4, text: 'Bright, and well packed.' }], answers: [{ text: 'We send new ones.' }],
      }],
    });
  });

  it('is told of without the buyer and the order to those who have no part in it', async () => {
    expect((await seen('supplier')).reviews[0]).toMatchObject({ buyer: 'c-harbour', order, actions: ['answer'] });
    const told = { buyer: null, order: null, country: 'HK', actions: [] };
    expect((await seen('buyer-two')).reviews[0]).toMatchObject(told);
    const stranger = seenBy(office.orm, { company: 'c-lantau', roles: [] });
    const { reviews: read } = await reviewsOf(stranger, product, { limit: 5 });
    expect(read).toMatchObject([{ buyer: null, order: null, entries: [{}, {}, {}] }]);
  });

  it('made private takes what is said of it along', async () => {
    await shopIn(office).change(product, { visibility: 'PRIVATE' });
    await office.get('buyer-two', reviews()).expect(404);
    const stranger = seenBy(office.orm, { company: 'c-lantau', roles: [] });
    expect((await reviewsOf(stranger, product, { limit: 5 })).reviews).toEqual([]);
    await expect(query(office.orm, { text: `update product_review_entry set text = 'x'` }))
      .rejects.toMatchObject({ code: 'append-only' });
  });
});
