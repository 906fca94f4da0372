import { decimalsOf, MAX_MINOR } from '../money.ts';

/** Half to even, as every rounding of money here (ISO 80000-1 rule A); both numbers at least 0. */
function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  return twice > denominator || (twice === denominator && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

function asMinor(amount: bigint): number {
  if (amount > BigInt(MAX_MINOR)) throw new RangeError('minor: the amount is larger than the engine carries');
  return Number(amount);
}

/** `minor × numerator ÷ denominator`, rounded half to even once; RangeError when it leaves the range of amounts. */
export const scaled = (minor: number, numerator: bigint, denominator: bigint): number =>
  asMinor(divideHalfEven(BigInt(minor) * numerator, denominator));

/** An amount in another currency at a stated rate (units of `to` for one unit of `from`), rounded half to even once. */
export function converted(minor: number, from: string, to: string, rate: string): number {
  const [whole = '', fraction = ''] = rate.split('.');
  const shift = decimalsOf(to) - decimalsOf(from) - fraction.length;
  const power = 10n ** BigInt(Math.abs(shift));
  const digits = BigInt(whole + fraction);
  return shift >= 0 ? scaled(minor, digits * power, 1n) : scaled(minor, digits, power);
}

/** Minor units for one piece with four more decimals, rounded half to even: 1250 for 3 pieces is '416.6667'. */
export function perPiece(minor: number, quantity: number): string {
  const digits = String(divideHalfEven(BigInt(minor) * 10_000n, BigInt(quantity))).padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
