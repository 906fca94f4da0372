import { multiplyPrice, type Price, share } from '../money.ts';
import { ascending, bandFor } from './bands.ts';
import type { PriceEntry, PriceList, Subject } from './price-list.ts';
import type { Product, ProductVersion } from './product.ts';
import { isRefused, refuse, type Refused } from './refusal.ts';

/** Who asks, for how much, and when. `tier` is the supplier's for the company, or the platform's where it has none. */
export interface PriceQuestion {
  quantity: number;
  company: string;
  tier: string | null;
  currency: string;
  at: string;
}

/** What an order of that quantity costs, and which rules say so. */
export interface Offer {
  currency: string;
  quantity: number;
  price: Price;
  /** Price of the whole quantity in minor units, rounded half to even once. */
  amountMinor: number;
  leadTimeDays: number;
  /** The rules that made the answer, in the order they were applied; each names the version it stands in. */
  rules: string[];
  /** Until when it is known to hold: the end of the list used or the start of the next one; null without either. */
  validUntil: string | null;
}

type Applied = { price: Price; rules: string[]; validUntil: string | null };
type Candidate = { list: PriceList; entry: PriceEntry; price: Price; rank: number };

/**
 * The price of `product` for one question, from its list prices and its supplier's price lists. Pure: the same versions
 * and question always give the same answer, in whatever order the lists come. The narrowest scope wins (company, then
 * tier, then everybody, then the product's list price), within it the narrowest subject (SKU, then deepest category,
 * then all), then the lower price, then the lower list id. A list for a company is that company's approval; a list for
 * a tier counts only for a company that has that tier. Refused: `below-minimum-order`,
 * `not-an-order-multiple`, `no-price` (the product has none in that currency), `price-out-of-range`. Throws RangeError
 * for a quantity that is no whole number above 0.
 */
export function priceFor(
  product: ProductVersion,
  question: PriceQuestion,
  lists: readonly PriceList[],
): Offer | Refused {
  const { quantity, currency } = question;
  const fault = faultOfQuantity(product, quantity);
  if (fault !== null) return fault;
  const base = bandFor(
    product.content.prices.filter((band) => band.currency === currency),
    quantity,
  );
  if (base === null) {
    const offered = [...new Set(product.content.prices.map((band) => band.currency))].sort();
    return refuse('no-price', `currency: ${product.content.sku} has no price in ${currency}.`, { currencies: offered });
  }
  const list: Applied = {
    price: { minor: base.minor, per: base.per },
    rules: [`${ruleOf(product)}/price/${currency}/${base.from}`],
    validUntil: null,
  };
  const candidates = candidatesFor(product, question, lists, list.price);
  const begun = candidates.filter(({ list: { content } }) => Date.parse(content.validFrom) <= Date.parse(question.at));
  const applied = narrowest(list, begun);
  const lead = bandFor(product.content.leadTimes, quantity)!;
  const amountMinor = amountOf(applied.price, quantity);
  if (amountMinor === null) {
    return refuse('price-out-of-range', 'quantity: the amount is larger than the engine carries.');
  }
  return {
    currency,
    quantity,
    amountMinor,
    price: applied.price,
    leadTimeDays: lead.days,
    rules: [...applied.rules, `${ruleOf(product)}/lead-time/${lead.from}`],
    validUntil: earliest([applied.validUntil, ...candidates.filter((each) => !begun.includes(each)).map(startOf)]),
  };
}

/** The rule id of a version of a product, on which the ids of its bands are built. */
const ruleOf = ({ product, version }: Pick<ProductVersion, 'product' | 'version'>): string =>
  `product/${product}@${version}`;

/** Why a quantity cannot be ordered, or null when it can: the refusal names the rule and the next quantity that can. */
export function faultOfQuantity(product: ProductVersion, quantity: number): Refused | null {
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    throw new RangeError('quantity: must be a whole number above 0');
  }
  const { moq, orderMultiple } = product.content;
  if (quantity < moq) {
    return refuse('below-minimum-order', `quantity: at least ${moq} are ordered at a time, not ${quantity}.`, {
      rule: `${ruleOf(product)}/moq/${moq}`,
      minimum: moq,
    });
  }
  if (quantity % orderMultiple === 0) return null;
  const next = orderableFrom(product.content, quantity);
  return refuse('not-an-order-multiple', `quantity: orders come in multiples of ${orderMultiple}, not ${quantity}.`, {
    rule: `${ruleOf(product)}/order-multiple/${orderMultiple}`,
    orderMultiple,
    next,
  });
}

/** The smallest quantity at or above the given one that can be ordered. */
const orderableFrom = ({ moq, orderMultiple }: Product, quantity: number): number =>
  Math.ceil(Math.max(moq, quantity) / orderMultiple) * orderMultiple;

const scopeRank = { COMPANY: 2, TIER: 1, EVERYBODY: 0 } as const;

/** How narrow a scope is for whoever asks; null when the list is not for them. */
function rankOf({ scope }: PriceList['content'], { company, tier }: PriceQuestion): number | null {
  if (scope.kind === 'TIER' && scope.tier !== tier) return null;
  if (scope.kind === 'COMPANY' && scope.company !== company) return null;
  return scopeRank[scope.kind];
}

const startOf = ({ list }: Candidate): string => list.content.validFrom;

const hasEnded = ({ validUntil }: PriceList['content'], at: string): boolean =>
  validUntil !== null && Date.parse(at) >= Date.parse(validUntil);

/** The first of some ISO instants; null when there is none. */
export const earliest = (instants: readonly (string | null)[]): string | null =>
  instants.filter((each) => each !== null).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;

/** How narrowly an entry names the product; null when it does not. */
function narrowness(subject: Subject, { sku, category }: Product): number | null {
  if (subject.kind === 'ALL') return 0;
  if (subject.kind === 'SKU') return subject.sku === sku ? Number.MAX_SAFE_INTEGER : null;
  const below = category === subject.category || category.startsWith(`${subject.category}/`);
  return below ? subject.category.length : null;
}

/** The entry of a list that is for this product and quantity: the narrowest subject, and of that the band. */
function entryFor(list: PriceList, product: Product, quantity: number): PriceEntry | null {
  const fitting = list.content.entries
    .filter(({ from }) => from <= quantity)
    .flatMap((entry) => {
      const narrow = narrowness(entry.subject, product);
      return narrow === null ? [] : [{ entry, narrow }];
    });
  const narrowestFit = Math.max(...fitting.map(({ narrow }) => narrow));
  return bandFor(
    fitting.filter(({ narrow }) => narrow === narrowestFit).map(({ entry }) => entry),
    quantity,
  );
}

/** A discounted price keeps its `per` and is rounded half to even to a whole minor unit, never to nothing. */
const priceOf = (entry: PriceEntry, base: Price): Price =>
  'price' in entry ? entry.price : { minor: Math.max(1, share(base.minor, 10_000 - entry.discountBp)), per: base.per };

/** The entries for whoever asks of lists that have not ended; those that have not begun are among them. */
function candidatesFor(
  { supplier, content }: ProductVersion,
  question: PriceQuestion,
  lists: readonly PriceList[],
  base: Price,
): Candidate[] {
  return lists.flatMap((list) => {
    const theirs = list.supplier === supplier && list.content.currency === question.currency;
    const rank = theirs && !hasEnded(list.content, question.at) ? rankOf(list.content, question) : null;
    const entry = rank === null ? null : entryFor(list, content, question.quantity);
    if (rank === null || entry === null) return [];
    return [{ list, entry, price: priceOf(entry, base), rank }];
  });
}

/** Compares two prices exactly, whatever number of pieces each is for. */
function compare(a: Price, b: Price): number {
  const difference = BigInt(a.minor) * BigInt(b.per) - BigInt(b.minor) * BigInt(a.per);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

function narrowest(list: Applied, candidates: Candidate[]): Applied {
  const [best] = candidates.toSorted(
    (a, b) => b.rank - a.rank || compare(a.price, b.price) || (a.list.id < b.list.id ? -1 : 1),
  );
  if (best === undefined) return list;
  const {
    entry,
    price,
    list: { id, version, content },
  } = best;
  const what = 'price' in entry ? 'price' : `discount/${entry.discountBp}`;
  const rule = `list/${id}@${version}/${subjectOf(entry.subject)}/${entry.from}/${what}`;
  return {
    price,
    rules: 'price' in entry ? [rule] : [...list.rules, rule],
    validUntil: content.validUntil,
  };
}

const subjectOf = (subject: Subject): string =>
  subject.kind === 'SKU' ? `sku/${subject.sku}` : subject.kind === 'CATEGORY' ? `category/${subject.category}` : 'all';

function amountOf(price: Price, quantity: number): number | null {
  try {
    return multiplyPrice(price, quantity);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * What the product costs whoever asks, one offer for each quantity from which price or lead time is another, lowest
 * first. A quantity stands for all up to the next offer's. Empty when there is no price in the currency.
 */
export function offersFor(
  product: ProductVersion,
  question: Omit<PriceQuestion, 'quantity'>,
  lists: readonly PriceList[],
): Offer[] {
  const { content } = product;
  const entries = lists.flatMap((list) =>
    list.content.entries.filter(({ subject }) => narrowness(subject, content) !== null),
  );
  const bands = [{ from: content.moq }, ...content.prices, ...content.leadTimes, ...entries];
  const quantities = new Set(bands.toSorted(ascending).map(({ from }) => orderableFrom(content, from)));
  const offers = [...quantities].flatMap((quantity) => {
    const offer = priceFor(product, { ...question, quantity }, lists);
    return isRefused(offer) ? [] : [offer];
  });
  return offers.filter((offer, at) => at === 0 || offer.rules.join() !== offers[at - 1]!.rules.join());
}
