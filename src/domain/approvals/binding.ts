import { optionBy } from '../order/options.ts';
import { isContracted, type Order } from '../order/order.ts';
import { contractHash } from '../order/stages/contract.ts';
import { type Terms, totalOf } from '../order/terms.ts';
import { isAfter } from '../order/time.ts';
import { type Actor, rolesOn } from '../parties.ts';

/** What the buyer's side would be bound to by a command: the hash of the terms, and what they cost. */
export interface Binding {
  hash: string;
  /** Hashes whose approval covers this one as well, because the terms behind them are the same. */
  covers: string[];
  amountMinor: number;
  currency: string;
  /** Whose purchase it is. */
  user: string;
}

/** The commands by which a buyer binds himself, now or as soon as the other side consents. */
export const bindingCommands = [
  'acceptQuote',
  'confirmContract',
  'signOffline',
  'proposeAmendment',
  'consentAmendment',
] as const;

const bindingTo = (hash: string, covers: string[], terms: Terms, user: string): Binding => ({
  hash,
  covers: [hash, ...covers],
  amountMinor: totalOf(terms),
  currency: terms.currency,
  user,
});

/**
 * What a command binds the buyer's company to, by the option that is chosen where a quote leaves a choice; null for a
 * command that does not, in this stage or by this side. Who accepted a quote has bound the company to the same terms in
 * the contract.
 */
export function bindingOf(order: Order, command: string, input: unknown, actor: Actor): Binding | null {
  const buys = rolesOn(order.companies, actor).includes('buyer');
  if (command === 'acceptQuote') {
    const { hash } = input as { hash: string };
    const chosen = order.stage === 'quote' ? optionBy(order.versions.slice(-1), hash) : undefined;
    return chosen === undefined || !buys ? null : bindingTo(chosen.hash, [], chosen.terms, actor.user);
  }
  if (order.stage === 'contract' && (command === 'confirmContract' || command === 'signOffline')) {
    const { draft, offlineScan } = order.drafting;
    if (draft === null) return null;
    const same = draft.changes.length === 0 && order.acceptedHash !== null ? [order.acceptedHash] : [];
    return bindingTo(draft.hash, same, draft.terms, buys ? actor.user : (offlineScan?.user ?? actor.user));
  }
  return isContracted(order) && buys ? amendmentOf(order, command, input, actor.user) : null;
}

/** An amendment that costs the buyer more binds anew; one that costs no more was approved with the contract. */
function amendmentOf(
  order: Extract<Order, { contract: unknown }>,
  command: string,
  input: unknown,
  user: string,
): Binding | null {
  const { contract, amendment } = order;
  const terms =
    command === 'proposeAmendment'
      ? (input as { terms: Terms }).terms
      : command === 'consentAmendment'
        ? amendment?.terms
        : undefined;
  if (terms === undefined || totalOf(terms) <= contract.totalMinor) return null;
  const hash = contractHash(order, contract.version + 1, contract.hash, terms, contract.goldenSamples);
  return bindingTo(hash, [], terms, user);
}

/** Whether what was asked to be approved still lies on the table: else its approval would be about nothing. */
export function isOnTable(order: Order, asked: { hash: string; requestedAt: string }): boolean {
  if (order.stage === 'quote') return optionBy(order.versions.slice(-1), asked.hash) !== undefined;
  if (order.stage === 'contract') {
    const { draft } = order.drafting;
    return draft?.hash === asked.hash || order.acceptedHash === asked.hash;
  }
  return isContracted(order) && !isAfter(order.contract.sealedAt, asked.requestedAt);
}
