import type { SearchTerms } from '../../domain/catalogue/search-words.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { read, type Source } from '../party-view.ts';
import { seen, tsquery } from './seen.ts';
import { parameters, type Reader } from './visibility.ts';

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
  source: Source, reader: Reader, { terms, after, limit }: { terms?: SearchTerms; after?: string; limit: number },
): Promise<{ suppliers: SupplierRow[]; next: string | null }> {
  const { values, bind } = parameters();
  const offered = seen(reader, bind);
  const where = [`'supplier' = any(c.kinds)`];
  if (terms !== undefined) {
    const named = [...terms.words, ...terms.grams].map((term) => `strpos(catalogue_name(c.name), ${bind(term)}) > 0`);
    const offers = `select p.supplier from ${offered} where p.search @@ ${tsquery(terms, bind)}`;
    where.push(`((${['true', ...named].join(' and ')}) or c.id in (${offers}))`);
  }
  if (after !== undefined) {
    const [name, id] = cursorValues(after, 2);
    where.push(`(c.name collate "C", c.id) > (${bind(name)}, ${bind(id)})`);
  }
  const rows = await read<SupplierRow>(source, {
    text: `select c.id, c.name, c.country, o.products, o.categories from (
        select c.id, c.name, c.country from company c where ${where.join(' and ')}
        order by c.name collate "C", c.id limit ${bind(limit + 1)}
      ) c cross join lateral (
        select count(*)::int as products, coalesce(array_agg(distinct p.category), '{}') as categories
        from ${offered} where p.supplier = c.id
      ) o order by c.name collate "C", c.id`,
    values,
  });
  const suppliers = rows.slice(0, limit);
  const last = rows.length > limit ? suppliers.at(-1) : undefined;
  return { suppliers, next: last === undefined ? null : cursorAfter([last.name, last.id]) };
}
