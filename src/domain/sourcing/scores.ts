import type { ComparedOption, PastPerformance } from './comparison.ts';
import { type Criterion, criteria, type Weights } from './sourcing.ts';

/** Points by criterion and in all, in parts of ten thousand. */
export type Scores = Record<Criterion | 'total', number>;

const best = 10_000;
/** A supplier of whom nothing is known yet is neither praised nor blamed. */
const unrated = 5_000;

const ratio = (part: number, whole: number): number =>
  whole <= 0 ? 0 : Number((BigInt(Math.max(0, part)) * BigInt(best)) / BigInt(whole));

interface Known {
  past: readonly PastPerformance[];
  /** The buyer's own score by supplier, in place of what its trades tell. */
  own: Record<string, number>;
  now: string;
}

/**
 * Scores and ranks what can be compared. Cost and lead time score the least divided by one's own; validity one's own
 * days divided by the most; payment terms the share of the price that is not due on the contract; rating the
 * supplier's past performance, told by the facts of its trades, or the buyer's own score. All rounded down; equal
 * totals rank by cost, then by order.
 */
export function scoresOf(options: readonly ComparedOption[], weights: Weights, known: Known): ComparedOption[] {
  const whole = options.filter(({ missing }) => missing.length === 0);
  const cheapest = Math.min(...whole.map(costOf));
  const fastest = Math.min(...whole.map(({ leadDays }) => leadDays));
  const longest = Math.max(...whole.map((option) => millisLeft(option, known.now)));
  const scored = options.map((option) => {
    if (option.missing.length > 0) return option;
    const points: Record<Criterion, number> = {
      landedCost: ratio(cheapest, costOf(option)),
      leadTime: ratio(fastest, option.leadDays),
      rating: ratingOf(option.supplier, known),
      validity: ratio(millisLeft(option, known.now), longest),
      paymentTerms: option.laterPaymentBp,
    };
    const total = Math.floor(criteria.reduce((sum, each) => sum + points[each] * weights[each], 0) / best);
    return { ...option, scores: { ...points, total } };
  });
  const order = scored.filter(({ scores }) => scores !== null).sort(betterFirst);
  return scored.map((option) => ({ ...option, rank: option.scores === null ? null : order.indexOf(option) + 1 }));
}

const costOf = ({ landed }: ComparedOption): number => (landed.comparable ? landed.totalMinor : 0);
const millisLeft = ({ validUntil }: ComparedOption, now: string): number =>
  Math.max(0, Date.parse(validUntil) - Date.parse(now));

function ratingOf(supplier: string, { past, own }: Known): number {
  if (Object.hasOwn(own, supplier)) return own[supplier] ?? 0;
  return past.find((each) => each.supplier === supplier)?.performanceBp ?? unrated;
}

const betterFirst = (a: ComparedOption, b: ComparedOption): number =>
  (b.scores?.total ?? 0) - (a.scores?.total ?? 0) ||
  costOf(a) - costOf(b) ||
  (a.order < b.order ? -1 : a.order > b.order ? 1 : 0) ||
  (a.hash < b.hash ? -1 : 1);
