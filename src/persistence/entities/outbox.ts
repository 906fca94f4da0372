import { defineEntity, p } from '@mikro-orm/core';

/** A letter on its way to one reader; it leaves at least once and is kept for evidence when it has left. */
export const OutboxLetterEntity = defineEntity({
  name: 'OutboxLetter',
  tableName: 'outbox_letter',
  indexes: [
    { name: 'outbox_letter_waiting', properties: ['nextAttemptAt'], where: "state = 'waiting'" },
    { name: 'outbox_letter_listed', properties: ['at', 'key'] },
  ],
  properties: {
    key: p.text().primary(),
    kind: p.text(),
    toUser: p.text().nullable(),
    toAddress: p.text().nullable(),
    locale: p.text().nullable(),
    orderNo: p.text().nullable(),
    data: p.json(),
    at: p.datetime(),
    state: p.text().default('waiting').check("state in ('waiting', 'sent', 'dead')"),
    attempts: p.integer().default(0),
    nextAttemptAt: p.datetime(),
    sentAt: p.datetime().nullable(),
    receipt: p.text().nullable(),
    lastError: p.text().nullable(),
  },
});
