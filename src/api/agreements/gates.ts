import { frameFault } from '../../domain/agreements/call-off.ts';
import { territoryConflict } from '../../domain/agreements/territory.ts';
import type { Order } from '../../domain/order/order.ts';
import type { OpeningInput } from '../../domain/order/opening.ts';
import type { Terms } from '../../domain/order/terms.ts';
import type { Answer } from '../../domain/record.ts';
import { frameOf, signedBySupplier } from '../../persistence/agreements/agreements.ts';
import { companiesByIds } from '../../persistence/people.ts';
import type { CommandCall } from '../commands.ts';
import type { ApiDeps } from '../deps.ts';
import type { Gate } from '../gates.ts';
import { refusedBy } from './refusals.ts';

const names = ['en', 'zh-CN', 'zh-HK'].map((language) => new Intl.DisplayNames([language], { type: 'region' }));

/** Whether a place written by people names a country: by its code as a word, or by its name in our languages. */
function isIn(place: string, country: string): boolean {
  const written = place.toLowerCase();
  const called = names.flatMap((language) => language.of(country) ?? []);
  // "Hong Kong SAR China" is written "Hong Kong", 中国香港特别行政区 香港.
  const short = called.flatMap((name) => [name, name.replace(/ SAR China$|^(中国|中國)|特别行政区$|特別行政區$/g, '')]);
  return new RegExp(`\\b${country}\\b`).test(place) || short.some((name) => written.includes(name.toLowerCase()));
}

/**
 * Why a sale may not be made: its goods are another buyer's alone in a country it reaches, the buyer's own or where the
 * goods go. Null when it may.
 */
export async function territoryOfSale(
  deps: ApiDeps,
  sale: { supplier: string; buyer: string; places: string[]; lines: { sku?: string | undefined; hsCode?: string }[] },
): Promise<Answer | null> {
  const agreements = await signedBySupplier(deps.orm, sale.supplier);
  const claimed = agreements.flatMap(({ content }) => (content.kind === 'COOPERATION' ? content.countries : []));
  if (claimed.length === 0) return null;
  const [buyer] = await companiesByIds(deps.orm, [sale.buyer]);
  const reached = claimed.filter((one) => buyer?.country === one || sale.places.some((place) => isIn(place, one)));
  const found = territoryConflict(agreements, { ...sale, countries: reached }, deps.now());
  return found === null ? null : refusedBy(found.rejection);
}

/** Why an order may not be opened: its goods are another buyer's alone where it would take them; null when it may. */
export const territoryOfOpening = (
  deps: ApiDeps,
  buyer: string,
  { supplier, demand }: OpeningInput,
): Promise<Answer | null> =>
  territoryOfSale(deps, { supplier, buyer, places: [demand.destination], lines: demand.items });

/** The terms a command puts forward; null for one that brings none. */
function termsOf({ found, input }: CommandCall): Terms | null {
  const given = (input as { terms?: Terms }).terms;
  if (given !== undefined) return given;
  const { order } = found as { order: Order };
  if (order.stage !== 'contract') return null;
  return order.versions.find(({ hash }) => hash === order.acceptedHash)?.terms ?? null;
}

/** A supplier keeps to the territories it has given away, up to the contract. */
export const territoryGate: Gate = {
  commands: ['submitQuote', 'counterOffer', 'draftContract'],
  async stop(call) {
    const terms = termsOf(call);
    if (terms === null) return null;
    const { companies, demand } = call.found.order;
    const places = [demand.destination, terms.namedPlace];
    return territoryOfSale(call.deps, { ...companies, places, lines: terms.lines });
  },
};

/** What was called off from a frame is sold at its terms; an amendment may make it fewer, never dearer. */
export const frameGate: Gate = {
  commands: ['submitQuote', 'counterOffer', 'draftContract', 'proposeAmendment'],
  async stop(call) {
    const terms = termsOf(call);
    const frame = terms === null ? null : await frameOf(call.deps.orm, call.found.view.order);
    if (terms === null || frame === null || frame.agreement.content.kind !== 'FRAME') return null;
    const fewer = call.command === 'proposeAmendment';
    const fault = frameFault(frame.agreement.content, frame.lines, terms, fewer);
    return fault === null ? null : refusedBy(fault.rejection);
  },
};
