import type { By, Facts, FactType } from '../facts.ts';
import type { Attention, ContractStage, Order, OrderAt, Stage } from '../order.ts';
import { isContracted } from '../order.ts';

/**
 * What one fact makes of the order. It never refuses: a fact out of place is a bug, and `at` and `contracted` throw.
 */
export type Evolver<T extends FactType> = (order: Order, data: Facts[T], happened: { at: string; by: By }) => Order;
export type Evolvers<T extends FactType> = { [Name in T]: Evolver<Name> };

export function at<S extends Stage>(order: Order, stage: S): OrderAt<S> {
  if (order.stage !== stage) throw new Error(`order ${order.order} is in ${order.stage}, not in ${stage}`);
  return order as OrderAt<S>;
}

export function contracted(order: Order): OrderAt<ContractStage> {
  if (!isContracted(order)) throw new Error(`order ${order.order} is in ${order.stage}, without a sealed contract`);
  return order;
}

/** What the bank did and nobody ordered, and a denied party, stay in sight until an operator has looked into it. */
const lasting = /^(bank|debit|screening)-/;

export const attend = (order: Order, next: Attention): Order =>
  order.attention !== null && lasting.test(order.attention.code) && !lasting.test(next.code)
    ? order
    : { ...order, attention: next };

/** What is over needs no attention any more; anything else still does. */
export const relieve = (order: Order, over: (code: string) => boolean): Order =>
  order.attention !== null && over(order.attention.code) ? { ...order, attention: null } : order;

export const relieveStage = (order: Order): Order => relieve(order, (code) => !lasting.test(code));
