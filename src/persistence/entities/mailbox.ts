import { defineEntity, p } from '@mikro-orm/core';

/** A mail that came in, whole, and what became of it. */
export const MailEntity = defineEntity({
  name: 'Mail',
  tableName: 'mail',
  properties: {
    id: p.text().primary(),
    messageId: p.text().nullable(),
    fromAddress: p.text().nullable(),
    subject: p.text(),
    sha256: p.text(),
    raw: p.blob(),
    kind: p.text().check("kind in ('order', 'qualification', 'other')"),
    state: p.text().check("state in ('pending', 'opened', 'case', 'refused')"),
    reason: p.text().nullable(),
    input: p.json<object>().nullable(),
    userId: p.text().nullable(),
    orderNo: p.text().nullable(),
    receivedAt: p.datetime(),
  },
  indexes: [
    { name: 'mail_received_index', properties: ['receivedAt', 'id'] },
    { name: 'mail_pending', properties: ['receivedAt'], where: "state = 'pending'" },
  ],
});

/** A file of a mail that was not filed, and why. */
export const MailQuarantineEntity = defineEntity({
  name: 'MailQuarantine',
  tableName: 'mail_quarantine',
  properties: {
    mail: () => p.manyToOne(MailEntity).primary().fieldName('mail').deleteRule('no action').updateRule('no action'),
    number: p.integer().primary(),
    name: p.text(),
    mediaType: p.text(),
    sha256: p.text(),
    bytes: p.blob(),
    reason: p.text(),
    at: p.datetime(),
  },
});
