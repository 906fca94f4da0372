import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/api.ts';
import { products, type Shop, shopIn } from './catalogue-shop.ts';

let office: Office;
let shop: Shop;
const usd = (minor: number, per = 1) => ({ prices: [{ currency: 'USD', from: 1, minor, per }] });

beforeAll(async () => {
  office = await openOffice();
  shop = shopIn(office);
  await shop.create({ sku: 'A-LAMP', ...usd(105) });
  await shop.create({
    sku: 'B-CABLE',
    names: { en: 'Charging cables', 'zh-HK': '充電線' },
    descriptions: {},
    category: 'electronics/cables',
    specifications: [{ name: 'Length', value: '2 m' }],
    hsCode: '854442',
    origin: 'VN',
    ...usd(250, 10),
    certificates: [],
  });
  await shop.create(
    {
      sku: 'C-HANG',
      names: { 'zh-CN': '吊灯' },
      descriptions: {},
      category: 'lighting',
      specifications: [],
      prices: [{ currency: 'HKD', from: 1, minor: 9000, per: 1 }],
    },
    'supplier-two',
  );
  await shop.create({ sku: 'D-OFF', onSale: false });
});
afterAll(() => office?.close());

const find = (query: string) => shop.skusFor('buyer', `sort=name&${query}`);
const q = (text: string) => find(`q=${encodeURIComponent(text)}`);

describe('the search', () => {
  it.each([
    ['lamps', ['A-LAMP']],
    ['LAMP kitchen', ['A-LAMP']],
    ['lamp for the kitchens', ['A-LAMP']],
    ['cable', ['B-CABLE']],
    ['charg', ['B-CABLE']],
    ['b-cab', ['B-CABLE']],
    ['e27', ['A-LAMP']],
    ['230', ['A-LAMP']],
    ['lamp cable', []],
    ['sofa', []],
  ])('finds English words by their stem, their beginning and SKU: %s', async (text, skus) => {
    expect(await q(text)).toEqual(skus);
  });

  it.each([
    ['球泡灯', ['A-LAMP']],
    ['灯', ['A-LAMP', 'C-HANG']],
    ['泡灯', ['A-LAMP']],
    ['吊灯', ['C-HANG']],
    ['充電線', ['B-CABLE']],
    ['慳電膽', ['A-LAMP']],
    ['灯泡', []],
    ['LED 球泡', ['A-LAMP']],
  ])('finds Chinese by the characters and their neighbours: %s', async (text, skus) => {
    expect((await q(text)).toSorted()).toEqual(skus);
  });

  it('puts what is named so before what only mentions it', async () => {
    await shop.create({
      sku: 'Z-FITTING',
      names: { en: 'Fitting' },
      descriptions: { en: 'Takes any cable' },
      category: 'fittings',
      origin: 'DE',
      hsCode: '761699',
      prices: [{ currency: 'EUR', from: 1, minor: 5 }],
    });
    expect(await shop.skusFor('buyer', 'q=cable')).toEqual(['B-CABLE', 'Z-FITTING']);
  });

  it.each([
    ['category=lighting', ['A-LAMP', 'C-HANG']],
    ['category=lighting/led-lamps', ['A-LAMP']],
    ['category=light', []],
    ['supplier=c-pearlriver', ['C-HANG']],
    ['origin=VN', ['B-CABLE']],
    ['hs=8544', ['B-CABLE']],
    ['hs=85&origin=VN', ['B-CABLE']],
    ['currency=HKD', ['C-HANG']],
    ['currency=USD&priceMax=0.25', ['B-CABLE']],
    ['currency=USD&priceMin=0.26&category=lighting', ['A-LAMP']],
    ['currency=USD&priceMin=1.05&priceMax=1.05&hs=8539', ['A-LAMP']],
  ])('filters by %s', async (query, skus) => {
    expect((await find(query)).toSorted()).toEqual(skus);
  });

  it('sorts by list price of one piece', async () => {
    expect(await shop.skusFor('buyer', 'currency=USD&sort=price&hs=85&limit=2')).toEqual(['B-CABLE', 'A-LAMP']);
    expect(await shop.skusFor('buyer', 'currency=USD&sort=price-desc&supplier=c-brightworks&limit=1')).toHaveLength(1);
  });

  it('counts by facet as if that facet were not chosen', async () => {
    const { body } = await office.get('buyer', `${products}?category=lighting/led-lamps`).expect(200);
    expect(body.total).toBe(1);
    const { category, origin, supplier, hs } = body.facets;
    expect(category).toEqual(
      expect.arrayContaining([
        { value: 'electronics/cables', count: 1 },
        { value: 'lighting', count: 1 },
      ]),
    );
    expect(origin).toEqual([{ value: 'CN', count: 1 }]);
    expect(supplier).toEqual([{ value: 'c-brightworks', count: 1, name: expect.stringContaining('Brightworks') }]);
    expect(hs).toEqual([{ value: '8539', count: 1 }]);
  });

  it('answers nothing with empty lists', async () => {
    const { body } = await office.get('buyer', `${products}?q=sofa`).expect(200);
    expect(body).toEqual({
      products: [],
      next: null,
      total: 0,
      matched: 'AS_WRITTEN',
      facets: { category: [], supplier: [], origin: [], hs: [] },
    });
  });

  it.each(['newest', 'name', 'relevance', 'price', 'price-desc'])(
    'by %s shows everything once, page by page',
    async (sort) => {
      const shown: string[] = [];
      let after: string | null = '';
      while (after !== null) {
        const cursor: string = after === '' ? '' : `&after=${after}`;
        const { body } = await office
          .get('buyer', `${products}?limit=1&sort=${sort}&q=lamp&currency=USD${cursor}`)
          .expect(200);
        shown.push(...body.products.map(({ sku }: { sku: string }) => sku));
        after = body.next;
      }
      const all = await shop.skusFor('buyer', `sort=${sort}&q=lamp&currency=USD`);
      expect(shown).toEqual(all);
      expect(new Set(shown).size).toBe(shown.length);
    },
  );

  it.each([
    ['priceMin=1', 'currency'],
    ['sort=price', 'currency'],
    ['currency=XXX', 'currency'],
    ['currency=JPY&priceMin=1.5', 'priceMin'],
    ['q=%21%3F', 'q'],
    ['limit=0', 'limit'],
    ['colour=red', 'colour'],
    ['hs=x', 'hs'],
  ])('refuses %s and names the parameter', async (query, field) => {
    const { body } = await office.get('buyer', `${products}?${query}`).expect(400);
    expect(body.issues.map(({ path }: { path: string }) => path)).toContain(field);
  });

  it.each(['abc', '["name","x","y"]', '["relevance","1e99","y"]', '["relevance","0.1"]', '["relevance",1,2]'])(
    'has no page after a cursor it did not give out: %s',
    async (cursor) => {
      const after = Buffer.from(cursor).toString('base64url');
      const { body } = await office.get('buyer', `${products}?after=${after}`).expect(404);
      expect(body.issues).toMatchObject([{ in: 'query', path: 'after' }]);
    },
  );

  it('is not troubled by signs that mean something to the database', async () => {
    for (const text of ["lamp' | 'x", 'lamp:*&!', '\\', "a'b\\c:D", '(((lamp', '%%%1']) {
      await office.get('buyer', `${products}?q=${encodeURIComponent(`lamp ${text}`)}`).expect(200);
    }
  });
});

describe('the search for suppliers', () => {
  const named = async (person: string, query: string): Promise<string[]> =>
    (await office.get(person, `/v1/catalogue/suppliers?${query}`).expect(200)).body.suppliers.map(
      ({ id }: { id: string }) => id,
    );

  it.each([
    ['', ['c-pearlriver', 'c-brightworks']],
    ['q=pearl+river', ['c-pearlriver']],
    [`q=${encodeURIComponent('珠江')}`, ['c-pearlriver']],
    ['q=cable', ['c-brightworks']],
    ['q=sofa', []],
  ])('finds them by name and by what they offer: %s', async (query, ids) => {
    expect(await named('buyer', query)).toEqual(ids);
  });

  it('goes on page by page, and says what each offers', async () => {
    const { body } = await office.get('buyer', '/v1/catalogue/suppliers?limit=1').expect(200);
    expect(body.suppliers).toMatchObject([
      { id: 'c-pearlriver', country: 'CN', products: 1, categories: ['lighting'] },
    ]);
    expect(await named('buyer', `limit=1&after=${body.next}`)).toEqual(['c-brightworks']);
    await office.get('buyer', '/v1/catalogue/suppliers?after=x').expect(404);
  });

  it('does not name buyers or the platform', async () => {
    expect(await named('supplier', 'q=harbour')).toEqual([]);
  });
});

describe('what is off sale', () => {
  it("is in its supplier's own catalogue only", async () => {
    expect(await find('q=D-OFF')).toEqual([]);
    expect(await shop.skusFor('supplier', 'q=D-OFF')).toEqual(['D-OFF']);
  });
});
