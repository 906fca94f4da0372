import type { MikroORM } from '@mikro-orm/postgresql';
import { read, type Source } from '../party-view.ts';
import { query } from '../sql.ts';

/** Something that is to be stamped: a version of a contract, or the fact with which an order closed. */
export interface Stampable {
  order: string;
  subject: 'CONTRACT' | 'RECORD';
  /** The version of the contract, or the number of the fact. */
  number: number;
  hash: string;
  /** How often authorities were asked for it so far. */
  attempts: number;
}

/** What an authority has stamped; `response` is its answer as it came (RFC 3161 TimeStampResp, DER). */
export interface KeptTimestamp {
  authority: string;
  at: string;
  policy: string;
  serial: string;
  signer: string;
  response: Buffer;
}

/** Why there is no timestamp yet: what was asked and not answered is not known; the rest is no good timestamp. */
export interface Unstamped {
  state: 'UNKNOWN' | 'REFUSED';
  why: string;
  retryMinutes: number;
}

const own = 'order_no as "order", subject, number, hash';

/** The next thing that is due to be stamped, the longest due first; null when none is. */
export async function dueForStamping(orm: MikroORM): Promise<Stampable | null> {
  const [row] = await query<Stampable>(orm, {
    text: `select ${own}, attempts from evidence_timestamp where response is null and next_attempt_at <= now()
      order by next_attempt_at, order_no, subject, number limit 1`,
  });
  return row ?? null;
}

/** Keeps a timestamp; the first one that is kept stays. */
export async function keepTimestamp(
  orm: MikroORM,
  { order, subject, number }: Stampable,
  { authority, at, policy, serial, signer, response }: KeptTimestamp,
): Promise<void> {
  await query(orm, {
    text: `update evidence_timestamp set state = 'STAMPED', attempts = attempts + 1, why = null, authority = $4,
        stamped_at = $5, policy = $6, serial = $7, signer = $8, response = $9
      where order_no = $1 and subject = $2 and number = $3 and response is null`,
    values: [order, subject, number, authority, at, policy, serial, signer, response],
  });
}

/** Notes why nothing was stamped, and when it is tried again. */
export async function noteUnstamped(
  orm: MikroORM,
  { order, subject, number }: Stampable,
  { state, why, retryMinutes }: Unstamped,
): Promise<void> {
  await query(orm, {
    text: `update evidence_timestamp set state = $4, why = $5, attempts = attempts + 1,
        next_attempt_at = now() + make_interval(mins => $6)
      where order_no = $1 and subject = $2 and number = $3 and response is null`,
    values: [order, subject, number, state, why, retryMinutes],
  });
}

/** How many things are still not stamped after so many attempts. */
export async function overdueForStamping(orm: MikroORM, attempts: number): Promise<number> {
  const [row] = await query<{ count: number }>(orm, {
    text: 'select count(*)::int as count from evidence_timestamp where response is null and attempts >= $1',
    values: [attempts],
  });
  return row?.count ?? 0;
}

/** What of an order is stamped or to be stamped; without its answer where it is not yet. */
export type OrderTimestamp = Pick<Stampable, 'subject' | 'number' | 'hash'> & {
  state: 'WANTED' | 'STAMPED' | Unstamped['state'];
} & { [Field in keyof KeptTimestamp]: KeptTimestamp[Field] | null };

/** The timestamps of an order, contracts first. */
export const timestampsOf = (source: Source, order: string): Promise<OrderTimestamp[]> =>
  read<OrderTimestamp>(source, {
    text: `select subject, number, hash, state, authority, iso(stamped_at) as at, policy, serial, signer, response
      from evidence_timestamp where order_no = $1 order by subject, number`,
    values: [order],
  });
