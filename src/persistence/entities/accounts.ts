import { defineEntity, p } from '@mikro-orm/core';

/** Who looks after a company, and how often they follow up. */
export const AccountAssignmentEntity = defineEntity({
  name: 'AccountAssignment',
  tableName: 'account_assignment',
  properties: {
    company: p.text().primary(),
    manager: p.text().index(),
    everyDays: p.integer().check('every_days > 0'),
    paused: p.boolean(),
    since: p.datetime(),
    calendar: p.text().check("calendar in ('HK', 'CN', 'HK+CN')").nullable(),
  },
});

/** Every change of an assignment, never changed. */
export const AccountChangeEntity = defineEntity({
  name: 'AccountChange',
  tableName: 'account_change',
  properties: {
    position: p.bigint('number').autoincrement().primary(),
    company: p.text().index(),
    manager: p.text(),
    everyDays: p.integer(),
    paused: p.boolean(),
    at: p.datetime(),
    byUser: p.text(),
    calendar: p.text().check("calendar in ('HK', 'CN', 'HK+CN')").nullable(),
  },
});

/** What an account manager noted about a company, never changed. */
export const AccountNoteEntity = defineEntity({
  name: 'AccountNote',
  tableName: 'account_note',
  properties: {
    id: p.text().primary(),
    company: p.text(),
    at: p.datetime(),
    byUser: p.text(),
    text: p.text(),
  },
  indexes: [{ name: 'account_note_company', properties: ['company', 'at', 'id'] }],
});

/** A follow-up that is due, was recorded, or was missed. */
export const FollowUpEntity = defineEntity({
  name: 'FollowUp',
  tableName: 'follow_up',
  properties: {
    id: p.text().primary(),
    company: p.text(),
    manager: p.text(),
    state: p.text().check("state in ('open', 'recorded', 'missed')"),
    openedAt: p.datetime(),
    dueAt: p.datetime(),
    recordedAt: p.datetime().nullable(),
    recordedBy: p.text().nullable(),
    summary: p.text().nullable(),
  },
  indexes: [{ name: 'follow_up_due', properties: ['dueAt', 'id'] }],
});

/** The stock of a product below which a company wants to know. */
export const StockWatchEntity = defineEntity({
  name: 'StockWatch',
  tableName: 'stock_watch',
  properties: {
    company: p.text().primary(),
    product: p.text().primary(),
    threshold: p.integer().check('threshold >= 0'),
    at: p.datetime(),
    byUser: p.text(),
  },
});
