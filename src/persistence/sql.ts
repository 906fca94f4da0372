import type { MikroORM } from '@mikro-orm/postgresql';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { asStoreError, sqlState } from './store-error.ts';

/** A statement of the hot path; a named one is prepared once a connection. */
export interface Statement {
  name?: string;
  text: string;
  values?: unknown[];
}

/** The engine's own connections, as the owner of every table. */
export const pool = (orm: MikroORM): Promise<Pool> => orm.em.getConnection().getNativeClient();

/**
 * Runs one statement, which is one transaction, through the driver: parameters are bound by the server, never spliced
 * in.
 */
export async function query<Row extends QueryResultRow>(orm: MikroORM, statement: Statement): Promise<Row[]> {
  try {
    return (await (await pool(orm)).query<Row>(statement)).rows;
  } catch (error) {
    throw asStoreError(error);
  }
}

/** Runs `work` in one transaction; it is rolled back whole when anything throws. `mode` follows `begin`. */
export async function inTransaction<Result>(
  orm: MikroORM,
  work: (client: PoolClient) => Promise<Result>,
  mode = '',
): Promise<Result> {
  const client = await (await pool(orm)).connect();
  let broken: Error | undefined;
  try {
    await client.query(`begin ${mode}`);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw asStoreError(error);
  } finally {
    client.release(broken);
  }
}

/**
 * serialization_failure, deadlock_detected, and unique_violation: two wrote at once and the loser has to look again.
 */
const lostRace = new Set(['40001', '40P01', '23505']);

/** Tries `work` up to five times while it loses races against other connections, a little later each time. */
export async function untilUndisturbed<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 5 || !lostRace.has(sqlState(error))) throw error;
      await new Promise((resume) => setTimeout(resume, attempt * 10 * Math.random()));
    }
  }
}

/** Reads a bigint or numeric column as a number; throws RangeError rather than answer an amount that is not exact. */
export function whole(column: string | number): number {
  const value = Number(column);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${column} is not an exact whole number`);
  return value;
}
