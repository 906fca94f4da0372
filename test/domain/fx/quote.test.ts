import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readRates } from '../../../src/domain/fx/import.ts';
import { conversionSettled } from '../../../src/domain/fx/postings.ts';
import { crossRate, payableIn, ratioOf } from '../../../src/domain/fx/quote.ts';

describe('what is paid in another currency', () => {
  it.each([
    ['USD', { amountMinor: 78_000, currency: 'HKD' }, '7.8', 10_000],
    ['USD', { amountMinor: 78_001, currency: 'HKD' }, '7.8', 10_001],
    ['JPY', { amountMinor: 10_000, currency: 'USD' }, '0.0064', 15_625],
    ['KWD', { amountMinor: 100, currency: 'USD' }, '3.25', 308],
  ])('in %s for %j at %s is %i, rounded up to the minor unit', (from, to, rate, amountMinor) => {
    expect(payableIn(from, to, rate)).toEqual({ amountMinor, currency: from });
  });

  it('is always worth what it counts as, by less than one minor unit more', () => {
    const rate = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 1, max: 999_999 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), rate, (amountMinor, [whole, fraction]) => {
        const text = `${whole}.${String(fraction).padStart(6, '0')}`;
        const paid = BigInt(payableIn('USD', { amountMinor, currency: 'EUR' }, text).amountMinor);
        const { over, under } = ratioOf(text);
        expect(paid * over).toBeGreaterThanOrEqual(BigInt(amountMinor) * under);
        expect((paid - 1n) * over).toBeLessThan(BigInt(amountMinor) * under);
      }),
    );
  });

  it.each(['0', '0.000', '-1', '1e3', '1.', '', '1.0000000000001'])('is not reckoned at the rate %j', (rate) => {
    expect(() => ratioOf(rate)).toThrow(RangeError);
  });
});

describe('a rate over a base', () => {
  const perEuro = new Map([
    ['USD', '1.0800'],
    ['HKD', '8.4240'],
  ]);
  it('follows from both, and the base counts as one', () => {
    expect(crossRate('EUR', perEuro, 'USD', 'HKD')).toBe('7.8');
    expect(crossRate('EUR', perEuro, 'EUR', 'USD')).toBe('1.08');
    expect(crossRate('EUR', perEuro, 'USD', 'EUR')).toBe('0.9259259259');
    expect(crossRate('EUR', perEuro, 'USD', 'JPY')).toBeNull();
  });
});

describe('an exchange that is settled', () => {
  it.each([
    [10_950, 50],
    [11_050, -50],
    [11_000, undefined],
  ])('at %i where 11000 were promised books %s to the house', (got, difference) => {
    const { postings } = conversionSettled(
      'fx:1',
      { gave: { currency: 'EUR', minor: 10_000 }, got: { currency: 'USD', minor: got }, promisedMinor: 11_000 },
      { source: 'rail:card:EUR', target: 'suspense' },
    );
    expect(postings.find(({ account }) => account === 'house:fx')?.amountMinor).toBe(difference);
    for (const currency of ['EUR', 'USD']) {
      const own = postings.filter((each) => each.currency === currency);
      expect(own.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(0);
    }
  });
});

describe('a file of reference rates', () => {
  it('is read as the ECB writes it, days without a rate left out', () => {
    const rows = [
      ['Date', 'USD', 'BGN', ''],
      ['2026-06-01', '1.0800', 'N/A', ''],
      ['2026-05-29', '1.0750', '1.9558', ''],
    ];
    expect(readRates(rows)).toEqual({
      rates: [
        { date: '2026-06-01', currency: 'USD', rate: '1.0800' },
        { date: '2026-05-29', currency: 'USD', rate: '1.0750' },
        { date: '2026-05-29', currency: 'BGN', rate: '1.9558' },
      ],
    });
  });

  it('is refused whole for one fault, which is named by line and column', () => {
    const rows = [
      ['Date', 'USD'],
      ['2026-06-01', '1.08'],
      ['2026-06-02', '1,08'],
      ['02.06.2026', '1.1'],
    ];
    expect(readRates(rows)).toEqual({
      faults: [
        { line: 3, column: 'USD', rule: expect.stringContaining('not a decimal number') },
        { line: 4, column: 'Date', rule: 'YYYY-MM-DD' },
      ],
    });
  });
});
