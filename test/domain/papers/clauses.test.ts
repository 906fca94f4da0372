import { describe, expect, it } from '@jest/globals';
import { clausesOf } from '../../../src/domain/papers/clauses.ts';
import { dateOf, moneyOf, percentOf } from '../../../src/domain/papers/written.ts';
import { wordings } from '../../../src/domain/papers/words.ts';
import { type Terms, termsSchema } from '../../../src/domain/order/terms.ts';
import { documentTypeIn } from '../../../src/domain/words/document-types.ts';
import { locales } from '../../../src/domain/words/locale.ts';
import { unitIn } from '../../../src/domain/words/units.ts';
import { termsOf } from '../../support/deal.ts';
import { upTo } from '../../support/play.ts';
import { monday } from '../../support/played.ts';

const { profile } = upTo('contract').order;
const plain = termsOf({}, monday);
const sha256 = 'ab'.repeat(32);
const full: Terms = termsSchema.parse({
  ...plain,
  paymentMethod: 'LETTER_OF_CREDIT',
  paymentPlan: [{ share: 10_000, due: 'BEFORE_TITLE_TRANSFER' }],
  lateDelivery: { perDayBp: 50, capBp: 1000, graceDays: 3, measuredBy: 'GOODS_READY' },
  requiredDocuments: ['380'],
  receiptChecks: [{ id: 'seal', text: 'the seal is whole', line: 1, tolerance: '5 mm', photograph: true }],
  lines: plain.lines.map((line) => ({
    ...line,
    customised: true,
    allowance: { agreement: 'a1', hash: sha256, shareBp: 250 },
    minimum: { quantity: 1, multiple: 1 },
    customisation: {
      artwork: [{ name: 'front.pdf', sha256 }],
      colours: ['PANTONE 186 C'],
      packaging: 'plain box',
      logo: { placement: 'on the foot', method: 'ENGRAVING', widthMm: 30, heightMm: 12 },
      sampleFirst: true,
      sampleDays: 14,
      samplePieces: 2,
    },
  })),
});
const told = (terms: Terms, locale: (typeof locales)[number]) =>
  JSON.stringify(clausesOf(terms, profile, wordings[locale]));

describe('the clauses in words', () => {
  it('say what late delivery costs, how it is paid and what is made to order', () => {
    const text = told(full, 'en');
    for (const said of [
      'after the delivery date and 3 days of grace the supplier owes 0.5 % of the value delivered, at most 10 %',
      'counted to the day the goods were declared ready',
      'What is due before title passes is paid by letter of credit.',
      `artwork “front.pdf”, SHA-256 ${sha256}`,
      'colours PANTONE 186 C',
      'packaging: plain box',
      'logo, on the foot, engraved, 30 × 12 mm',
      'approved a sample, 2 pc., handed in within 14 days',
      'the price holds for any quantity from 1 on, in multiples of 1',
      'Line 1: 312.75 USD, 2.5 % of the price, is taken off for joint marketing by agreement a1.',
    ]) {
      expect(text).toContain(said);
    }
    expect(told(plain, 'en')).toContain('No damages are agreed for late delivery.');
    expect(told(plain, 'en')).not.toContain('Goods made to order');
  });

  it.each(locales)('say all of it in %s', (locale) => {
    const [section, own] = [clausesOf(full, profile, wordings[locale]), told(full, locale)];
    expect(section).toHaveLength(9);
    for (const value of [sha256, 'PANTONE 186 C', 'plain box', 'on the foot', '30 × 12']) expect(own).toContain(value);
    expect(own).toContain(dateOf(locale, full.deliverBy));
    expect(own).not.toContain(full.deliverBy);
    expect(own).toContain(`380 ${documentTypeIn(locale, '380')}`);
    expect(own).toContain(` ${unitIn(locale, 'C62')}`);
    expect(own).not.toMatch(/undefined|C62|ENGRAVING|GOODS_READY|LETTER_OF_CREDIT/);
    for (const other of locales.filter((each) => each !== locale)) expect(own).not.toBe(told(full, other));
  });

  it.each(locales)('say in %s what a consumer can withdraw from, and why not', (locale) => {
    const right = { days: 14, sendBackDays: 15, refundDays: 16, returnCost: 'BUYER' as const };
    const open = told({ ...full, withdrawal: { ...right, exempt: [] } }, locale);
    for (const days of ['14', '15', '16']) expect(open).toContain(days);
    expect(open).toContain(wordings[locale].returnCost.BUYER);
    const exempt = [{ line: 1, ground: 'PERISHABLE' as const }];
    const closed = told({ ...full, withdrawal: { ...right, days: 0, exempt } }, locale);
    expect(closed).toContain(wordings[locale].exemptions.PERISHABLE);
    expect(closed).not.toContain(wordings[locale].returnCost.BUYER);
  });

  it('change with every clause', () => {
    const keys = Object.keys(full) as (keyof Terms)[];
    const other: Partial<Record<keyof Terms, unknown>> = {
      ...{ currency: 'EUR', incoterm: 'EXW', namedPlace: 'Elsewhere', transport: 'ROAD', deliverBy: '2031-01-01' },
      ...{ lines: plain.lines, paymentPlan: [{ share: 10_000, due: 'ON_CONTRACT' }], paymentMethod: 'TRANSFER' },
      ...{ settlement: { trigger: 'RECEIPT_CONFIRMED' }, inspection: { mode: 'NONE' }, requiredDocuments: ['271'] },
      ...{ tolerances: { quantityBp: 1, weightBp: 2, volumeBp: 3 }, inspectionDays: 29 },
      ...{ claimDays: 361, warrantyDays: 7, receiptChecks: [{ id: 'seal', text: 'the seal is cut' }] },
      lateDelivery: { perDayBp: 1, capBp: 2, graceDays: 0, measuredBy: 'GOODS_RECEIVED' },
    };
    const unsaid = keys.filter((key) => told({ ...full, [key]: other[key] }, 'en') === told(full, 'en'));
    expect(unsaid).toEqual([]);
  });
});

describe('dates and amounts on paper', () => {
  it('are written for the language', () => {
    expect(locales.map((locale) => dateOf(locale, '2026-11-03'))).toEqual([
      ...['3 November 2026', '2026年11月3日', '2026年11月3日', '3. listopadu 2026'],
    ]);
    expect(dateOf('en', '2026-11-03T04:05:06.000Z')).toBe('3 November 2026 04:05:06 UTC');
    expect(dateOf('en', 'soon')).toBe('soon');
    expect(moneyOf('en', 123_456_789, 'USD')).toBe('1,234,567.89 USD');
    expect(moneyOf('cs', 123_456_789, 'CZK')).toBe('1\u00a0234\u00a0567,89 CZK');
    expect(moneyOf('zh-CN', 1_234_567, 'JPY')).toBe('1,234,567 JPY');
    expect(locales.map((locale) => percentOf(locale, 250))).toEqual(['2.5 %', '2.5%', '2.5%', '2,5\u00a0%']);
  });
});
