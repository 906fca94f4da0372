import { defineEntity, p } from '@mikro-orm/core';

/** A bank's notification or statement, as received. */
export const BankMessageEntity = defineEntity({
  name: 'BankMessage',
  tableName: 'bank_message',
  properties: {
    sha256: p.text().primary(),
    xml: p.text(),
    receivedAt: p.datetime(),
  },
});

/** One movement on a trust account; the same movement reported twice (camt.054, then camt.053) is one row. */
export const BankEntryEntity = defineEntity({
  name: 'BankEntry',
  tableName: 'bank_entry',
  properties: {
    dedupeKey: p.text().primary(),
    position: p.bigint('number').autoincrement().unique(),
    message: () => p.manyToOne(BankMessageEntity).fieldName('message'),
    account: p.text(),
    currency: p.text().check("currency ~ '^[A-Z]{3}$'"),
    amountMinor: p.bigint('number').check('amount_minor > 0'),
    creditDebit: p.text().check("credit_debit in ('CRDT', 'DBIT')"),
    reversal: p.boolean(),
    endToEndId: p.text().nullable(),
    references: p.json<string[]>(),
    bookingDate: p.date(),
    content: p.json<object>(),
    disposition: p
      .text()
      .check("disposition in ('pending', 'applied', 'suspense', 'returned', 'ignored', 'written-off')"),
    orderNo: p.text().nullable().index(),
    commandId: p.text().nullable(),
    why: p.text().nullable(),
    party: p.text().nullable(),
    lookedAt: p.datetime().nullable(),
    offsetMinor: p.bigint('number').default(0),
    entryKey: p.text().nullable().generated("(content ->> 'entryKey'::text) stored").index(),
  },
  checks: [{ name: 'bank_entry_offset_check', expression: 'offset_minor >= 0 and offset_minor <= amount_minor' }],
  indexes: [
    { name: 'bank_entry_pending', properties: ['position'], where: "disposition = 'pending'" },
    { name: 'bank_entry_waiting', properties: ['lookedAt', 'position'], where: "disposition = 'pending'" },
    { name: 'bank_entry_suspense', properties: ['position'], where: "disposition = 'suspense'" },
  ],
});
