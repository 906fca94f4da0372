import { z } from 'zod';
import { bandFor } from '../../domain/catalogue/bands.ts';
import { certificatesValid } from '../../domain/catalogue/certificates.ts';
import type { Product } from '../../domain/catalogue/product.ts';
import { countProducts, facetNames, searchProducts } from '../../persistence/catalogue/search.ts';
import { searchSuppliers } from '../../persistence/catalogue/suppliers.ts';
import { readerOf } from '../../persistence/catalogue/visibility.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { afterSchema } from '../schemas.ts';
import { companyNames, filterOf, termsOf } from './reading.ts';
import { pageLimit, productRow, searchQuery, searchText } from './schemas.ts';

const facet = z.array(z.object({ value: z.string(), count: z.int(), name: z.string().optional() }));
const pageSchema = z.object({
  products: z.array(productRow),
  next: z.string().nullable(),
  total: z.int(),
  facets: z.object(Object.fromEntries(facetNames.map((name) => [name, facet]))),
});

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
    const reader = readerOf(actor);
    const filter = filterOf(given);
    const page = { ...filter, sort, limit, ...(after === undefined ? {} : { after }) };
    const [found, counted] = await cursored(() => Promise.all([
      searchProducts(deps.orm, reader, page), countProducts(deps.orm, reader, filter),
    ]));
    const { facets, total } = counted;
    const suppliers = [...found.products.map(({ supplier }) => supplier), ...facets.supplier.map(({ value }) => value)];
    const nameOf = await companyNames(deps, suppliers);
    const rows = found.products.map(({ content, supplier, ...kept }) => {
      const { sku, names, category, origin, hsCode, moq, unit, stock, customisable, visibility, onSale } = content;
      return {
        ...kept, sku, names, category, origin, hsCode, moq, unit, stock, customisable, visibility, onSale,
        supplier: nameOf(supplier),
        listPrices: listPricesOf(content),
        certificatesValid: certificatesValid(content, deps.now()),
      };
    });
    const named = facets.supplier.map((each) => ({ ...each, name: nameOf(each.value).name }));
    return {
      status: 200, body: { products: rows, next: found.next, total, facets: { ...facets, supplier: named } },
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
    const body = await cursored(() => searchSuppliers(deps.orm, readerOf(actor), page));
    return { status: 200, body };
  },
});

export const catalogueSearchOperations = (deps: ApiDeps) => [products(deps), suppliers(deps)];
