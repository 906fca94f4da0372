import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Client } from '../../play/client.ts';
import type { Subscriber } from '../subscribers.ts';
import type { Evidence, Found } from '../verify.ts';

/** What a process was telling when it was killed is told again after less than half a minute. */
const TOLD_WITHIN_MS = 90_000;
const LOOK_AGAIN_MS = 500;
const PAGE = 200;

interface Event {
  id: string;
  data: { order: string; cursor: string };
}

/**
 * Every fact has one place in the feed, in the order of its trade; each subscriber was told of every event it may see,
 * at least once, signed, and of no event of an order before one that happened earlier.
 */
export async function subscribersAreTold({ database, client, subscribers }: Evidence): Promise<Found> {
  const violations = await outOfFeed(database);
  await delivered(database);
  const notes: string[] = [];
  for (const subscriber of subscribers.all) {
    const due = await eventsFor(client, subscriber);
    violations.push(...faultsOf(subscriber, due));
    const { name, took, refused } = subscriber;
    const again = took.length - new Set(took.map(({ id }) => id)).size;
    notes.push(`${name} was told ${due.length} events, ${again} again; it refused ${refused} messages`);
  }
  return { violations, notes };
}

/** Facts without a place in the feed, or before one that happened earlier. */
async function outOfFeed(database: pg.Pool): Promise<string[]> {
  const { rows } = await database.query<{ order_no: string; seq: number; what: string }>(
    `select order_no, seq, what from (
        select f.order_no, f.seq, case when e.position is null then 'is not in the feed'
          when e.position < lag(e.position) over (partition by f.order_no order by f.seq)
          then 'comes before an earlier one in the feed' end as what
        from fact f left join event_feed e on e.order_no = f.order_no and e.seq = f.seq) placed
      where what is not null limit 50`,
  );
  return rows.map(({ order_no, seq, what }) => `fact ${seq} of order ${order_no} ${what}`);
}

async function delivered(database: pg.Pool): Promise<void> {
  for (const giveUp = Date.now() + TOLD_WITHIN_MS; Date.now() < giveUp; await sleep(LOOK_AGAIN_MS)) {
    const { rows } = await database.query<{ left: string }>(
      `select (select count(*) from fact) - (select count(*) from event_feed)
        + (select count(*) from webhook where reached < (select coalesce(max(position), 0) from event_feed))
        + (select count(*) from webhook_delivery where state <> 'delivered') as left`,
    );
    if (Number(rows[0]?.left) === 0) return;
  }
}

/** What the feed holds for a subscriber, first to last. */
async function eventsFor(client: Client, { person: { token } }: Subscriber): Promise<Event[]> {
  const events: Event[] = [];
  for (let after = '0'; ; ) {
    const path = `/v1/events?after=${after}&limit=${PAGE}`;
    const reply = await client.send({ method: 'GET', path, token });
    if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}`);
    const page = reply.body as { events: Event[]; next: string };
    events.push(...page.events);
    if (page.next === after) return events;
    after = page.next;
  }
}

function faultsOf({ name, took, unsigned }: Subscriber, due: readonly Event[]): string[] {
  const told = new Set(took.map(({ id }) => id));
  const known = new Set(due.map(({ id }) => id));
  const faults = due.filter(({ id }) => !told.has(id)).map(({ id }) => `${name} was never told of ${id}`);
  faults.push(
    ...[...told].filter((id) => !known.has(id)).map((id) => `${name} was told of ${id}, which is not for it`),
  );
  faults.push(...unsigned.map((what) => `${name} was told without its signature: ${what}`));
  const last = new Map<string, number>();
  const seen = new Set<string>();
  for (const { id, order, cursor } of took) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (cursor < (last.get(order) ?? 0)) faults.push(`${name} was told of ${id} after something later`);
    last.set(order, cursor);
  }
  return faults;
}
