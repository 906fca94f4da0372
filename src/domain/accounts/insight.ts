/** One line of a sealed contract as reports read it. Prices are `minor` units of the currency for `per` pieces. */
export interface SealedLine {
  order: string;
  buyer: string;
  supplier: string;
  sealedAt: string;
  currency: string;
  sku: string;
  hsCode: string;
  unit: string;
  quantity: number;
  price: { minor: number; per: number };
}

/** The median price of one unit in a month, as a decimal text of the currency's minor units, of so many contracts. */
export interface TrendPoint {
  heading: string;
  month: string;
  currency: string;
  unit: string;
  own: { medianMinor: string; contracts: number } | null;
  /** Of all buyers of the platform; null where too few others bought to keep their prices to themselves. */
  market: { medianMinor: string; contracts: number } | null;
}

/** Of fewer other buyers than these, a reader would learn what one of them pays or buys. */
export const leastBuyers = 3;
const decimals = 4;

/** Compares two prices of one unit exactly. */
const cheaper = (one: SealedLine['price'], other: SealedLine['price']): number => {
  const difference = BigInt(one.minor) * BigInt(other.per) - BigInt(other.minor) * BigInt(one.per);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
};

/** numerator / denominator as a decimal text with four places, rounded half up; both are above 0. */
function decimal(numerator: bigint, denominator: bigint): string {
  const scaled = (numerator * 10n ** BigInt(decimals) * 2n + denominator) / (denominator * 2n);
  const text = scaled.toString().padStart(decimals + 1, '0');
  return `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

/** The median price of one unit: the middle one, or the mean of the two in the middle. */
export function medianPrice(prices: readonly SealedLine['price'][]): string {
  const sorted = prices.toSorted(cheaper);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  if (low === undefined || high === undefined) throw new RangeError('prices: there is no median of none');
  const [a, b, c, d] = [low.minor, low.per, high.minor, high.per].map(BigInt) as [bigint, bigint, bigint, bigint];
  return decimal(a * d + c * b, 2n * b * d);
}

const grouped = <T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
};

const contracts = (lines: readonly SealedLine[]): number => new Set(lines.map(({ order }) => order)).size;
const summed = (lines: readonly SealedLine[]) =>
  lines.length === 0
    ? null
    : { medianMinor: medianPrice(lines.map(({ price }) => price)), contracts: contracts(lines) };

/**
 * The trend of unit prices in the HS headings (4 digits) a company trades in, by month (UTC), currency and unit, from
 * sealed contracts. The company's own median always; the platform's only where three buyers or more, of contracts not
 * its own, are in it.
 */
export function priceTrend(lines: readonly SealedLine[], company: string): TrendPoint[] {
  const isOwn = ({ buyer, supplier }: SealedLine) => buyer === company || supplier === company;
  const headings = new Set(lines.filter(isOwn).map(({ hsCode }) => hsCode.slice(0, 4)));
  const concerned = lines.filter(({ hsCode }) => headings.has(hsCode.slice(0, 4)));
  const keyOf = ({ hsCode, sealedAt, currency, unit }: SealedLine) =>
    [hsCode.slice(0, 4), sealedAt.slice(0, 7), currency, unit].join(' ');
  return [...grouped(concerned, keyOf)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, group]) => {
      const [heading = '', month = '', currency = '', unit = ''] = key.split(' ');
      const others = group.filter((line) => !isOwn(line)).map(({ buyer }) => buyer);
      const enough = new Set(others).size >= leastBuyers;
      return {
        heading,
        month,
        currency,
        unit,
        own: summed(group.filter(isOwn)),
        market: enough ? summed(group) : null,
      };
    });
}
