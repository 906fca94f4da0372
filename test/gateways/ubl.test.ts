import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CatalogueLine, ublCatalogue } from '../../src/api/catalogue/files/ubl-catalogue.ts';
import { ublOrder } from '../../src/api/papers/ubl-order.ts';
import { priceFor } from '../../src/domain/catalogue/pricing.ts';
import { isRefused } from '../../src/domain/catalogue/refusal.ts';
import type { Line } from '../../src/domain/order/line.ts';
import { type Terms, termsSchema, transportModes } from '../../src/domain/order/terms.ts';
import { unstorableText } from '../../src/domain/storable.ts';
import { readXml } from '../../src/gateways/bank/xml.ts';
import { readUblOrder } from '../../src/gateways/mailbox/ubl-order.ts';
import { versionWith } from '../domain/catalogue/sample.ts';
import { termsOf } from '../support/http-trade.ts';
import { milestones, variedClauses } from '../support/terms.ts';
import { ublErrors } from './fixtures/ubl.ts';

const at = '2026-03-02T09:00:00.000Z';

/** What people write: any character a database keeps, and what XML, Chinese and long texts make of it. */
const text = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength }),
      fc.string({ unit: fc.constantFrom('<', '&', ']]>', '"', "'", '-->', '\u0001', '\uFFFE', '\n'), maxLength: 8 }),
      fc.string({ unit: fc.constantFrom('燈', '具', '（', '）', '𠮷', 'é', '‏'), minLength: maxLength, maxLength }),
    )
    .map((given) => given.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, ''))
    .filter((given) => given.trim().length > 1 && unstorableText(given) === null);

const customisation = fc.record({
  artwork: fc.array(fc.record({ name: text(200), sha256: fc.stringMatching(/^[0-9a-f]{64}$/) }), { maxLength: 3 }),
  colours: fc.subarray(['PANTONE 186 C', 'PANTONE 18-1763 TCX', 'PANTONE P 48-8 C']),
  packaging: text(400),
});
const line = (number: number): fc.Arbitrary<Line> =>
  fc
    .record({
      sku: text(64),
      description: text(300),
      hsCode: fc.constantFrom('', '940542', '8539521000'),
      origin: fc.constantFrom('CN', 'HK', 'VN'),
      quantity: fc.integer({ min: 1, max: 1_000_000 }),
      unit: fc.constantFrom('C62', 'KGM', 'MTR'),
      price: fc.record({ minor: fc.integer({ min: 1, max: 1_000_000 }), per: fc.constantFrom(1, 100, 1000) }),
      made: fc.option(customisation, { nil: undefined }),
      shareBp: fc.option(fc.integer({ min: 1, max: 9_999 }), { nil: undefined }),
    })
    .map(({ made, shareBp, ...rest }) => {
      const allowed = shareBp === undefined ? {} : { allowance: { agreement: 'a1', hash: 'a'.repeat(64), shareBp } };
      const custom = made === undefined ? { customised: false } : { customised: true, customisation: made };
      return { ...termsOf(at).lines[0]!, ...rest, ...allowed, ...custom, line: number } as Line;
    });

const lines = (count: number) => fc.tuple(...Array.from({ length: count }, (_, index) => line(index + 1)));
const wordy: fc.Arbitrary<Partial<Terms>> = fc.record({
  currency: fc.constantFrom('USD', 'JPY', 'KWD', 'CNY'),
  namedPlace: text(120),
  lines: fc.integer({ min: 1, max: 4 }).chain(lines),
});
const clauses: fc.Arbitrary<Partial<Terms>> = fc
  .record({
    settlement: fc.constantFrom<Terms['settlement']>(
      { trigger: 'TITLE_TRANSFER' },
      { trigger: 'RECEIPT_CONFIRMED' },
      milestones(['CONTRACT_FUNDED', 3000], ['TITLE_TRANSFER', 7000]),
    ),
    varied: fc.infiniteStream(fc.nat()).map((stream) => {
      const chosen = variedClauses((...options) => options[stream.next().value % options.length]!);
      const { deliveryDays: _, allowanceBp: __, ...rest } = chosen;
      return rest as Partial<Terms>;
    }),
    incoterm: fc.constantFrom<Terms['incoterm']>('EXW', 'FCA', 'CPT', 'DAP', 'DDP'),
    transport: fc.constantFrom(...transportModes),
    paymentMethod: fc.constantFrom<Terms['paymentMethod']>('TRANSFER', 'LETTER_OF_CREDIT', undefined),
    requiredDocuments: fc.constantFrom<Terms['requiredDocuments']>(['380'], undefined),
  })
  .map(({ varied, ...rest }) => JSON.parse(JSON.stringify({ ...rest, ...varied })) as Partial<Terms>);

const terms: fc.Arbitrary<Terms> = fc
  .tuple(wordy, clauses)
  .map(([one, two]) => termsSchema.safeParse({ ...termsOf(at), ...one, ...two }))
  .filter(({ success }) => success)
  .map(({ data }) => data as Terms);

const company = fc.record({
  id: fc.stringMatching(/^c-[a-z]{3,10}$/),
  name: text(200),
  country: fc.constantFrom('CN', 'HK', ''),
});
const order = fc
  .record({ terms, number: text(35), buyer: company, supplier: company, version: fc.integer({ min: 1, max: 20 }) })
  .map(({ terms: agreed, number, version, ...parties }) => ({
    order: 'T-2026-000001',
    ...parties,
    issued: {
      number,
      issuedAt: at,
      by: { user: 'u-buyer', company: parties.buyer.id },
      version: { version, by: 'supplier' as const, terms: agreed, hash: 'a'.repeat(64), validUntil: at, at },
    },
  }));

describe('a purchase order as UBL', () => {
  it('is valid against the schema of UBL 2.4 Order, whatever the parties write and agree on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(order, { minLength: 20, maxLength: 20 }), async (orders) => {
        expect(await ublErrors('Order', orders.map((one) => ublOrder(one as never)))).toEqual([]);
      }),
      { numRuns: 5, endOnFailure: true },
    );
  }, 60_000);

  it('is read back as the same demand', () => {
    fc.assert(
      fc.property(order, (one) => {
        const read = readUblOrder(readXml(ublOrder(one as never))) as { supplier: string; demand: { items: object[] } };
        expect(read.supplier).toBe(one.supplier.id);
        expect(read.demand.items.map((item) => (item as Line).quantity)).toEqual(
          one.issued.version.terms.lines.map(({ quantity }) => quantity),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('a catalogue as UBL', () => {
  const product = fc
    .record({
      sku: fc.constantFrom('A-1', 'B & <2>', '燈-3'),
      names: fc.constantFrom<object>({ 'zh-CN': '灯' }, { en: 'Lamp <&"', 'zh-HK': '燈' }, { en: 'A', 'zh-CN': '灯' }),
      descriptions: fc.option(text(4000).map((given) => ({ en: given, 'zh-HK': given })), { nil: {} }),
      specifications: fc.subarray([{ name: 'Voltage', value: '230 V' }, { name: 'a>b', value: '燈' }]),
      certificates: fc.subarray([
        { type: 'CE', number: 'CE-1', issuer: 'TÜV & Co', validUntil: '2027-05-31' },
        { type: 'RoHS', number: '7', issuer: '机构', validUntil: null },
      ]),
      hsCode: fc.constantFrom('8539.52', '940542'),
      unit: fc.constantFrom('C62', 'KGM'),
    })
    .map((changes): CatalogueLine => {
      const version = versionWith(changes);
      const offers = [
        { quantity: 100, currency: 'USD' }, { quantity: 500, currency: 'USD' }, { quantity: 100, currency: 'HKD' },
      ].map((asked) => priceFor(version, { ...asked, company: 'c-harbour', tier: null, at }, []));
      return { ...version, hash: 'b'.repeat(64), offers: offers.flatMap((one) => (isRefused(one) ? [] : [one])) };
    });

  it('is valid against the schema of UBL 2.4 Catalogue', async () => {
    const catalogue = fc.record({
      hash: fc.constant('c'.repeat(64)),
      issuedAt: fc.constant(at),
      validUntil: fc.constant('2026-03-09T09:00:00.000Z'),
      supplier: company,
      receiver: company,
      lines: fc.array(product, { minLength: 1, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(catalogue, { minLength: 10, maxLength: 10 }), async (catalogues) => {
        expect(await ublErrors('Catalogue', catalogues.map(ublCatalogue))).toEqual([]);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  }, 60_000);
});

describe('the schema', () => {
  it('refuses what is no UBL', async () => {
    const wrong = '<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"><Colour/></Order>';
    expect(await ublErrors('Order', [wrong])).toEqual([expect.stringContaining('Colour')]);
  });
});
