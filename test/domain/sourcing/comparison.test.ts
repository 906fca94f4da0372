import { describe, expect, it } from '@jest/globals';
import { statementSchema } from '../../../src/domain/landed-cost/statement.ts';
import type { Order } from '../../../src/domain/order/order.ts';
import { addDays } from '../../../src/domain/order/time.ts';
import type { Terms } from '../../../src/domain/order/terms.ts';
import { compare } from '../../../src/domain/sourcing/comparison.ts';
import { type Sourcing, sourcingSchema, type Weights, weightsSchema } from '../../../src/domain/sourcing/sourcing.ts';
import { termsOf } from '../../support/deal.ts';
import { issue, monday, opened } from '../../support/played.ts';

const deadline = addDays(monday, 8);
const weights: Weights = { landedCost: 5000, leadTime: 2000, rating: 1000, validity: 1000, paymentTerms: 1000 };
const content = sourcingSchema.parse({
  title: 'Lamps',
  demand: {
    items: [
      { description: 'Lamp', quantity: 1000 },
      { description: 'Shade', quantity: 199 },
    ],
    destination: 'HK',
  },
  suppliers: ['c-a', 'c-b'],
  sealed: false,
  deadline,
  split: 'BY_QUANTITY',
  compare: { incoterm: 'DAP', place: 'Hong Kong', currency: 'USD' },
  weights,
});
const sourcing: Sourcing = {
  number: 'S1',
  buyer: 'c-harbour',
  user: 'u-buyer',
  state: 'evaluating',
  title: 'Lamps',
  deadline,
  sealed: false,
  split: 'BY_QUANTITY',
  content,
  invitations: [],
  createdAt: monday,
  updatedAt: monday,
};
const costs = (freight: number) =>
  ['mainCarriage', 'insurance', 'inlandDelivery'].map((component) => ({
    component,
    minor: component === 'mainCarriage' ? freight : 0,
    currency: 'USD',
    by: 'VALUE',
    source: '-',
  }));
const stated = (all: object[]) => ({ version: 1, content: statementSchema.parse({ costs: all }) });

/** A supplier's quote: price of the lamps in cents, days until delivery and of validity, and what else differs. */
function answer(
  supplier: string,
  minor: number,
  { days = 60, valid = 30, ...more }: { days?: number; valid?: number } & Partial<Terms> = {},
) {
  const base = termsOf({}, monday);
  const terms = {
    ...base,
    lines: base.lines.map((line) => (line.line === 1 ? { ...line, price: { minor, per: 1 } } : line)),
    deliverBy: addDays(monday, days).slice(0, 10),
    ...more,
  };
  const { order } = issue(opened(), 'supplier', 'submitQuote', { terms, validUntil: addDays(monday, valid) });
  return { supplier, order: `26-${supplier}`, state: order as Order };
}
const past = [{ supplier: 'c-a', performanceBp: 9000 }];
const run = (answers: ReturnType<typeof answer>[], all: object[] = costs(0), own: Record<string, number> = {}) =>
  compare(sourcing, answers, stated(all), { past, own, now: monday });

describe('a comparison', () => {
  // By hand: A costs 10,000.00 + 1,601.95 = 11,601.95, B 12,000.00 + 1,601.95 = 13,601.95 USD.
  it('scores cost, lead time, rating, validity and payment, and weighs them', () => {
    const later = [
      { share: 3000, due: 'ON_CONTRACT' as const },
      { share: 7000, due: 'BEFORE_TITLE_TRANSFER' as const },
    ];
    const { options } = run([answer('c-a', 1000), answer('c-b', 1200, { days: 30, valid: 20, paymentPlan: later })]);
    expect(options.map(({ landed }) => landed.comparable && landed.totalMinor)).toEqual([1_160_195, 1_360_195]);
    expect(options.map(({ leadDays }) => leadDays)).toEqual([52, 22]);
    expect(options.map(({ scores }) => scores)).toEqual([
      { landedCost: 10_000, leadTime: 4230, rating: 9000, validity: 10_000, paymentTerms: 0, total: 7746 },
      { landedCost: 8529, leadTime: 10_000, rating: 5000, validity: 6666, paymentTerms: 7000, total: 8131 },
    ]);
    expect(options.map(({ rank }) => rank)).toEqual([2, 1]);
  });

  it('takes the buyer’s own score of past performance in place of what its trades tell', () => {
    const { options } = run([answer('c-a', 1000)], costs(0), { 'c-a': 100 });
    expect(options[0]?.scores).toMatchObject({ rating: 100 });
  });

  it('takes freight stated for one supplier for that one', () => {
    const own = { ...costs(0)[0]!, minor: 50_000, supplier: 'c-b' };
    const { options } = run([answer('c-a', 1000), answer('c-b', 1000)], [...costs(10_000), own]);
    expect(options.map(({ landed }) => landed.comparable && landed.totalMinor)).toEqual([1_170_195, 1_210_195]);
  });

  it('gives no score to a quote that leaves part of the demand out', () => {
    const [lamp] = termsOf({}, monday).lines;
    const { options } = run([answer('c-a', 1000, { lines: [{ ...lamp!, quantity: 400 }] }), answer('c-b', 1200)]);
    expect(options[0]).toMatchObject({
      rank: null,
      scores: null,
      missing: ['line 1: 400 of 1000 offered', 'line 2: not offered'],
    });
    expect(options[1]).toMatchObject({ rank: 1, scores: { landedCost: 10_000 } });
  });

  it('is nothing yet while suppliers have not answered', () => {
    const waiting = { supplier: 'c-a', order: '26-a', state: opened().order };
    expect(run([waiting])).toMatchObject({ asked: 1, answered: 0, options: [] });
  });

  it('has weights that are the whole', () => {
    expect(weightsSchema.safeParse({ ...weights, rating: 1001 }).success).toBe(false);
  });
});
