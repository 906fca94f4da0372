import { defineEntity, p } from '@mikro-orm/core';

/** A company's rules for its own purchases; one counts from the moment a second person has confirmed it. */
export const ApprovalPolicyEntity = defineEntity({
  name: 'ApprovalPolicy',
  tableName: 'approval_policy',
  properties: {
    company: p.text().primary(),
    version: p.integer().primary().autoincrement(false).check('version > 0'),
    content: p.json<object>(),
    proposedBy: p.text(),
    proposedAt: p.datetime(),
    confirmedBy: p.text().nullable(),
    confirmedAt: p.datetime().nullable(),
  },
  checks: [
    {
      name: 'approval_policy_two_people_check',
      expression: 'confirmed_by is null or confirmed_by <> proposed_by',
    },
  ],
});

/** Somebody decides in another's place for a time. */
export const ApprovalDelegationEntity = defineEntity({
  name: 'ApprovalDelegation',
  tableName: 'approval_delegation',
  properties: {
    id: p.text().primary(),
    company: p.text(),
    fromUser: p.text(),
    toUser: p.text().index(),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    reason: p.text(),
    at: p.datetime(),
    revokedAt: p.datetime().nullable(),
  },
});

/** A purchase that waits, or waited, to be approved; `content` is the request as its last step left it. */
export const ApprovalRequestEntity = defineEntity({
  name: 'ApprovalRequest',
  tableName: 'approval_request',
  properties: {
    id: p.text().primary(),
    company: p.text(),
    orderNo: p.text(),
    hash: p.text(),
    state: p.text().check("state in ('OPEN', 'APPROVED', 'REFUSED', 'VOID')"),
    version: p.integer(),
    content: p.json<object>(),
    requestedAt: p.datetime(),
    /** True once a workflow watches over its deadlines. */
    started: p.boolean().default(false),
  },
  indexes: [
    { name: 'approval_request_company_index', properties: ['company', 'requestedAt', 'id'] },
    { name: 'approval_request_unstarted', properties: ['requestedAt'], where: "not started and state = 'OPEN'" },
  ],
  uniques: [{ name: 'approval_request_open_once', properties: ['orderNo', 'hash'], where: "state = 'OPEN'" }],
});

/** One recorded step of a request, with the request as it was after it. */
export const ApprovalStepEntity = defineEntity({
  name: 'ApprovalStep',
  tableName: 'approval_step',
  properties: {
    request: p.text().primary(),
    version: p.integer().primary().autoincrement(false),
    commandId: p.text().unique(),
    content: p.json<object>(),
  },
});

/** What a purchase takes of the limits of its company and user; it stops counting when the order comes to nothing. */
export const PurchaseReservationEntity = defineEntity({
  name: 'PurchaseReservation',
  tableName: 'purchase_reservation',
  properties: {
    commandId: p.text().primary(),
    orderNo: p.text().index(),
    company: p.text(),
    userId: p.text(),
    currency: p.text(),
    amountMinor: p.bigint('number'),
    hash: p.text(),
    at: p.datetime(),
  },
  indexes: [{ name: 'purchase_reservation_company_index', properties: ['company', 'currency', 'at'] }],
});

/** What the platform lets a company leave unpaid; in force is the newest that a second person has confirmed. */
export const CreditLimitEntity = defineEntity({
  name: 'CreditLimit',
  tableName: 'credit_limit',
  properties: {
    company: p.text().primary(),
    currency: p.text().primary(),
    version: p.integer().primary().autoincrement(false).check('version > 0'),
    /** Null lifts the limit. */
    minor: p.bigint('number').nullable().check('minor >= 0'),
    reason: p.text(),
    hash: p.text(),
    proposedBy: p.text(),
    proposedAt: p.datetime(),
    confirmedBy: p.text().nullable(),
    confirmedAt: p.datetime().nullable(),
  },
  checks: [
    {
      name: 'credit_limit_two_people_check',
      expression: 'confirmed_by is null or confirmed_by <> proposed_by',
    },
  ],
});

/** What an order has bound its company to, while a credit limit was in force; the newest of an order counts. */
export const CreditReservationEntity = defineEntity({
  name: 'CreditReservation',
  tableName: 'credit_reservation',
  properties: {
    position: p.bigint('number').autoincrement().primary(),
    commandId: p.text().unique(),
    orderNo: p.text(),
    company: p.text(),
    currency: p.text(),
    amountMinor: p.bigint('number'),
    hash: p.text(),
    at: p.datetime(),
  },
  indexes: [{ name: 'credit_reservation_company_index', properties: ['company', 'orderNo', 'position'] }],
});
