import type { MikroORM } from '@mikro-orm/postgresql';
import type { Order } from '../../domain/order/order.ts';
import type { Answer } from '../../domain/record.ts';
import type { Answered } from '../../domain/sourcing/comparison.ts';
import type { Sourcing, SourcingInput, SourcingState } from '../../domain/sourcing/sourcing.ts';
import { type Db, writeOnce } from '../catalogue/write-once.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import type { Statement } from '../sql.ts';
import { addVersion } from './versions.ts';
import { read, type Source } from '../party-view.ts';

/** A sourcing as it is opened: the number it was allotted, who asks, and what. */
export interface SourcingOpening {
  number: string;
  buyer: string;
  user: string;
  at: string;
  input: SourcingInput;
}

const columns = `s.number, s.buyer, s.by_user as "user", s.state, s.title, iso(s.deadline) as deadline, s.content,
  iso(s.created_at) as "createdAt", iso(s.updated_at) as "updatedAt",
  (s.content->>'sealed')::boolean as sealed, s.content->>'split' as split,
  (select coalesce(json_agg(json_build_object('supplier', i.supplier, 'order', i.order_no) order by i.supplier), '[]')
    from sourcing_invitation i where i.sourcing = s.number) as invitations`;

/** Anything that runs a statement and gives its rows back: the pool, or the client of a transaction. */
export type Reads = <Row extends object>(statement: Statement) => Promise<Row[]>;
export const reader =
  (source: Source): Reads =>
  (statement) =>
    read(source, statement) as never;
export const readerIn =
  (db: Db): Reads =>
  async (statement) =>
    (await db.query(statement)).rows as never;

/**
 * Writes a sourcing down with a number for the order of each supplier, once for its number however often it is asked
 * for; the answer is kept for the Idempotency-Key in the same transaction.
 */
export const openSourcing = (orm: MikroORM, opening: SourcingOpening, commandId: string): Promise<Answer> =>
  writeOnce(orm, commandId, async (db) => {
    const { number, buyer, user, at, input } = opening;
    const { rows } = await db.query(
      `insert into sourcing (number, buyer, by_user, state, title, deadline, content, created_at, updated_at)
        values ($1, $2, $3, 'open', $4, $5, $6, $7, $7) on conflict (number) do nothing returning number`,
      [number, buyer, user, input.title, input.deadline, JSON.stringify(input), at],
    );
    if (rows.length > 0) {
      await db.query(
        `insert into sourcing_invitation (sourcing, supplier, order_no)
          select $1, supplier, $3 || lpad(drawn, greatest(length(drawn), 6), '0')
          from (select supplier, nextval('order_number')::text as drawn from unnest($2::text[]) as supplier) asked`,
        [number, input.suppliers, at.slice(2, 4)],
      );
      if (input.statement !== undefined) {
        await addVersion(db, 'sourcing_statement', { sourcing: number, content: input.statement, at, user });
      }
    }
    return { status: 201, body: { sourcing: number, state: 'open', deadline: new Date(input.deadline).toISOString() } };
  });

/** One sourcing whole, for the caller to check who may see it; null when there is none. */
export async function findSourcing(read: Reads, number: string, lock = false): Promise<Sourcing | null> {
  const rows = await read<Sourcing>({
    text: `select ${columns} from sourcing s where s.number = $1${lock ? ' for update of s' : ''}`,
    values: [number],
  });
  return rows[0] ?? null;
}

/** The orders of a sourcing as they stand, by supplier; those that are not opened yet are left out. */
export const answersOf = (read: Reads, number: string): Promise<Answered[]> =>
  read<Answered & { state: Order }>({
    text: `select i.supplier, i.order_no as "order", o.state from sourcing_invitation i
      join order_view o on o.order_no = i.order_no where i.sourcing = $1 order by i.supplier`,
    values: [number],
  });

/** A sourcing in a list. */
export interface SourcingRow {
  number: string;
  buyer: string;
  state: SourcingState;
  title: string;
  sealed: boolean;
  deadline: string;
  asked: number;
  updatedAt: string;
}

const sorts = {
  number: { key: 'number', type: 'text', way: 'desc' },
  deadline: { key: 'deadline', type: 'timestamptz', way: 'asc' },
  updated: { key: 'updated_at', type: 'timestamptz', way: 'desc' },
} as const;

export interface SourcingFilter {
  /** The company whose sourcings are asked for; left out, those of all companies. */
  buyer?: string;
  state?: SourcingState;
  sort?: keyof typeof sorts;
  after?: string;
  limit: number;
}

/** Sourcings, sorted and cut to `limit`; `next` continues after the last. RangeError for a cursor of another list. */
export async function listSourcings(
  source: Source,
  { buyer, state, sort = 'number', after, limit }: SourcingFilter,
): Promise<{ sourcings: SourcingRow[]; next: string | null }> {
  const { key, type, way } = sorts[sort];
  const values: unknown[] = [buyer ?? null, state ?? null, limit + 1];
  let place = '';
  if (after !== undefined) {
    const [value, number] = cursorValues(after, 2);
    values.push(value, number);
    place = `and (${key}, number) ${way === 'desc' ? '<' : '>'} ($4::${type}, $5)`;
  }
  const rows = await read<SourcingRow & { sortKey: string }>(source, {
    text: `select number, buyer, state, title, (content->>'sealed')::boolean as sealed, iso(deadline) as deadline,
        jsonb_array_length(content->'suppliers') as asked, iso(updated_at) as "updatedAt", (${key})::text as "sortKey"
      from sourcing where ($1::text is null or buyer = $1) and ($2::text is null or state = $2) ${place}
      order by ${key} ${way}, number ${way} limit $3`,
    values,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    sourcings: page.map(({ sortKey: _, ...row }) => row),
    next: last === undefined ? null : cursorAfter([last.sortKey, last.number]),
  };
}

/** Gives a sourcing its new deadline. */
export async function moveDeadline(db: Db, number: string, deadline: string, at: string): Promise<void> {
  await db.query('update sourcing set deadline = $2, updated_at = $3 where number = $1', [number, deadline, at]);
}

/** Moves a sourcing on. */
export async function moveSourcing(db: Db, number: string, state: SourcingState, at: string): Promise<void> {
  await db.query('update sourcing set state = $2, updated_at = $3 where number = $1', [number, state, at]);
}
