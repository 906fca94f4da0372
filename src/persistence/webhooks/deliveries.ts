import type { MikroORM } from '@mikro-orm/postgresql';
import type { Db } from '../catalogue/write-once.ts';
import { inTransaction, query, whole } from '../sql.ts';
import { read, type Source } from '../party-view.ts';

export const deliveryStates = ['waiting', 'delivered', 'dead'] as const;

/** One event on its way to one address. */
export interface Delivery {
  webhook: string;
  position: number;
  order: string;
  state: (typeof deliveryStates)[number];
  attempts: number;
  since: string;
  nextAttemptAt: string;
  doneAt: string | null;
  status: number | null;
  said: string | null;
}

const columns = `webhook, position, order_no as "order", state, attempts, iso(since) as since,
  iso(next_attempt_at) as "nextAttemptAt", iso(done_at) as "doneAt", status, said`;
type Row = Omit<Delivery, 'position'> & { position: string };
const mapped = (row: Row): Delivery => ({ ...row, position: whole(row.position) });

/**
 * Lines up events for an address and notes how far it was told; false when another process was there first, and
 * nothing is written.
 */
export function lineUp(
  orm: MikroORM,
  { id, from, reached, now }: { id: string; from: number; reached: number; now: string },
  events: readonly { position: number; order: string }[],
): Promise<boolean> {
  return inTransaction(orm, async (client) => {
    const moved = await client.query(
      `update webhook set reached = $3 where id = $1 and reached = $2 and state = 'enabled'`,
      [id, from, reached],
    );
    if (moved.rowCount !== 1) return false;
    await lineUpAgain(client, id, events, now);
    return true;
  });
}

/** Lines up events for an address, also those it was told before. */
export async function lineUpAgain(
  db: Db,
  id: string,
  events: readonly { position: number; order: string }[],
  now: string,
): Promise<void> {
  await db.query(
    `insert into webhook_delivery (webhook, position, order_no, since, next_attempt_at)
      select $1, e.position, e."order", $3, $3 from jsonb_to_recordset($2::jsonb) as e (position bigint, "order" text)
      on conflict (webhook, position) do update set state = 'waiting', attempts = 0, since = excluded.since,
        next_attempt_at = excluded.next_attempt_at, done_at = null`,
    [id, JSON.stringify(events.map(({ position, order }) => ({ position, order }))), now],
  );
}

/**
 * Takes deliveries that are due and keeps others from them for `leaseSeconds`. Of one order and address only the first
 * that waits is taken: what happened later is told later.
 */
export async function claimDeliveries(
  orm: MikroORM,
  { now, limit, leaseSeconds }: { now: string; limit: number; leaseSeconds: number },
): Promise<Delivery[]> {
  const rows = await query<Row>(orm, {
    name: 'claim_deliveries',
    text: `with due as (
        select d.webhook, d.position from webhook_delivery d join webhook w on w.id = d.webhook and w.state = 'enabled'
          where d.state = 'waiting' and d.next_attempt_at <= $1 and not exists (
            select from webhook_delivery e where e.webhook = d.webhook and e.order_no = d.order_no
              and e.state = 'waiting' and e.position < d.position)
          order by d.next_attempt_at, d.position limit $2 for update of d skip locked
      )
      update webhook_delivery t set attempts = t.attempts + 1,
          next_attempt_at = $1::timestamptz + make_interval(secs => $3)
        from due where t.webhook = due.webhook and t.position = due.position and t.state = 'waiting'
        returning t.webhook, t.position, t.order_no as "order", t.state, t.attempts, iso(t.since) as since,
          iso(t.next_attempt_at) as "nextAttemptAt", iso(t.done_at) as "doneAt", t.status, t.said`,
    values: [now, limit, leaseSeconds],
  });
  return rows.map(mapped);
}

/** What came of an attempt; a delivery that is done stays done. */
export async function keepAttempt(
  orm: MikroORM,
  { webhook, position }: Pick<Delivery, 'webhook' | 'position'>,
  came: { state: Delivery['state']; status: number | null; said: string; at: string; nextAttemptAt: string | null },
): Promise<void> {
  await query(orm, {
    text: `update webhook_delivery set state = $3, status = $4, said = $5,
        done_at = case when $3 = 'waiting' then null else $6::timestamptz end,
        next_attempt_at = coalesce($7::timestamptz, next_attempt_at)
      where webhook = $1 and position = $2 and state = 'waiting'`,
    values: [webhook, position, came.state, came.status, came.said, came.at, came.nextAttemptAt],
  });
}

export interface DeliveryFilter {
  state?: Delivery['state'];
  /** Answer those before this place. */
  before?: number;
  limit: number;
}

/** The deliveries of an address, newest event first. */
export async function listDeliveries(
  source: Source,
  webhook: string,
  { state, before, limit }: DeliveryFilter,
): Promise<{ deliveries: Delivery[]; next: number | null }> {
  const rows = await read<Row>(source, {
    text: `select ${columns} from webhook_delivery where webhook = $1 and ($2::text is null or state = $2)
        and ($3::bigint is null or position < $3) order by position desc limit $4`,
    values: [webhook, state ?? null, before ?? null, limit + 1],
  });
  const deliveries = rows.slice(0, limit).map(mapped);
  return { deliveries, next: rows.length > limit ? (deliveries.at(-1)?.position ?? null) : null };
}
