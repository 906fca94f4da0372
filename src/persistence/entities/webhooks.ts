import { defineEntity, p } from '@mikro-orm/core';
import { CompanyEntity } from './people.ts';

/** Every fact of every order in one line; a row is written once its command can no longer be overtaken. */
export const EventFeedEntity = defineEntity({
  name: 'EventFeed',
  tableName: 'event_feed',
  uniques: [{ name: 'event_feed_fact_unique', properties: ['orderNo', 'seq'] }],
  indexes: [{ name: 'event_feed_command_index', properties: ['commandPosition'] }],
  properties: {
    position: p.bigint('number').autoincrement().primary(),
    orderNo: p.text(),
    seq: p.integer(),
    commandPosition: p.bigint('number'),
  },
});

/** An address of a company that is told of events; `reached` is the last place of the feed it was told up to. */
export const WebhookEntity = defineEntity({
  name: 'Webhook',
  tableName: 'webhook',
  indexes: [{ name: 'webhook_company_index', properties: ['company'] }],
  properties: {
    id: p.text().primary(),
    company: () => p.manyToOne(CompanyEntity).fieldName('company').deleteRule('no action').updateRule('no action'),
    url: p.text(),
    types: p.array().columnType('text[]'),
    state: p.text().check("state in ('enabled', 'disabled', 'deleted')"),
    secret: p.text(),
    oldSecret: p.text().nullable(),
    oldSecretUntil: p.datetime().nullable(),
    reached: p.bigint('number'),
    createdBy: p.text(),
    createdAt: p.datetime(),
    disabledWhy: p.text().nullable(),
  },
});

/** One event on its way to one address. */
export const WebhookDeliveryEntity = defineEntity({
  name: 'WebhookDelivery',
  tableName: 'webhook_delivery',
  indexes: [
    { name: 'webhook_delivery_waiting', properties: ['nextAttemptAt'], where: "state = 'waiting'" },
    { name: 'webhook_delivery_line', properties: ['webhook', 'orderNo', 'position'], where: "state = 'waiting'" },
  ],
  properties: {
    webhook: p.text().primary(),
    position: p.bigint('number').primary(),
    orderNo: p.text(),
    state: p.text().default('waiting').check("state in ('waiting', 'delivered', 'dead')"),
    attempts: p.integer().default(0),
    since: p.datetime(),
    nextAttemptAt: p.datetime(),
    doneAt: p.datetime().nullable(),
    status: p.integer().nullable(),
    said: p.text().nullable(),
  },
});
