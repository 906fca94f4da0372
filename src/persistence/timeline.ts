import { read, type Source } from './party-view.ts';
import type { Role } from '../domain/parties.ts';
import type { RecordedFact } from '../domain/record.ts';
import { cursorAfter, cursorValues } from './cursor.ts';

export type TimelineEntry =
  | ({ kind: 'fact' } & RecordedFact)
  | { kind: 'event'; at: string; eventId: string; receivedAt: string; content: object }
  | {
      kind: 'message';
      at: string;
      id: string;
      from: { user: string; company: string; role: Role };
      stage: string;
      text: string;
      internal: boolean;
      document: string | null;
    };

/** Facts come before events and messages of the same instant; `place` orders rows of one kind. */
const entries = `
  select at, 1 as rank, lpad(seq::text, 10, '0') as place,
    jsonb_build_object('kind', 'fact') || fact_json(fact) as entry
    from fact where order_no = $1
  union all
  select event_at, 2, event_id, jsonb_build_object('kind', 'event', 'at', iso(event_at), 'eventId', event_id,
    'receivedAt', iso(received_at), 'content', content) from tracking_event where order_no = $1
  union all
  select at, 3, id, jsonb_build_object('kind', 'message', 'at', iso(at), 'id', id, 'stage', stage, 'text', text,
    'internal', internal, 'document', document, 'from',
    jsonb_build_object('user', from_user, 'company', from_company, 'role', from_role))
    from message where order_no = $1 and (not internal or $2)`;

/**
 * Facts, carriers' events and messages of an order in order of the time they tell of, at most `limit`; `next` continues
 * after the last one. Messages marked internal come only when `internal` is true. An event that is reported late
 * stands where it happened, so a reader who wants what is new reads from the start of the list. Throws RangeError
 * for a cursor that is none of this list's.
 */
export async function timeline(
  source: Source,
  order: string,
  { after, limit, internal }: { after?: string; limit: number; internal: boolean },
): Promise<{ entries: TimelineEntry[]; next: string | null }> {
  const [at, rank, place] = after === undefined ? ['-infinity', '0', ''] : cursorValues(after, 3);
  const rows = await read<{ at: string; rank: number; place: string; entry: TimelineEntry }>(source, {
    text: `select at::text, rank, place, entry from (${entries}) as t
      where (t.at, t.rank, t.place collate "C") > ($3::timestamptz, $4::int, $5)
      order by t.at, t.rank, t.place collate "C" limit $6`,
    values: [order, internal, at, rank, place, limit + 1],
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    entries: page.map(({ entry }) => entry),
    next: last === undefined ? null : cursorAfter([last.at, String(last.rank), last.place]),
  };
}
