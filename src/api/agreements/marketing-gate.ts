import { allowanceFault } from '../../domain/agreements/marketing.ts';
import type { OpeningInput } from '../../domain/order/opening.ts';
import { optionBy } from '../../domain/order/options.ts';
import { isContracted, type Order } from '../../domain/order/order.ts';
import type { Terms } from '../../domain/order/terms.ts';
import type { Answer } from '../../domain/record.ts';
import { signedBySupplier } from '../../persistence/agreements/agreements.ts';
import { keepAllowed } from '../../persistence/agreements/marketing.ts';
import { companiesByIds } from '../../persistence/people.ts';
import type { ApiDeps } from '../deps.ts';
import type { Gate } from '../gates.ts';
import { countriesIn } from './countries.ts';
import { termsOf } from './gates.ts';
import { refusedBy } from './refusals.ts';

/** What is sold: to whom, where it goes, every set of terms put forward, and the lines both agreed on before. */
interface Selling {
  supplier: string;
  buyer: string;
  destination: string;
  all: readonly Terms[];
  agreed: Terms['lines'];
}

/** Why terms do not carry the allowances of joint marketing that are due on them; null when they do. */
async function allowancesOf(deps: ApiDeps, { supplier, buyer, destination, all, agreed }: Selling) {
  const agreements = await signedBySupplier(deps.orm, supplier);
  const going = countriesIn(destination);
  const [company] = going.length > 0 ? [] : await companiesByIds(deps.orm, [buyer]);
  // Where the destination names no country, the goods are for where the buyer is.
  const sale = { buyer, countries: company === undefined ? going : [company.country] };
  for (const { lines } of all) {
    const fault = allowanceFault(agreements, sale, { lines, agreed }, deps.now());
    if (fault !== null) return refusedBy(fault.rejection);
  }
  return null;
}

/** The lines both have accepted or sealed: what they carry stands. */
function agreedLines(order: Order): Terms['lines'] {
  if (isContracted(order)) return order.contract.terms.lines;
  return order.stage === 'contract' ? (optionBy(order.versions, order.acceptedHash)?.terms.lines ?? []) : [];
}

/** The terms a buyer opens an order with carry the allowances that are due; null when they do, or there are none. */
export const allowancesOfOpening = async (
  deps: ApiDeps,
  buyer: string,
  { supplier, demand, proposal }: OpeningInput,
): Promise<Answer | null> => {
  if (proposal === undefined) return null;
  return allowancesOf(deps, {
    supplier,
    buyer,
    destination: demand.destination,
    all: [proposal.terms],
    agreed: [],
  });
};

const contracting = ['draftContract', 'proposeAmendment'];

/** What joint marketing takes off a price stands in every offer and contract, neither more nor less. */
export const marketingGate: Gate = {
  commands: ['submitQuote', 'counterOffer', ...contracting],
  async stop(call) {
    const all = termsOf(call);
    if (all.length === 0) return null;
    const { companies, demand, order } = call.found.order;
    const agreed = agreedLines(call.found.order);
    const selling = { ...companies, destination: demand.destination, all, agreed };
    const refused = await allowancesOf(call.deps, selling);
    if (refused !== null || !contracting.includes(call.command)) return refused;
    const allowed = all.flatMap(({ lines }) => lines.flatMap(({ allowance }) => allowance?.agreement ?? []));
    await keepAllowed(call.deps.orm, { order, agreements: [...new Set(allowed)], at: call.deps.now() });
    return null;
  },
};
