import type { MikroORM } from '@mikro-orm/postgresql';
import type { LetterData } from '../domain/words/letter.ts';
import type { Locale } from '../domain/words/locale.ts';
import { cursorAfter, cursorValues } from './cursor.ts';
import { query } from './sql.ts';

/** A letter whose turn it is, with what is known now of its reader and of its order. */
export interface DueLetter {
  key: string;
  kind: string;
  order: string | null;
  data: LetterData;
  attempts: number;
  /** Null when the user it was for is no more, or was deactivated. */
  address: string | null;
  reader: string;
  locale: Locale;
  buyer: string | null;
  supplier: string | null;
  /** The name of the company whose id the letter brings; null where it brings none. */
  company: string | null;
}

/**
 * Takes up to `limit` letters that are due at `now` and keeps others from them for `leaseSeconds`: a process that dies
 * while it sends leaves them to be sent again.
 */
export const claimLetters = (
  orm: MikroORM,
  { now, limit, leaseSeconds }: { now: string; limit: number; leaseSeconds: number },
): Promise<DueLetter[]> =>
  query<DueLetter>(orm, {
    name: 'claim_letters',
    text: `with due as (
        select key from outbox_letter where state = 'waiting' and next_attempt_at <= $1
          order by next_attempt_at limit $2 for update skip locked
      ), taken as (
        update outbox_letter l set attempts = l.attempts + 1,
            next_attempt_at = $1::timestamptz + make_interval(secs => $3)
          from due where l.key = due.key returning l.*
      )
      select t.key, t.kind, t.order_no as "order", t.data, t.attempts,
          coalesce(t.to_address, case when u.deactivated_at is null then u.email end) as address,
          coalesce(u.name, t.data->>'name', t.to_address, '') as reader, coalesce(t.locale, u.locale, 'en') as locale,
          b.name as buyer, s.name as supplier, c.name as company
        from taken t left join platform_user u on u.id = t.to_user left join order_view v on v.order_no = t.order_no
          left join company b on b.id = v.buyer left join company s on s.id = v.supplier
          left join company c on c.id = t.data->>'company'
        order by t.at, t.key`,
    values: [now, limit, leaseSeconds],
  });

/**
 * A letter has left; `receipt` is what the server that took it said. A code good once is in its reader's hands alone.
 */
export async function keepSent(orm: MikroORM, key: string, receipt: string, now: string): Promise<void> {
  await query(orm, {
    text: `update outbox_letter set state = 'sent', sent_at = $3, receipt = $2, last_error = null,
        data = data - 'token' where key = $1`,
    values: [key, receipt, now],
  });
}

/** A letter has not left: it is tried again at `nextAttemptAt`, or, where that is null, never by itself. */
export async function keepFailure(
  orm: MikroORM,
  key: string,
  failure: { error: string; nextAttemptAt: string | null },
): Promise<void> {
  await query(orm, {
    text: `update outbox_letter set last_error = $2, next_attempt_at = coalesce($3::timestamptz, next_attempt_at),
        state = case when $3::timestamptz is null then 'dead' else 'waiting' end
      where key = $1 and state = 'waiting'`,
    values: [key, failure.error, failure.nextAttemptAt],
  });
}

export const letterStates = ['waiting', 'sent', 'dead'] as const;

/** A letter as operators see it: never its words, which may hold what traders told each other. */
export interface LetterRow {
  key: string;
  kind: string;
  user: string | null;
  address: string | null;
  order: string | null;
  state: (typeof letterStates)[number];
  attempts: number;
  at: string;
  nextAttemptAt: string;
  sentAt: string | null;
  receipt: string | null;
  lastError: string | null;
}

const columns = `key, kind, to_user as "user", to_address as address, order_no as "order", state, attempts,
  iso(at) as at, iso(next_attempt_at) as "nextAttemptAt", iso(sent_at) as "sentAt", receipt, last_error as "lastError"`;

export interface LetterFilter {
  state?: LetterRow['state'];
  order?: string;
  after?: string;
  limit: number;
}

/** Letters, newest first. Throws RangeError for a cursor this list did not give out. */
export async function listLetters(
  orm: MikroORM,
  { state, order, after, limit }: LetterFilter,
): Promise<{ letters: LetterRow[]; next: string | null }> {
  const [at, key] = after === undefined ? [null, null] : cursorValues(after, 2);
  const letters = await query<LetterRow>(orm, {
    text: `select ${columns} from outbox_letter where ($1::text is null or state = $1)
        and ($2::text is null or order_no = $2) and ($3::timestamptz is null or (at, key) < ($3, $4))
      order by at desc, key desc limit $5`,
    values: [state ?? null, order ?? null, at, key, limit + 1],
  });
  const page = letters.slice(0, limit);
  const last = page.at(-1);
  return { letters: page, next: letters.length > limit && last ? cursorAfter([last.at, last.key]) : null };
}

/** Puts a dead letter back in line with all its attempts. Answers it as it is then; null when there is none. */
export async function retryLetter(
  orm: MikroORM,
  key: string,
  now: string,
): Promise<{ letter: LetterRow; retried: boolean } | null> {
  const [retried] = await query<LetterRow>(orm, {
    text: `update outbox_letter set state = 'waiting', attempts = 0, next_attempt_at = $2
      where key = $1 and state = 'dead' returning ${columns}`,
    values: [key, now],
  });
  if (retried !== undefined) return { letter: retried, retried: true };
  const [letter] = await query<LetterRow>(orm, {
    text: `select ${columns} from outbox_letter where key = $1`,
    values: [key],
  });
  return letter === undefined ? null : { letter, retried: false };
}
