import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parse } from 'csv-parse/sync';
import { type Office, openOffice } from '../support/api.ts';
import type { Paper } from '../../src/domain/words/paper.ts';
import { type Shop, shopIn } from './catalogue-shop.ts';

const at = '2026-06-01T00:00:00.000Z';
const path = '/v1/catalogue/export';

let office: Office;
let shop: Shop;
beforeAll(async () => {
  office = await openOffice();
  shop = shopIn(office);
  office.moveTo(at);
  await shop.create({
    sku: 'A-1',
    prices: [
      { currency: 'USD', from: 1, minor: 105 },
      { currency: 'JPY', from: 1, minor: 160 },
    ],
  });
  await shop.create({
    sku: 'B & <2>',
    names: { en: '=HYPERLINK("x")', 'zh-CN': '灯' },
    prices: [{ currency: 'USD', from: 1, minor: 875, per: 10 }],
  });
  await shop.create({ sku: 'C-3' }, 'supplier-two');
  await shop.post(
    'supplier',
    '/v1/catalogue/price-lists',
    {
      name: 'Harbour',
      currency: 'USD',
      scope: { kind: 'COMPANY', company: 'c-harbour' },
      validFrom: '2026-01-01T00:00:00Z',
      validUntil: '2026-06-04T00:00:00Z',
      entries: [{ subject: { kind: 'ALL' }, from: 1, discountBp: 1000 }],
    },
    201,
  );
});
afterAll(() => office?.close());

const download = (person: string, query: string) => office.get(person, `${path}?${query}`).expect(200);
const rowsFor = async (person: string, query: string): Promise<Record<string, string>[]> =>
  parse((await download(person, query)).text, { bom: true, columns: true });

describe('the catalogue as CSV', () => {
  it("has the reader's own prices and the rules that made them", async () => {
    const own = await rowsFor('buyer', 'format=csv&supplier=c-brightworks&currency=USD');
    expect(
      own.map(({ sku, price, per, quantity_from: from, lead_time_days: days }) => [sku, price, per, from, days]),
    ).toEqual([
      ['B & <2>', '7.88', '10', '100', '15'],
      ['B & <2>', '7.88', '10', '1000', '30'],
      ['A-1', '0.94', '1', '100', '15'],
      ['A-1', '0.94', '1', '1000', '30'],
    ]);
    expect(own[0]!.price_rules).toMatch(
      /^product\/\w+@1\/price\/USD\/1 list\/\w+@1\/all\/1\/discount\/1000 product\/\w+@1\/lead-time\/1$/,
    );
    const others = await rowsFor('buyer-two', 'format=csv&q=A-1&currency=USD');
    expect(others[0]).toMatchObject({
      sku: 'A-1',
      price: '1.05',
      hs_code: '853952',
      certificates: 'CE CE-123 (VALID)',
    });
    expect((await rowsFor('buyer', 'format=csv&currency=JPY'))[0]).toMatchObject({ currency: 'JPY', price: '160' });
  });

  it('says until when it holds: the first price list to end, or a week', async () => {
    const own = await download('buyer', 'format=csv');
    expect(own.headers['catalogue-valid-until']).toBe('2026-06-04T00:00:00Z');
    const others = await download('buyer-two', 'format=csv');
    expect(others.headers['catalogue-valid-until']).toBe('2026-06-08T00:00:00.000Z');
    expect((await rowsFor('buyer', 'format=csv'))[0]!.valid_until).toBe('2026-06-04T00:00:00Z');
  });

  it('carries the digest of the file and the hash of the offers, the same whenever nothing changed', async () => {
    const { text, headers } = await download('buyer', 'format=csv');
    expect(headers['repr-digest']).toBe(`sha-256=:${createHash('sha256').update(text).digest('base64')}:`);
    expect(headers['content-disposition']).toBe('attachment; filename="catalogue.csv"');
    const again = await download('buyer', 'format=ubl&supplier=c-pearlriver');
    const same = await download('buyer', 'format=csv&supplier=c-pearlriver');
    expect(again.headers['catalogue-hash']).toBe(same.headers['catalogue-hash']);
    expect(headers['catalogue-hash']).not.toBe(same.headers['catalogue-hash']);
  });

  it('holds no formula a spreadsheet would run', async () => {
    const { text } = await download('buyer', 'format=csv&q=hyperlink');
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('is a header alone where there is nothing', async () => {
    expect((await download('buyer', 'format=csv&q=sofa')).text).toMatch(/^\uFEFFsupplier,[\w,]+\r\n$/);
  });

  it('is narrowed like a search, and names the parameter that is wrong', async () => {
    expect((await rowsFor('buyer', 'format=csv&supplier=c-pearlriver')).every(({ sku }) => sku === 'C-3')).toBe(true);
    for (const [query, field] of [
      ['', 'format'],
      ['format=xls', 'format'],
      ['format=ubl', 'supplier'],
      ['format=csv&q=%21', 'q'],
    ]) {
      const { body } = await office.get('buyer', `${path}?${query}`).expect(400);
      expect(body.issues[0].path).toBe(field);
    }
  });
});

describe('the catalogue as UBL', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    removeNSPrefix: true,
    isArray: (name) => ['CatalogueLine', 'RequiredItemLocationQuantity'].includes(name),
  });
  const read = async (person: string, query = '') => {
    const { text, headers } = await download(person, `format=ubl&supplier=c-brightworks${query}`);
    expect(XMLValidator.validate(text)).toBe(true);
    return { catalogue: parser.parse(text).Catalogue, headers, text };
  };

  it('names both parties, the hash as its ID, and the time it holds', async () => {
    const { catalogue, headers } = await read('buyer');
    expect(headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(catalogue).toMatchObject({
      UBLVersionID: '2.4',
      ID: headers['catalogue-hash'],
      IssueDate: '2026-06-01',
      LineCountNumeric: '2',
      ValidityPeriod: { StartDate: '2026-06-01', StartTime: '00:00:00Z', EndDate: '2026-06-04', EndTime: '00:00:00Z' },
      ProviderParty: {
        PartyIdentification: { ID: 'c-brightworks' },
        PostalAddress: { Country: { IdentificationCode: 'CN' } },
      },
      ReceiverParty: { PartyIdentification: { ID: 'c-harbour' } },
    });
  });

  it('has each product with its own prices, quantities and carton', async () => {
    const { catalogue } = await read('buyer', '&q=A-1&currency=USD');
    expect(catalogue.CatalogueLine).toMatchObject([
      {
        OrderableUnit: 'C62',
        OrderQuantityIncrementNumeric: '50',
        MinimumOrderQuantity: { '@unitCode': 'C62', '#text': '100' },
        RequiredItemLocationQuantity: [
          {
            LeadTimeMeasure: { '#text': '15' },
            MinimumQuantity: { '#text': '100' },
            MaximumQuantity: { '#text': '999' },
            Price: { PriceAmount: { '@currencyID': 'USD', '#text': '0.94' }, BaseQuantity: { '#text': '1' } },
          },
          { LeadTimeMeasure: { '#text': '30' }, MinimumQuantity: { '#text': '1000' } },
        ],
        Item: {
          SellersItemIdentification: { ID: 'A-1' },
          OriginCountry: { IdentificationCode: 'CN' },
          Certificate: { ID: 'CE-123', IssuerParty: { PartyName: { Name: 'TÜV Rheinland' } } },
        },
      },
    ]);
  });

  it('writes texts that look like markup as texts', async () => {
    const { catalogue } = await read('buyer', '&q=hyperlink');
    expect(catalogue.CatalogueLine[0].Item).toMatchObject({
      Name: '=HYPERLINK("x")',
      SellersItemIdentification: { ID: 'B & <2>' },
    });
  });

  it('has its members in the order of the schema', async () => {
    const { catalogue } = await read('buyer', '&q=A-1');
    expect(Object.keys(catalogue).filter((name) => !name.startsWith('@'))).toEqual([
      'UBLVersionID',
      'ID',
      'IssueDate',
      'IssueTime',
      'LineCountNumeric',
      'ValidityPeriod',
      'ProviderParty',
      'ReceiverParty',
      'CatalogueLine',
    ]);
    expect(Object.keys(catalogue.CatalogueLine[0].Item)).toEqual([
      'Description',
      'PackSizeNumeric',
      'Name',
      'Keyword',
      'SellersItemIdentification',
      'OriginCountry',
      'CommodityClassification',
      'AdditionalItemProperty',
      'Certificate',
      'Dimension',
    ]);
  });

  it('is of a supplier that offers something: there is no catalogue without a line', async () => {
    const { body } = await office.get('buyer', `${path}?format=ubl&supplier=c-brightworks&q=sofa`).expect(404);
    expect(body.code).toBe('empty-catalogue');
  });
});

describe('the catalogue as PDF', () => {
  const file = async (person: string, query: string): Promise<Buffer> => {
    const { body, headers } = await office
      .get(person, `${path}?${query}`)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    expect(headers['content-type']).toBe('application/pdf');
    expect(headers['repr-digest']).toBe(`sha-256=:${createHash('sha256').update(body).digest('base64')}:`);
    return body as Buffer;
  };

  it('is the same bytes for the same reader and time, and others for a reader with other prices', async () => {
    const own = await file('buyer', 'format=pdf');
    expect(own.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await file('buyer', 'format=pdf')).equals(own)).toBe(true);
    expect((await file('buyer-two', 'format=pdf')).equals(own)).toBe(false);
  });

  it("is in the reader's language, or in the one asked for", async () => {
    expect((await file('buyer', 'format=pdf')).toString('latin1')).toContain('/Lang (en)');
    expect((await file('buyer', 'format=pdf&locale=zh-HK')).toString('latin1')).toContain('/Lang (zh-HK)');
    await office.get('buyer', `${path}?format=pdf&locale=fr`).expect(400);
  });

  it('shows what is offered at the own prices, and says so when that is nothing', async () => {
    const shown: Paper[] = [];
    const { renderPdf } = office.deps;
    office.deps.renderPdf = (paper) => {
      shown.push(paper);
      return renderPdf(paper);
    };
    await file('buyer', 'format=pdf&locale=zh-CN&currency=USD&supplier=c-brightworks');
    await file('buyer', 'format=pdf&currency=KWD');
    office.deps.renderPdf = renderPdf;
    expect(shown[0]?.sections[0]?.table?.rows).toEqual([
      ['B & <2>', '灯', expect.any(String), expect.stringMatching(/^100 /), '7.88 USD / 10', '15 天'],
      ['', '', '', expect.stringMatching(/^1,000 /), '7.88 USD / 10', '30 天'],
      ['A-1', expect.any(String), expect.any(String), expect.stringMatching(/^100 /), '0.94 USD', '15 天'],
      ['', '', '', expect.stringMatching(/^1,000 /), '0.94 USD', '30 天'],
    ]);
    expect(shown[0]?.facts[2]).toEqual({ label: '价格有效期至', value: '2026-06-04 08:00 HKT' });
    expect(shown[1]?.sections).toEqual([{ heading: '', paragraphs: ['Nothing of this kind is offered to you.'] }]);
  });
});
