import type { Product } from '../../domain/catalogue/product.ts';
import { read, type Source } from '../party-view.ts';

/** SQL: whether the product `p` is sold to consumers by a click. */
export const soldByClick = `exists (select from catalogue_product r join company c on c.id = r.supplier
  where r.id = p.id and r.on_sale and r.visibility = 'PUBLIC' and not c.businesses_only
    and coalesce((r.content->>'retail')::boolean, true))`;

/** Which of the companies sell to businesses only. */
export async function businessesOnly(source: Source, companies: readonly string[]): Promise<Set<string>> {
  const rows = await read<{ id: string }>(source, {
    text: 'select id from company where id = any($1) and businesses_only',
    values: [[...new Set(companies)]],
  });
  return new Set(rows.map(({ id }) => id));
}

/** Whether a product of a supplier is sold to consumers, given who sells to businesses only. */
export const isRetail = (content: Product, supplier: string, closed: ReadonlySet<string>): boolean =>
  content.retail !== false && content.onSale && content.visibility === 'PUBLIC' && !closed.has(supplier);
