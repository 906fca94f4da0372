import type { HeldPolicy } from '../../domain/order/consumer.ts';
import { consumerProfile, type Profile } from '../../domain/order/profile.ts';
import { totalOf } from '../../domain/order/terms.ts';
import { servingPlaces, type ServingPlace } from '../../domain/parties.ts';
import type { Acceptance, Cart } from '../../domain/retail/cart.ts';
import { type RetailOffer, retailOffer } from '../../domain/retail/offer.ts';
import { type Refused, refuse } from '../../domain/retail/refusal.ts';
import { listsFor } from '../../persistence/catalogue/price-lists.ts';
import { companiesByIds } from '../../persistence/people.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { findProfile } from '../../persistence/profiles.ts';
import { productsOnSale } from '../../persistence/retail/sales.ts';
import type { ApiDeps } from '../deps.ts';
import { providersFor } from '../opening.ts';
import { type PublishedPolicy, publishedPolicies } from '../../persistence/policies.ts';

const accepted = ({ name, locale, version, sha256 }: PublishedPolicy): HeldPolicy => ({
  name,
  locale,
  version,
  sha256,
});

/** The policies the click named, each in the language it was read in. Refused: `stale-policy`, with those published. */
export function policiesNamed({ policies }: Acceptance): { policies: HeldPolicy[] } | Refused {
  const wanted = [...new Set(publishedPolicies.map(({ name }) => name))];
  const read = wanted.flatMap((name) => {
    const named = policies.filter((each) => each.name === name).map(({ sha256 }) => sha256);
    const found = publishedPolicies.find((each) => each.name === name && named.includes(each.sha256));
    return found === undefined ? [] : [accepted(found)];
  });
  const known = policies.every(({ name }) => wanted.some((each) => each === name));
  if (read.length === wanted.length && known) return { policies: read };
  return refuse('stale-policy', 'accept.policies: name the hash of every policy as it is published now.', {
    policies: publishedPolicies.map(accepted),
  });
}

export interface Offered extends RetailOffer {
  profile: Profile;
}

/** The offer for a cart as it stands now; `order` is the number it would get, whose own stock does not count. */
export async function offerFor(
  deps: ApiDeps,
  { buyer, cart, policies, order }: { buyer: string; cart: Cart; policies: HeldPolicy[]; order: string },
): Promise<Offered | Refused> {
  const now = deps.now();
  const profile = await findProfile(deps.orm, consumerProfile);
  if (profile === null) throw new Error(`the profile ${consumerProfile} is shipped with the engine`);
  const wanted = cart.lines.map(({ product }) => product);
  const products = await productsOnSale(deps.orm, { products: wanted, order, at: now });
  const suppliers = [...new Set(products.map(({ supplier }) => supplier))];
  // Prices for tiers and companies are for members, who ask for a quote: a click buys at the prices for everybody.
  const seen = seenBy(deps.orm, { company: buyer, roles: [] });
  const { lists } = await listsFor(seen, { suppliers, company: null, at: now });
  const offer = retailOffer({ buyer, cart, products, lists, policies, profile, now });
  return 'rejection' in offer ? offer : { ...offer, profile };
}

/** The offer as the buyer reads it before the click. */
export const shownOffer = ({ supplier, terms, sale, profile }: Offered) => ({
  supplier,
  profile: `${profile.id}@${profile.version}`,
  currency: terms.currency,
  totalMinor: totalOf(terms),
  terms,
  hash: sale.offer,
  listings: sale.listings.map(({ product, version, hash }) => ({ product, version, hash })),
  policies: sale.policies,
});

/** Whether the click named this very offer. Refused: `stale-hash`, with the offer as it is now. */
export const clicked = ({ terms: hash }: Acceptance, offer: Offered): Refused | null =>
  hash === offer.sale.offer
    ? null
    : refuse('stale-hash', 'accept.terms: the offer has changed; look at it again.', { offer: shownOffer(offer) });

/** Who serves a consumer's order opened now, by place and by name. Throws ProblemError 503 where nobody does. */
export async function platformProviders(deps: ApiDeps) {
  const serving = await providersFor(deps);
  const known = await companiesByIds(deps.orm, Object.values(serving));
  const named = servingPlaces.map((place) => {
    const company = serving[place];
    return [place, { company, name: known.find(({ id }) => id === company)?.name ?? company }];
  });
  return Object.fromEntries(named) as Record<ServingPlace, { company: string; name: string }>;
}
