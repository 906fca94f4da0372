import { sha256Hex } from '../../domain/hash.ts';
import { offersFor } from '../../domain/catalogue/pricing.ts';
import type { PriceList } from '../../domain/catalogue/price-list.ts';
import type { ProductVersion } from '../../domain/catalogue/product.ts';
import { queryTerms, type SearchTerms } from '../../domain/catalogue/search-words.ts';
import { decimalsOf, parseAmount } from '../../domain/money.ts';
import type { Actor } from '../../domain/parties.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { type KeptProduct, findProduct } from '../../persistence/catalogue/products.ts';
import { listsFor } from '../../persistence/catalogue/price-lists.ts';
import type { ProductFilter } from '../../persistence/catalogue/search.ts';
import { readerOf } from '../../persistence/catalogue/visibility.ts';
import { companiesByIds } from '../../persistence/people.ts';
import { runningMembership } from '../../persistence/qualification/reading.ts';
import type { Call, Reply } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { invalid } from '../problem.ts';
import { unknown } from './refusals.ts';
import type { SearchQuery } from './schemas.ts';

/** The product, for somebody who may know of it. Throws ProblemError 404 for everybody else. */
export async function visibleProduct(deps: ApiDeps, actor: Actor, id: string): Promise<KeptProduct> {
  const product = await findProduct(seenBy(deps.orm, actor), readerOf(actor), id);
  if (product === null) throw unknown('product');
  return product;
}

/** Id, name and country of companies, for products to say whose they are. */
export async function companyNames(
  deps: ApiDeps, ids: readonly string[],
): Promise<(id: string) => { id: string; name: string; country: string }> {
  const companies = await companiesByIds(deps.orm, [...new Set(ids)]);
  const byId = new Map(companies.map(({ id, name, country }) => [id, { id, name, country }]));
  return (id) => byId.get(id) ?? { id, name: id, country: '' };
}

/** How one reader is priced: the lists that count for them, and the tier each supplier has given them. */
export interface Pricing {
  at: string;
  company: string;
  lists: PriceList[];
  tierAt(supplier: string): string | null;
  /** Whether prices for tiers and companies count for the reader, and why. */
  wholesale: { unlocked: boolean; reason: string };
}

const memberUntil = (expires: string) => ({ unlocked: true, reason: `Your company is a member until ${expires}.` });
const notMember = {
  unlocked: false,
  reason: 'Only public prices: prices for tiers and companies are for members. Apply with POST /v1/qualifications.',
};
const notBuyer = { unlocked: false, reason: 'Only public prices: who does not read as a buyer has none of their own.' };

/** What the reader's prices at some suppliers are made from. Only buyers who are members have prices of their own. */
export async function pricingFor(deps: ApiDeps, actor: Actor, suppliers: readonly string[]): Promise<Pricing> {
  const at = deps.now();
  const { buyer } = readerOf(actor);
  const membership = buyer === null ? null : await runningMembership(seenBy(deps.orm, actor), buyer, at);
  const member = membership === null ? { company: null } : { company: buyer, tier: membership.tier };
  const wanted = { suppliers: [...new Set(suppliers)], at, ...member };
  const { lists, tiers } = await listsFor(seenBy(deps.orm, actor), wanted);
  const wholesale = buyer === null ? notBuyer : membership === null ? notMember : memberUntil(membership.expires);
  return { at, company: buyer ?? '', lists, wholesale, tierAt: (supplier) => tiers.get(supplier) ?? null };
}

/** The reader's own prices of a product in every currency it is offered in, or in one. */
export function ownOffers(product: ProductVersion, { at, company, lists, tierAt }: Pricing, only?: string) {
  const theirs = lists.filter(({ supplier }) => supplier === product.supplier);
  const currencies = new Set(product.content.prices.map(({ currency }) => currency));
  return [...currencies].filter((currency) => only === undefined || currency === only).flatMap((currency) =>
    offersFor(product, { company, tier: tierAt(product.supplier), currency, at }, theirs));
}

/** The terms of a text somebody looks for; undefined when there is no text. */
export const termsOf = (q: string | undefined): { terms?: SearchTerms } =>
  (q === undefined ? {} : { terms: queryTerms(q) });

type GivenFilter = Omit<SearchQuery, 'sort' | 'after' | 'limit'>;

/** A search as the store takes it, amounts in minor units. Throws ProblemError 400 for no currency or no amount. */
export function filterOf({ q, priceMin, priceMax, ...rest }: GivenFilter): ProductFilter {
  const { currency } = rest;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  if (currency === undefined) return { ...given, ...termsOf(q) };
  const minor = (field: 'priceMin' | 'priceMax', text: string | undefined) =>
    text === undefined ? {} : { [field]: inQuery(field, () => parseAmount(text, currency)) };
  inQuery('currency', () => decimalsOf(currency));
  return { ...given, ...termsOf(q), ...minor('priceMin', priceMin), ...minor('priceMax', priceMax) };
}

function inQuery<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw invalid('query', [{ code: 'custom', path: [field], message: error.message, input: undefined }]);
  }
}

/** Answers with an ETag over the body, or 304 when the reader has this very body already. */
export function tagged({ request }: Pick<Call<unknown, unknown, unknown>, 'request'>, body: object): Reply {
  const text = JSON.stringify(body);
  const etag = `"${sha256Hex(text).slice(0, 32)}"`;
  const headers = { ETag: etag, 'Cache-Control': 'private, no-cache', Vary: 'Authorization' };
  const known = (request.header('If-None-Match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*') ? { status: 304, headers } : { status: 200, headers, body };
}
