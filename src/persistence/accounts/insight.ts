import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import type { SealedLine } from '../../domain/accounts/insight.ts';
import type { BoughtLine } from '../../domain/accounts/recommendation.ts';
import { grantedTo } from '../catalogue/visibility.ts';
import { query } from '../sql.ts';
import { read, type Source } from '../party-view.ts';

const mostLines = 20_000;

const lines = (since: string) => `select f.order_no, o.buyer, o.supplier, f.at,
    f.data->'contract'->'terms'->>'currency' as currency, l.line
  from fact f join order_view o on o.order_no = f.order_no
    cross join lateral jsonb_array_elements(f.data->'contract'->'terms'->'lines') as l (line)
  where f.type = 'ContractSealed' and f.at >= ${since}`;

/** What a line says, with the product it is in the catalogue now as the company `reader` may know of it. */
const shown = (reader: string) => `select order_no as "order", buyer, l.supplier, iso(at) as "sealedAt", currency,
    line->>'sku' as sku, line->>'hsCode' as "hsCode", line->>'unit' as unit, (line->>'quantity')::int as quantity,
    line->'price' as price, p.id as product, coalesce(p.visibility = 'PUBLIC', false) as listed
  from line l left join catalogue_product p on p.supplier = l.supplier and p.sku = l.line->>'sku' and p.on_sale
    and (p.visibility = 'PUBLIC' or ${grantedTo(reader)})`;

type Line = SealedLine & BoughtLine;

/**
 * The lines of contracts sealed since an instant, in the HS headings in which a company traded, the latest first: its
 * own and those of everybody else.
 */
export const sealedLines = (orm: MikroORM, company: string, since: string): Promise<Line[]> =>
  query<Line & Record<string, unknown>>(orm, {
    text: `with line as (${lines('$2')}),
      heading as (
        select distinct left(line->>'hsCode', 4) as code from line where $1 in (buyer, supplier))
      ${shown('$1')} where left(line->>'hsCode', 4) in (select code from heading)
        or order_no in (select order_no from line
          where (supplier, line->>'sku') in (select supplier, line->>'sku' from line where buyer = $1))
      order by at desc, order_no limit ${mostLines}`,
    values: [company, since],
  });

/** The lines of contracts sealed since an instant with a product among them, the latest first. */
export const linesWith = (
  orm: MikroORM, { company, supplier, sku, since }: { company: string; supplier: string; sku: string; since: string },
): Promise<Line[]> =>
  query<Line & Record<string, unknown>>(orm, {
    text: `with line as (${lines('$2')}) ${shown('$1')}
      where order_no in (select order_no from line where supplier = $3 and line->>'sku' = $4)
      order by at desc, order_no limit ${mostLines}`,
    values: [company, since, supplier, sku],
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
