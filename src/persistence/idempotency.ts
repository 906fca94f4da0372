import type { MikroORM } from '@mikro-orm/postgresql';
import type { Answer } from '../domain/record.ts';
import { query } from './sql.ts';

/** One write request as it came in. `order` is the order it is about, or the number allotted to the one it opens. */
export interface ClaimRequest {
  actor: string;
  key: string;
  route: string;
  bodyHash: string;
  commandId: string;
  leaseSeconds: number;
  order?: string;
  /** True: the claim allots a number that only this row knows, so it waits for the disk. */
  opens?: boolean;
}

/** What to do with a request: carry it out (`new`, `retake`: under these ids), or answer at once. */
export type Claim =
  | { kind: 'new' | 'retake'; commandId: string; order: string | null }
  | { kind: 'running' }
  | { kind: 'done'; answer: Answer }
  | { kind: 'other-body' };

interface Row {
  route: string;
  bodyHash: string;
  state: 'running' | 'done';
  status: number;
  body: object;
}

/**
 * Takes an Idempotency-Key for one actor. The first request gets it (`new`) for `leaseSeconds`; the same request later
 * gets the answer (`done`), or `running` while the lease lasts, or takes it over with the first one's command id and
 * order (`retake`) when the lease ran out. A key that came with another route or body is `other-body`. A claim that a
 * crash of the database loses is claimed again by the retry, under the same ids; what it led to is flushed with it.
 */
export async function claim(orm: MikroORM, request: ClaimRequest): Promise<Claim> {
  const { actor, key, route, bodyHash, commandId, leaseSeconds, order = null, opens = false } = request;
  for (;;) {
    // A row that was inserted and not updated has no xmax: that tells a new claim from a retaken one.
    const taken = await query<{ commandId: string; order: string | null; fresh: boolean }>(orm, {
      name: 'idempotency_claim',
      text: `insert into idempotency as kept
          (actor, key, route, body_hash, command_id, order_no, state, lease_until, created_at)
        select $1, $2, $3, $4, $5, $6, 'running', now() + make_interval(secs => $7), now()
        from (select set_config('synchronous_commit', $8, true)) as durability
        on conflict (actor, key) do update set lease_until = excluded.lease_until
          where kept.state = 'running' and kept.lease_until <= now()
            and kept.route = excluded.route and kept.body_hash = excluded.body_hash
        returning command_id as "commandId", order_no as "order", xmax = 0 as fresh`,
      values: [actor, key, route, bodyHash, commandId, order, leaseSeconds, opens ? 'on' : 'off'],
    });
    if (taken[0] !== undefined) {
      return { kind: taken[0].fresh ? 'new' : 'retake', commandId: taken[0].commandId, order: taken[0].order };
    }
    const [row] = await query<Row>(orm, {
      name: 'idempotency_read',
      text: `select route, body_hash as "bodyHash", state, status, body from idempotency where actor = $1 and key = $2`,
      values: [actor, key],
    });
    // The row can only be gone because it was purged between the two statements; then the key is free again.
    if (row !== undefined) return judged(row, request);
  }
}

function judged(row: Row, request: ClaimRequest): Claim {
  if (row.route !== request.route || row.bodyHash !== request.bodyHash) return { kind: 'other-body' };
  if (row.state === 'running') return { kind: 'running' };
  return { kind: 'done', answer: { status: row.status, body: row.body } };
}

/** Keeps the answer of a refused command; accepted ones are completed by `record`. A kept answer is never replaced. */
export async function complete(orm: MikroORM, commandId: string, answer: Answer): Promise<void> {
  await query(orm, {
    name: 'idempotency_complete',
    text: `update idempotency set state = 'done', status = $2, body = $3::json, confirmed = true
      where command_id = $1 and state = 'running'`,
    values: [commandId, answer.status, JSON.stringify(answer.body)],
  });
}

/**
 * Ends the lease now, after a failure that says nothing about the command: the next claim takes it over under the same
 * ids.
 */
export async function release(orm: MikroORM, commandId: string): Promise<void> {
  await query(orm, {
    text: `update idempotency set lease_until = now() where command_id = $1 and not confirmed`,
    values: [commandId],
  });
}

/** A command that is on the record, and nobody knows whether its workflow is told; the order's version after it. */
export interface UnconfirmedCommand {
  commandId: string;
  order: string;
  version: number;
}

/** Recorded commands nobody confirmed within their lease: a crash came between the record and the workflow's answer. */
export async function unconfirmedCommands(orm: MikroORM, limit = 100): Promise<UnconfirmedCommand[]> {
  return query<UnconfirmedCommand>(orm, {
    text: `select c.id as "commandId", c.order_no as "order", c.first_seq + c.fact_count - 1 as version
      from idempotency i join command c on c.id = i.command_id
      where i.state = 'done' and not i.confirmed and i.lease_until <= now() order by i.lease_until limit $1`,
    values: [limit],
  });
}

/** Notes that the workflows of these commands know of them. Lost in a crash, it is found out again. */
export async function confirmCommands(orm: MikroORM, commandIds: string[]): Promise<void> {
  await query(orm, {
    name: 'idempotency_confirm',
    text: 'update idempotency set confirmed = true where command_id = any($1) and not confirmed',
    values: [commandIds],
  });
}

/** Forgets keys first used more than `days` days ago (at least 30, as promised to callers). Answers how many. */
export async function purgeIdempotency(orm: MikroORM, days = 30): Promise<number> {
  if (days < 30) throw new RangeError(`keys are kept at least 30 days, not ${days}`);
  const rows = await query<{ count: number }>(orm, {
    text: `with gone as (delete from idempotency where created_at < now() - make_interval(days => $1) returning 1)
      select count(*)::int as count from gone`,
    values: [days],
  });
  return rows[0]!.count;
}

/**
 * The next order number: the last two digits of `year` and a running number of at least six digits, e.g. `26000123`.
 * Digits only, so that it can stand in an RF creditor reference (ISO 11649). Numbers are never given twice; some stay
 * unused.
 */
export async function allotOrderNumber(orm: MikroORM, year: number): Promise<string> {
  const [row] = await query<{ next: string }>(orm, { text: `select nextval('order_number') as next` });
  return `${String(year % 100).padStart(2, '0')}${row!.next.padStart(6, '0')}`;
}
