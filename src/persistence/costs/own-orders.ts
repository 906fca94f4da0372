import type { Terms } from '../../domain/order/terms.ts';
import type { Reads } from '../sourcing/sourcings.ts';

/** An order for which costs were stated, with the terms of its contract as they stand, closed orders among them. */
export interface CostedOrder {
  order: string;
  supplier: string;
  sourcing: string | null;
  terms: Terms;
}

/** The last orders of a buyer with each of some suppliers for which costs were stated, at most `most` a supplier. */
export const costedOrders = (
  read: Reads,
  { buyer, suppliers, most }: { buyer: string; suppliers: readonly string[]; most: number },
): Promise<CostedOrder[]> =>
  read<CostedOrder>({
    text: `select v.order_no as "order", v.supplier, v.state->'sourcing'->>'number' as sourcing, f.terms
      from unnest($2::text[]) as s (supplier)
        cross join lateral (select order_no, supplier, state from order_view v
          where v.buyer = $1 and v.supplier = s.supplier
            and exists (select from order_cost c where c.order_no = v.order_no)
          order by order_no desc limit $3) v
        cross join lateral (select data->'contract'->'terms' as terms from fact
          where fact.order_no = v.order_no and type in ('ContractSealed', 'ContractAmended')
          order by seq desc limit 1) f
      order by v.order_no`,
    values: [buyer, suppliers, most],
  });
