import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import type { Statement } from '../../domain/reconciliation/books.ts';
import { inTransaction, query, whole } from '../sql.ts';

/** Messages of the bank nobody has looked through for statements yet, oldest first. */
export const unreadMessages = (orm: MikroORM, limit = 20): Promise<{ sha256: string; xml: string }[]> =>
  query<{ sha256: string; xml: string }>(orm, {
    text: `select m.sha256, m.xml from bank_message m
      where not exists (select from statement_reading r where r.message = m.sha256)
      order by m.received_at, m.sha256 limit $1`,
    values: [limit],
  });

/**
 * Keeps the statements of one message and marks it read, in one transaction. A statement that comes again is kept once;
 * one that comes again with other figures is kept beside the first, under an id of its own, for the proof to compare.
 */
export function keepStatements(orm: MikroORM, message: string, statements: Statement[]): Promise<void> {
  return inTransaction(orm, async (client) => {
    const marked = await client.query(
      `insert into statement_reading (message, statements, read_at) values ($1, $2, clock_timestamp())
        on conflict do nothing`,
      [message, statements.length],
    );
    if (marked.rowCount === 0) return;
    for (const statement of statements) await keepStatement(client, message, statement);
  });
}

async function keepStatement(client: PoolClient, message: string, statement: Statement): Promise<void> {
  const { account, currency, day, sequence, openingMinor, closingMinor, entries } = statement;
  const keep = (id: string) => client.query(
    `insert into bank_statement (account, currency, id, day, sequence, opening_minor, closing_minor, entries, message)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [account, currency, id, day, sequence, openingMinor, closingMinor, JSON.stringify(entries), message],
  );
  if ((await keep(statement.id)).rowCount === 0 && !(await isKept(client, statement))) {
    await keep(`${statement.id}#${message.slice(0, 8)}`);
  }
  // The day a movement was first stated is the one that counts.
  await client.query(
    `insert into stated_movement (key, booking, day) select key, booking, $2::date
      from jsonb_to_recordset($1::jsonb) as e (key text, booking text) order by key on conflict do nothing`,
    [JSON.stringify(entries.map(({ key, booking }) => ({ key, booking }))), day],
  );
}

async function isKept(client: PoolClient, { account, currency, id, ...statement }: Statement): Promise<boolean> {
  const { rows } = await client.query(
    `select 1 from bank_statement where account = $1 and currency = $2 and id = $3 and day = $4
      and opening_minor = $5 and closing_minor = $6 and jsonb_array_length(entries) = $7`,
    [account, currency, id, statement.day, statement.openingMinor, statement.closingMinor, statement.entries.length],
  );
  return rows.length > 0;
}

/** Statements of `day`, and those of the `days` days with statements before it, of every account the bank writes of. */
export async function statementsUntil(client: PoolClient, day: string, days: number): Promise<Statement[]> {
  const { rows } = await client.query<Statement & { openingMinor: string; closingMinor: string }>(
    `select account, currency, id, to_char(day, 'YYYY-MM-DD') as day, sequence, opening_minor as "openingMinor",
        closing_minor as "closingMinor", entries
      from bank_statement where day = $1::date or day in (
        select distinct day from bank_statement where day < $1::date order by day desc limit $2)
      order by day, account, currency, sequence, id`,
    [day, days],
  );
  return rows.map((row) => ({
    ...row, openingMinor: whole(row.openingMinor), closingMinor: whole(row.closingMinor),
  }));
}
