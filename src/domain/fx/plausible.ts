import type { RateRow } from './import.ts';
import { crossRate, ratioOf } from './quote.ts';

/** The newest rate that stands of a currency: how much of it one unit of `base` is worth. */
export interface StandingRate {
  date: string;
  base: string;
  rate: string;
}

/** Of the rate before, for each week begun since: what currencies that are traded do not move by unnoticed. */
const mostPercentAWeek = 10n;
const WEEK = 7 * 86_400_000;

export interface Implausible {
  row: RateRow;
  /** The rate before against the same base, and its day; null where nothing leads from one base to the other. */
  before: { date: string; rate: string } | null;
  mostPercent: number;
}

/**
 * The first of the rates nobody would promise by without asking: further from the rate before than ten per cent for
 * each week begun since, up or down, whichever source that was of; or against a base that has no rate to the one
 * before. A currency that has no rate yet, and days before the newest, are taken as they are: no quote is made of them.
 */
export function implausible(
  base: string,
  rows: readonly RateRow[],
  standing: ReadonlyMap<string, StandingRate>,
): Implausible | null {
  for (const row of rows) {
    const known = standing.get(row.currency);
    if (known === undefined || row.date < known.date) continue;
    const weeks = Math.floor((Date.parse(row.date) - Date.parse(known.date)) / WEEK) + 1;
    const most = mostPercentAWeek * BigInt(weeks);
    const before = against(base, row.currency, known, standing);
    if (before === null) return { row, before, mostPercent: Number(most) };
    if (isFurther(row.rate, before, most))
      return { row, before: { date: known.date, rate: before }, mostPercent: Number(most) };
  }
  return null;
}

/** A standing rate as one against another base. */
function against(
  base: string,
  currency: string,
  known: StandingRate,
  standing: ReadonlyMap<string, StandingRate>,
): string | null {
  if (known.base === base) return known.rate;
  const direct = standing.get(base);
  const inverse = standing.get(known.base);
  const perKnown = new Map([[currency, known.rate]]);
  if (direct?.base === known.base) perKnown.set(base, direct.rate);
  else if (inverse?.base === base) {
    const rate = crossRate(base, new Map([[known.base, inverse.rate]]), known.base, base);
    if (rate !== null) perKnown.set(base, rate);
  }
  return crossRate(known.base, perKnown, base, currency);
}

/** True: more than `percent` above the other, or the other as much above it. */
function isFurther(one: string, other: string, percent: bigint): boolean {
  const left = ratioOf(one);
  const right = ratioOf(other);
  const mine = left.over * right.under;
  const theirs = right.over * left.under;
  return mine * 100n > theirs * (100n + percent) || theirs * 100n > mine * (100n + percent);
}
