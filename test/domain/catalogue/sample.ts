import type { PriceEntry, PriceList, PriceListContent } from '../../../src/domain/catalogue/price-list.ts';
import { type Product, productSchema, type ProductVersion } from '../../../src/domain/catalogue/product.ts';

/** A product as a supplier writes it, before the schema has completed it. */
export const lamp = {
  sku: 'LED-9W-E27',
  names: { en: 'LED lamp 9 W, E27', 'zh-CN': 'LED 球泡灯 9瓦' },
  descriptions: { en: 'Dimmable lamps for kitchens and corridors', 'zh-HK': '可調光慳電膽' },
  category: 'lighting/led-lamps',
  specifications: [{ name: 'Voltage', value: '230 V' }, { name: 'Power', value: '9 W' }],
  hsCode: '8539.52',
  origin: 'CN',
  moq: 100,
  orderMultiple: 50,
  packing: { unitsPerCarton: 50, netGrams: 4000, grossGrams: 4600, lengthMm: 420, widthMm: 320, heightMm: 260 },
  leadTimes: [{ from: 1, days: 15 }, { from: 1000, days: 30 }],
  prices: [
    { currency: 'USD', from: 100, minor: 105, per: 1 }, { currency: 'USD', from: 500, minor: 99, per: 1 },
    { currency: 'HKD', from: 100, minor: 8175, per: 10 },
  ],
  certificates: [{ type: 'CE', number: 'CE-123', issuer: 'TÜV Rheinland', validUntil: '2027-05-31' }],
  stock: 1200,
  customisable: true,
  visibility: 'PUBLIC',
};

export const productWith = (changes: object = {}): Product => productSchema.parse({ ...lamp, ...changes });

export const versionWith = (changes: object = {}): ProductVersion =>
  ({ product: 'p1', supplier: 'c-brightworks', version: 3, content: productWith(changes) });

export const listWith = (
  id: string, scope: PriceListContent['scope'], entries: PriceEntry[], changes: Partial<PriceListContent> = {},
): PriceList => ({
  id, supplier: 'c-brightworks', version: 1,
  content: {
    name: id, currency: 'USD', scope, entries, validFrom: '2026-01-01T00:00:00Z', validUntil: null, ...changes,
  },
});
