import type { OrderView } from '../record.ts';
import { held } from './escrow.ts';
import { isContracted, type Order } from './order.ts';
import { runningClocks, waitingOn } from './process.ts';
import { isSealed } from './sourced.ts';
import { type Terms, totalOf } from './terms.ts';
import { optionBy } from './options.ts';

/** The row of the read model that stands for an order. */
export function viewOf(order: Order): OrderView {
  return {
    order: order.order,
    version: order.version,
    stage: order.stage,
    outcome: order.stage === 'closed' ? order.outcome : null,
    mode: order.mode,
    profile: `${order.profile.id}@${order.profile.version}`,
    companies: order.companies,
    ...worth(order),
    heldMinor: isContracted(order) ? held(order) : 0,
    waitingOn: waitingOn(order),
    nextDeadline: runningClocks(order)[0]?.at ?? null,
    attention: order.attention === null ? null : `${order.attention.code}: ${order.attention.detail}`,
    state: order,
  };
}

function worth(order: Order): Pick<OrderView, 'currency' | 'totalMinor'> {
  if (isContracted(order)) return { currency: order.contract.terms.currency, totalMinor: order.contract.totalMinor };
  if (isSealed(order)) return { currency: null, totalMinor: null };
  const version = negotiated(order);
  return version === undefined
    ? { currency: null, totalMinor: null }
    : { currency: version.terms.currency, totalMinor: totalOf(version.terms) };
}

/** The terms on the table, or the option that was accepted. */
function negotiated(order: Order): { terms: Terms } | undefined {
  if (order.stage === 'quote') return order.versions.at(-1);
  return order.stage === 'contract' ? optionBy(order.versions, order.acceptedHash) : undefined;
}
