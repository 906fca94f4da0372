import { defineEntity, p } from '@mikro-orm/core';
import { BankMessageEntity } from './bank.ts';

/** A statement of the bank (camt.053): its balances in minor units, and its movements as they were read. */
export const BankStatementEntity = defineEntity({
  name: 'BankStatement',
  tableName: 'bank_statement',
  properties: {
    account: p.text().primary(),
    currency: p.text().primary(),
    id: p.text().primary(),
    day: p.date().index(),
    sequence: p.integer().nullable(),
    openingMinor: p.bigint('number'),
    closingMinor: p.bigint('number'),
    entries: p.json<object[]>(),
    message: () => p.manyToOne(BankMessageEntity).fieldName('message'),
  },
});

/** A movement that a statement has listed, under its own key and the key of its booking. */
export const StatedMovementEntity = defineEntity({
  name: 'StatedMovement',
  tableName: 'stated_movement',
  properties: {
    key: p.text().primary(),
    booking: p.text().index(),
    day: p.date(),
  },
});

/** Which messages of the bank have been looked through for statements, so that each is read once. */
export const StatementReadingEntity = defineEntity({
  name: 'StatementReading',
  tableName: 'statement_reading',
  properties: {
    message: () =>
      p.oneToOne(BankMessageEntity).primary().fieldName('message').deleteRule('no action').updateRule('no action'),
    statements: p.integer(),
    readAt: p.datetime(),
  },
});

/** One proof of a day: what was compared, and how many breaks were found and were new. */
export const ReconciliationRunEntity = defineEntity({
  name: 'ReconciliationRun',
  tableName: 'reconciliation_run',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    day: p.date().index(),
    at: p.datetime(),
    statements: p.integer(),
    entries: p.integer(),
    breaks: p.integer(),
    opened: p.integer(),
    block: p.integer().nullable(),
  },
});

/** A break that people have to clear: one proposes how it was, another one confirms. */
export const ReconciliationCaseEntity = defineEntity({
  name: 'ReconciliationCase',
  tableName: 'reconciliation_case',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    kind: p.text(),
    subject: p.text(),
    account: p.text().nullable(),
    orderNo: p.text().nullable(),
    amountMinor: p.bigint('number').nullable(),
    currency: p.text().nullable(),
    sentence: p.text(),
    state: p.text().check("state in ('open', 'proposed', 'resolved')"),
    firstDay: p.date(),
    lastDay: p.date(),
    openedAt: p.datetime(),
    proposedBy: p.text().nullable(),
    proposedAt: p.datetime().nullable(),
    reason: p.text().nullable(),
    resolvedBy: p.text().nullable(),
    resolvedAt: p.datetime().nullable(),
  },
  checks: [
    { name: 'reconciliation_case_two_people_check', expression: "state <> 'resolved' or resolved_by <> proposed_by" },
  ],
  indexes: [{ name: 'reconciliation_case_state_index', properties: ['state', 'id'] }],
  uniques: [
    { name: 'reconciliation_case_open_once', properties: ['kind', 'subject'], where: "state <> 'resolved'" },
  ],
});
