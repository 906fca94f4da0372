import { lineOf } from '../../scripts/demo/clauses.ts';
import { catalogue, enquiry, negotiation, quote } from '../../scripts/demo/files.ts';
import { parseAmount } from '../../src/domain/money.ts';
import { type Terms, termsSchema } from '../../src/domain/order/terms.ts';

const products = new Map(catalogue().map((product) => [product.sku, product]));

/** What the enquiry of the examples asks for, line by line. */
export const wanted = enquiry().demand.items;

/** A product of the catalogue. */
export const productOf = (sku: string) => products.get(sku)!;

/**
 * The terms as the play agrees them: list prices, then every round of the negotiation; other quantities where given.
 */
export function agreedTerms(quantities = wanted.map(({ quantity }) => quantity)): Terms {
  const rounds = negotiation();
  const lines = wanted.map((item, index) => {
    const line = lineOf(productOf(item.sku), index + 1, quantities[index]!);
    const price = rounds.map(({ prices }) => prices[item.sku]).findLast((each) => each !== undefined);
    return price === undefined ? line : { ...line, price: { ...line.price, minor: parseAmount(price, 'USD') } };
  });
  const clauses = Object.assign({}, quote().clauses, ...rounds.map((each) => each.clauses)) as object;
  return termsSchema.parse({ ...clauses, deliverBy: '2026-09-30', lines });
}
