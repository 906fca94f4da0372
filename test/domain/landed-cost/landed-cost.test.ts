import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { converted, perPiece } from '../../../src/domain/landed-cost/exact.ts';
import { landedCost } from '../../../src/domain/landed-cost/landed-cost.ts';
import type { QuotedGoods } from '../../../src/domain/landed-cost/parts.ts';
import {
  type Statement,
  statementFor,
  statementSchema,
  type Target,
} from '../../../src/domain/landed-cost/statement.ts';
import { costsOfSeller } from '../../../src/domain/incoterm-costs.ts';
import { incotermCodes } from '../../../src/domain/incoterms.ts';

const example = JSON.parse(readFileSync(new URL('../../../examples/landed-cost.json', import.meta.url), 'utf8'));
const quote: QuotedGoods = {
  ...example.quote,
  lines: example.quote.lines.map((line: object) => ({ ...line, buildUp: null })),
};
const target: Target = example.compare;
const statement: Statement = statementSchema.parse(example.statement);
const cost = (
  changes: { quote?: Partial<QuotedGoods>; target?: Partial<Target>; statement?: Partial<Statement> } = {},
) =>
  landedCost({ ...quote, ...changes.quote }, { ...target, ...changes.target }, { ...statement, ...changes.statement });
const missing = (changes: Parameters<typeof cost>[0]): string[] => {
  const landed = cost(changes);
  return landed.comparable ? [] : landed.missing;
};
const partsOf = (changes: Parameters<typeof cost>[0] = {}) => {
  const landed = cost(changes);
  if (!landed.comparable) throw new Error(landed.missing.join('; '));
  return Object.fromEntries(landed.parts.map(({ component, perLine }) => [component, perLine]));
};

describe('the landed cost of examples/landed-cost.json', () => {
  // By hand, in EUR cents: price at 0.92; freight 1,702.00 by 13.5 : 9.6 m3; premium 3,106,840 x 0.0165 / 9.9835;
  // delivery by 2,040 : 1,320 kg; duty 4.7 % of the CIF value; VAT 19 % of value, duty and delivery.
  it('is what it comes to by hand, part by part and line by line', () => {
    expect(partsOf()).toEqual({
      price: [1_898_880, 1_037_760],
      mainCarriage: [99_468, 70_732],
      insurance: [3_303, 1_832],
      inlandDelivery: [38_857, 25_143],
      importDuty: [94_078, 52_185],
      importTax: [405_571, 225_654],
    });
    expect(cost()).toMatchObject({
      comparable: true,
      totalMinor: 3_322_238,
      lines: [
        { line: 1, totalMinor: 2_134_586, perPiece: '889.4108' },
        { line: 2, totalMinor: 1_187_652, perPiece: '2474.2750' },
      ],
    });
  });

  it('says of every part where it comes from', () => {
    const landed = cost();
    const sources = landed.comparable
      ? landed.parts.map(({ component, from, source }) => [component, from, source])
      : [];
    expect(sources[0]).toEqual([
      'price',
      'QUOTE',
      'price of the quote, FCA designated warehouse, Yantian, Shenzhen, USD at 0.92 ' +
        '(rate of the day, made up for this example, 2026-11-20)',
    ]);
    expect(sources.slice(2, 6).map(([component, from]) => [component, from])).toEqual([
      ['insurance', 'COMPUTED'],
      ['inlandDelivery', 'STATEMENT'],
      ['importDuty', 'COMPUTED'],
      ['importTax', 'COMPUTED'],
    ]);
    expect(sources[2]?.[2]).toBe('0.15 % on 110 % of the CIF value, ICC (A); open cover, made up');
  });

  it('counts tax that is not given back', () => {
    const { tax } = statement;
    const landed = cost({ statement: { tax: { ...tax!, recoverable: false } } });
    expect(landed).toMatchObject({ totalMinor: 3_322_238 + 405_571 + 225_654 });
  });

  it('takes a FOB country’s duty off the carriage', () => {
    const { duty } = statement;
    expect(partsOf({ statement: { duty: { ...duty!, value: 'FOB' } } }).importDuty).toEqual([89_247, 48_775]);
  });

  it('takes the rate of the longest number, and of the line’s own origin', () => {
    const rates = [
      { hs: '94', rateBp: 900, source: 'a' },
      { hs: '9405', rateBp: 470, source: 'b' },
      { hs: '9405', origin: 'CN', rateBp: 1000, source: 'c' },
      { hs: '940521', origin: 'VN', rateBp: 0, source: 'd' },
    ];
    expect(partsOf({ statement: { duty: { value: 'CIF', rates } } }).importDuty).toEqual([200_165, 111_032]);
  });
});

describe('a quote that cannot be compared', () => {
  it.each<[string, Parameters<typeof cost>[0], string]>([
    ['freight nobody stated', { statement: { costs: [] } }, 'mainCarriage'],
    ['delivery nobody stated', { statement: { costs: statement.costs.slice(0, 1) } }, 'inlandDelivery'],
    ['a currency without a rate', { statement: { rates: [] } }, 'rate of exchange USD to EUR'],
    [
      'goods without a tariff',
      { statement: { duty: { value: 'CIF', rates: [{ hs: '85', rateBp: 0, source: '-' }] } } },
      'importDuty: no rate for HS 940521 of line 1',
    ],
    [
      'cover below what CIP asks for',
      { target: { incoterm: 'CIP' }, statement: { insurance: { ...statement.insurance!, clauses: 'ICC (C)' } } },
      'insurance: CIP asks for ICC (A) and 110 % of the value',
    ],
    [
      'less than 110 % under CIF',
      { target: { incoterm: 'CIF' }, statement: { insurance: { ...statement.insurance!, insuredBp: 10_900 } } },
      'insurance: CIF asks for ICC (C) and 110 % of the value',
    ],
    [
      'a delivered price that does not say what its delivery costs',
      { quote: { incoterm: 'DAP' }, target: { incoterm: 'FOB' } },
      'inlandDelivery: in the DAP price, and the quote does not say how much',
    ],
  ])('names what is missing: %s', (_what, changes, name) => {
    expect(missing(changes)).toContain(name);
  });

  it('also where a supplier’s figures are absurd, rather than taking the comparison down', () => {
    const [line] = quote.lines;
    const absurd = { ...line!, volumeCm3: 2 ** 60 };
    expect(missing({ quote: { lines: [absurd] } })).toEqual([expect.stringContaining('ratios')]);
  });
});

describe('a price with its build-up', () => {
  const [first] = quote.lines;
  const built = (incoterm: QuotedGoods['incoterm'], buildUp: object): QuotedGoods => ({
    ...quote,
    currency: 'EUR',
    incoterm,
    lines: [{ ...first!, amountMinor: 1_000, buildUp }],
  });

  it('gives off what the rule of the comparison leaves to the buyer', () => {
    const cif = built('CIF', { goods: 700, exportInland: 100, mainCarriage: 180, insurance: 20 });
    expect(landedCost(cif, { ...target, incoterm: 'FOB' }, statement)).toMatchObject({ totalMinor: 800 });
    expect(landedCost(cif, { ...target, incoterm: 'CFR' }, statement)).toMatchObject({ totalMinor: 980 });
  });

  it('keeps delivery that is distinguished out of the value for customs', () => {
    const dap = built('DAP', { goods: 800, mainCarriage: 100, inlandDelivery: 100 });
    const parts = landedCost(dap, target, statement);
    expect(parts.comparable && parts.parts.find(({ component }) => component === 'importDuty')?.minor).toBe(42);
    const lump = { ...dap, lines: dap.lines.map((line) => ({ ...line, buildUp: null })) };
    const whole = landedCost(lump, target, statement);
    expect(whole.comparable && whole.parts.find(({ component }) => component === 'importDuty')?.minor).toBe(47);
  });
});

describe('what is stated', () => {
  it('for one supplier goes before what is stated for all, component by component', () => {
    const base = statement.costs[0]!;
    const own = { ...base, minor: 1, supplier: 'c-1' };
    const both = { ...statement, costs: [...statement.costs, own] };
    expect(statementFor(both, 'c-1').costs.map(({ minor }) => minor)).toEqual([64_000, 1]);
    expect(statementFor(both, 'c-2').costs.map(({ minor }) => minor)).toEqual([185_000, 64_000]);
  });

  it('cannot be stated twice', () => {
    const twice = { ...example.statement, costs: [statement.costs[0], statement.costs[0]] };
    expect(statementSchema.safeParse(twice).error?.issues).toMatchObject([
      { path: ['costs'], message: 'stated twice' },
    ]);
  });
});

describe('arithmetic', () => {
  it.each([
    [1_000, 'USD', 'JPY', '151.25', 1_512],
    [100, 'JPY', 'USD', '0.0066', 66],
    [1_000, 'KWD', 'USD', '3.25', 325],
    [1, 'EUR', 'USD', '1.5', 2],
    [3, 'EUR', 'USD', '1.5', 4],
  ])('turns %i %s into %s at %s: %i', (minor, from, to, rate, expected) => {
    expect(converted(minor, from, to, rate)).toBe(expected);
  });

  it('gives pieces four decimals of a minor unit, half to even', () => {
    expect([perPiece(1250, 3), perPiece(1, 20_000), perPiece(3, 20_000)]).toEqual(['416.6667', '0.0000', '0.0002']);
  });

  it('never loses or makes a minor unit: lines, parts and total add up under every rule', () => {
    const line = fc.record({
      quantity: fc.integer({ min: 1, max: 100_000 }),
      grossGrams: fc.integer({ min: 0, max: 10_000_000 }),
      volumeCm3: fc.integer({ min: 0, max: 10_000_000 }),
      amountMinor: fc.integer({ min: 1, max: 100_000_000 }),
    });
    const by = fc.constantFrom('VALUE', 'WEIGHT', 'VOLUME', 'QUANTITY');
    const rules = fc.constantFrom(...incotermCodes);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), by, rules, rules, (lines, basis, from, to) => {
        const numbered = lines.map((each, index) => ({ ...quote.lines[0]!, ...each, line: index + 1 }));
        const named = ['exportPacking', 'exportInland', 'exportCustoms', 'mainCarriage', 'inlandDelivery'] as const;
        const costs = named.map((component, index) => ({
          component,
          minor: 997 * (index + 1),
          currency: 'USD',
          by: basis,
          source: '-',
        }));
        const landed = landedCost(
          { ...quote, incoterm: from, lines: numbered },
          { ...target, incoterm: to },
          {
            ...statement,
            costs,
            tax: { ...statement.tax!, recoverable: false },
          },
        );
        const surplus = costsOfSeller(from).some((each) => !costsOfSeller(to).includes(each));
        expect(landed.comparable).toBe(!surplus);
        if (!landed.comparable) return;
        for (const { minor, perLine } of landed.parts) expect(perLine.reduce((sum, each) => sum + each, 0)).toBe(minor);
        const total = landed.parts.reduce((sum, { minor }) => sum + minor, 0);
        expect(landed.lines.reduce((sum, each) => sum + each.totalMinor, 0)).toBe(total);
        expect(landed.totalMinor).toBe(total);
      }),
      { numRuns: 200 },
    );
  });
});
