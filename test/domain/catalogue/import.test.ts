import { describe, expect, it } from '@jest/globals';
import { faultsOfHeader, importColumns, productsOf } from '../../../src/domain/catalogue/import.ts';
import { normalised } from '../../../src/domain/catalogue/product.ts';
import { productWith } from './sample.ts';

const cells: Record<string, string> = {
  sku: 'LED-9W-E27',
  name_en: 'LED lamp 9 W, E27',
  name_zh_cn: 'LED 球泡灯 9瓦',
  name_zh_hk: '',
  description_en: 'Dimmable lamps for kitchens and corridors',
  description_zh_cn: '',
  description_zh_hk: '可調光慳電膽',
  category: 'lighting/led-lamps',
  specifications: 'Voltage=230 V | Power=9 W',
  hs_code: '8539.52',
  origin: 'CN',
  moq: '100',
  order_multiple: '50',
  unit: '',
  units_per_carton: '50',
  net_grams: '4000',
  gross_grams: '4600',
  length_mm: '420',
  width_mm: '320',
  height_mm: '260',
  lead_times: '1 15 | 1000 30',
  prices: 'USD 100 1.05 | USD 500 0.99 | HKD 100 81.75 per 10',
  certificates: 'CE; CE-123; TÜV Rheinland; 2027-05-31',
  stock: '1200',
  customisable: 'yes',
  visibility: 'public',
  on_sale: '',
};
const read = (changes: Record<string, string>, row = 2) => productsOf([{ row, cells: { ...cells, ...changes } }]);

describe('a row of an import', () => {
  it('is the product it would be written as by hand', () => {
    expect(read({})).toEqual({ products: [normalised(productWith())], issues: [] });
  });

  it.each([
    ['sku', '', 'must not be empty'],
    ['moq', '1,000', 'a whole number, digits only'],
    ['moq', '120', 'must be a multiple of orderMultiple'],
    ['hs_code', '123456', 'not an HS code (6 to 13 digits of a known subheading)'],
    ['origin', 'China', 'an ISO 3166 country code of two letters'],
    ['gross_grams', '1', 'a carton cannot weigh less than its contents'],
    ['customisable', 'perhaps', 'yes or no'],
    [
      'prices',
      'USD 100 1.055',
      '"USD 100 1.055" is not written as currency quantity price, e.g. USD 100 8.85 or USD 100 12.5 per 10',
    ],
    [
      'prices',
      'XXX 100 1',
      '"XXX 100 1" is not written as currency quantity price, e.g. USD 100 8.85 or USD 100 12.5 per 10',
    ],
    ['lead_times', '15', '"15" is not written as quantity days, e.g. 100 15'],
    ['specifications', 'Voltage', '"Voltage" is not written as Name=value'],
    [
      'certificates',
      'CE; 1; TÜV',
      '"CE; 1; TÜV" is not written as type; number; issuer; last day (YYYY-MM-DD, or - for none)',
    ],
  ])('%s = "%s" is an issue of that field: %s', (field, text, rule) => {
    expect(read({ [field]: text }, 7)).toEqual({ products: [], issues: [{ row: 7, field, rule }] });
  });

  it.each([
    ['certificates', 'CE; 1; TÜV; 2027-02-30'],
    ['visibility', 'SECRET'],
    ['category', 'Lamps & Co'],
  ])('%s = "%s" breaks a rule of the product and is named by its column', (field, text) => {
    expect(read({ [field]: text }).issues.map((issue) => issue.field)).toEqual([field]);
  });

  it('names everything that is wrong at once', () => {
    expect(read({ moq: 'x', origin: '', prices: 'USD' }).issues.map(({ field }) => field)).toEqual([
      'origin',
      'moq',
      'prices',
    ]);
  });

  it('with a character no database takes is refused', () => {
    expect(read({ name_en: 'a\u0000b' }).issues[0]).toEqual({
      row: 2,
      field: 'name_en',
      rule: 'holds a character that cannot be stored',
    });
  });

  it('for a certificate without an end has a dash', () => {
    expect(read({ certificates: 'CE; 1; TÜV; -' }).products[0]!.certificates[0]!.validUntil).toBeNull();
  });
});

describe('a file of products', () => {
  it('has every SKU once', () => {
    const { issues } = productsOf([
      { row: 2, cells },
      { row: 5, cells },
    ]);
    expect(issues).toEqual([{ row: 5, field: 'sku', rule: 'stands in row 2 too' }]);
  });

  it('has a header with the columns there are, each once, and those that are needed', () => {
    expect(faultsOfHeader(Object.keys(importColumns))).toEqual([]);
    const some = Object.keys(importColumns).filter((name) => name !== 'sku');
    expect(faultsOfHeader([...some, 'colour', 'moq'])).toEqual([
      { row: 1, field: 'colour', rule: 'there is no such column' },
      { row: 1, field: 'moq', rule: 'the column stands there twice' },
      { row: 1, field: 'sku', rule: 'the column is missing' },
    ]);
  });

  it('leaves out the columns that are not needed', () => {
    const needed = Object.entries(importColumns)
      .filter(([, must]) => must)
      .map(([name]) => name);
    expect(faultsOfHeader(needed)).toEqual([]);
    const least = Object.fromEntries(needed.map((name) => [name, cells[name]!]));
    expect(productsOf([{ row: 2, cells: { ...least, name_en: 'Lamp' } }]).issues).toEqual([]);
  });
});
