import { defineEntity, p } from '@mikro-orm/core';

/** One version of what the law wants of goods; it is never changed. */
export const ComplianceRulesEntity = defineEntity({
  name: 'ComplianceRules',
  tableName: 'compliance_rules',
  properties: {
    version: p.integer().primary().autoincrement(false).check('version > 0'),
    name: p.text().default('platform'),
    edition: p.text().nullable(),
    content: p.json<object>(),
    sha256: p.text(),
    reason: p.text(),
    byUser: p.text(),
    at: p.datetime(),
  },
  uniques: [{ name: 'compliance_rules_edition', properties: ['name', 'edition'] }],
});

/** A licence of a company. */
export const LicenceEntity = defineEntity({
  name: 'Licence',
  tableName: 'licence',
  properties: {
    id: p.text().primary(),
    holder: p.text().index(),
    type: p.text().check("type in ('811', '911')"),
    number: p.text(),
    content: p.json<object>(),
    quantity: p.bigint().check('quantity > 0'),
    state: p.text().check("state in ('REGISTERED', 'CONFIRMED', 'REVOKED')"),
    registeredBy: p.text(),
    registeredAt: p.datetime(),
    decidedBy: p.text().nullable(),
    decidedAt: p.datetime().nullable(),
    reason: p.text().nullable(),
  },
  uniques: [{ name: 'licence_once', properties: ['type', 'number', 'holder'] }],
});

/** What one line of an order uses up of a licence. */
export const LicenceDrawingEntity = defineEntity({
  name: 'LicenceDrawing',
  tableName: 'licence_drawing',
  properties: {
    orderNo: p.text().primary(),
    line: p.integer().primary(),
    type: p.text().primary(),
    kind: p.text().primary().default('general'),
    licence: p.text().index(),
    quantity: p.bigint().check('quantity > 0'),
    commandId: p.text(),
    at: p.datetime(),
  },
});
