import type { Product } from '../../src/domain/catalogue/product.ts';
import type { Offer } from '../../src/domain/order/options.ts';
import { termsSchema } from '../../src/domain/order/terms.ts';
import { type SourcingInput, sourcingSchema } from '../../src/domain/sourcing/sourcing.ts';
import { lineOf } from './clauses.ts';
import { landedCost, type PlannedQuote, sourcingPlan } from './company-files.ts';
import { enquiry, quote } from './files.ts';
import { inDays } from './terms.ts';

/**
 * The body of `POST /v1/sourcings`: the demand of the enquiry, put to suppliers called by their names in the play, with
 * freight, duty and tax as the files state them. Throws where the files make up none.
 */
export function tenderOf(
  suppliers: readonly string[],
  companyOf: (who: string) => string,
  deadline: string,
): SourcingInput {
  const { title, sealed, split, weights, ownCosts } = sourcingPlan();
  const { compare, statement } = landedCost();
  const own = ownCosts.map((cost) => ({ ...cost, supplier: companyOf(cost.supplier) }));
  return sourcingSchema.parse({
    title,
    demand: enquiry().demand,
    suppliers: suppliers.map(companyOf),
    sealed,
    deadline,
    split,
    compare,
    weights,
    statement: { ...statement, costs: [...statement.costs, ...own] },
  });
}

/** What the supplier that is chosen in the end offers first: what was asked for, by its standing clauses. */
export const standingQuote = (): PlannedQuote => {
  const { validDays, leadTimeDays } = quote();
  return { skus: enquiry().demand.items.map(({ sku }) => sku), validDays, leadTimeDays, clauses: {} };
};

/** An offer: a supplier's products at their list prices, the standing clauses, and what it changes of them. */
export function offerOf(planned: PlannedQuote, products: readonly Product[]): Offer {
  const { skus, clauses, leadTimeDays, validDays } = planned;
  const lines = enquiry().demand.items.map(({ quantity }, index) => {
    const product = products.find(({ sku }) => sku === skus[index]);
    if (product === undefined) throw new Error(`examples/sourcing.json offers ${skus[index]}, which nobody has`);
    return lineOf(product, index + 1, quantity);
  });
  const terms = { ...quote().clauses, ...clauses, deliverBy: inDays(leadTimeDays).slice(0, 10), lines };
  return { terms: termsSchema.parse(terms), validUntil: inDays(validDays) };
}
