import { defineEntity, p } from '@mikro-orm/core';

/** The read model: one row an order, moved forward by every recorded command. */
export const OrderRowEntity = defineEntity({
  name: 'OrderView',
  tableName: 'order_view',
  properties: {
    orderNo: p.text().primary(),
    version: p.integer(),
    stage: p.text().index(),
    outcome: p.text().nullable(),
    mode: p.text().check("mode in ('B2B', 'B2C')"),
    profile: p.text(),
    buyer: p.text(),
    supplier: p.text(),
    warehouse: p.text(),
    inspector: p.text(),
    broker: p.text(),
    carrier: p.text(),
    bank: p.text().nullable(),
    currency: p.text().nullable(),
    totalMinor: p.bigint('number').nullable(),
    heldMinor: p.bigint('number').check('held_minor >= 0'),
    waitingOn: p.array().columnType('text[]'),
    nextDeadline: p.datetime().nullable(),
    attention: p.text().nullable(),
    state: p.json<object>(),
    updatedAt: p.datetime(),
  },
  indexes: [
    { name: 'order_view_buyer_index', properties: ['buyer', 'orderNo'] },
    { name: 'order_view_supplier_index', properties: ['supplier', 'orderNo'] },
    { name: 'order_view_warehouse_index', properties: ['warehouse', 'orderNo'] },
    { name: 'order_view_inspector_index', properties: ['inspector', 'orderNo'] },
    { name: 'order_view_broker_index', properties: ['broker', 'orderNo'] },
    { name: 'order_view_carrier_index', properties: ['carrier', 'orderNo'] },
    { name: 'order_view_bank_index', properties: ['bank', 'orderNo'] },
  ],
});

/** What happened, numbered within its order; each row's hash covers the row and the hash before it. */
export const FactEntity = defineEntity({
  name: 'Fact',
  tableName: 'fact',
  indexes: [
    { name: 'fact_sealed', properties: ['at'], where: "type = 'ContractSealed'" },
    { name: 'fact_charged', properties: ['orderNo', 'seq'], where: "type = 'ChargesIncurred'" },
  ],
  properties: {
    orderNo: p.text().primary(),
    seq: p.integer().primary().autoincrement(false).check('seq > 0'),
    type: p.text(),
    at: p.datetime(),
    byParty: p.text(),
    byUser: p.text(),
    byCompany: p.text(),
    data: p.json<object>(),
    hash: p.text(),
  },
});

/** One accepted command: which facts it gave and what its caller was answered. */
export const CommandEntity = defineEntity({
  name: 'Command',
  tableName: 'command',
  properties: {
    id: p.text().primary(),
    position: p.bigint('number').autoincrement().unique(),
    orderNo: p.text(),
    command: p.text(),
    firstSeq: p.integer(),
    factCount: p.integer().check('fact_count >= 0'),
    status: p.integer(),
    body: p.json<object>().columnType('json'),
    recordedAt: p.datetime(),
  },
  indexes: [{ name: 'command_order_no_index', properties: ['orderNo', 'firstSeq'] }],
});

/** Who asked for what under which Idempotency-Key, and what the answer was. */
export const IdempotencyEntity = defineEntity({
  name: 'Idempotency',
  tableName: 'idempotency',
  properties: {
    actor: p.text().primary(),
    key: p.text().primary(),
    route: p.text(),
    bodyHash: p.text(),
    commandId: p.text().unique(),
    orderNo: p.text().nullable(),
    state: p.text().check("state in ('running', 'done')"),
    status: p.integer().nullable(),
    body: p.json<object>().columnType('json').nullable(),
    leaseUntil: p.datetime(),
    createdAt: p.datetime().index(),
    /** True once the workflow is known to know: false and done means recorded, and perhaps lost on the way back. */
    confirmed: p.boolean().default(false),
  },
  indexes: [{ name: 'idempotency_unconfirmed', properties: ['leaseUntil'], where: "state = 'done' and not confirmed" }],
});

/** Which order a payment or disbursement reference belongs to; a reference never moves to another order. */
export const PaymentReferenceEntity = defineEntity({
  name: 'PaymentReference',
  tableName: 'payment_reference',
  properties: {
    reference: p.text().primary(),
    orderNo: p.text().index(),
    kind: p.text().check("kind in ('PAYMENT_REQUEST', 'DISBURSEMENT')"),
    createdAt: p.datetime(),
  },
});

/** Papers made by the house and documents uploaded by the parties. */
export const DocumentEntity = defineEntity({
  name: 'Document',
  tableName: 'document',
  properties: {
    orderNo: p.text().primary(),
    id: p.text().primary(),
    type: p.text(),
    title: p.text(),
    version: p.integer(),
    issuer: p.text(),
    sha256: p.text(),
    visibleTo: p.array().columnType('text[]'),
    mediaType: p.text(),
    json: p.json<object>().nullable(),
    bytes: p.blob().nullable(),
    at: p.datetime(),
  },
});
