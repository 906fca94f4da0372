import { defineEntity, p } from '@mikro-orm/core';

/**
 * One balanced set of postings. `block` is set once, when the transaction is sealed; nothing else ever changes.
 * `txid` is the database transaction that wrote it: postings can only come from there.
 */
export const LedgerTransactionEntity = defineEntity({
  name: 'LedgerTransaction',
  tableName: 'ledger_transaction',
  properties: {
    seq: p.bigint('number').primary().autoincrement(),
    id: p.text().unique(),
    orderNo: p.text().nullable().index(),
    kind: p.text(),
    at: p.datetime(),
    txid: p.text().columnType('xid8').defaultRaw('pg_current_xact_id()'),
    block: () => p.manyToOne(LedgerBlockEntity).nullable().fieldName('block').deleteRule('no action'),
  },
  indexes: [
    { name: 'ledger_transaction_unsealed', properties: ['seq'], where: 'block is null' },
    { name: 'ledger_transaction_block_index', properties: ['block'] },
  ],
});

/** A debit is positive, a credit negative, in minor units; the bound keeps every amount exact as a JSON number. */
export const LedgerPostingEntity = defineEntity({
  name: 'LedgerPosting',
  tableName: 'ledger_posting',
  properties: {
    transaction: () =>
      p.manyToOne(LedgerTransactionEntity).primary().fieldName('transaction_seq').createForeignKeyConstraint(false),
    line: p.integer().primary().autoincrement(false),
    account: p.text(),
    currency: p.text().check("currency ~ '^[A-Z]{3}$'"),
    amountMinor: p.bigint('number').check('amount_minor <> 0 and abs(amount_minor) <= 9007199254740991'),
  },
  indexes: [
    {
      name: 'ledger_posting_account_index',
      properties: ['account', 'currency', 'transaction'],
      include: ['amountMinor'],
    },
  ],
});

/** A checkpoint: the hash covers the block's transactions and the hash before it; the signature covers the hash. */
export const LedgerBlockEntity = defineEntity({
  name: 'LedgerBlock',
  tableName: 'ledger_block',
  properties: {
    number: p.integer().primary().autoincrement(false).check('number > 0'),
    firstSeq: p.bigint('number'),
    lastSeq: p.bigint('number'),
    count: p.integer().check('count > 0'),
    previousHash: p.text(),
    hash: p.text().unique(),
    keyId: p.text().nullable(),
    signature: p.text().nullable(),
    sealedAt: p.datetime(),
  },
});

/** Balance of a guarded account up to and with a transaction: what the overdraft check starts from. */
export const LedgerBalanceEntity = defineEntity({
  name: 'LedgerBalance',
  tableName: 'ledger_balance',
  properties: {
    account: p.text().primary(),
    currency: p.text().primary(),
    amountMinor: p.bigint('number'),
    throughSeq: p.bigint('number'),
  },
});

/** Accounts a database transaction has left in debit so far; looked at again at commit, so empty for all others. */
export const LedgerOverdraftEntity = defineEntity({
  name: 'LedgerOverdraft',
  tableName: 'ledger_overdraft',
  properties: {
    account: p.text().primary(),
    currency: p.text().primary(),
  },
});
