import { frameFault } from '../../domain/agreements/call-off.ts';
import { refuse } from '../../domain/agreements/refusal.ts';
import { claimedByOthers, territoryConflict } from '../../domain/agreements/territory.ts';
import type { Order } from '../../domain/order/order.ts';
import type { OpeningInput } from '../../domain/order/opening.ts';
import { alternativeTerms, type Offer, optionBy } from '../../domain/order/options.ts';
import type { Terms } from '../../domain/order/terms.ts';
import type { Answer } from '../../domain/record.ts';
import { frameOf, signedBySupplier } from '../../persistence/agreements/agreements.ts';
import { companiesByIds } from '../../persistence/people.ts';
import type { CommandCall } from '../commands.ts';
import type { ApiDeps } from '../deps.ts';
import type { Gate } from '../gates.ts';
import { countriesIn } from './countries.ts';
import { refusedBy } from './refusals.ts';

/** Goods on their way: where the buyer wants them, and the places named for their delivery. */
interface PlacedSale {
  supplier: string;
  buyer: string;
  destination: string;
  places: string[];
  lines: { sku?: string | undefined; hsCode?: string }[];
}

/**
 * Why a sale may not be made: its goods are another buyer's alone in a country it reaches, the buyer's own or where the
 * goods go; or that cannot be told, because the destination names no country. Null when it may.
 */
export async function territoryOfSale(
  deps: ApiDeps,
  { destination, places, ...sale }: PlacedSale,
): Promise<Answer | null> {
  const agreements = await signedBySupplier(deps.orm, sale.supplier);
  const elsewhere = claimedByOthers(agreements, sale, deps.now());
  if (elsewhere.length === 0) return null;
  const [buyer] = await companiesByIds(deps.orm, [sale.buyer]);
  const going = countriesIn(destination);
  const countries = [...going, ...places.flatMap(countriesIn), ...(buyer === undefined ? [] : [buyer.country])];
  const found = territoryConflict(agreements, { ...sale, countries }, deps.now());
  if (found !== null) return refusedBy(found.rejection);
  if (going.length > 0) return null;
  const detail = `demand.destination: name the country of ${destination}: some of these goods are sold by territory.`;
  return refusedBy(refuse('destination-unclear', detail, { path: 'demand.destination' }).rejection);
}

/** Why an order may not be opened: its goods are another buyer's alone where it would take them; null when it may. */
export const territoryOfOpening = (
  deps: ApiDeps,
  buyer: string,
  { supplier, demand, proposal }: OpeningInput,
): Promise<Answer | null> =>
  territoryOfSale(deps, {
    supplier,
    buyer,
    destination: demand.destination,
    places: proposal === undefined ? [] : [proposal.terms.namedPlace],
    lines: [...demand.items, ...(proposal?.terms.lines ?? [])],
  });

/** Every set of terms a command puts forward, alternatives among them; none for one that brings none. */
export function termsOf({ found, input }: CommandCall): Terms[] {
  const { terms, alternatives = [] } = input as Partial<Offer>;
  if (terms !== undefined) return [terms, ...alternatives.map((one) => alternativeTerms(terms, one))];
  const { order } = found as { order: Order };
  const agreed = order.stage === 'contract' ? optionBy(order.versions, order.acceptedHash)?.terms : undefined;
  return agreed === undefined ? [] : [agreed];
}

/** A supplier keeps to the territories it has given away, up to the contract. */
export const territoryGate: Gate = {
  commands: ['submitQuote', 'counterOffer', 'draftContract'],
  async stop(call) {
    const all = termsOf(call);
    const [first] = all;
    if (first === undefined) return null;
    const { companies, demand } = call.found.order;
    const places = all.map(({ namedPlace }) => namedPlace);
    const { destination } = demand;
    return territoryOfSale(call.deps, { ...companies, destination, places, lines: first.lines });
  },
};

/** What was called off from a frame is sold at its terms; an amendment may make it fewer, never dearer. */
export const frameGate: Gate = {
  commands: ['submitQuote', 'counterOffer', 'draftContract', 'proposeAmendment'],
  async stop(call) {
    const all = termsOf(call);
    const frame = all.length === 0 ? null : await frameOf(call.deps.orm, call.found.view.order);
    if (frame === null || frame.agreement.content.kind !== 'FRAME') return null;
    const fewer = call.command === 'proposeAmendment';
    for (const terms of all) {
      const fault = frameFault(frame.agreement.content, frame.lines, terms, fewer);
      if (fault !== null) return refusedBy(fault.rejection);
    }
    return null;
  },
};
