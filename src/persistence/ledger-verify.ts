import type { MikroORM } from '@mikro-orm/postgresql';
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { type BlockFault, blockFaults, genesis, type LedgerBlock } from './ledger-chain.ts';
import { transactionsWhere } from './ledger-seal.ts';
import type { LedgerKeys } from './ledger-signing.ts';
import { inTransaction, whole } from './sql.ts';

/**
 * Something the books should not show: what kind of break, where (block, transaction, account, order), and the figures.
 */
export interface LedgerBreak {
  kind:
    | BlockFault['kind'] | 'unbalanced' | 'no-postings' | 'no-transaction' | 'trial-balance' | 'overdrawn'
    | 'balance-kept' | 'escrow-held' | 'fact-hash' | 'fact-gap';
  where: string;
  detail: string;
}

/** Each finds one kind of break; the columns are what `detail` says. */
const sums: { kind: LedgerBreak['kind']; text: string }[] = [
  {
    kind: 'unbalanced',
    text: `select transaction_seq::text as place, 'out by ' || sum(amount_minor) || ' ' || currency as detail
      from ledger_posting group by transaction_seq, currency having sum(amount_minor) <> 0`,
  },
  {
    kind: 'no-postings',
    text: `select seq::text as place, 'transaction ' || id || ' has no postings' as detail from ledger_transaction t
      where not exists (select from ledger_posting where transaction_seq = t.seq)`,
  },
  {
    kind: 'no-transaction',
    text: `select distinct transaction_seq::text as place, 'postings without their transaction' as detail
      from ledger_posting where not exists (select from ledger_transaction where seq = transaction_seq)`,
  },
  {
    kind: 'trial-balance',
    text: `select currency as place, 'debits exceed credits by ' || sum(amount_minor) as detail
      from ledger_posting group by currency having sum(amount_minor) <> 0`,
  },
  {
    kind: 'overdrawn',
    text: `select account as place, 'in debit by ' || sum(amount_minor) || ' ' || currency as detail
      from ledger_posting where may_not_be_debit(account) group by account, currency having sum(amount_minor) > 0`,
  },
  {
    kind: 'balance-kept',
    text: `select b.account as place, 'carried forward as ' || b.amount_minor || ' ' || b.currency
        || ', the postings make ' || coalesce(s.sum, 0) as detail
      from ledger_balance b left join lateral (select sum(amount_minor) from ledger_posting p
        where p.account = b.account and p.currency = b.currency and p.transaction_seq <= b.through_seq) s on true
      where b.amount_minor <> coalesce(s.sum, 0)`,
  },
  {
    kind: 'escrow-held',
    text: `select coalesce(v.order_no, e.order_no) as place, 'the ledger holds ' || coalesce(e.held, 0) || ' '
        || coalesce(e.currency, v.currency, '')
        || ', the order says ' || coalesce(v.held_minor::text, 'nothing') as detail
      from (select substring(account from '^orders:(.*):escrow$') as order_no, currency, -sum(amount_minor) as held
        from ledger_posting where account like 'orders:%:escrow'
        group by account, currency having sum(amount_minor) <> 0) e
      full join (select order_no, currency, held_minor from order_view where held_minor <> 0) v
        on v.order_no = e.order_no and v.currency = e.currency
      where v.held_minor is distinct from e.held`,
  },
];

/**
 * Proves the ledger from its rows, on one snapshot: every block's hash, count and link to the block before, every
 * transaction balanced, the trial balance of each currency zero, no held money in debit, and each order's escrow equal
 * to what its read model says is held. Answers what is broken; empty means all of it holds. `witnessed` are checkpoints
 * kept outside the database, `keys` the public keys blocks are signed with: both betray a chain that was rewritten as a
 * whole.
 */
export function verifyLedger(
  orm: MikroORM, witnessed: Pick<LedgerBlock, 'number' | 'hash'>[] = [], keys: LedgerKeys | null = null,
): Promise<LedgerBreak[]> {
  return inTransaction(orm, async (client) => {
    const breaks: LedgerBreak[] = await brokenBlocks(client, witnessed, keys);
    for (const { kind, text } of sums) {
      const { rows } = await client.query<{ place: string; detail: string }>(text);
      breaks.push(...rows.map(({ place, detail }) => ({ kind, where: place, detail })));
    }
    return breaks;
  }, 'isolation level repeatable read read only');
}

async function brokenBlocks(
  client: PoolClient, witnessed: Pick<LedgerBlock, 'number' | 'hash'>[], keys: LedgerKeys | null,
): Promise<BlockFault[]> {
  const breaks: BlockFault[] = [];
  const { rows } = await client.query<Omit<LedgerBlock, 'firstSeq' | 'lastSeq'>>(
    `select number, count, previous_hash as "previousHash", hash, key_id as "keyId", signature
      from ledger_block order by number`,
  );
  let previous: Pick<LedgerBlock, 'number' | 'hash' | 'keyId'> = { number: 0, hash: genesis, keyId: null };
  for (const block of rows) {
    const transactions = await transactionsWhere(client, 't.block = $1', [block.number], block.count + 1);
    breaks.push(...blockFaults(block, previous, transactions, keys));
    previous = block;
  }
  for (const { number, hash } of witnessed) {
    const kept = rows.find((block) => block.number === number)?.hash ?? 'nothing';
    const detail = `witnessed ${hash}, is ${kept}`;
    if (kept !== hash) breaks.push({ kind: 'block-chain', where: `block ${number}`, detail });
  }
  return breaks;
}

/**
 * Recomputes the hash chain of the facts of one order, or of all. A changed, missing or inserted fact shows as
 * `fact-hash` or `fact-gap` at `order/seq`; so does a command whose facts, or whose order's last facts, are gone.
 */
export function verifyFacts(orm: MikroORM, order: string | null = null): Promise<LedgerBreak[]> {
  return inTransaction(orm, async (client) => {
    const breaks: LedgerBreak[] = [];
    let after: { order: string; seq: number; hash: string } = { order: '', seq: 0, hash: '' };
    for (;;) {
      const { rows } = await client.query<{ order: string; seq: number; hash: string; text: string }>(
        `select order_no as "order", seq, hash, fact_text(fact) as text from fact
          where (order_no, seq) > ($1, $2::int) and ($3::text is null or order_no = $3)
          order by order_no, seq limit 5000`,
        [after.order, after.seq, order],
      );
      for (const row of rows) {
        const before = row.order === after.order ? after : { seq: 0, hash: '' };
        const where = `${row.order}/${row.seq}`;
        if (row.seq !== before.seq + 1) breaks.push({ kind: 'fact-gap', where, detail: `follows ${before.seq}` });
        const hash = createHash('sha256').update(`${before.hash}\n${row.text}`).digest('hex');
        if (hash !== row.hash) breaks.push({ kind: 'fact-hash', where, detail: `recorded ${row.hash}, is ${hash}` });
        after = row;
      }
      if (rows.length === 0) return [...breaks, ...await commandsWithoutFacts(client, order)];
    }
  }, 'isolation level repeatable read read only');
}

async function commandsWithoutFacts(client: PoolClient, order: string | null): Promise<LedgerBreak[]> {
  const { rows } = await client.query<{ place: string; missing: string }>(
    `select c.order_no || '/' || c.first_seq as place, c.fact_count - count(f.seq) as missing
      from command c left join fact f on f.order_no = c.order_no and f.seq >= c.first_seq
        and f.seq < c.first_seq + c.fact_count
      where $1::text is null or c.order_no = $1
      group by c.id having count(f.seq) <> c.fact_count`,
    [order],
  );
  return rows.map(({ place, missing }) => ({
    kind: 'fact-gap' as const, where: place, detail: `${whole(missing)} facts of the command are missing`,
  }));
}
