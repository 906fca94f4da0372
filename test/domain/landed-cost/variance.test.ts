import { describe, expect, it } from '@jest/globals';
import { type ActualCost, type ActualCostInput, faultOfCost } from '../../../src/domain/landed-cost/actual.ts';
import type { QuotedGoods } from '../../../src/domain/landed-cost/parts.ts';
import { type Statement, statementSchema, type Target } from '../../../src/domain/landed-cost/statement.ts';
import { landedVariance } from '../../../src/domain/landed-cost/variance.ts';

const line = (number: number, quantity: number, amountMinor: number, grossGrams: number) => ({
  line: number,
  hsCode: '940542',
  origin: 'CN',
  quantity,
  grossGrams,
  volumeCm3: grossGrams * 3,
  amountMinor,
  buildUp: null,
});
/** 10,000.00 USD of one line and 5,000.00 of another, twice as heavy. */
const goods: QuotedGoods = {
  currency: 'USD',
  incoterm: 'FCA',
  namedPlace: 'Shenzhen',
  lines: [line(1, 1000, 1_000_000, 100_000), line(2, 3, 500_000, 200_000)],
};
const target: Target = { incoterm: 'DDP', place: 'Rotterdam', currency: 'EUR' };
const statement: Statement = statementSchema.parse({
  rates: [{ from: 'USD', rate: '0.9', source: 'ECB', date: '2026-06-01' }],
  costs: [
    { component: 'mainCarriage', minor: 90_001, currency: 'EUR', by: 'WEIGHT', source: 'offer' },
    { component: 'insurance', minor: 3000, currency: 'EUR', by: 'VALUE', source: 'offer' },
    { component: 'inlandDelivery', minor: 20_000, currency: 'EUR', by: 'WEIGHT', source: 'offer' },
  ],
  duty: { value: 'CIF', rates: [{ hs: '9405', rateBp: 470, source: 'TARIC' }] },
  tax: { rateBp: 2100, includesDelivery: true, recoverable: true, source: 'NL' },
});
let number = 0;
const cost = (component: ActualCost['component'], minor: number, more: Partial<ActualCost> = {}): ActualCost => {
  number += 1;
  const document = { type: '780' as const, number: `F-${number}`, sha256: String(number).padStart(64, '0') };
  const rest = { id: `c${number}`, replaces: null, company: 'c-carrier', user: 'u', at: '2026-07-01T00:00:00.000Z' };
  return { component, minor, currency: 'EUR', by: 'WEIGHT', document, source: 'invoice', ...rest, ...more };
};
const reckoned = (costs: ActualCost[], change: Partial<Statement> = {}) =>
  landedVariance(goods, { target, statement: { ...statement, ...change } }, costs);
const of = (component: string, costs: ActualCost[]) =>
  reckoned(costs).components.find((each) => each.component === component);

describe('what goods cost in the end', () => {
  it('varies from the plan by component, and what has not come yet is awaited, not counted as saved', () => {
    const { plannedMinor, varianceMinor, awaited } = reckoned([]);
    // 13,500.00 of goods, 900.01 + 30.00 + 200.00 of transport, 4.7 % duty on 14,430.01; the tax is given back.
    expect(plannedMinor).toBe(1_350_000 + 90_001 + 3000 + 20_000 + 67_821);
    expect(varianceMinor).toBe(0);
    expect(awaited).toEqual(['mainCarriage', 'insurance', 'inlandDelivery', 'importDuty', 'importTax']);
  });

  it('is allocated to the lines exactly, at the rate locked with the plan', () => {
    const freight = of('mainCarriage', [cost('mainCarriage', 111_112, { currency: 'USD' })]);
    // 1,111.12 USD at 0.9 are 1,000.01 EUR: a third and two thirds against 300.00 and 600.01.
    expect(freight).toMatchObject({ actualMinor: 100_001, plannedMinor: 90_001, varianceMinor: 10_000 });
    expect(freight?.perLine.reduce<number>((sum, each) => sum + (each ?? 0), 0)).toBe(10_000);
  });

  it('adds up over components, lines and pieces, unplanned costs and those put right included', () => {
    const wrong = cost('storage', 9_999);
    const costs = [
      cost('mainCarriage', 50_000),
      cost('mainCarriage', 50_001),
      cost('insurance', 2000, { by: 'VALUE' }),
      wrong,
      cost('storage', 301, { replaces: wrong.id }),
      cost('bankCharges', 25, { by: 'QUANTITY' }),
    ];
    const { components, varianceMinor, actualMinor, lines } = reckoned(costs);
    expect(varianceMinor).toBe(10_000 - 1000 + 301 + 25);
    expect(actualMinor).toBe(1_350_000 + 100_001 + 2000 + 301 + 25);
    for (const { varianceMinor: whole, perLine } of components)
      if (whole !== null) expect(perLine.reduce<number>((sum, each) => sum + (each ?? 0), 0)).toBe(whole);
    const byLine = lines.map(({ variancePerPiece, quantity }) => Number(variancePerPiece) * quantity);
    expect(byLine.reduce((sum, each) => sum + each, 0)).toBeCloseTo(varianceMinor, 0);
  });

  it('leaves out tax that is given back, and names a rate nobody locked', () => {
    const tax = reckoned([cost('importTax', 999_999)]);
    expect(tax.components.find(({ component }) => component === 'importTax')).toMatchObject({ counted: false });
    expect(tax.varianceMinor).toBe(0);
    const strange = reckoned([cost('inspection', 500, { currency: 'CNY' })]);
    expect(strange).toMatchObject({ missing: ['rate of exchange CNY to EUR'], varianceMinor: 0 });
  });

  it('can be told where no full plan was stated: what is known, and why there is no plan', () => {
    const { duty: _duty, ...less } = statement;
    const reckoning = landedVariance(goods, { target, statement: less }, [cost('storage', 100)]);
    expect(reckoning).toMatchObject({ plannedMinor: null, actualMinor: 1_350_100 });
    expect(reckoning.missing).toEqual(['importDuty', 'importTax']);
    expect(reckoning.lines[0]).toMatchObject({ plannedPerPiece: null, variancePerPiece: null });
  });
});

describe('a cost that became known', () => {
  const input = (change: Partial<ActualCostInput> = {}): ActualCostInput => {
    const { id: _id, company: _company, user: _user, at: _at, replaces: _replaces, ...rest } = cost('mainCarriage', 1);
    return { ...rest, ...change };
  };
  const known = [cost('mainCarriage', 5)];
  const fault = (given: ActualCostInput, change: Partial<Parameters<typeof faultOfCost>[1]> = {}) =>
    faultOfCost(given, { roles: ['carrier'], company: 'c-carrier', incoterm: 'FCA', known, ...change })?.code ?? null;

  it('is stated by who knows it', () => {
    expect(fault(input())).toBeNull();
    expect(fault(input({ component: 'importDuty' }))).toBe('not-your-cost');
    expect(fault(input({ component: 'importDuty' }), { roles: ['customs-broker'] })).toBeNull();
    expect(fault(input({ component: 'importDuty' }), { roles: ['buyer'] })).toBeNull();
  });

  it('is not one the price holds already', () => {
    expect(fault(input(), { incoterm: 'CIF' })).toBe('in-the-price');
    expect(fault(input({ component: 'storage' }), { incoterm: 'DDP', roles: ['buyer'] })).toBeNull();
  });

  it('is stated once from a document, and put right by its own company alone', () => {
    const [first] = known as [ActualCost];
    expect(fault(input({ document: first.document }))).toBe('already-stated');
    expect(fault(input({ document: first.document, replaces: first.id }))).toBeNull();
    expect(fault(input({ replaces: first.id }), { company: 'c-other' })).toBe('unknown-cost');
    expect(fault(input({ replaces: first.id, component: 'inlandDelivery' }))).toBe('unknown-cost');
    const replaced = [...known, cost('mainCarriage', 6, { replaces: first.id })];
    expect(fault(input({ replaces: first.id }), { known: replaced })).toBe('unknown-cost');
  });
});
