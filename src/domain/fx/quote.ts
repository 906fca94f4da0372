import { decimalsOf, MAX_MINOR } from '../money.ts';

export interface Amount {
  amountMinor: number;
  currency: string;
}

/**
 * A rate held for one payment until it runs out: `from` is paid, and counts as exactly `to`, what the contract asks.
 */
export interface FxQuote {
  id: string;
  order: string;
  request: string;
  from: Amount;
  to: Amount;
  /** How much of `to` one unit of `from` is worth, as a decimal text ('7.8125' for USD to HKD). */
  rate: string;
  provider: string;
  lockedAt: string;
  expiresAt: string;
}

interface Ratio {
  over: bigint;
  under: bigint;
}

const longest = 12;

/** A decimal text above 0 with at most twelve digits on either side, as an exact ratio. Throws RangeError otherwise. */
export function ratioOf(rate: string): Ratio {
  const parts = /^(\d{1,12})(?:\.(\d{1,12}))?$/.exec(rate);
  const [, whole = '', fraction = ''] = parts ?? [];
  const over = BigInt(`0${whole}${fraction}`);
  if (parts === null || over === 0n) {
    throw new RangeError(`rate: '${rate}' is not a decimal number above 0 of at most ${longest} digits on either side`);
  }
  return { over, under: 10n ** BigInt(fraction.length) };
}

const scale = (decimals: number): bigint => 10n ** BigInt(decimals);

/**
 * What has to be paid in `from` so that it is worth `to` at the rate: exact, and rounded up to the next minor unit, so
 * that what comes in is never worth less than what it counts as; what it is worth more is the house's gain of exchange.
 */
export function payableIn(from: string, to: Amount, rate: string): Amount {
  const { over, under } = ratioOf(rate);
  const numerator = BigInt(to.amountMinor) * under * scale(decimalsOf(from));
  const denominator = over * scale(decimalsOf(to.currency));
  const minor = (numerator + denominator - 1n) / denominator;
  if (minor > BigInt(MAX_MINOR)) throw new RangeError('amountMinor: the amount in the other currency is too large');
  return { amountMinor: Number(minor), currency: from };
}

/** Digits kept of a rate that follows from two others. */
const digits = 10;

/**
 * The rate between two currencies when each is given against the same base (as the ECB gives all against the euro),
 * rounded half up to ten decimals; the base itself stands at 1. Null when one of them has no rate.
 */
export function crossRate(base: string, perBase: ReadonlyMap<string, string>, from: string, to: string): string | null {
  const one = from === base ? '1' : perBase.get(from);
  const other = to === base ? '1' : perBase.get(to);
  if (one === undefined || other === undefined) return null;
  const left = ratioOf(one);
  const right = ratioOf(other);
  const numerator = right.over * left.under * scale(digits);
  const denominator = right.under * left.over;
  const rounded = (numerator * 2n + denominator) / (denominator * 2n);
  if (rounded === 0n) return null;
  const text = String(rounded).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, '');
}
