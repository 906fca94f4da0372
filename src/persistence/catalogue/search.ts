import type { SearchTerms } from '../../domain/catalogue/search-words.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { read, type Source } from '../party-view.ts';
import { soldByClick } from '../retail/businesses-only.ts';
import { type KeptProduct, productColumns } from './products.ts';
import { seen, tsquery } from './seen.ts';
import { parameters, type Reader } from './visibility.ts';

export const productSorts = ['relevance', 'newest', 'name', 'price', 'price-desc'] as const;
export type ProductSort = (typeof productSorts)[number];

/** What is looked for. Prices are list prices of one piece at the minimum order, in minor units of the currency. */
export interface ProductFilter {
  terms?: SearchTerms;
  category?: string;
  supplier?: string;
  origin?: string;
  hs?: string;
  /** Only what is sold to consumers by a click. */
  retail?: true;
  currency?: string;
  priceMin?: number;
  priceMax?: number;
}

export interface ProductPage extends ProductFilter {
  sort: ProductSort;
  after?: string;
  limit: number;
}

export const facetNames = ['category', 'supplier', 'origin', 'hs'] as const;
type FacetName = (typeof facetNames)[number];
export type Facets = Record<FacetName, { value: string; count: number }[]>;

type Bind = (value: unknown) => string;

/** The conditions of a search by what they filter, so that a facet can count without its own. */
function conditionsOf(filter: ProductFilter, bind: Bind): Record<string, string> {
  const { terms, category, supplier, origin, hs, retail, currency, priceMin, priceMax } = filter;
  const unit = currency === undefined ? '' : unitPrice(currency, bind);
  const priced = currency === undefined ? [] : [
    `${unit} is not null`,
    ...(priceMin === undefined ? [] : [`${unit} >= ${bind(priceMin)}`]),
    ...(priceMax === undefined ? [] : [`${unit} <= ${bind(priceMax)}`]),
  ];
  const below = category === undefined ? '' : bind(category);
  return {
    ...(terms === undefined ? {} : { q: `p.search @@ ${tsquery(terms, bind)}` }),
    ...(category === undefined
      ? {} : { category: `(p.category = ${below} or starts_with(p.category, ${below} || '/'))` }),
    ...(supplier === undefined ? {} : { supplier: `p.supplier = ${bind(supplier)}` }),
    ...(origin === undefined ? {} : { origin: `p.origin = ${bind(origin)}` }),
    ...(hs === undefined ? {} : { hs: `starts_with(p.hs_code, ${bind(hs)})` }),
    ...(retail === undefined ? {} : { retail: soldByClick }),
    ...(priced.length === 0 ? {} : { price: priced.join(' and ') }),
  };
}

const unitPrice = (currency: string, bind: Bind) => `(p.list_prices->>${bind(currency)})::numeric`;

const allOf = (conditions: Record<string, string>, but?: string): string =>
  ['true', ...Object.entries(conditions).filter(([name]) => name !== but).map(([, sql]) => sql)].join(' and ');

/** How a list is sorted: the key in SQL, its type, the way, and what a key in a cursor looks like. */
interface Order {
  key: string;
  type: 'float8' | 'bigint' | 'text' | 'numeric';
  way: 'asc' | 'desc';
  written: RegExp;
}

function orderOf({ sort, terms, currency }: ProductPage, bind: Bind): Order {
  if (sort === 'relevance' && terms !== undefined) {
    const key = `ts_rank(p.search, ${tsquery(terms, bind)})::float8`;
    return { key, type: 'float8', way: 'desc', written: /^\d(\.\d{1,20})?(e-\d{1,2})?$/ };
  }
  if (sort === 'name') return { key: 'p.name collate "C"', type: 'text', way: 'asc', written: /^/ };
  if ((sort === 'price' || sort === 'price-desc') && currency !== undefined) {
    const key = unitPrice(currency, bind);
    return { key, type: 'numeric', way: sort === 'price' ? 'asc' : 'desc', written: /^\d{1,18}(\.\d{1,10})?$/ };
  }
  const key = '(extract(epoch from p.updated_at) * 1000000)::bigint';
  return { key, type: 'bigint', way: 'desc', written: /^\d{1,17}$/ };
}

/**
 * The products the reader may know of, filtered, sorted and cut to `limit`; `next` continues after the last one.
 * Without `terms` relevance means newest first; prices filter and sort only with `currency`, and leave out what has
 * none in it.
 * Throws RangeError for a cursor that is none of this list's.
 */
export async function searchProducts(
  source: Source, reader: Reader, page: ProductPage,
): Promise<{ products: KeptProduct[]; next: string | null }> {
  const { values, bind } = parameters();
  const where = [allOf(conditionsOf(page, bind))];
  const { key, type, way, written } = orderOf(page, bind);
  if (page.after !== undefined) {
    const [sort, last = '', id] = cursorValues(page.after, 3);
    if (sort !== page.sort || !written.test(last)) throw new RangeError('after: not a cursor this list gave out');
    where.push(`(${key}, p.id) ${way === 'desc' ? '<' : '>'} (${bind(last)}::${type}, ${bind(id)})`);
  }
  const rows = await read<KeptProduct & { sortKey: string }>(source, {
    text: `select ${productColumns}, f.key::text as "sortKey" from (
        select p.id, ${key} as key from ${seen(reader, bind)} where ${where.join(' and ')}
        order by ${key} ${way}, p.id ${way} limit ${bind(page.limit + 1)}
      ) f join catalogue_product p on p.id = f.id order by f.key ${way}, f.id ${way}`,
    values,
  });
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return {
    products: shown.map(({ sortKey: _, ...product }) => product),
    next: last === undefined ? null : cursorAfter([page.sort, last.sortKey, last.product]),
  };
}

const facetColumns: Record<FacetName, string> = {
  category: 'p.category', supplier: 'p.supplier', origin: 'p.origin', hs: 'left(p.hs_code, 4)',
};
const isFacet = (name: string): boolean => facetNames.some((facet) => facet === name);

/**
 * How many products there are by category, supplier, origin and HS heading, the 50 commonest of each, and how many
 * in all. Each facet counts with every filter but its own, so that one sees what choosing another value would give.
 * What no facet filters is looked for once for all of them.
 */
export async function countProducts(
  source: Source, reader: Reader, filter: ProductFilter,
): Promise<{ total: number; facets: Facets }> {
  const { values, bind } = parameters();
  const conditions = Object.entries(conditionsOf(filter, bind));
  const shared = conditions.filter(([name]) => !isFacet(name)).map(([, sql]) => sql);
  const chosen = Object.fromEntries(conditions.filter(([name]) => isFacet(name)));
  const counts = facetNames.map((name) => `(select '${name}' as facet, ${facetColumns[name]} as value,
    count(*)::int as count from found p where ${allOf(chosen, name)}
    group by 2 order by 3 desc, 2 limit 50)`);
  const total = `select 'total' as facet, '' as value, count(*)::int as count from found p where ${allOf(chosen)}`;
  const rows = await read<{ facet: string; value: string; count: number }>(source, {
    text: `with found as materialized (
        select p.category, p.supplier, p.origin, p.hs_code from ${seen(reader, bind)}
        where ${['true', ...shared].join(' and ')}
      ) ${[total, ...counts].join(' union all ')}`,
    values,
  });
  const of = (name: string) => rows.filter(({ facet }) => facet === name).map(({ value, count }) => ({ value, count }));
  return {
    total: of('total')[0]?.count ?? 0,
    facets: { category: of('category'), supplier: of('supplier'), origin: of('origin'), hs: of('hs') },
  };
}
