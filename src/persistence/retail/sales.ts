import type { MikroORM } from '@mikro-orm/postgresql';
import type { Product } from '../../domain/catalogue/product.ts';
import type { Opening } from '../../domain/order/opening.ts';
import type { Address } from '../../domain/retail/cart.ts';
import type { OnSale } from '../../domain/retail/offer.ts';
import type { Db } from '../catalogue/write-once.ts';
import { inTransaction, query, untilUndisturbed } from '../sql.ts';

/**
 * What is left of the stock that version of a product states: less what consumers' orders have taken since it was
 * published. An order that came to nothing takes nothing, nor does one that an hour later nobody has opened.
 */
const left = `(p.content->>'stock')::bigint - coalesce((
    select sum(r.quantity) from retail_reservation r left join order_view o on o.order_no = r.order_no
    where r.product = p.id and r.at >= v.at and r.order_no <> $2
      and case when o.order_no is null then r.at > $3::timestamptz - interval '1 hour'
        else o.stage <> 'closed' or o.outcome = 'completed' end), 0)`;

type Row = {
  product: string;
  supplier: string;
  version: number;
  content: Product;
  hash: string;
  publishedBy: string;
  publishedAt: string;
  left: string;
  businessesOnly: boolean;
};

const onSale = `select p.id as product, p.supplier, p.version, p.content, p.hash, v.by_user as "publishedBy",
    iso(v.at) as "publishedAt", greatest(${left}, 0)::text as left,
    c.businesses_only as "businessesOnly"
  from catalogue_product p join company c on c.id = p.supplier
    join catalogue_version v on v.product = p.id and v.version = p.version
  where p.id = any($1) and p.on_sale and p.visibility = 'PUBLIC'`;

const listed = ({ product, supplier, version, content, left: rest, ...row }: Row): OnSale => {
  const { hash, publishedBy, publishedAt, businessesOnly } = row;
  const listing = { product, version, hash, publishedBy, publishedAt };
  return { product, supplier, version, content, listing, left: Number(rest), businessesOnly };
};

/** Products as they are on sale to everybody at an ISO instant; `order` does not count against itself. */
export async function productsOnSale(
  orm: MikroORM,
  { products, order, at }: { products: readonly string[]; order: string; at: string },
): Promise<OnSale[]> {
  const rows = await query<Row>(orm, { text: onSale, values: [products, order, at] });
  return rows.map(listed);
}

/** A sale decided: how the order is opened, where the goods go, and what it takes of the stock. */
export interface Sale {
  opening: Opening;
  address: Address;
  lines: readonly { product: string; quantity: number }[];
}

/** The opening decided for an order before; null when there is none. */
export async function decidedOpening(orm: MikroORM, order: string): Promise<Opening | null> {
  const rows = await query<{ opening: Opening }>(orm, {
    text: 'select opening from retail_sale where order_no = $1',
    values: [order],
  });
  return rows[0]?.opening ?? null;
}

/**
 * Keeps a sale and takes of the stock, once for its order and one at a time for a product, so that nothing is sold
 * twice. Answers the first product of which too little is left by now, and then nothing is kept.
 */
export function keepSale(
  orm: MikroORM,
  { opening, address, lines }: Sale,
  at: string,
): Promise<{ product: string; left: number } | null> {
  const { order } = opening;
  return untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      const products = lines.map(({ product }) => product).sort();
      for (const product of products) await takeTurn(client, product);
      const { rows } = await client.query<Row>(onSale, [products, order, at]);
      const now = new Map(rows.map((row) => [row.product, Number(row.left)]));
      const short = lines.find(({ product, quantity }) => quantity > (now.get(product) ?? 0));
      if (short !== undefined) return { product: short.product, left: now.get(short.product) ?? 0 };
      await client.query(
        'insert into retail_sale (order_no, opening, address, at) values ($1, $2, $3, $4) on conflict do nothing',
        [order, JSON.stringify(opening), JSON.stringify(address), at],
      );
      await client.query(
        `insert into retail_reservation (order_no, product, quantity, at)
          select $1, l.product, l.quantity, $3 from jsonb_to_recordset($2::jsonb) as l (product text, quantity int)
          on conflict do nothing`,
        [order, JSON.stringify(lines), at],
      );
      return null;
    }),
  );
}

const takeTurn = (db: Db, product: string) =>
  db.query('select pg_advisory_xact_lock(hashtextextended($1, 6))', [`stock ${product}`]);

/** Forgets a sale that the engine has refused. */
export const dropSale = (orm: MikroORM, order: string): Promise<void> =>
  inTransaction(orm, async (client) => {
    await client.query('delete from retail_reservation where order_no = $1', [order]);
    await client.query('delete from retail_sale where order_no = $1', [order]);
  });

/** Where the goods of a consumer's order go; null for every other order. */
export async function addressOf(orm: MikroORM, order: string): Promise<Address | null> {
  const rows = await query<{ address: Address }>(orm, {
    text: 'select address from retail_sale where order_no = $1',
    values: [order],
  });
  return rows[0]?.address ?? null;
}
