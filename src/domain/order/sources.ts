import type { Demand } from './demand.ts';
import type { OrderSource } from './order.ts';

/** What an order may have to say beyond what every order says. */
type SourceField = 'reference' | 'paymentMethod' | 'items.sku';

/**
 * What an order says by the way it came in (requirements.md S83): a purchase order has its number and says how it is
 * paid; machines and links order by article. A mail is known by its message, a consumer's order by the shop's cart.
 */
export const requiredBySource: Record<OrderSource, readonly SourceField[]> = {
  ENQUIRY: [],
  PURCHASE_ORDER: ['reference', 'paymentMethod'],
  MAILBOX: [],
  LINK: ['items.sku'],
  API: ['items.sku'],
  CONSUMER: [],
  SAMPLE: [],
};

/** The fields an order of this source lacks, by their place in the demand. */
export function lackingFor(source: OrderSource, demand: Demand): (string | number)[][] {
  return requiredBySource[source].flatMap((field) => {
    if (field !== 'items.sku') return demand[field] === undefined ? [[field]] : [];
    return demand.items.flatMap(({ sku }, at) => (sku === undefined ? [['items', at, 'sku']] : []));
  });
}
