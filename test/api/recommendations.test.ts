import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { record } from '../../src/persistence/order-store.ts';
import { query } from '../../src/persistence/sql.ts';
import { aFact, aRecord, aView } from '../persistence/recorded.ts';
import { type Office, openOffice } from '../support/api.ts';
import { products, type Shop, shopIn } from './catalogue-shop.ts';

const others = ['c-one', 'c-two', 'c-three'];
let office: Office;
let shop: Shop;
const made = new Map<string, string>();
let orders = 26_500_000;

/** A contract of a buyer with a supplier over these SKUs, as the record holds it. */
async function sealed(buyer: string, ...skus: string[]): Promise<string> {
  orders += 1;
  const order = String(orders);
  const lines = skus.map((sku, at) => (
    { line: at + 1, sku, hsCode: '940542', unit: 'C62', quantity: 10, price: { minor: 100, per: 1 } }));
  const contract = { version: 1, hash: 'a'.repeat(64), terms: { currency: 'USD', lines } };
  const view = aView(order, 1, { companies: { ...aView(order, 1).companies, buyer } });
  const facts = [{ ...aFact(1, 'ContractSealed', { contract }), at: office.deps.now() }];
  await record(office.orm, { ...aRecord(order, 1, 1, { view }), facts });
  return order;
}

beforeAll(async () => {
  office = await openOffice();
  shop = shopIn(office);
  for (const sku of ['LAMP-1', 'SHADE', 'CABLE']) made.set(sku, await shop.create({ sku }));
  made.set('OEM-7', await shop.create({ sku: 'OEM-7', visibility: 'PRIVATE' }));
  for (const id of others) {
    await query(office.orm, {
      text: `insert into company (id, name, country, kinds) values ($1, $1, 'HK', '{buyer}')`, values: [id],
    });
  }
});
afterAll(() => office?.close());

const together = async (person = 'buyer', sku = 'LAMP-1') =>
  (await office.get(person, `${products}/${made.get(sku)}/bought-together`).expect(200)).body.recommendations;
const insight = async () => (await office.get('buyer', '/v1/companies/c-harbour/insight').expect(200)).body;

describe('what others bought together', () => {
  it('is not told while one or two other companies bought it, nor what they pay', async () => {
    await sealed('c-harbour', 'LAMP-1');
    for (const buyer of ['c-one', 'c-one', 'c-one', 'c-two']) await sealed(buyer, 'LAMP-1', 'SHADE', 'OEM-7');
    expect(await together()).toEqual([]);
    const { recommendations, trend } = await insight();
    expect(recommendations).toEqual([]);
    expect(trend).toMatchObject([{ own: { contracts: 1 }, market: null }]);
  });

  it('is told of three by their number, without who, when and what is private', async () => {
    await sealed('c-three', 'LAMP-1', 'SHADE', 'OEM-7');
    const shade = {
      why: 'BOUGHT_TOGETHER', supplier: 'c-brightworks', sku: 'SHADE', product: made.get('SHADE'), contracts: 5,
      buyers: 3, with: [made.get('LAMP-1')],
    };
    expect(await together()).toEqual([shade]);
    expect((await insight()).recommendations).toEqual([shade]);
    const body = JSON.stringify([await together(), await together('supplier'), await insight()]);
    for (const secret of ['OEM-7', ...others, ...[1, 2, 3, 4].map((at) => String(26_500_001 + at))]) {
      expect(body).not.toContain(secret);
    }
  });

  it('leaves out the private even for who was shown it, and asks of others\' private products nothing', async () => {
    await office.get('buyer', `${products}/${made.get('OEM-7')}/bought-together`).expect(404);
    await shop.grant([made.get('OEM-7')!]);
    expect(await together('buyer', 'OEM-7')).toEqual([]);
    expect((await together()).map(({ sku }: { sku: string }) => sku)).toEqual(['SHADE']);
  });

  it('is no more told when the product is taken off sale', async () => {
    await shop.change(made.get('SHADE')!, { onSale: false });
    expect([await together(), (await insight()).recommendations]).toEqual([[], []]);
    await shop.change(made.get('SHADE')!, { onSale: true });
  });
});

describe('what to order again', () => {
  it("is of the company's own contracts, each named", async () => {
    const first = await sealed('c-harbour', 'CABLE');
    const second = await sealed('c-harbour', 'CABLE');
    const again = (await insight()).recommendations.filter(({ why }: { why: string }) => why === 'BOUGHT_AGAIN');
    expect(again).toMatchObject([{
      sku: 'CABLE', product: made.get('CABLE'), contracts: 2, lastQuantity: 10, unit: 'C62', orders: [second, first],
    }]);
  });
});
