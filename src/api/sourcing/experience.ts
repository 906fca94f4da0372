import { quotedGoods } from '../../domain/landed-cost/quoted.ts';
import { landedVariance } from '../../domain/landed-cost/variance.ts';
import { experienceOf, type OwnOrder, type SupplierExperience } from '../../domain/sourcing/experience.ts';
import { costsOf, planOf } from '../../persistence/costs/costs.ts';
import { costedOrders } from '../../persistence/costs/own-orders.ts';
import type { Reads } from '../../persistence/sourcing/sourcings.ts';

/** Older orders say little of what a supplier quotes today. */
const mostOrders = 20;

/**
 * What the buyer's own orders with some suppliers have cost in the end against what was planned. An order counts once
 * there is a plan and a document for every part of it; until then it is only counted as awaiting that.
 */
export async function experienceWith(
  read: Reads,
  { buyer, suppliers }: { buyer: string; suppliers: readonly string[] },
): Promise<SupplierExperience[]> {
  const finished: OwnOrder[] = [];
  const awaiting: { supplier: string }[] = [];
  for (const { order, supplier, sourcing, terms } of await costedOrders(read, { buyer, suppliers, most: mostOrders })) {
    const plan = await planOf(read, { number: order, supplier, sourcing });
    if (plan === null) continue;
    const planned = { target: plan.compare, statement: plan.statement };
    const costs = await costsOf(read, order);
    const { currency, plannedMinor, actualMinor, awaited, missing } = landedVariance(
      quotedGoods({ terms }),
      planned,
      costs,
    );
    if (plannedMinor === null || awaited.length > 0 || missing.length > 0) awaiting.push({ supplier });
    else finished.push({ order, supplier, currency, plannedMinor, actualMinor });
  }
  return experienceOf(suppliers, finished, awaiting);
}
