import type { MikroORM } from '@mikro-orm/postgresql';
import type { Role } from '../domain/parties.ts';
import { cursorAfter, cursorValues } from './cursor.ts';
import { read, type Source } from './party-view.ts';
import { query } from './sql.ts';

/** A carrier's event (DCSA Track & Trace, EPCIS) as received; `eventAt` is when it happened or is planned to. */
export interface TrackingEvent {
  order: string;
  eventId: string;
  eventAt: string;
  content: object;
}

/** Keeps a tracking event, once by its id within the order: carriers send the same event several times. */
export async function keepTrackingEvent(orm: MikroORM, event: TrackingEvent): Promise<'new' | 'known'> {
  const rows = await query(orm, {
    name: 'keep_tracking_event',
    text: `insert into tracking_event (order_no, event_id, event_at, content) values ($1, $2, $3, $4)
      on conflict do nothing returning 1`,
    values: [event.order, event.eventId, event.eventAt, JSON.stringify(event.content)],
  });
  return rows.length === 1 ? 'new' : 'known';
}

/** A message on an order; `internal` ones are seen by the platform only. */
export interface Message {
  order: string;
  id: string;
  from: { user: string; company: string; role: Role };
  stage: string;
  text: string;
  internal: boolean;
  /** The document on file that it is about. */
  document: string | null;
  at: string;
}

/** Keeps a message, once by its id within the order. */
export async function keepMessage(orm: MikroORM, message: Message): Promise<'new' | 'known'> {
  const { order, id, from, stage, text, internal, document, at } = message;
  const rows = await query(orm, {
    name: 'keep_message',
    text: `insert into message (order_no, id, from_user, from_company, from_role, stage, text, internal, document, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning 1`,
    values: [order, id, from.user, from.company, from.role, stage, text, internal, document, at],
  });
  return rows.length === 1 ? 'new' : 'known';
}

/**
 * The latest messages of an order, the latest last, and where those before them begin (`next`, null when there are
 * none); internal ones only where `internal`. Throws RangeError for a cursor that is none of this list's.
 */
export async function messagesOf(
  source: Source,
  { order, internal, after, limit }: { order: string; internal: boolean; after?: string; limit: number },
): Promise<{ messages: Omit<Message, 'order'>[]; next: string | null }> {
  const [at, id] = after === undefined ? [null, null] : cursorValues(after, 2);
  const rows = await read<Omit<Message, 'order'> & { place: string }>(source, {
    text: `select id, iso(at) as at, stage, text, internal, document, message.at::text as place,
        jsonb_build_object('user', from_user, 'company', from_company, 'role', from_role) as "from"
      from message where order_no = $1 and (not internal or $2)
        and ($3::text is null or (message.at, id) < ($3::timestamptz, $4::text))
      order by message.at desc, id desc limit $5`,
    values: [order, internal, at, id, limit + 1],
  });
  const page = rows.slice(0, limit);
  const oldest = rows.length > limit ? page.at(-1) : undefined;
  return {
    messages: page.map(({ place: _, ...message }) => message).reverse(),
    next: oldest === undefined ? null : cursorAfter([oldest.place, oldest.id]),
  };
}

/** Every message of an order, first to last; internal ones only where `internal`. */
export const wholeThread = (
  source: Source,
  { order, internal }: { order: string; internal: boolean },
): Promise<Omit<Message, 'order'>[]> =>
  read<Omit<Message, 'order'>>(source, {
    text: `select id, iso(at) as at, stage, text, internal, document,
        jsonb_build_object('user', from_user, 'company', from_company, 'role', from_role) as "from"
      from message where order_no = $1 and (not internal or $2) order by message.at, id`,
    values: [order, internal],
  });
