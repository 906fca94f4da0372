import { describe, expect, it } from '@jest/globals';
import { experienceOf, type OwnOrder } from '../../../src/domain/sourcing/experience.ts';

const one = (order: string, plannedMinor: number, actualMinor: number, more: Partial<OwnOrder> = {}): OwnOrder => ({
  ...{ order, supplier: 'c-a', currency: 'HKD', plannedMinor, actualMinor },
  ...more,
});
const figures = (...orders: OwnOrder[]) => experienceOf(['c-a'], orders, [])[0]?.figures;

describe("what a buyer's own orders say of a supplier's quotes", () => {
  it('is the variance of all its orders of one currency together, weighed by what was planned', () => {
    expect(figures(one('1', 10_000, 10_500), one('2', 30_000, 29_900))).toEqual([
      { currency: 'HKD', orders: ['1', '2'], plannedMinor: 40_000, actualMinor: 40_400, varianceBp: 100 },
    ]);
  });

  it('is told currency by currency, most orders first', () => {
    const found = figures(one('1', 100, 99, { currency: 'EUR' }), one('2', 100, 100), one('3', 100, 101));
    expect(found?.map(({ currency, varianceBp }) => [currency, varianceBp])).toEqual([
      ['HKD', 50],
      ['EUR', -100],
    ]);
  });

  it.each([
    [20_000, 20_001, 1],
    [20_001, 20_002, 0],
    [20_000, 19_999, -1],
    [9_000_000_000_000_000, 9_007_199_254_740_991, 8],
  ])('of %i planned and %i in the end is %i basis points, rounded exactly', (planned, actual, varianceBp) => {
    expect(figures(one('1', planned, actual))).toMatchObject([{ varianceBp }]);
  });

  it('is nothing where there was no order, and counts those whose costs are not all known apart', () => {
    const mine = one('1', 100, 100);
    expect(experienceOf(['c-a', 'c-b'], [mine], [{ supplier: 'c-b' }, { supplier: 'c-b' }])).toMatchObject([
      { supplier: 'c-a', awaiting: 0, figures: [{ orders: ['1'] }] },
      { supplier: 'c-b', awaiting: 2, figures: [] },
    ]);
  });
});
