import type { MikroORM } from '@mikro-orm/postgresql';
import type { SearchTerms } from '../../domain/catalogue/search-words.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { query } from '../sql.ts';
import { parameters, type Reader, visibleTo } from './visibility.ts';

/** A supplier as the catalogue shows it; products and categories are those the reader may know of. */
export interface SupplierRow {
  id: string;
  name: string;
  country: string;
  products: number;
  categories: string[];
}

/**
 * The suppliers of the platform by name, those whose name has all the terms or who offer the reader something that
 * has them. Throws RangeError for a cursor that is none of this list's.
 */
export async function searchSuppliers(
  orm: MikroORM, reader: Reader, { terms, after, limit }: { terms?: SearchTerms; after?: string; limit: number },
): Promise<{ suppliers: SupplierRow[]; next: string | null }> {
  const { values, bind } = parameters();
  const visible = visibleTo(reader, bind);
  const where = [`'supplier' = any(c.kinds)`];
  if (terms !== undefined) {
    const named = [...terms.words, ...terms.grams].map((term) => `strpos(lower(c.name), ${bind(term)}) > 0`);
    const offers = `exists (select from catalogue_product p where p.supplier = c.id and ${visible}
      and p.search @@ catalogue_query(${bind(terms.words)}::text[], ${bind(terms.grams)}::text[]))`;
    where.push(`((${named.join(' and ')}) or ${offers})`);
  }
  if (after !== undefined) {
    const [name, id] = cursorValues(after, 2);
    where.push(`(c.name collate "C", c.id) > (${bind(name)}, ${bind(id)})`);
  }
  const rows = await query<SupplierRow>(orm, {
    text: `select c.id, c.name, c.country, o.products, o.categories from company c cross join lateral (
        select count(*)::int as products, coalesce(array_agg(distinct p.category), '{}') as categories
        from catalogue_product p where p.supplier = c.id and ${visible}
      ) o where ${where.join(' and ')} order by c.name collate "C", c.id limit ${bind(limit + 1)}`,
    values,
  });
  const suppliers = rows.slice(0, limit);
  const last = rows.length > limit ? suppliers.at(-1) : undefined;
  return { suppliers, next: last === undefined ? null : cursorAfter([last.name, last.id]) };
}
