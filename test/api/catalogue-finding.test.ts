import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lamp } from '../domain/catalogue/sample.ts';
import { type Office, openOffice } from '../support/api.ts';
import { products, type Shop, shopIn } from './catalogue-shop.ts';

let office: Office;
let shop: Shop;
const plain = { descriptions: {}, specifications: [], certificates: [] };

beforeAll(async () => {
  office = await openOffice();
  shop = shopIn(office);
  await shop.create({
    ...plain, sku: 'AB-1234/X', names: { en: 'Hexagon socket screw', 'zh-CN': '不锈钢六角螺丝' },
    category: 'fasteners', hsCode: '7318.15', gtin: '4006381333931',
  });
  await shop.create({
    ...plain, sku: 'BX77', names: { en: 'Café umbrella', 'zh-HK': '太陽傘，綫圈裏面' },
    category: 'outdoor', hsCode: '660110',
  }, 'supplier-two');
  await shop.create({
    ...plain, sku: 'HID-1', names: { en: 'Zeppelin lantern' }, category: 'secret', hsCode: '940542',
    visibility: 'PRIVATE',
  });
});
afterAll(() => office?.close());

const search = async (q: string, more = '') =>
  (await office.get('buyer', `${products}?q=${encodeURIComponent(q)}${more}`).expect(200)).body;
const skus = async (q: string): Promise<string[]> =>
  (await search(q)).products.map(({ sku }: { sku: string }) => sku);

describe('the search finds', () => {
  it.each([
    ['螺絲', 'AB-1234/X'],
    ['不鏽鋼', 'AB-1234/X'],
    ['不锈钢 screw', 'AB-1234/X'],
    ['六角螺絲 socket', 'AB-1234/X'],
    ['太阳伞', 'BX77'],
    ['太陽傘', 'BX77'],
    ['線圈', 'BX77'],
    ['线圈里面', 'BX77'],
  ])('what was written in the other script, in either direction: %s', async (q, sku) => {
    expect(await search(q)).toMatchObject({ matched: 'AS_WRITTEN', total: 1, products: [{ sku }] });
  });

  it.each([
    'AB-1234/X', 'ab1234x', 'AB 1234', 'ab-1234', 'AB12', '1234',
    '7318.15', '731815', '7318 15', '7318', '4006381333931', '04006381333931', '400638', 'ＡＢ－１２３４',
  ])('a product by its SKU, HS code or GTIN, however it is typed: %s', async (q) => {
    expect(await skus(q)).toEqual(['AB-1234/X']);
  });

  it.each([
    ['cafe', 'BX77'], ['CAFÉ', 'BX77'], ['umbr', 'BX77'], ['umbrellas', 'BX77'], ['bx 77', 'BX77'],
  ])('words without their accents, by their beginning and in the plural: %s', async (q, sku) => {
    expect(await skus(q)).toEqual([sku]);
  });

  it.each([
    ['scrw', 'AB-1234/X'], ['skrew', 'AB-1234/X'], ['screww', 'AB-1234/X'], ['scerw', 'AB-1234/X'],
    ['hexagn scket', 'AB-1234/X'], ['hexgaon screw', 'AB-1234/X'], ['umbrela', 'BX77'],
    ['六角螺絲 sokcet', 'AB-1234/X'],
  ])('words with a letter wrong, and says that they differ: %s', async (q, sku) => {
    expect(await search(q)).toMatchObject({
      matched: 'SIMILAR', total: 1, products: [{ sku }], facets: { supplier: [{ count: 1 }] },
    });
  });

  it('nothing like a word that resembles none, nor a private product by its misspelt name', async () => {
    for (const q of ['sofabed', 'zeppelin', 'zepelin', 'lantren', '六角 sofa']) {
      expect(await search(q)).toMatchObject({ matched: 'AS_WRITTEN', total: 0, products: [], next: null });
    }
    const own = await office.get('supplier', `${products}?q=zepelin`).expect(200);
    expect(own.body).toMatchObject({ matched: 'SIMILAR', products: [{ sku: 'HID-1' }] });
  });

  it('a supplier by its name in the other script', async () => {
    const named = await office.get('buyer', `/v1/catalogue/suppliers?q=${encodeURIComponent('珠江電')}`).expect(200);
    const simple = await office.get('buyer', `/v1/catalogue/suppliers?q=${encodeURIComponent('珠江电')}`).expect(200);
    expect(named.body).toEqual(simple.body);
  });
});

const wrong = ['4006381333932', '40063813339', '4.00638E+12'];
describe('a GTIN', () => {
  it.each(wrong)('with a wrong digit or length is refused: %s', async (gtin) => {
    const { body } = await office.post('supplier', products, { ...lamp, gtin }).expect(422);
    expect(body.issues.map(({ path }: { path: string }) => path)).toEqual(['gtin']);
  });
});

describe('a hostile query', () => {
  it.each([
    "'", '"screw"', 'screw:*', '!screw', 'screw & | !', 'a <-> b', '(screw', "screw'); drop table company; --",
    '\\screw\\', '~screw', '$1', '%', '😀 screw', '\u202Escrew', `${'螺'.repeat(190)} screw`, 'ﾞ screw',
  ])('is answered like any other: %s', async (q) => {
    const { status, body } = await office.get('buyer', `${products}?q=${encodeURIComponent(q)}`);
    expect([200, 400]).toContain(status);
    if (status === 400) expect(body.issues).toMatchObject([{ path: 'q' }]);
  });

  it.each([['10 kB of it', 'x'.repeat(10_240)], ['nothing to look for', '!?:*'], ['blanks', '   ']])(
    'is refused by its name: %s',
    async (_, q) => {
      const { body } = await office.get('buyer', `${products}?q=${encodeURIComponent(q)}`).expect(400);
      expect(body.issues.map(({ path }: { path: string }) => path)).toContain('q');
    },
  );

  it('with a NUL never reaches the database', async () => {
    const { status } = await office.get('buyer', `${products}?q=screw%00`);
    expect([200, 400]).toContain(status);
    expect((await office.get('buyer', `${products}?category=%00`)).status).toBe(400);
  });
});
