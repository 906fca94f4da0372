import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

// What the operators filter orders by in the Temporal UI. Search attributes are never encoded, so they carry ids and
// codes, never names or addresses of people. PostgreSQL keeps at most ten Keywords and three of each other type.

/** Stage of the order, a row of the process table. */
export const orderStage = defineSearchAttributeKey('OrderStage', SearchAttributeType.KEYWORD);

/** Parties whose move it is. */
export const waitingOn = defineSearchAttributeKey('WaitingOn', SearchAttributeType.KEYWORD_LIST);

/** Why an operator has to look; unset while the order is healthy. */
export const attentionReason = defineSearchAttributeKey('AttentionReason', SearchAttributeType.KEYWORD);

/** Instant of the earliest deadline. */
export const nextDeadline = defineSearchAttributeKey('NextDeadline', SearchAttributeType.DATETIME);

/** Company that buys. */
export const buyerId = defineSearchAttributeKey('BuyerId', SearchAttributeType.KEYWORD);

/** Company that supplies. */
export const supplierId = defineSearchAttributeKey('SupplierId', SearchAttributeType.KEYWORD);

/** ISO 4217 code of the contract. */
export const orderCurrency = defineSearchAttributeKey('OrderCurrency', SearchAttributeType.KEYWORD);

/** Money held for the order in major units of its currency: for sorting and sums in the UI, never for a decision. */
export const amountHeld = defineSearchAttributeKey('AmountHeld', SearchAttributeType.DOUBLE);

/** Every search attribute the namespace must know. */
export const searchAttributes = [
  orderStage,
  waitingOn,
  attentionReason,
  nextDeadline,
  buyerId,
  supplierId,
  orderCurrency,
  amountHeld,
] as const;
