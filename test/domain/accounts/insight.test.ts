import { describe, expect, it } from '@jest/globals';
import { medianPrice, priceTrend, type SealedLine } from '../../../src/domain/accounts/insight.ts';

const line = (order: string, buyer: string, more: Partial<SealedLine> = {}): SealedLine => ({
  order,
  buyer,
  supplier: 's',
  sealedAt: '2026-03-02T00:00:00.000Z',
  currency: 'USD',
  sku: 'LAMP',
  hsCode: '940521',
  unit: 'C62',
  quantity: 100,
  price: { minor: 500, per: 1 },
  ...more,
});

describe('the median of unit prices', () => {
  it('is exact whatever number of pieces the prices are for', () => {
    expect(medianPrice([{ minor: 1, per: 3 }])).toBe('0.3333');
    expect(
      medianPrice([
        { minor: 105, per: 10 },
        { minor: 11, per: 1 },
      ]),
    ).toBe('10.7500');
    expect(
      medianPrice([
        { minor: 9, per: 1 },
        { minor: 100, per: 10 },
        { minor: 12, per: 1 },
      ]),
    ).toBe('10.0000');
    expect(() => medianPrice([])).toThrow(RangeError);
  });
});

describe('the price trend', () => {
  it('is by HS heading, month, currency and unit, of the headings the company trades in', () => {
    const trend = priceTrend(
      [
        line('1', 'me'),
        line('2', 'me', { sealedAt: '2026-04-02T00:00:00.000Z', price: { minor: 600, per: 1 } }),
        line('3', 'me', { currency: 'EUR' }),
        line('4', 'other', { hsCode: '850440' }),
      ],
      'me',
    );
    expect(trend.map(({ heading, month, currency, own }) => [heading, month, currency, own?.medianMinor])).toEqual([
      ['9405', '2026-03', 'EUR', '500.0000'],
      ['9405', '2026-03', 'USD', '500.0000'],
      ['9405', '2026-04', 'USD', '600.0000'],
    ]);
  });

  it("tells the market only where three other buyers made it, so that nobody's price is given away", () => {
    const three = [
      line('1', 'me'),
      line('2', 'b', { price: { minor: 700, per: 1 } }),
      line('3', 'c', { price: { minor: 800, per: 1 } }),
    ];
    expect(priceTrend(three, 'me')[0]?.market).toBeNull();
    expect(priceTrend([...three, line('4', 'c')], 'me')[0]?.market).toBeNull();
    expect(priceTrend([...three, line('4', 'd', { price: { minor: 900, per: 1 } })], 'me')[0]).toMatchObject({
      own: { medianMinor: '500.0000', contracts: 1 },
      market: { medianMinor: '750.0000', contracts: 4 },
    });
  });
});
