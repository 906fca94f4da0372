import { z } from 'zod';

/**
 * Plain-JSON money: minor units (cents for USD, yen for JPY) as a safe integer, with the ISO 4217 code they are
 * counted in.
 */
export type Money = { currency: string; minor: number };

/** A price as agreed: `minor` units for every `per` pieces, so that 0.105 USD each is written 105 per 10. */
export type Price = { minor: number; per: number };

/**
 * The largest amount either side of zero: below 2^53, so that every amount survives JSON and double arithmetic
 * exactly.
 */
export const MAX_MINOR = 9_000_000_000_000_000;

// ISO 4217 list one, active codes by number of decimals; metals, test and no-currency codes have none and are left
// out.
const codesByDecimals: Record<0 | 2 | 3 | 4, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY
    COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS
    INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR
    MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
    STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

const decimalsByCode: ReadonlyMap<string, number> = new Map(
  Object.entries(codesByDecimals).flatMap(([decimals, codes]) =>
    codes.split(/\s+/).map((code) => [code, Number(decimals)] as const),
  ),
);

export const currencySchema = z.string().refine((code) => decimalsByCode.has(code), 'must be an active ISO 4217 code');
export const minorSchema = z.int().min(-MAX_MINOR).max(MAX_MINOR);
export const moneySchema = z.strictObject({ currency: currencySchema, minor: minorSchema });

/**
 * The number of decimals of an active ISO 4217 currency (JPY 0, USD 2, KWD 3, CLF 4); RangeError for any other code.
 */
export function decimalsOf(currency: string): number {
  const decimals = decimalsByCode.get(currency);
  if (decimals === undefined) throw new RangeError(`currency: ${currency} is not an active ISO 4217 code`);
  return decimals;
}

/**
 * Minor units as a plain decimal text with exactly the currency's decimals: 885 USD is '8.85', -5 EUR is '-0.05', 12
 * JPY is '12'.
 */
export function formatAmount(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(inRange(minor, 'minor'))).padStart(decimals + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/**
 * A decimal text (lexical form of XML Schema decimal, as banks send it) as minor units. Zeros beyond the currency's
 * decimals are accepted ('8.850' EUR is 885); any other digit there is refused rather than rounded. Throws RangeError
 * naming the rule.
 */
export function parseAmount(text: string, currency: string): number {
  const decimals = decimalsOf(currency);
  const parts = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?$/.exec(text);
  if (!parts) {
    throw new RangeError(`amount: '${text}' is not a decimal number written as digits with at most one point`);
  }
  const [, sign, whole = '', fraction = ''] = parts;
  if (/[1-9]/.test(fraction.slice(decimals))) {
    throw new RangeError(`amount: '${text}' has more than the ${decimals} decimals of ${currency}`);
  }
  const magnitude = BigInt(`0${whole}${fraction.slice(0, decimals).padEnd(decimals, '0')}`);
  return toMinor(sign === '-' ? -magnitude : magnitude);
}

/** Sum of amounts of one currency; RangeError when the currencies differ or the sum leaves the range. */
export function plus(left: Money, right: Money): Money {
  if (left.currency !== right.currency) {
    throw new RangeError(`currency: ${left.currency} and ${right.currency} cannot be added`);
  }
  return { currency: left.currency, minor: inRange(left.minor + right.minor, 'minor') };
}

/** Left less right; RangeError when the currencies differ or the difference leaves the range. */
export const minus = (left: Money, right: Money): Money =>
  plus(left, { currency: right.currency, minor: 0 - right.minor });

/**
 * Splits an amount by whole-number ratios so that the parts add up to it exactly. Each part gets its share rounded
 * towards zero; what is left goes one unit each to the largest remainders, the earlier part first where they are equal
 * (largest remainder method).
 */
export function allocate(minor: number, ratios: readonly number[]): number[] {
  if (ratios.some((ratio) => !Number.isSafeInteger(ratio) || ratio < 0)) {
    throw new RangeError('ratios: every ratio must be a whole number of at least 0');
  }
  const total = ratios.reduce((sum, ratio) => sum + BigInt(ratio), 0n);
  if (total === 0n) throw new RangeError('ratios: at least one ratio must be above 0');
  const magnitude = BigInt(Math.abs(inRange(minor, 'minor')));
  const shares = ratios.map((ratio, index) => {
    const exact = magnitude * BigInt(ratio);
    return { index, part: exact / total, remainder: exact % total };
  });
  const left = Number(magnitude - shares.reduce((sum, { part }) => sum + part, 0n));
  const lucky = new Set(
    shares
      .toSorted(byRemainder)
      .slice(0, left)
      .map(({ index }) => index),
  );
  const sign = minor < 0 ? -1n : 1n;
  return shares.map(({ part, index }) => toMinor(sign * (lucky.has(index) ? part + 1n : part)));
}

/** A share of an amount in basis points (10,000 is the whole), rounded half to even in minor units. */
export function share(minor: number, basisPoints: number): number {
  if (!Number.isSafeInteger(basisPoints) || basisPoints < 0) {
    throw new RangeError('basisPoints: must be a whole number of at least 0');
  }
  return toMinor(divideHalfEven(BigInt(inRange(minor, 'minor')) * BigInt(basisPoints), 10_000n));
}

/**
 * What a quantity costs in minor units, rounded half to even once, at the end. The quantity is a whole number, or a
 * decimal text for goods sold by measure ('12.5' kilograms), because a binary fraction would not be what the parties
 * wrote.
 */
export function multiplyPrice(price: Price, quantity: number | string): number {
  if (!Number.isSafeInteger(price.per) || price.per <= 0) throw new RangeError('per: must be a whole number above 0');
  const { digits, scale } = quantityOf(quantity);
  return toMinor(divideHalfEven(BigInt(inRange(price.minor, 'minor')) * digits, BigInt(price.per) * scale));
}

function quantityOf(quantity: number | string): { digits: bigint; scale: bigint } {
  if (typeof quantity === 'number') {
    if (!Number.isSafeInteger(quantity) || quantity < 0) {
      throw new RangeError('quantity: must be a whole number of at least 0');
    }
    return { digits: BigInt(quantity), scale: 1n };
  }
  const parts = /^(\d{1,15})(?:\.(\d{1,9}))?$/.exec(quantity);
  if (!parts) {
    throw new RangeError(`quantity: '${quantity}' is not a decimal number of at most 15 digits and 9 decimals`);
  }
  const [, whole = '', fraction = ''] = parts;
  return { digits: BigInt(whole + fraction), scale: 10n ** BigInt(fraction.length) };
}

/** Half to even (ISO 80000-1 rule A), so that many small roundings do not lean to one side. */
function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const quotient = magnitude / denominator;
  const twice = (magnitude % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return numerator < 0n ? -rounded : rounded;
}

type Remainder = { index: number; remainder: bigint };

const byRemainder = (a: Remainder, b: Remainder): number =>
  a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1;

function toMinor(amount: bigint): number {
  if (amount > BigInt(MAX_MINOR) || amount < -BigInt(MAX_MINOR)) throw outOfRange('minor');
  return Number(amount);
}

function inRange(minor: number, field: string): number {
  if (!Number.isSafeInteger(minor) || Math.abs(minor) > MAX_MINOR) throw outOfRange(field);
  return minor;
}

const outOfRange = (field: string): RangeError =>
  new RangeError(`${field}: must be a whole number of minor units between -${MAX_MINOR} and ${MAX_MINOR}`);
