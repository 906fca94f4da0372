import { parseAmount } from '../../src/domain/money.ts';
import type { Terms } from '../../src/domain/order/terms.ts';

const dayMs = 86_400_000;

/** The instant so many days from now. */
export const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();

/** Terms with other prices for some products, as decimals by SKU. */
export const repriced = (terms: Terms, prices: Readonly<Record<string, string>>): Terms => ({
  ...terms,
  lines: terms.lines.map((line) => {
    const price = prices[line.sku];
    return price === undefined
      ? line
      : { ...line, price: { ...line.price, minor: parseAmount(price, terms.currency) } };
  }),
});
