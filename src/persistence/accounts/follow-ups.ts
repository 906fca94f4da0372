import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { notify } from '../notices.ts';
import { inTransaction } from '../sql.ts';
import { read, type Source } from '../party-view.ts';

type Db = Pick<PoolClient, 'query'>;

/** A follow-up of an account manager with a company. */
export interface FollowUp {
  id: string;
  company: string;
  manager: string;
  state: 'open' | 'recorded' | 'missed';
  openedAt: string;
  dueAt: string;
  recordedAt: string | null;
  recordedBy: string | null;
  summary: string | null;
}

const columns = `id, company, manager, state, iso(opened_at) as "openedAt", iso(due_at) as "dueAt",
  iso(recorded_at) as "recordedAt", recorded_by as "recordedBy", summary`;

/** A follow-up to be opened; `short` is how many of the products the company watches run short. */
interface Opening {
  id: string;
  company: string;
  at: string;
  dueAt: string;
  short: number;
}

/**
 * Opens a follow-up for whoever looks after the company now, once by its id, and tells that manager. Answers when it is
 * due; null, and nothing is opened, where nobody does.
 */
export const openFollowUp = (orm: MikroORM, { id, company, at, dueAt, short }: Opening): Promise<string | null> =>
  inTransaction(orm, async (client) => {
    const {
      rows: [opened],
    } = await client.query<{ manager: string; name: string }>(
      `insert into follow_up (id, company, manager, state, opened_at, due_at)
      select $1, company, manager, 'open', $3, $4 from account_assignment where company = $2 on conflict do nothing
      returning manager, (select name from company where company.id = follow_up.company) as name`,
      [id, company, at, dueAt],
    );
    if (opened !== undefined) {
      const data = { company: opened.name, id: company, dueAt, short };
      await notify(client, { kind: 'follow-up-due', to: { user: opened.manager }, data }, { event: id, at });
    }
    const {
      rows: [kept],
    } = await client.query<{ dueAt: string }>('select iso(due_at) as "dueAt" from follow_up where id = $1', [id]);
    return kept?.dueAt ?? null;
  });

/** Ends the time of a follow-up: one nobody recorded is missed, and its manager and the operators are told. */
export const closeFollowUp = (orm: MikroORM, id: string, at: string): Promise<'recorded' | 'missed'> =>
  inTransaction(orm, async (client) => {
    const { rows } = await client.query<FollowUp & { name: string }>(
      `update follow_up set state = 'missed' where id = $1 and state = 'open'
        returning ${columns}, (select name from company where company.id = follow_up.company) as name`,
      [id],
    );
    const [missed] = rows;
    if (missed !== undefined) {
      const { manager, name, dueAt } = missed;
      const notice = { kind: 'follow-up-missed', data: { company: name, dueAt } };
      await notify(client, { ...notice, to: { user: manager } }, { event: id, at });
      await notify(client, { ...notice, to: { roles: ['operator'] } }, { event: id, at });
      return 'missed';
    }
    const {
      rows: [kept],
    } = await client.query<{ state: FollowUp['state'] }>('select state from follow_up where id = $1', [id]);
    if (kept === undefined) throw new RangeError(`there is no follow-up ${id}`);
    return kept.state === 'missed' ? 'missed' : 'recorded';
  });

/**
 * Records how a follow-up went, also after its time, which stays missed in the letters that were sent. Null when the
 * company has none of that id, or it was recorded before.
 */
export async function recordFollowUp(
  db: Db,
  { id, company }: { id: string; company: string },
  { at, user, summary }: { at: string; user: string; summary: string },
): Promise<FollowUp | null> {
  const { rows } = await db.query<FollowUp>(
    `update follow_up set state = 'recorded', recorded_at = $3, recorded_by = $4, summary = $5
      where id = $1 and company = $2 and state <> 'recorded' returning ${columns}`,
    [id, company, at, user, summary],
  );
  return rows[0] ?? null;
}

/** Which follow-ups to list. */
export interface FollowUpFilter {
  state?: FollowUp['state'];
  company?: string;
  manager?: string;
  after?: string;
  limit: number;
}

/** Follow-ups, those due first before the others. Throws RangeError for a cursor that is none of this list's. */
export async function listFollowUps(
  source: Source,
  { state, company, manager, after, limit }: FollowUpFilter,
): Promise<{ followUps: FollowUp[]; next: string | null }> {
  const [due, id] = after === undefined ? ['-infinity', ''] : cursorValues(after, 2);
  const rows = await read<FollowUp & { sortKey: string }>(source, {
    text: `select ${columns}, due_at::text as "sortKey" from follow_up where (due_at, id) > ($1::timestamptz, $2)
      and ($3::text is null or state = $3) and ($4::text is null or company = $4)
      and ($5::text is null or manager = $5) order by due_at, id limit $6`,
    values: [due, id, state ?? null, company ?? null, manager ?? null, limit + 1],
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    followUps: page.map(({ sortKey: _, ...row }) => row),
    next: last === undefined ? null : cursorAfter([last.sortKey, last.id]),
  };
}

/** What an account manager noted about a company. */
export interface AccountNote {
  id: string;
  at: string;
  by: string;
  text: string;
}

/** Keeps a note, once by its id. */
export async function keepNote(db: Db, company: string, { id, at, by, text }: AccountNote): Promise<void> {
  await db.query('insert into account_note (id, company, at, by_user, text) values ($1, $2, $3, $4, $5)', [
    id,
    company,
    at,
    by,
    text,
  ]);
}

/** Notes about a company, the newest first. Throws RangeError for a cursor that is none of this list's. */
export async function notesOf(
  source: Source,
  company: string,
  { after, limit }: { after?: string; limit: number },
): Promise<{ notes: AccountNote[]; next: string | null }> {
  const [at, id] = after === undefined ? ['infinity', ''] : cursorValues(after, 2);
  const rows = await read<AccountNote & { sortKey: string }>(source, {
    text: `select id, iso(at) as at, by_user as by, text, at::text as "sortKey" from account_note
      where company = $1 and (at, id) < ($2::timestamptz, $3) order by account_note.at desc, id desc limit $4`,
    values: [company, at, id, limit + 1],
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    notes: page.map(({ sortKey: _, ...row }) => row),
    next: last === undefined ? null : cursorAfter([last.sortKey, last.id]),
  };
}
