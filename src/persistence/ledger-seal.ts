import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { blockHash, genesis, type LedgerBlock, type SealedTransaction } from './ledger-chain.ts';
import type { LedgerSigner } from './ledger-signing.ts';
import { inTransaction, whole } from './sql.ts';

const sealLock = 7_321_906;

/** The transactions `condition` chooses (alias t, parameters $1…), in order of seq, at most `limit`. */
export async function transactionsWhere(
  client: PoolClient, condition: string, values: unknown[], limit: number,
): Promise<SealedTransaction[]> {
  const { rows } = await client.query<Omit<SealedTransaction, 'seq'> & { seq: string }>(
    `select t.seq, t.id, t.order_no as "order", t.kind, iso(t.at) as at, coalesce((
        select jsonb_agg(jsonb_build_object('account', account, 'currency', currency, 'amountMinor', amount_minor)
          order by line) from ledger_posting where transaction_seq = t.seq), '[]') as postings
      from ledger_transaction t where ${condition} order by t.seq limit ${limit}`,
    values,
  );
  return rows.map((row) => ({ ...row, seq: whole(row.seq) }));
}

/**
 * Seals up to `limit` committed transactions that no block holds yet into the next block, and answers it; null when
 * there is nothing to seal. Each transaction carries the number of its block, so one that commits late under a lower
 * seq is simply taken by a later block: there is no gap to fall into. Sealers take turns; writers are never held up.
 * With a signer the block is signed as it is sealed.
 */
export function sealLedger(
  orm: MikroORM, limit = 1000, signer: LedgerSigner | null = null,
): Promise<LedgerBlock | null> {
  return inTransaction(orm, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [sealLock]);
    const transactions = await transactionsWhere(client, 't.block is null', [], limit);
    const first = transactions[0];
    if (first === undefined) return null;
    const before = await client.query<{ number: number; hash: string }>(
      'select number, hash from ledger_block order by number desc limit 1',
    );
    const number = (before.rows[0]?.number ?? 0) + 1;
    const previousHash = before.rows[0]?.hash ?? genesis;
    const hash = blockHash(number, previousHash, transactions);
    const block: LedgerBlock = {
      number,
      firstSeq: first.seq,
      lastSeq: transactions.at(-1)!.seq,
      count: transactions.length,
      previousHash,
      hash,
      keyId: signer?.keyId ?? null,
      signature: signer?.sign({ number, hash }) ?? null,
    };
    await client.query(
      `insert into ledger_block (number, first_seq, last_seq, count, previous_hash, hash, key_id, signature, sealed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp())`,
      Object.values(block),
    );
    await client.query(
      'update ledger_transaction set block = $1 where seq = any($2)', [number, transactions.map(({ seq }) => seq)],
    );
    return block;
  });
}
