import { defineEntity, p } from '@mikro-orm/core';

/** The read model of letters of credit: one row each; an order has at most one that is not closed. */
export const CreditRowEntity = defineEntity({
  name: 'CreditView',
  tableName: 'credit_view',
  uniques: [{ name: 'credit_view_open', properties: ['orderNo'], where: "stage <> 'closed'" }],
  indexes: [
    { name: 'credit_view_order_index', properties: ['orderNo'] },
    { name: 'credit_view_applicant_index', properties: ['applicant', 'creditNo'] },
    { name: 'credit_view_beneficiary_index', properties: ['beneficiary', 'creditNo'] },
  ],
  properties: {
    creditNo: p.text().primary(),
    orderNo: p.text(),
    version: p.integer(),
    stage: p.text(),
    outcome: p.text().nullable(),
    applicant: p.text(),
    beneficiary: p.text(),
    issuingBank: p.text(),
    advisingBank: p.text(),
    confirmingBank: p.text().nullable(),
    currency: p.text(),
    amountMinor: p.bigint('number').check('amount_minor > 0'),
    drawnMinor: p.bigint('number').check('drawn_minor >= 0'),
    waitingOn: p.array().columnType('text[]'),
    nextDeadline: p.datetime().nullable(),
    attention: p.text().nullable(),
    state: p.json<object>(),
    updatedAt: p.datetime(),
  },
});

/** What happened to a credit, numbered; each row's hash covers the row and the hash before it. */
export const CreditFactEntity = defineEntity({
  name: 'CreditFact',
  tableName: 'credit_fact',
  properties: {
    creditNo: p.text().primary(),
    seq: p.integer().primary().autoincrement(false).check('seq > 0'),
    type: p.text(),
    at: p.text(),
    byParty: p.text(),
    byUser: p.text(),
    byCompany: p.text(),
    data: p.json<object>(),
    hash: p.text(),
  },
});

/** One accepted command to a credit: which facts it gave and what its caller was answered. */
export const CreditCommandEntity = defineEntity({
  name: 'CreditCommand',
  tableName: 'credit_command',
  indexes: [{ name: 'credit_command_credit_index', properties: ['creditNo', 'firstSeq'] }],
  properties: {
    id: p.text().primary(),
    creditNo: p.text(),
    command: p.text(),
    firstSeq: p.integer(),
    factCount: p.integer().check('fact_count >= 0'),
    status: p.integer(),
    body: p.json<object>().columnType('json'),
    recordedAt: p.datetime(),
  },
});
