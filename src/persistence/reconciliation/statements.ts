import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { hashOf } from '../../domain/hash.ts';
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
 * one that comes again and says anything else is kept beside the first, under an id of its own, for the proof to tell.
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
  const said = saidBy(statement);
  const kept = await hashesUnder(client, statement);
  if (!kept.includes(said)) {
    await client.query(
      `insert into bank_statement (account, currency, id, day, sequence, opening_minor, closing_minor, entries, message)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        account, currency, kept.length === 0 ? statement.id : `${statement.id}#${said.slice(0, 16)}`, day, sequence,
        openingMinor, closingMinor, JSON.stringify(entries), message,
      ],
    );
  }
  // The day a movement was first stated is the one that counts.
  await client.query(
    `insert into stated_movement (key, booking, day) select key, booking, $2::date
      from jsonb_to_recordset($1::jsonb) as e (key text, booking text) order by key on conflict do nothing`,
    [JSON.stringify(entries.map(({ key, booking }) => ({ key, booking }))), day],
  );
}

/** The hash of what a statement says; in which order it lists its entries says nothing. */
const saidBy = ({ day, sequence, openingMinor, closingMinor, entries }: Omit<Statement, 'id'>): string =>
  hashOf({ day, sequence, openingMinor, closingMinor, entries: entries.map((entry) => hashOf(entry)).sort() });

// A statement under an id that was taken is kept as the id, a '#' and the beginning of a hash.
const copyMark = '#[^#]{8,16}$';
const columns = `account, currency, id, to_char(day, 'YYYY-MM-DD') as day, sequence, opening_minor as "openingMinor",
  closing_minor as "closingMinor", entries`;
type Row = Statement & { openingMinor: string; closingMinor: string };
const mapped = (row: Row): Statement => ({
  ...row, openingMinor: whole(row.openingMinor), closingMinor: whole(row.closingMinor),
});

/** What all that is kept of an account under one id says, as hashes. */
async function hashesUnder(client: PoolClient, { account, currency, id }: Statement): Promise<string[]> {
  const turn = `statement ${account} ${currency} ${id}`;
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 6))', [turn]);
  const { rows } = await client.query<Row>(
    `select ${columns} from bank_statement where account = $1 and currency = $2
      and (id = $3 or (starts_with(id, $3 || '#') and regexp_replace(id, $4, '') = $3))`,
    [account, currency, id, copyMark],
  );
  return rows.map((row) => saidBy(mapped(row)));
}

/**
 * Statements of `day`, and those of the `days` days with statements before it, of every account the bank writes of. One
 * that came under an id and number that another has names it.
 */
export async function statementsUntil(client: PoolClient, day: string, days: number): Promise<Statement[]> {
  const { rows } = await client.query<Row & { repeats: string | null }>(
    `select ${columns}, (select regexp_replace(s.id, $3, '') from bank_statement o
          where s.id ~ $3 and o.account = s.account and o.currency = s.currency and o.id <> s.id
            and regexp_replace(o.id, $3, '') = regexp_replace(s.id, $3, '')
            and o.sequence is not distinct from s.sequence
            and case when s.sequence is null then o.day = s.day
              else date_part('year', o.day) = date_part('year', s.day) end limit 1) as repeats
      from bank_statement s where day = $1::date or day in (
        select distinct day from bank_statement where day < $1::date order by day desc limit $2)
      order by s.day, account, currency, sequence, id`,
    [day, days, copyMark],
  );
  return rows.map(({ repeats, ...row }) => (repeats === null ? mapped(row) : { ...mapped(row), repeats }));
}
