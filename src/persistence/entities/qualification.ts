import { defineEntity, p } from '@mikro-orm/core';
import { qualificationStates } from '../../domain/qualification/qualification.ts';

const states = qualificationStates.map((state) => `'${state}'`).join(', ');

/** The qualification of a company as it is now. */
export const QualificationEntity = defineEntity({
  name: 'Qualification',
  tableName: 'qualification',
  properties: {
    company: p.text().primary(),
    version: p.integer().check('version > 0'),
    state: p.text().check(`state in (${states})`),
    dueAt: p.datetime().nullable(),
    nextDeadline: p.datetime().nullable(),
    attention: p.text().nullable(),
    content: p.json<object>(),
    updatedAt: p.datetime(),
  },
  indexes: [{ name: 'qualification_due', properties: ['dueAt', 'company'] }],
});

/** What happened to a qualification, numbered within its company, never changed. */
export const QualificationFactEntity = defineEntity({
  name: 'QualificationFact',
  tableName: 'qualification_fact',
  properties: {
    company: p.text().primary(),
    seq: p.integer().primary().autoincrement(false).check('seq > 0'),
    type: p.text(),
    at: p.datetime(),
    byParty: p.text(),
    byUser: p.text(),
    byCompany: p.text(),
    data: p.json<object>(),
  },
});

/** One accepted command, with what its caller was answered. */
export const QualificationCommandEntity = defineEntity({
  name: 'QualificationCommand',
  tableName: 'qualification_command',
  properties: {
    id: p.text().primary(),
    company: p.text(),
    version: p.integer(),
    body: p.json<object>(),
  },
});

/** Who is written to about an application, under the hash the record knows them by; erased without touching it. */
export const QualificationContactEntity = defineEntity({
  name: 'QualificationContact',
  tableName: 'qualification_contact',
  properties: {
    company: p.text().primary(),
    sha256: p.text().primary(),
    name: p.text(),
    email: p.text(),
    phone: p.text(),
  },
});

/** A document filed with an application; the hash is SHA-256 over its bytes. */
export const QualificationDocumentEntity = defineEntity({
  name: 'QualificationDocument',
  tableName: 'qualification_document',
  properties: {
    company: p.text().primary(),
    id: p.text().primary(),
    mediaType: p.text(),
    title: p.text(),
    sha256: p.text(),
    bytes: p.blob(),
    at: p.datetime(),
  },
});

/** What approval unlocks for a company; it counts while it is running and before its end. */
export const MembershipEntity = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  properties: {
    company: p.text().primary(),
    state: p.text().check("state in ('running', 'ended')"),
    tier: p.text().nullable(),
    since: p.datetime(),
    expires: p.datetime(),
  },
});
