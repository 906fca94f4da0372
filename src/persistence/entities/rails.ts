import { defineEntity, p } from '@mikro-orm/core';

const minor = () => p.bigint('number').check('amount_minor > 0');

/** One try to collect one payment request over one gateway; at most one of a request is open. */
export const PaymentAttemptEntity = defineEntity({
  name: 'PaymentAttempt',
  tableName: 'payment_attempt',
  checks: [
    {
      name: 'payment_attempt_captured_check',
      expression: "(state = 'CONFIRMED') = (captured is not null) and (captured is null) = (charge is null)",
    },
  ],
  uniques: [
    { name: 'payment_attempt_one_open', properties: ['orderNo', 'request'], where: 'is_open' },
    { name: 'payment_attempt_charge', properties: ['charge'], where: 'charge is not null' },
  ],
  indexes: [
    { properties: ['orderNo', 'request'] },
    { name: 'payment_attempt_unsettled', properties: ['lookedAt'], where: 'unsettled' },
  ],
  properties: {
    attempt: p.text().primary(),
    position: p.bigint('number').autoincrement().unique(),
    orderNo: p.text(),
    request: p.text(),
    reference: p.text(),
    link: p.text(),
    rail: p.text(),
    gateway: p.text(),
    currency: p.text(),
    amountMinor: minor(),
    exchange: p.json().nullable(),
    state: p.text().check("state in ('CREATED', 'SENT', 'UNKNOWN', 'PENDING', 'CONFIRMED', 'FAILED')"),
    providerId: p.text().nullable(),
    action: p.json().nullable(),
    charge: p.text().nullable(),
    captured: p.json().nullable(),
    reason: p.text().nullable(),
    credit: p.text().check("credit in ('NONE', 'WAITING', 'CREDITED', 'SUSPENSE')"),
    quotedFeeMinor: p.bigint('number').nullable(),
    charges: p.text().check("charges in ('NONE', 'WAITING', 'TOLD')").default('NONE'),
    takenBack: p.boolean().default(false),
    createdAt: p.datetime(),
    claimedUntil: p.datetime().nullable(),
    lookedAt: p.datetime(),
    isOpen: p.boolean(),
    unsettled: p.boolean(),
  },
});

/** A refund over the rail the money came by; `told` once its order knows how it ended. */
export const RailRefundEntity = defineEntity({
  name: 'RailRefund',
  tableName: 'rail_refund',
  indexes: [
    { name: 'rail_refund_untold', properties: ['key'], where: "not told and state in ('SUCCEEDED', 'FAILED')" },
  ],
  properties: {
    key: p.text().primary(),
    disbursement: p.text(),
    orderNo: p.text(),
    rail: p.text(),
    charge: p.text().index(),
    currency: p.text(),
    amountMinor: minor(),
    refund: p.text().nullable(),
    state: p.text().check("state in ('SENT', 'PENDING', 'SUCCEEDED', 'FAILED')"),
    reason: p.text().nullable(),
    told: p.boolean().default(false),
  },
});

/** Money a payer has a provider take back. */
export const RailDisputeEntity = defineEntity({
  name: 'RailDispute',
  tableName: 'rail_dispute',
  properties: {
    dispute: p.text().primary(),
    provider: p.text(),
    charge: p.text(),
    orderNo: p.text().index(),
    currency: p.text(),
    amountMinor: minor(),
    reason: p.text(),
    state: p.text().check("state in ('OPEN', 'WON', 'LOST')"),
    openedAt: p.datetime(),
  },
});

/** A provider's webhook, proved and kept for ever: the same event is taken in once. */
export const IncomingWebhookEntity = defineEntity({
  name: 'IncomingWebhook',
  tableName: 'incoming_webhook',
  indexes: [
    { name: 'incoming_webhook_pending', properties: ['nextAttemptAt'], where: "state = 'pending'" },
    { name: 'incoming_webhook_dead', properties: ['position'], where: "state = 'dead'" },
  ],
  properties: {
    provider: p.text().primary(),
    eventId: p.text().primary(),
    position: p.bigint('number').autoincrement(),
    subject: p.text(),
    occurredAt: p.datetime(),
    receivedAt: p.datetime(),
    body: p.text(),
    event: p.json().nullable(),
    state: p.text().check("state in ('pending', 'applied', 'dead')"),
    attempts: p.integer().default(0),
    nextAttemptAt: p.datetime(),
    lastError: p.text().nullable(),
  },
});

/** How many webhooks could not be proved: counted, never kept. */
export const WebhookRefusalEntity = defineEntity({
  name: 'WebhookRefusal',
  tableName: 'webhook_refusal',
  properties: {
    provider: p.text().primary(),
    count: p.bigint('number'),
    lastAt: p.datetime(),
    lastWhy: p.text(),
  },
});
