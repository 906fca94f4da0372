import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import type { SealedLine } from '../../domain/accounts/insight.ts';
import { query } from '../sql.ts';
import { read, type Source } from '../party-view.ts';

const mostLines = 20_000;

/**
 * The lines of contracts sealed since an instant, in the HS headings in which a company traded, the latest first: its
 * own and those of everybody else.
 */
export const sealedLines = (orm: MikroORM, company: string, since: string): Promise<SealedLine[]> =>
  query<SealedLine & Record<string, unknown>>(orm, {
    text: `with line as (
        select f.order_no, o.buyer, o.supplier, f.at, f.data->'contract'->'terms'->>'currency' as currency, l.line
        from fact f join order_view o on o.order_no = f.order_no
          cross join lateral jsonb_array_elements(f.data->'contract'->'terms'->'lines') as l (line)
        where f.type = 'ContractSealed' and f.at >= $2),
      heading as (
        select distinct left(line->>'hsCode', 4) as code from line where $1 in (buyer, supplier))
      select order_no as "order", buyer, supplier, iso(at) as "sealedAt", currency, line->>'sku' as sku,
        line->>'hsCode' as "hsCode", line->>'unit' as unit, (line->>'quantity')::int as quantity, line->'price' as price
      from line where left(line->>'hsCode', 4) in (select code from heading)
        or order_no in (select order_no from line
          where (supplier, line->>'sku') in (select supplier, line->>'sku' from line where buyer = $1))
      order by at desc, order_no limit ${mostLines}`,
    values: [company, since],
  });

/** A product that is short by what its watcher said; `name` is the first of its names. */
export interface StockAlert {
  product: string;
  supplier: string;
  sku: string;
  name: string;
  stock: number;
  threshold: number;
}

const watched = `from stock_watch w join catalogue_product p on p.id = w.product where w.company = $1`;

/** The products a company watches whose stock is at the threshold or below; those taken off sale have none. */
export const stockAlerts = (source: Source, company: string): Promise<StockAlert[]> =>
  read<StockAlert & Record<string, unknown>>(source, {
    text: `select * from (select p.id as product, p.supplier, p.sku, p.name,
        case when p.on_sale then coalesce((p.content->>'stock')::int, 0) else 0 end as stock, w.threshold ${watched}
      ) as a where stock <= threshold order by product`,
    values: [company],
  });

/** Sets the threshold below which a company wants to know of a product's stock; null ends the watch. */
export async function watchStock(
  db: Pick<PoolClient, 'query'>,
  {
    company,
    product,
    threshold,
    at,
    user,
  }: {
    company: string;
    product: string;
    threshold: number | null;
    at: string;
    user: string;
  },
): Promise<void> {
  if (threshold === null) {
    await db.query('delete from stock_watch where company = $1 and product = $2', [company, product]);
    return;
  }
  await db.query(
    `insert into stock_watch (company, product, threshold, at, by_user) values ($1, $2, $3, $4, $5)
      on conflict (company, product) do update set threshold = excluded.threshold, at = excluded.at,
        by_user = excluded.by_user`,
    [company, product, threshold, at, user],
  );
}
