import type { Actor } from '../parties.ts';
import type { ConsumerOpening } from './consumer.ts';
import { evolve } from './evolve.ts';
import { fact, type HappenedFact } from './facts.ts';
import { judge, type Judgement } from './judge.ts';
import type { Opening } from './opening.ts';
import type { Order } from './order.ts';
import { addDays } from './time.ts';

type Step = (order: Order) => { by: Actor; name: string; input: object };

/** The hash of what stands on the table of an order that is agreed step by step. */
function onTable(order: Order): string {
  if (order.stage === 'quote') return order.versions.at(-1)?.hash ?? '';
  if (order.stage === 'contract') return order.drafting.draft?.hash ?? order.acceptedHash ?? '';
  throw new Error(`nothing is on the table in ${order.stage}`);
}

/**
 * Enquiry to contract of a consumer's order, by the commands of the table, the supplier's by who published the goods.
 */
function steps({ order, companies }: Opening, { terms, sale }: ConsumerOpening, buyer: Actor, now: string): Step[] {
  const user = sale.listings[0]?.publishedBy ?? '';
  const supplier: Actor = { user, company: companies.supplier, roles: ['supplier'] };
  return [
    () => ({ by: supplier, name: 'submitQuote', input: { terms, validUntil: addDays(now, 1) } }),
    (at) => ({ by: buyer, name: 'acceptQuote', input: { hash: onTable(at) } }),
    (at) => ({ by: buyer, name: 'issuePurchaseOrder', input: { number: order, hash: onTable(at) } }),
    () => ({ by: supplier, name: 'draftContract', input: {} }),
    (at) => ({ by: buyer, name: 'confirmContract', input: { hash: onTable(at) } }),
  ];
}

/**
 * The facts an opening makes at an ISO instant. An enquiry is opened and waits for its quote, or for the answer to the
 * terms the buyer proposes with it. A consumer's order is
 * agreed at once: every rule of the table holds, and the sealed contract stands when the opening does. Refused with
 * what the table refuses; the order is then not opened at all.
 */
export function judgeOpening(opening: Opening, by: Actor, now: string): Judgement {
  const { user, company } = by;
  const { proposal, ...stated } = opening;
  const opened = { ...fact('OrderOpened', stated), at: now, by: { party: 'buyer', user, company } } as HappenedFact;
  let order = evolve(null, opened);
  const facts = [opened];
  const buyer: Actor = { ...by, roles: ['buyer'] };
  if (proposal !== undefined) {
    const proposed = judge(order, { name: 'proposeTerms', input: proposal }, buyer, now);
    return 'rejection' in proposed ? proposed : { facts: [...facts, ...proposed.facts], order: proposed.order };
  }
  if (opening.consumer === undefined) return { facts, order };
  for (const step of steps(opening, opening.consumer, buyer, now)) {
    const { by: actor, name, input } = step(order);
    const judged = judge(order, { name, input }, actor, now);
    if ('rejection' in judged) return judged;
    facts.push(...judged.facts);
    order = judged.order;
  }
  return { facts, order };
}
