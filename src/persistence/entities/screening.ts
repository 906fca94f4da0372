import { defineEntity, p } from '@mikro-orm/core';

/** A list of denied parties as it was imported; its version is the hash of the file, the last position counts. */
export const ScreeningListEntity = defineEntity({
  name: 'ScreeningList',
  tableName: 'screening_list',
  properties: {
    version: p.text().primary(),
    position: p.bigint('number').autoincrement().unique(),
    name: p.text(),
    entries: p.integer(),
    importedAt: p.datetime(),
    importedBy: p.text(),
  },
});

/** One party of one list. */
export const ScreeningEntryEntity = defineEntity({
  name: 'ScreeningEntry',
  tableName: 'screening_entry',
  properties: {
    list: p.text().primary(),
    id: p.text().primary(),
    name: p.text(),
    aliases: p.array().columnType('text[]'),
    country: p.text().nullable(),
    programme: p.text(),
    hash: p.text(),
  },
});

/** That a company was screened, when, against which list and on what occasion; never changed. */
export const ScreeningCheckEntity = defineEntity({
  name: 'ScreeningCheck',
  tableName: 'screening_check',
  properties: {
    position: p.bigint('number').autoincrement().primary(),
    company: p.text(),
    name: p.text(),
    list: p.text(),
    occasion: p.text(),
    subject: p.text().nullable(),
    outcome: p.text().check("outcome in ('clear', 'pending', 'denied')"),
    at: p.datetime(),
  },
  indexes: [
    { name: 'screening_check_company', properties: ['company', 'list'] },
    { name: 'screening_check_subject', properties: ['subject'] },
  ],
});

/** A company that resembles a listed party, and what two people said of it. */
export const ScreeningHitEntity = defineEntity({
  name: 'ScreeningHit',
  tableName: 'screening_hit',
  properties: {
    id: p.bigint('number').autoincrement().primary(),
    company: p.text(),
    companyName: p.text(),
    list: p.text(),
    entryHash: p.text(),
    entry: p.json<object>(),
    score: p.integer(),
    why: p.text(),
    occasion: p.text(),
    foundAt: p.datetime(),
    verdict: p.text().nullable().check("verdict in ('cleared', 'confirmed')"),
    proposed: p.text().nullable().check("proposed in ('cleared', 'confirmed')"),
    proposedBy: p.text().nullable(),
    proposedAt: p.datetime().nullable(),
    reason: p.text().nullable(),
    decidedBy: p.text().nullable(),
    decidedAt: p.datetime().nullable(),
  },
  checks: [{ name: 'screening_hit_two_people_check', expression: 'decided_by is null or decided_by <> proposed_by' }],
  uniques: [{ name: 'screening_hit_once', properties: ['company', 'companyName', 'entryHash'] }],
});
