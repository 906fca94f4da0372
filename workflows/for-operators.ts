import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { held } from '../src/domain/order/escrow.ts';
import { isContracted, type Order } from '../src/domain/order/order.ts';
import { runningClocks, waitingOn } from '../src/domain/order/process.ts';
import { decimalsOf, formatAmount } from '../src/domain/money.ts';
import { viewOf } from '../src/domain/order/view.ts';
import {
  amountHeld,
  attentionReason,
  buyerId,
  nextDeadline,
  orderCurrency,
  orderStage,
  supplierId,
  waitingOn as waitingOnKey,
} from '../src/temporal/search-attributes.ts';

/**
 * The search attributes as last written, by name, so that only what changed is written again: each write is an event.
 */
export type SearchAttributes = Record<string, string>;

/** What operators search orders by in the Temporal UI; no personal data, no amounts but the sum held. */
export function searchAttributesOf(
  order: Order,
  before: SearchAttributes,
): { changed: SearchAttributeUpdatePair[]; all: SearchAttributes } {
  const { currency, heldMinor, nextDeadline: next, companies } = viewOf(order);
  const pairs: SearchAttributeUpdatePair[] = [
    { key: orderStage, value: order.stage },
    { key: waitingOnKey, value: waitingOn(order) },
    { key: attentionReason, value: order.attention?.code ?? null },
    { key: nextDeadline, value: next === null ? null : new Date(Date.parse(next)) },
    { key: buyerId, value: companies.buyer },
    { key: supplierId, value: companies.supplier },
    { key: orderCurrency, value: currency },
    { key: amountHeld, value: currency === null || heldMinor === 0 ? null : heldMinor / 10 ** decimalsOf(currency) },
  ];
  const all = Object.fromEntries(pairs.map(({ key, value }) => [key.name, JSON.stringify(value)]));
  const nothing = (name: string) => before[name] === undefined && (all[name] === 'null' || all[name] === '[]');
  return { changed: pairs.filter(({ key: { name } }) => before[name] !== all[name] && !nothing(name)), all };
}

/**
 * The page an operator reads in the Temporal UI: where the order stands, whom it waits for and why, and what is next.
 */
export function detailsOf(order: Order): string {
  const waiting = waitingOn(order);
  const rows = [
    `**Stage** ${order.stage} since ${order.stageSince}`,
    order.stage === 'closed'
      ? `**Closed** ${order.outcome}: ${order.reason}`
      : `**Waiting for** ${waiting.join(', ') || 'nobody'}`,
    ...(order.attention === null
      ? []
      : [`**Needs attention** ${order.attention.code}: ${order.attention.detail} (since ${order.attention.since})`]),
    ...(isContracted(order)
      ? [
          `**Held** ${formatAmount(held(order), order.contract.terms.currency)} ${order.contract.terms.currency}`,
          ...order.disbursements
            .filter(({ status }) => status !== 'SETTLED')
            .map(({ id, kind, status }) => `**${kind}** ${id}: ${status}`),
        ]
      : []),
    ...runningClocks(order).map(({ label, at }) => `**Clock** ${label}: ${at}`),
  ];
  return rows.map((row) => `- ${row}`).join('\n');
}
