import { certificatesValid } from '../catalogue/certificates.ts';
import type { PriceList } from '../catalogue/price-list.ts';
import { type Offer, priceFor } from '../catalogue/pricing.ts';
import { type ProductVersion, textIn } from '../catalogue/product.ts';
import { hashOf } from '../hash.ts';
import type { HeldPolicy, ConsumerSale, Listing } from '../order/consumer.ts';
import type { Profile } from '../order/profile.ts';
import type { Line } from '../order/line.ts';
import { type Terms, termsSchema } from '../order/terms.ts';
import { addDays, addHours } from '../order/time.ts';
import { clauseOf } from '../order/withdrawal-clause.ts';
import type { Cart } from './cart.ts';
import { type Refused, refuse } from './refusal.ts';

/**
 * A product as it is on sale to everybody now: its version, who published it, and how much of its stock is not yet
 * sold.
 */
export interface OnSale extends ProductVersion {
  listing: Listing;
  left: number;
  /** True: its supplier sells nothing to consumers. */
  businessesOnly: boolean;
}

/** Whose offer to whom, from what, when. `lists` are the supplier's price lists for everybody. */
export interface Offering {
  buyer: string;
  cart: Cart;
  products: readonly OnSale[];
  lists: readonly PriceList[];
  policies: HeldPolicy[];
  profile: Profile;
  now: string;
}

/** What the buyer is shown and accepts by its hash. */
export interface RetailOffer {
  supplier: string;
  terms: Terms;
  sale: ConsumerSale;
}

/** Days of warranty of every consumer's contract. */
export const warrantyDays = 365;
/** Days after receipt in which the buyer can ask to send back, where the profile grants no right of withdrawal. */
const claimDays = 14;
const inspectionDays = 7;
const longestDescription = 300;

type Priced = { product: OnSale; offer: Offer };

/**
 * The supplier's standing offer for a cart: list prices for everybody, stock, minimum order and multiple as published,
 * delivered at place by courier, paid whole on contract, released on receipt. Pure: the same versions, policies and day
 * give the same hash. Refused with the field and rule; `data` says what can be had.
 */
export function retailOffer(offering: Offering): RetailOffer | Refused {
  const { cart, products, now, profile } = offering;
  const supplier = oneSupplier(offering);
  if (typeof supplier !== 'string') return supplier;
  const currency = currencyOf(cart, products);
  if (typeof currency !== 'string') return currency;
  const priced: Priced[] = [];
  for (const [index, { product: id, quantity }] of cart.lines.entries()) {
    const product = products.find((each) => each.product === id) as OnSale;
    const line = pricedLine(offering, product, { quantity, currency, at: `lines.${index}` });
    if ('rejection' in line) return line;
    priced.push(line);
  }
  const longest = Math.max(...priced.map(({ offer }) => offer.leadTimeDays));
  // Dates of a contract are counted in Hong Kong, eight hours ahead of UTC.
  const deliverBy = addHours(addDays(now, profile.clocks.paymentDays + longest), 8).slice(0, 10);
  const parsed = termsSchema.safeParse(termsOf(offering, priced, currency, deliverBy));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse('terms-refused', `${issue?.path.join('.') ?? 'terms'}: ${issue?.message ?? 'cannot be contracted'}`);
  }
  return { supplier, terms: parsed.data, sale: saleOf(offering, supplier, parsed.data) };
}

function oneSupplier({ cart, products, buyer }: Offering): string | Refused {
  const missing = cart.lines.filter(({ product }) => !products.some((each) => each.product === product));
  if (missing.length > 0) {
    return refuse('unknown-products', 'lines: some products are not in the catalogue.', {
      products: missing.map(({ product }) => product),
    });
  }
  const suppliers = [...new Set(products.map(({ supplier }) => supplier))].sort();
  const [supplier] = suppliers;
  if (supplier === undefined || suppliers.length > 1)
    return refuse('several-suppliers', 'lines: one order is of one supplier; make one for each.', { suppliers });
  return supplier === buyer ? refuse('own-products', 'lines: these are products of your own company.') : supplier;
}

/** The currency asked for, or the only one that every product of the cart has a price in. */
function currencyOf({ currency }: Cart, products: readonly OnSale[]): string | Refused {
  if (currency !== undefined) return currency;
  const each = products.map(({ content }) => new Set(content.prices.map((price) => price.currency)));
  const common = [...(each[0] ?? [])].filter((code) => each.every((codes) => codes.has(code))).sort();
  const [only] = common;
  return only !== undefined && common.length === 1
    ? only
    : refuse('currency-needed', 'currency: name the one you pay in.', { currencies: common });
}

function pricedLine(
  { buyer, lists, now }: Offering,
  product: OnSale,
  { quantity, currency, at }: { quantity: number; currency: string; at: string },
): Priced | Refused {
  const { content, left, businessesOnly } = product;
  if (content.retail === false || businessesOnly)
    return refuse('not-for-retail', `${at}.product: ${content.sku} is not sold by a click: ask for a quote.`);
  const offer = priceFor(product, { quantity, currency, company: buyer, tier: null, at: now }, lists);
  if ('rejection' in offer) {
    const { code, detail, data } = offer.rejection;
    return refuse(code as Refused['rejection']['code'], `${at}.${detail}`, data);
  }
  if (quantity > left)
    return refuse('out-of-stock', `${at}.quantity: ${left} of ${content.sku} are left.`, { sku: content.sku, left });
  if (!certificatesValid(content, now))
    return refuse('certificate-expired', `${at}.product: a certificate of ${content.sku} has run out.`);
  return { product, offer };
}

const lineOf = ({ product: { content }, offer }: Priced, index: number): Line => ({
  line: index + 1,
  sku: content.sku,
  description: textIn(content.names).slice(0, longestDescription),
  hsCode: content.hsCode,
  origin: content.origin,
  quantity: offer.quantity,
  unit: content.unit,
  price: offer.price,
  customised: content.notWithdrawable === 'CUSTOMISED',
  packing: content.packing,
});

/** The right of withdrawal, with the lines that their supplier says are outside of it. */
function rightOf({ profile: { withdrawal } }: Offering, priced: Priced[]): Pick<Terms, 'withdrawal' | 'claimDays'> {
  if (withdrawal === undefined) return { claimDays };
  const exempt = priced.flatMap(({ product: { content } }, index) =>
    content.notWithdrawable === undefined ? [] : [{ line: index + 1, ground: content.notWithdrawable }],
  );
  return { claimDays: 0, withdrawal: clauseOf(withdrawal, priced.map(lineOf), exempt) };
}

const termsOf = (offering: Offering, priced: Priced[], currency: string, deliverBy: string): Terms => ({
  currency,
  lines: priced.map(lineOf),
  incoterm: 'DAP',
  namedPlace: `${offering.cart.address.city}, ${offering.cart.address.country}`,
  transport: 'COURIER',
  deliverBy,
  paymentPlan: [{ share: 10_000, due: 'ON_CONTRACT' }],
  settlement: { trigger: 'RECEIPT_CONFIRMED' },
  inspection: { mode: 'NONE' },
  tolerances: { quantityBp: 0, weightBp: 0, volumeBp: 0 },
  inspectionDays,
  ...rightOf(offering, priced),
  warrantyDays,
});

function saleOf({ buyer, products, policies, profile }: Offering, supplier: string, terms: Terms): ConsumerSale {
  const listings = products.map(({ listing }) => listing).sort((a, b) => (a.product < b.product ? -1 : 1));
  const { id, version } = profile;
  return {
    offer: hashOf({ buyer, supplier, profile: `${id}@${version}`, terms, listings, policies }),
    listings,
    policies,
  };
}
