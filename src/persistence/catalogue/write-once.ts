import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import type { Answer } from '../../domain/record.ts';
import { inTransaction, untilUndisturbed } from '../sql.ts';

/** A connection inside a transaction. */
export type Db = Pick<PoolClient, 'query'>;

/** Who does something, and when. */
export interface Deed {
  at: string;
  by: { user: string; company: string };
}

/**
 * Carries a claimed write out exactly once: what `work` writes and the answer for its Idempotency-Key are one
 * transaction, so a retry after a crash finds both or neither. An answer of 400 and above leaves nothing written.
 * Answers what was kept when the command has been carried out already.
 */
export const writeOnce = (orm: MikroORM, commandId: string, work: (db: Db) => Promise<Answer>): Promise<Answer> =>
  untilUndisturbed(() => inTransaction(orm, async (client) => {
    // Not a lock on the row: whoever claims the key meanwhile is to hear that it is running, not to wait.
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 4))', [commandId]);
    const { rows: [kept] } = await client.query<Answer & { state: string }>(
      'select state, status, body from idempotency where command_id = $1', [commandId],
    );
    if (kept?.state === 'done') return { status: kept.status, body: kept.body };
    await client.query('savepoint work');
    const answer = await work(client);
    if (answer.status >= 400) await client.query('rollback to savepoint work');
    await client.query(
      `update idempotency set state = 'done', status = $2, body = $3::json, confirmed = true
        where command_id = $1`,
      [commandId, answer.status, JSON.stringify(answer.body)],
    );
    return answer;
  }));

/** Makes the writes to one supplier's catalogue queue up until the transaction ends. */
export async function takeTurn(db: Db, supplier: string): Promise<void> {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 3))', [`catalogue ${supplier}`]);
}
