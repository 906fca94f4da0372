import type { MikroORM } from '@mikro-orm/postgresql';
import { isSealed, type Sourced } from '../../domain/order/sourced.ts';
import type { OrderCompanies } from '../../domain/parties.ts';
import type { RecordedFact } from '../../domain/record.ts';
import { inTransaction, query, whole } from '../sql.ts';
import { ownerOf, read, type Source } from '../party-view.ts';

/** A fact at its place in the feed, with the companies of its order, for the caller to judge who may see it. */
export interface FeedEvent {
  position: number;
  order: string;
  companies: OrderCompanies;
  /** True: what was offered in the order is still under seal. */
  sealed: boolean;
  fact: RecordedFact;
}

/**
 * Commands are numbered before they are committed, so that a lower number can turn up after a higher one. Nothing that
 * is recorded takes as long as this many others take.
 */
const stragglers = 5_000;
const batch = 1_000;
/** How far one look at the feed goes, so that a reader who sees little of it does not scan all of it. */
export const lookahead = 5_000;

/**
 * Puts what was recorded since into the feed. One process at a time, so that places are given in the order they can be
 * read in, and none is ever given behind a reader. Answers how many facts there were.
 */
export function extendFeed(orm: MikroORM): Promise<number> {
  return inTransaction(orm, async (client) => {
    const {
      rows: [lock],
    } = await client.query<{ mine: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('event feed', 6)) as mine`,
    );
    if (lock?.mine !== true) return 0;
    const { rowCount } = await client.query(
      `insert into event_feed (order_no, seq, command_position)
        select c.order_no, c.first_seq + n, c.position from (
          select * from command c
            where position > (select coalesce(max(command_position), 0) - $1 from event_feed) and fact_count > 0
              and not exists (select from event_feed f where f.command_position = c.position)
            order by position limit $2
        ) c cross join lateral generate_series(0, c.fact_count - 1) n
        order by c.position, n`,
      [stragglers, batch],
    );
    return rowCount ?? 0;
  });
}

const columns = `f.position, f.order_no as "order", fact_json(fact) as fact, jsonb_build_object('buyer', v.buyer,
  'supplier', v.supplier, 'warehouse', v.warehouse, 'inspector', v.inspector, 'broker', v.broker,
  'carrier', v.carrier, 'bank', v.bank) as companies, v.state->'sourcing' as sourcing`;
const sources = `event_feed f join fact on fact.order_no = f.order_no and fact.seq = f.seq
  join order_view v on v.order_no = f.order_no`;

type Row = Omit<FeedEvent, 'position' | 'sealed'> & { position: string; sourcing: Sourced | null };
const mapped = ({ sourcing, position, ...row }: Row): FeedEvent => ({
  ...row,
  position: whole(position),
  sealed: sourcing !== null && isSealed({ sourcing }),
});

/** The last place of the feed; 0 while it is empty. */
export async function feedEnd(orm: MikroORM): Promise<number> {
  const [row] = await query<{ last: string }>(orm, {
    text: 'select coalesce(max(position), 0) as last from event_feed',
  });
  return whole(row?.last ?? 0);
}

/**
 * Events after a place, of the orders a company takes part in or, where `company` is null, of all; at most `limit`.
 * `reached` is where to go on.
 */
export async function readFeed(
  source: Source,
  { company, after, limit }: { company: string | null; after: number; limit: number },
): Promise<{ events: FeedEvent[]; reached: number }> {
  const end = Math.min(after + lookahead, await feedEnd(ownerOf(source)));
  const rows = await read<Row>(source, {
    text: `select ${columns} from ${sources} where f.position > $1 and f.position <= $2
        and ($3::text is null or $3 in (v.buyer, v.supplier, v.warehouse, v.inspector, v.broker, v.carrier,
          v.bank))
      order by f.position limit $4`,
    values: [after, end, company, limit],
  });
  const events = rows.map(mapped);
  const last = events.at(-1)?.position;
  return { events, reached: events.length === limit && last !== undefined ? last : Math.max(after, end) };
}

/** The event at one place; null when there is none. */
export async function eventAt(orm: MikroORM, position: number): Promise<FeedEvent | null> {
  const [row] = await query<Row>(orm, {
    text: `select ${columns} from ${sources} where f.position = $1`,
    values: [position],
  });
  return row === undefined ? null : mapped(row);
}
