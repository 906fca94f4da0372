import { describe, expect, it } from '@jest/globals';
import { implausible, type StandingRate } from '../../../src/domain/fx/plausible.ts';

const standing = new Map<string, StandingRate>([
  ['USD', { date: '2026-06-01', base: 'EUR', rate: '1.20' }],
  ['HKD', { date: '2026-06-01', base: 'EUR', rate: '9.36' }],
]);
const of = (currency: string, date: string, rate: string, base = 'EUR') =>
  implausible(base, [{ currency, date, rate }], standing);

describe('a reference rate', () => {
  it.each([
    ['2026-06-02', '1.32', true],
    ['2026-06-02', '1.3201', false],
    ['2026-06-02', '1.0910', true],
    ['2026-06-02', '1.0909', false],
    ['2026-06-07', '1.3201', false],
    ['2026-06-08', '1.44', true],
    ['2026-06-08', '1.4401', false],
    ['2026-05-29', '12', true],
  ])('of %s at %s against 1.20 of the first of June is taken: %s', (date, rate, taken) => {
    expect(of('USD', date, rate) === null).toBe(taken);
  });

  it('is held against the rate before through another base, either way', () => {
    expect(of('HKD', '2026-06-02', '7.8', 'USD')).toBeNull();
    expect(of('HKD', '2026-06-02', '78', 'USD')).toMatchObject({ before: { rate: '7.8' }, mostPercent: 10 });
    const turned = new Map([...standing, ['GBP', { date: '2026-06-01', base: 'USD', rate: '0.75' }]] as const);
    expect(implausible('EUR', [{ currency: 'GBP', date: '2026-06-02', rate: '0.9' }], turned)).toBeNull();
    expect(implausible('EUR', [{ currency: 'GBP', date: '2026-06-02', rate: '9' }], turned)).not.toBeNull();
  });

  it('against a base that leads nowhere is not taken, and the first of its currency is', () => {
    expect(of('USD', '2026-06-02', '1', 'ZAR')).toMatchObject({ before: null });
    expect(of('SEK', '2026-06-02', '11')).toBeNull();
  });
});
