import { z } from 'zod';
import { bandFor } from '../../domain/catalogue/bands.ts';
import { certificatesValid } from '../../domain/catalogue/certificates.ts';
import type { Product } from '../../domain/catalogue/product.ts';
import type { Actor } from '../../domain/parties.ts';
import {
  countProducts, facetNames, type ProductFilter, type ProductPage, searchProducts,
} from '../../persistence/catalogue/search.ts';
import { searchSuppliers } from '../../persistence/catalogue/suppliers.ts';
import { readerOf } from '../../persistence/catalogue/visibility.ts';
import { businessesOnly, isRetail } from '../../persistence/retail/businesses-only.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { afterSchema } from '../schemas.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { companyNames, filterOf, termsOf } from './reading.ts';
import { pageLimit, productRow, searchQuery, searchText } from './schemas.ts';

const facet = z.array(z.object({ value: z.string(), count: z.int(), name: z.string().optional() }));
const pageSchema = z.object({
  products: z.array(productRow),
  next: z.string().nullable(),
  total: z.int(),
  /** SIMILAR: nothing has the words as they were written, so these have words that differ in a letter. */
  matched: z.enum(['AS_WRITTEN', 'SIMILAR']),
  facets: z.object(Object.fromEntries(facetNames.map((name) => [name, facet]))),
});

interface Asked {
  filter: ProductFilter;
  page: Omit<ProductPage, keyof ProductFilter>;
}

/** What the person's search finds; where nothing has their words, what has words like them. */
async function found({ orm }: ApiDeps, actor: Actor, { filter, page }: Asked) {
  const [view, reader] = [seenBy(orm, actor), readerOf(actor)];
  const look = async (wanted: ProductFilter) => {
    const [products, counted] = await Promise.all([
      searchProducts(view, reader, { ...wanted, ...page }), countProducts(view, reader, wanted),
    ]);
    return { ...products, ...counted };
  };
  const exact = await look(filter);
  const { terms } = filter;
  if (exact.total > 0 || terms === undefined || terms.words.length === 0) {
    return { ...exact, matched: 'AS_WRITTEN' as const };
  }
  const similar = await look({ ...filter, terms: { ...terms, loose: true } });
  return { ...similar, matched: similar.total > 0 ? 'SIMILAR' as const : 'AS_WRITTEN' as const };
}

/** List prices at the minimum order. */
const listPricesOf = ({ moq, prices }: Product) =>
  [...new Set(prices.map(({ currency }) => currency))].flatMap((currency) => {
    const band = bandFor(prices.filter((each) => each.currency === currency), moq);
    return band === null ? [] : [{ currency, minor: band.minor, per: band.per }];
  });

const products = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/catalogue/products', id: 'searchProducts', tag: 'catalogue', access: 'signed-in',
  summary: 'Search products you may see, in English and Chinese, with counts by category, supplier, origin and HS '
    + 'heading; prices are list prices of one piece at the minimum order',
  query: searchQuery,
  answers: { 200: { description: 'One page; `next` goes back as `after`', schema: pageSchema } },
  problems: [400, 401, 404],
  async handle({ actor, query: { sort, after, limit, ...given } }) {
    const page = { sort, limit, ...(after === undefined ? {} : { after }) };
    const { products: shown, next, total, matched, facets } = await cursored(
      () => found(deps, actor, { filter: filterOf(given), page }),
    );
    const suppliers = [...shown.map(({ supplier }) => supplier), ...facets.supplier.map(({ value }) => value)];
    const [nameOf, closed] = await Promise.all([
      companyNames(deps, suppliers), businessesOnly(seenBy(deps.orm, actor), suppliers),
    ]);
    const rows = shown.map(({ content, supplier, ...kept }) => {
      const { sku, names, category, origin, hsCode, moq, unit, stock, customisable, visibility, onSale } = content;
      return {
        ...kept, sku, names, category, origin, hsCode, moq, unit, stock, customisable, visibility, onSale,
        supplier: nameOf(supplier),
        listPrices: listPricesOf(content),
        certificatesValid: certificatesValid(content, deps.now()),
        retail: isRetail(content, supplier, closed),
      };
    });
    const named = facets.supplier.map((each) => ({ ...each, name: nameOf(each.value).name }));
    return {
      status: 200, body: { products: rows, next, total, matched, facets: { ...facets, supplier: named } },
    };
  },
});

const suppliers = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/catalogue/suppliers', id: 'searchSuppliers', tag: 'catalogue', access: 'signed-in',
  summary: 'Search suppliers by name and by what they offer you',
  query: z.strictObject({ q: searchText.optional(), after: afterSchema.optional(), limit: pageLimit }),
  answers: {
    200: {
      description: 'One page; products and categories are those you may see',
      schema: z.object({
        suppliers: z.array(z.object({
          id: z.string(), name: z.string(), country: z.string(), products: z.int(), categories: z.array(z.string()),
        })),
        next: z.string().nullable(),
      }),
    },
  },
  problems: [400, 401, 404],
  async handle({ actor, query: { q, after, limit } }) {
    const page = { limit, ...termsOf(q), ...(after === undefined ? {} : { after }) };
    const body = await cursored(() => searchSuppliers(seenBy(deps.orm, actor), readerOf(actor), page));
    return { status: 200, body };
  },
});

export const catalogueSearchOperations = (deps: ApiDeps) => [products(deps), suppliers(deps)];
