import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  allocate,
  decimalsOf,
  formatAmount,
  MAX_MINOR,
  minus,
  moneySchema,
  multiplyPrice,
  parseAmount,
  plus,
  share,
} from '../../src/domain/money.ts';

const anyMinor = fc.integer({ min: -MAX_MINOR, max: MAX_MINOR });
const anyCurrency = fc.constantFrom('USD', 'EUR', 'CNY', 'HKD', 'JPY', 'KWD', 'CLF');
const sum = (parts: number[]): bigint => parts.reduce((total, part) => total + BigInt(part), 0n);

describe('an amount written out', () => {
  it.each([
    [885, 'USD', '8.85'],
    [5, 'EUR', '0.05'],
    [-5, 'EUR', '-0.05'],
    [0, 'USD', '0.00'],
    [12, 'JPY', '12'],
    [-12, 'JPY', '-12'],
    [1, 'KWD', '0.001'],
    [12345, 'CLF', '1.2345'],
    [MAX_MINOR, 'USD', '90000000000000.00'],
  ])('%i minor units of %s is %s', (minor, currency, text) => {
    expect(formatAmount(minor, currency)).toBe(text);
  });

  it('reads back as the same amount', () => {
    fc.assert(
      fc.property(anyMinor, anyCurrency, (minor, currency) => {
        expect(parseAmount(formatAmount(minor, currency), currency)).toBe(minor);
      }),
    );
  });
});

describe('an amount read from text', () => {
  it.each([
    ['8.85', 'USD', 885],
    ['8.850', 'EUR', 885],
    ['105.7500', 'USD', 10575],
    ['8.8', 'USD', 880],
    ['8', 'USD', 800],
    ['8.', 'USD', 800],
    ['.5', 'USD', 50],
    ['+1.00', 'USD', 100],
    ['-1.00', 'USD', -100],
    ['007', 'JPY', 7],
    ['7.000', 'JPY', 7],
    ['1.234', 'KWD', 1234],
    ['-0.00', 'USD', 0],
    ['90000000000000.00', 'USD', MAX_MINOR],
  ])('%s %s is %i minor units', (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor);
  });

  it('is refused rather than rounded when it has more decimals than the currency', () => {
    expect(() => parseAmount('105.7501', 'USD')).toThrow(
      new RangeError("amount: '105.7501' has more than the 2 decimals of USD"),
    );
    expect(() => parseAmount('0.5', 'JPY')).toThrow(/more than the 0 decimals of JPY/);
  });

  it.each([
    [''],
    ['.'],
    ['-'],
    ['+.'],
    ['1,000.00'],
    ['1 000'],
    [' 1'],
    ['1 '],
    ['1e3'],
    ['0x10'],
    ['1.2.3'],
    ['--1'],
    ['NaN'],
    ['١'],
  ])('is refused when %p is not a plain decimal', (text) => {
    expect(() => parseAmount(text, 'USD')).toThrow(/^amount: .* is not a decimal number/);
  });

  it('is refused beyond the range in which integers are exact', () => {
    expect(() => parseAmount('90000000000000.01', 'USD')).toThrow(
      /^minor: must be a whole number of minor units between/,
    );
  });
});

describe('a currency', () => {
  it.each([
    ['JPY', 0],
    ['USD', 2],
    ['CNY', 2],
    ['HKD', 2],
    ['KWD', 3],
    ['CLF', 4],
  ])('%s has %i decimals', (code, decimals) => {
    expect(decimalsOf(code)).toBe(decimals);
  });

  it.each([['usd'], ['XXX'], ['XAU'], ['RMB'], ['CNH'], ['DEM'], ['']])(
    '%p is not an active ISO 4217 currency',
    (code) => {
      expect(() => decimalsOf(code)).toThrow(`currency: ${code} is not an active ISO 4217 code`);
      expect(moneySchema.safeParse({ currency: code, minor: 1 }).success).toBe(false);
    },
  );
});

describe('money', () => {
  it('is refused when it is not a whole number of minor units in range, or carries more than an amount', () => {
    const valid = (value: unknown): boolean => moneySchema.safeParse(value).success;
    expect(valid({ currency: 'USD', minor: MAX_MINOR })).toBe(true);
    expect(valid({ currency: 'USD', minor: MAX_MINOR + 1 })).toBe(false);
    expect(valid({ currency: 'USD', minor: 1.5 })).toBe(false);
    expect(valid({ currency: 'USD', minor: '1' })).toBe(false);
    expect(valid({ currency: 'USD', minor: 1, note: '' })).toBe(false);
  });

  it('adds and takes away within one currency', () => {
    expect(plus({ currency: 'USD', minor: 885 }, { currency: 'USD', minor: 15 })).toEqual({
      currency: 'USD',
      minor: 900,
    });
    expect(minus({ currency: 'USD', minor: 885 }, { currency: 'USD', minor: 885 })).toEqual({
      currency: 'USD',
      minor: 0,
    });
    expect(() => plus({ currency: 'USD', minor: 1 }, { currency: 'EUR', minor: 1 })).toThrow(
      'currency: USD and EUR cannot be added',
    );
    expect(() => plus({ currency: 'USD', minor: MAX_MINOR }, { currency: 'USD', minor: 1 })).toThrow(RangeError);
  });
});

describe('an allocation', () => {
  const ratios = fc
    .array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 12 })
    .filter((list) => list.some((ratio) => ratio > 0));

  it('loses and invents nothing', () => {
    fc.assert(
      fc.property(anyMinor, ratios, (minor, list) => {
        expect(sum(allocate(minor, list))).toBe(BigInt(minor));
      }),
    );
  });

  it('gives every part its exact share to within one minor unit, and nothing to a ratio of 0', () => {
    fc.assert(
      fc.property(anyMinor, ratios, (minor, list) => {
        const total = sum(list);
        allocate(minor, list).forEach((part, index) => {
          const off = BigInt(part) * total - BigInt(minor) * BigInt(list[index] ?? 0);
          expect(off < total && off > -total).toBe(true);
          if (list[index] === 0) expect(part).toBe(0);
        });
      }),
    );
  });

  it('gives the odd units to the largest remainders, the earlier part first', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(101, [1, 1, 1])).toEqual([34, 34, 33]);
    expect(allocate(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(allocate(10, [30, 33, 37])).toEqual([3, 3, 4]);
    expect(allocate(0, [1, 2])).toEqual([0, 0]);
  });

  it('is refused without a ratio above 0, or with one below 0 or not whole', () => {
    expect(() => allocate(1, [])).toThrow('ratios: at least one ratio must be above 0');
    expect(() => allocate(1, [0, 0])).toThrow('ratios: at least one ratio must be above 0');
    expect(() => allocate(1, [1, -1])).toThrow('ratios: every ratio must be a whole number of at least 0');
    expect(() => allocate(1, [0.5])).toThrow('ratios: every ratio must be a whole number of at least 0');
  });
});

describe('a share in basis points', () => {
  it.each([
    [10_000, 250, 250],
    [50, 100, 0],
    [150, 100, 2],
    [250, 100, 2],
    [-150, 100, -2],
    [885, 10_000, 885],
    [885, 0, 0],
    [1000, 11_000, 1100],
    [MAX_MINOR, 10_000, MAX_MINOR],
  ])('of %i at %i is %i, halves to even', (minor, basisPoints, expected) => {
    expect(share(minor, basisPoints)).toBe(expected);
  });

  it('is refused below 0 or not whole', () => {
    for (const basisPoints of [-1, 0.5]) expect(() => share(1, basisPoints)).toThrow(/^basisPoints:/);
  });
});

describe('the price of a quantity', () => {
  it.each([
    [{ minor: 885, per: 1 }, 100, 88_500],
    [{ minor: 105, per: 10 }, 1, 10],
    [{ minor: 115, per: 10 }, 1, 12],
    [{ minor: 885, per: 1000 }, 12_345, 10_925],
    [{ minor: 200, per: 1 }, '12.5', 2_500],
    [{ minor: 1, per: 1 }, '0.5', 0],
    [{ minor: 1, per: 1 }, '1.5', 2],
    [{ minor: 1, per: 1 }, '2.5', 2],
    [{ minor: 9_000_000_000, per: 1_000_000 }, 1_000_000_000, 9_000_000_000_000],
  ])('%o times %s is %i, rounded half to even once', (price, quantity, expected) => {
    expect(multiplyPrice(price, quantity)).toBe(expected);
  });

  it('is exact for a price per piece', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (minor, quantity) => {
        expect(multiplyPrice({ minor, per: 1 }, quantity)).toBe(minor * quantity);
      }),
    );
  });

  it('is never more than half a minor unit off', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000_000),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.nat(1_000_000),
        (minor, per, quantity) => {
          const off = BigInt(multiplyPrice({ minor, per }, quantity)) * BigInt(per) - BigInt(minor) * BigInt(quantity);
          expect(2n * (off < 0n ? -off : off) <= BigInt(per)).toBe(true);
        },
      ),
    );
  });

  it('is refused when it leaves the range, or for a quantity or base that makes no sense', () => {
    expect(() => multiplyPrice({ minor: MAX_MINOR, per: 1 }, 2)).toThrow(/^minor:/);
    expect(() => multiplyPrice({ minor: 1, per: 0 }, 1)).toThrow('per: must be a whole number above 0');
    for (const quantity of [-1, 0.1, '-1', '1e3', '']) {
      expect(() => multiplyPrice({ minor: 1, per: 1 }, quantity)).toThrow(/^quantity:/);
    }
  });
});
