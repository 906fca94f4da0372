import { defineEntity, p } from '@mikro-orm/core';

/** One enquiry to several suppliers and where it stands. */
export const SourcingEntity = defineEntity({
  name: 'Sourcing',
  tableName: 'sourcing',
  indexes: [{ name: 'sourcing_buyer_index', properties: ['buyer', 'number'] }],
  properties: {
    number: p.text().primary(),
    buyer: p.text(),
    byUser: p.text(),
    state: p.text().check("state in ('open', 'evaluating', 'awarding', 'awarded', 'not-awarded', 'unanswered')"),
    title: p.text(),
    deadline: p.datetime(),
    content: p.json<object>(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** A supplier asked, and the order its answer is given in. */
export const SourcingInvitationEntity = defineEntity({
  name: 'SourcingInvitation',
  tableName: 'sourcing_invitation',
  properties: {
    sourcing: p.text().primary(),
    supplier: p.text().primary(),
    orderNo: p.text().unique(),
  },
});

/** What the buyer states about freight, duty, tax and exchange; each version stays. */
export const SourcingStatementEntity = defineEntity({
  name: 'SourcingStatement',
  tableName: 'sourcing_statement',
  properties: {
    sourcing: p.text().primary(),
    version: p.integer().primary().autoincrement(false),
    content: p.json<object>(),
    hash: p.text(),
    at: p.datetime(),
    byUser: p.text(),
  },
});

/** A comparison as it was when the buyer judged it, with the reason; each version stays. */
export const SourcingEvaluationEntity = defineEntity({
  name: 'SourcingEvaluation',
  tableName: 'sourcing_evaluation',
  properties: {
    sourcing: p.text().primary(),
    version: p.integer().primary().autoincrement(false),
    content: p.json<object>(),
    hash: p.text(),
    at: p.datetime(),
    byUser: p.text(),
  },
});

/** A decision of the buyer: who gets what. */
export const SourcingAwardEntity = defineEntity({
  name: 'SourcingAward',
  tableName: 'sourcing_award',
  properties: {
    sourcing: p.text().primary(),
    version: p.integer().primary().autoincrement(false),
    commandId: p.text().unique(),
    content: p.json<object>(),
    at: p.datetime(),
    byUser: p.text(),
  },
});

/** What became of one order in an award. */
export const SourcingOutcomeEntity = defineEntity({
  name: 'SourcingOutcome',
  tableName: 'sourcing_outcome',
  properties: {
    sourcing: p.text().primary(),
    award: p.integer().primary().autoincrement(false),
    orderNo: p.text().primary(),
    result: p.text().check("result in ('awarded', 'declined', 'failed')"),
    detail: p.text(),
    at: p.datetime(),
  },
});

/** More time for the suppliers: from when to when, why, and whose quotes end before that. */
export const SourcingExtensionEntity = defineEntity({
  name: 'SourcingExtension',
  tableName: 'sourcing_extension',
  properties: {
    sourcing: p.text().primary(),
    version: p.integer().primary().autoincrement(false),
    commandId: p.text().unique(),
    content: p.json<object>(),
    at: p.datetime(),
    byUser: p.text(),
  },
});
