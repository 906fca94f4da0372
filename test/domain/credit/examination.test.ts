import { describe, expect, it } from '@jest/globals';
import { examine } from '../../../src/domain/credit/check/presentation.ts';
import type { PresentedDocument } from '../../../src/domain/credit/documents.ts';
import type { CreditTerms } from '../../../src/domain/credit/terms.ts';
import { amountMinor, creditTerms, documentSet, goods } from '../../support/credits.ts';

interface Case {
  terms?: Partial<CreditTerms>;
  documents?: PresentedDocument[];
  presentedOn?: string;
  lastDay?: string;
  drawnMinor?: number;
  shipped?: Record<number, number>;
}

/** What is found, as `article document field`. */
const found = ({ terms = {}, documents = documentSet(), ...rest }: Case): string[] =>
  examine(
    {
      terms: creditTerms(terms),
      documents,
      presentedOn: '2026-03-25',
      lastDay: '2026-04-08',
      drawnMinor: 0,
      instalment: null,
      shipped: {},
      ...rest,
    },
    'LC26000001',
  ).map(({ article, document, field }) => `${article} ${document ?? '-'} ${field}`);

const whole = documentSet();
const of = (type: string): PresentedDocument => whole.find((each) => each.type === type) as PresentedDocument;
const [invoice, list, bill, policy] = [of('380'), of('271'), of('705'), of('530')];
const carried = (change: object) => ({ '705': { carriage: { ...bill.carriage, ...change } } });
const insured = (change: object) => ({ '530': { insurance: { ...policy.insurance, ...change } } });
const [lamps, shades] = invoice.lines as [object, object];

describe('a careful presentation', () => {
  it('complies', () => {
    expect(found({})).toEqual([]);
  });

  it.each<[string, Record<string, object>, string[]]>([
    ['14(j): a beneficiary who names no country is the same', { '380': { issuer: { name: invoice.issuer.name } } }, []],
    [
      '14(j): one in another country is not',
      { '380': { issuer: { ...invoice.issuer, country: 'VN' } } },
      ['14(j) 380 issuer.country'],
    ],
    [
      '14(d): spelling in capitals is no other name',
      { '380': { issuer: { name: 'SHENZHEN BRIGHTWORKS CO LTD' } } },
      [],
    ],
    [
      '14(e): general terms are no conflict outside the invoice',
      { '271': { lines: [{ line: 1, description: 'Lamp' }] } },
      [],
    ],
    [
      '14(e): other goods are one',
      { '271': { lines: [{ line: 1, description: 'Chairs' }] } },
      ['14(e) 271 lines.1.description'],
    ],
    ['14(i): dated before the credit was issued is no fault', { '271': { issuedOn: '2026-01-05' } }, []],
    ['14(i): dated after its presentation is one', { '271': { issuedOn: '2026-03-26' } }, ['14(i) 271 issuedOn']],
    ['14(d): packages that differ between documents', { '705': { packages: 69 } }, ['14(d) 705 packages']],
    [
      '14(d): quantities that differ from the invoice',
      { '271': { lines: [{ line: 1, quantity: 999 }] } },
      ['14(d) 271 lines.1.quantity'],
    ],
    ['14(d): another credit number', { '271': { credit: 'LC26000002' } }, ['14(d) 271 credit']],
    ['17(a): an original too few', { '705': { originals: 2 } }, ['17(a) 705 originals', '20(a)(iv) 705 originals']],
    ['18(a)(i): an invoice of somebody else', { '380': { issuer: { name: 'Pearl River' } } }, ['18(a)(i) 380 issuer']],
    [
      '18(a)(ii): an invoice made out to somebody else',
      { '380': { applicant: { name: 'Lantau' } } },
      ['18(a)(ii) 380 applicant'],
    ],
    ['18(a)(iv): an invoice need not be signed', { '380': { signed: false } }, []],
    [
      '18(c): a description that does not correspond',
      { '380': { lines: [{ ...lamps, description: 'Floor lamp' }, shades] } },
      ['18(c) 380 lines.1.description'],
    ],
    [
      '18(c): goods the credit does not call for, even free',
      { '380': { lines: [lamps, shades, { line: 9, description: 'samples' }] } },
      ['18(c) 380 lines.9'],
    ],
    ['18(c): another trade term', { '380': { incoterm: 'FOB Shenzhen' } }, ['18(c) 380 incoterm']],
    [
      '18(c): another unit price',
      { '380': { lines: [{ ...lamps, price: { minor: 1251, per: 1 } }, shades] } },
      ['18(c) 380 lines.1.price'],
    ],
    ['20(a)(i): no carrier named', carried({ carrier: undefined }), ['20(a)(i) 705 carriage.carrier']],
    ['20(a)(ii): no date on board', carried({ shippedOn: undefined }), ['20(a)(ii) 705 carriage.shippedOn']],
    [
      '20(a)(ii): on board after the latest shipment',
      carried({ shippedOn: '2026-03-21' }),
      ['20(a)(ii) 705 carriage.shippedOn'],
    ],
    ['20(a)(iii): another port of loading', carried({ loading: 'Ningbo' }), ['20(a)(iii) 705 carriage.loading']],
    [
      '20(c): transhipped in a container, though forbidden',
      carried({ transhipped: true, container: 'CSQU3054383' }),
      [],
    ],
    ['20(c): transhipped as break bulk', carried({ transhipped: true }), ['20(c) 705 carriage.transhipped']],
    ['20(a)(vi): under a charter party', carried({ charterParty: true }), ['20(a)(vi) 705 carriage.charterParty']],
    ['26(a): loaded on deck', carried({ onDeck: true }), ['26(a) 705 carriage.onDeck']],
    ['27: a clause on the packaging', carried({ defects: ['two cartons torn'] }), ['27 705 carriage.defects']],
    ['28(c): a cover note', insured({ kind: 'COVER_NOTE' }), ['28(c) 530 insurance.kind']],
    [
      '28(f)(i): insured in another currency',
      insured({ sum: { currency: 'EUR', minor: 1_551_215 } }),
      ['28(f)(i) 530 insurance.sum.currency'],
    ],
    // 110 % of 14,101.95 is 15,512.145, and a cent cannot be split.
    [
      '28(f)(ii): a cent below 110 per cent',
      insured({ sum: { currency: 'USD', minor: 1_551_214 } }),
      ['28(f)(ii) 530 insurance.sum'],
    ],
    ['28(e): insured after the shipment', { '530': { issuedOn: '2026-03-14' } }, ['28(e) 530 issuedOn']],
    [
      '28(e): issued later, in force from the shipment',
      { '530': { issuedOn: '2026-03-14', insurance: { ...policy.insurance, effectiveFrom: '2026-03-13' } } },
      [],
    ],
  ])('%s', (_rule, changes, expected) => {
    expect(found({ documents: documentSet(changes) })).toEqual(expected);
  });

  it('is judged on what the credit calls for: other documents are disregarded (14(g))', () => {
    const extra = { ...list, type: '861' as const, issuedOn: '2030-01-01', packages: 1 };
    expect(found({ documents: [...documentSet(), extra] })).toEqual([]);
  });

  it('lacks nothing the credit calls for, word for word and by whom', () => {
    expect(found({ documents: [invoice, list, bill] })).toEqual(['14(a) 530 documents']);
    const documents = [
      ...creditTerms().documents,
      { type: '861' as const, originals: 1, copies: 1, issuer: 'Chamber of Commerce', states: ['Made in China'] },
    ];
    const origin = { ...list, type: '861' as const, lines: undefined, packages: undefined };
    const certified = { ...origin, grossGrams: undefined, issuer: { name: 'Shenzhen Chamber of Commerce' } };
    expect(found({ terms: { documents }, documents: [...documentSet(), origin as PresentedDocument] })).toEqual([
      '17(d) 861 copies',
      '14(f) 861 issuer',
      '14(a) 861 states',
    ]);
    const right = { ...certified, copies: 1, states: ['We certify: made in China.'] } as PresentedDocument;
    expect(found({ terms: { documents }, documents: [...documentSet(), right] })).toEqual([]);
  });
});

describe('the time of a presentation', () => {
  it('ends with the credit (6(e)) and its days after the shipment (14(c))', () => {
    expect(found({ presentedOn: '2026-04-09' })).toEqual(['6(e) - presentedOn', '14(c) - presentedOn']);
    // Shipped on 13 March, 21 days are Good Friday: the banks open again on Wednesday 8 April (29(a)).
    expect(found({ presentedOn: '2026-04-08' })).toEqual([]);
  });

  it('does not move the latest shipment when it is a closed day (29(c))', () => {
    const terms = { latestShipment: '2026-03-15' };
    expect(found({ terms, documents: documentSet(carried({ shippedOn: '2026-03-16' })) })).toEqual([
      '20(a)(ii) 705 carriage.shippedOn',
    ]);
  });

  it('counts no days after shipment for a warehouse receipt, which is no transport document', () => {
    const terms = { documents: creditTerms().documents.filter(({ type }) => type === '380') };
    expect(found({ terms, documents: [invoice], presentedOn: '2026-04-08' })).toEqual([]);
  });
});

describe('amounts and quantities', () => {
  const drawing = (minor: number, quantity = 1000, more: object = {}) =>
    documentSet({
      '380': { amount: { currency: 'USD', minor }, lines: [{ ...lamps, quantity }, shades] },
      '271': {},
      ...insured({ sum: { currency: 'USD', minor: 2_000_000 } }),
      ...more,
    }).filter(({ type }) => type !== '271');
  const terms = { documents: creditTerms().documents.filter(({ type }) => type !== '271') };

  it('may not be more than the credit by a cent (18(b))', () => {
    expect(found({ terms, documents: drawing(amountMinor + 1) })).toEqual(['18(b) 380 amount']);
  });

  it('may be ten per cent more or less where the credit says about (30(a))', () => {
    const about = { ...terms, tolerance: { kind: 'ABOUT' as const } };
    // 14,101.95 and ten per cent rounded down: 15,512.14 at most, 12,691.76 at least; 900 to 1,100 lamps.
    expect(found({ terms: about, documents: drawing(1_551_214, 1100) })).toEqual([]);
    expect(found({ terms: about, documents: drawing(1_551_215, 1101) })).toEqual([
      '30(a) 380 lines.1.quantity',
      '30(a) 380 amount',
    ]);
    expect(found({ terms: about, documents: drawing(1_269_176, 900) })).toEqual([]);
    expect(found({ terms: about, documents: drawing(1_269_175, 899) })).toEqual([
      '31(a) 380 lines.1.quantity',
      '30(a) 380 amount',
    ]);
  });

  it('may be five per cent of quantity more or less for goods by measure, not for pieces (30(b))', () => {
    expect(found({ terms, documents: drawing(amountMinor, 1050) })).toEqual(['30(b) 380 lines.1.quantity']);
    const byWeight = { ...terms, goods: goods.map((each) => ({ ...each, unit: 'KGM' })) };
    expect(found({ terms: byWeight, documents: drawing(amountMinor, 1050) })).toEqual([]);
    expect(found({ terms: byWeight, documents: drawing(amountMinor, 1051) })).toEqual(['30(b) 380 lines.1.quantity']);
    // More goods never draw more than the credit.
    expect(found({ terms: byWeight, documents: drawing(amountMinor + 62_500, 1050) })).toEqual(['18(b) 380 amount']);
  });

  it('may be five per cent of amount less for the full quantity, also without part shipments (30(c))', () => {
    // Five per cent of 14,101.95 are 705.09: at least 13,396.86.
    expect(found({ terms, documents: drawing(1_339_686) })).toEqual([]);
    expect(found({ terms, documents: drawing(1_339_685) })).toEqual(['30(c) 380 amount']);
  });

  it('may come in parts unless the credit forbids it (31(a)), together never more than the whole', () => {
    const parts = { ...terms, partialShipments: true };
    expect(found({ terms, documents: drawing(785_195, 500) })).toEqual([
      '31(a) 380 lines.1.quantity',
      '30(c) 380 amount',
    ]);
    expect(found({ terms: parts, documents: drawing(785_195, 500) })).toEqual([]);
    expect(found({ terms: parts, documents: drawing(785_195, 501), drawnMinor: 625_001, shipped: { 1: 500 } })).toEqual(
      ['30(b) 380 lines.1.quantity', '18(b) 380 amount'],
    );
  });

  it('is in the currency of the credit (18(a)(iii))', () => {
    const documents = documentSet({ '380': { amount: { currency: 'EUR', minor: amountMinor } } });
    expect(found({ documents })).toEqual(['18(a)(iii) 380 amount.currency', '30(c) 380 amount']);
  });
});
