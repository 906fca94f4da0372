import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import type { RoleLetter } from '../domain/order/letters.ts';
import type { Answer, CommandRecord, MissedCommand, RecordOutcome } from '../domain/record.ts';
import { query, type Statement, untilUndisturbed } from './sql.ts';

/**
 * Stores everything one accepted command writes, in one transaction and one round trip: facts (hash-chained), the
 * command with its answer, the read model, ledger transactions, papers, payment references, and the answer of the
 * idempotency row. `letters` go into the outbox with it, to everybody who holds the role each is for.
 *
 * `written` when it is stored now, or was stored before with equal facts and is still the last of its order. `missed`
 * when its numbers are taken or its id was recorded with other facts: every command holding a number from facts[0].seq
 * on, and this one if it was recorded, in the order they were recorded; nothing is written. Times of facts are instants
 * as Date#toISOString writes them and come back in that form.
 *
 * Throws StoreError when a rule of the database would be broken: facts not contiguous, a version that does not grow, a
 * ledger transaction that is unbalanced, overdraws an account or reuses an id.
 */
export async function record(
  orm: MikroORM,
  record: CommandRecord,
  letters: readonly RoleLetter[] = [],
): Promise<RecordOutcome> {
  const [row] = await untilUndisturbed(() =>
    query<{ outcome: RecordOutcome }>(orm, recordStatement(record, letters)),
  );
  return row!.outcome;
}

/** Records within a transaction of something larger, which takes turns with whoever else records for the order. */
export async function recordIn(
  db: Pick<PoolClient, 'query'>,
  record: CommandRecord,
  letters: readonly RoleLetter[],
): Promise<RecordOutcome> {
  const { rows } = await db.query<{ outcome: RecordOutcome }>(recordStatement(record, letters));
  return rows[0]!.outcome;
}

/** Makes everybody who records for an order wait until the transaction ends. */
export const holdOrder = async (db: Pick<PoolClient, 'query'>, order: string): Promise<void> => {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [order]);
};

function recordStatement(record: CommandRecord, letters: readonly RoleLetter[]): Statement {
  if (record.view.order !== record.order) {
    throw new RangeError(`view.order is ${record.view.order}, but the record is of order ${record.order}`);
  }
  const values = [JSON.stringify(record), JSON.stringify(record.answer.body)];
  return letters.length === 0
    ? { name: 'record_command', text: 'select record_command($1::jsonb, $2::json) as outcome', values }
    : { name: 'record_and_tell', text: recordAndTell, values: [...values, JSON.stringify(letters)] };
}

/**
 * One letter for each fact and reader who has not left: what an earlier attempt posted is left as it is. Readers are
 * found by the index of their company or, on the platform, of their role: every command passes here. A letter for one
 * of them goes to all once that one holds the role no more.
 */
const recordAndTell = `
  with recorded as materialized (select record_command($1::jsonb, $2::json) as outcome), told as (
    insert into outbox_letter (key, kind, to_user, order_no, data, at, next_attempt_at)
      select l."order" || ':' || l.fact || ':' || u.id, l.kind, u.id, l."order", l.data, l.at, l.at
        from recorded, jsonb_to_recordset($3::jsonb)
            as l ("order" text, fact int, kind text, company text, role text, "user" text,
              data jsonb, at timestamptz)
          cross join lateral (
            select id from platform_user
              where company = l.company and l.role = any(roles) and deactivated_at is null
            union all
            select id from platform_user
              where l.company is null and roles @> array[l.role] and deactivated_at is null
                and (l."user" is null or id = l."user" or not exists (select from platform_user named
                  where named.id = l."user" and named.roles @> array[l.role] and named.deactivated_at is null))) u
        where recorded.outcome->>'status' = 'written'
      on conflict (key) do nothing)
  select outcome from recorded`;

/**
 * Every command that holds a fact after number `version` of an order, with all its facts and its answer, in the order
 * they were recorded: what a workflow that lost its memory of them takes over.
 */
export async function commandsSince(orm: MikroORM, order: string, version: number): Promise<MissedCommand[]> {
  return query<MissedCommand>(orm, {
    name: 'commands_since',
    text: `select c.id as "commandId", c.command, json_build_object('status', c.status, 'body', c.body) as answer,
        coalesce((select jsonb_agg(fact_json(f) order by f.seq) from fact f where f.order_no = c.order_no
          and f.seq >= c.first_seq and f.seq < c.first_seq + c.fact_count), '[]') as facts
      from command c where c.order_no = $1 and c.first_seq + c.fact_count > $2 + 1 order by c.position`,
    values: [order, version],
  });
}

/**
 * A command that is on the record: its order, the version after it, and what it answered. Null when there is none of
 * this id.
 */
export async function recordedCommand(
  orm: MikroORM,
  commandId: string,
): Promise<{ order: string; version: number; answer: Answer } | null> {
  const [row] = await query<{ order: string; version: number; answer: Answer }>(orm, {
    name: 'recorded_command',
    text: `select order_no as "order", first_seq + fact_count - 1 as version,
        json_build_object('status', status, 'body', body) as answer from command where id = $1`,
    values: [commandId],
  });
  return row ?? null;
}
