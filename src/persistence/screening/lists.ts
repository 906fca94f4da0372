import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { partyHash } from '../../domain/screening/list.ts';
import type { DeniedParty } from '../../domain/screening/match.ts';
import { decideHit, type HitVerdict, type ScreeningOutcome } from '../../domain/screening/outcome.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { query } from '../sql.ts';

type Db = Pick<PoolClient, 'query'>;

/** A list as it was imported. */
export interface ScreeningListRow {
  version: string;
  name: string;
  entries: number;
  importedAt: string;
  importedBy: string;
}

/** Keeps a list whole; false, with nothing kept, when this very file was imported before. */
export async function keepList(
  db: Db,
  list: Omit<ScreeningListRow, 'entries'>,
  parties: readonly DeniedParty[],
): Promise<boolean> {
  const { version, name, importedAt, importedBy } = list;
  const { rowCount } = await db.query(
    `insert into screening_list (version, name, entries, imported_at, imported_by) values ($1, $2, $3, $4, $5)
      on conflict (version) do nothing`,
    [version, name, parties.length, importedAt, importedBy],
  );
  if (rowCount === 0) return false;
  await db.query(
    `insert into screening_entry (list, id, name, aliases, country, programme, hash)
      select $1, e.id, e.name, array(select jsonb_array_elements_text(e.aliases)), e.country, e.programme, e.hash
      from jsonb_to_recordset($2::jsonb) as e (id text, name text, aliases jsonb, country text, programme text,
        hash text)`,
    [version, JSON.stringify(parties.map((party) => ({ ...party, hash: partyHash(party) })))],
  );
  return true;
}

/** The lists there are, the one that counts first. Throws RangeError for a cursor that is none of this list's. */
export async function screeningLists(
  orm: MikroORM,
  { after, limit }: { after?: string; limit: number },
): Promise<{ lists: ScreeningListRow[]; next: string | null }> {
  const [position] = after === undefined ? [null] : cursorValues(after, 1);
  const rows = await query<ScreeningListRow & { position: string }>(orm, {
    text: `select version, name, entries, iso(imported_at) as "importedAt", imported_by as "importedBy",
        position::text as position
      from screening_list where $1::bigint is null or position < $1 order by position desc limit $2`,
    values: [position, limit + 1],
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    lists: page.map(({ position: _, ...row }) => row),
    next: last === undefined ? null : cursorAfter([last.position]),
  };
}

/** Evidence that a company was screened: when, on what occasion, for which order, against which list. */
export interface ScreeningCheck {
  company: string;
  name: string;
  list: string;
  occasion: string;
  order: string | null;
  outcome: ScreeningOutcome;
  at: string;
}

/** Which checks to list: those of one company or of one order; those before a position. */
export interface CheckFilter {
  company?: string;
  order?: string;
  after?: number;
  limit: number;
}

/** Checks, the last one first; `next` is what to give as `after` for the page that follows. */
export async function listChecks(
  orm: MikroORM,
  { company, order, after, limit }: CheckFilter,
): Promise<{ checks: ScreeningCheck[]; next: number | null }> {
  const rows = await query<ScreeningCheck & { position: number }>(orm, {
    text: `select position::int as position, company, name, list, occasion, subject as "order", outcome, iso(at) as at
      from screening_check where ($1::text is null or company = $1) and ($2::text is null or subject = $2)
      and ($3::bigint is null or position < $3) order by position desc limit $4`,
    values: [company ?? null, order ?? null, after ?? null, limit + 1],
  });
  const page = rows.slice(0, limit);
  return {
    checks: page.map(({ position: _, ...row }) => row),
    next: rows.length > limit ? (page.at(-1)?.position ?? null) : null,
  };
}

/** A company that resembles a listed party, and what people said of it. */
export interface ScreeningHit {
  hit: number;
  company: string;
  companyName: string;
  list: string;
  party: DeniedParty;
  score: number;
  why: string;
  occasion: string;
  foundAt: string;
  verdict: HitVerdict | null;
  proposed: HitVerdict | null;
  proposedBy: string | null;
  reason: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
}

const hitColumns = `id::int as hit, company, company_name as "companyName", list, entry as party, score, why, occasion,
  iso(found_at) as "foundAt", verdict, proposed, proposed_by as "proposedBy", reason, decided_by as "decidedBy",
  iso(decided_at) as "decidedAt"`;

/** Which hits to list: by what was decided of them, or of one company; those found after one. */
export interface HitFilter {
  state?: 'open' | HitVerdict;
  company?: string;
  after?: number;
  limit: number;
}

/** Hits, the oldest first; `next` is what to give as `after` for the page that follows. */
export async function listHits(
  orm: MikroORM,
  { state, company, after = 0, limit }: HitFilter,
): Promise<{ hits: ScreeningHit[]; next: number | null }> {
  const rows = await query<ScreeningHit & Record<string, unknown>>(orm, {
    text: `select ${hitColumns} from screening_hit where id > $1
      and ($2::text is null or coalesce(verdict, 'open') = $2) and ($3::text is null or company = $3)
      order by id limit $4`,
    values: [after, state ?? null, company ?? null, limit + 1],
  });
  const hits = rows.slice(0, limit);
  return { hits, next: rows.length > limit ? (hits.at(-1)?.hit ?? null) : null };
}

/** A hit after one more person had a say; null when there is none of that id. Rejected as `decideHit` says. */
export async function sayOfHit(
  db: Db,
  hit: number,
  { verdict, user, reason, at }: { verdict: HitVerdict; user: string; reason: string; at: string },
): Promise<ScreeningHit | { rejection: { code: string; detail: string } } | null> {
  const found = await db.query<ScreeningHit>(`select ${hitColumns} from screening_hit where id = $1 for update`, [hit]);
  const [row] = found.rows;
  if (row === undefined) return null;
  const decision = decideHit(row, verdict, user);
  if ('rejection' in decision) return decision;
  const change =
    decision.step === 'proposed'
      ? `proposed = $2, proposed_by = $3, proposed_at = $4, reason = $5, decided_by = null, decided_at = null`
      : `verdict = $2, proposed = null, decided_by = $3, decided_at = $4, reason = reason || e'\\n' || $5`;
  const { rows } = await db.query<ScreeningHit>(
    `update screening_hit set ${change} where id = $1 returning ${hitColumns}`,
    [hit, verdict, user, at, reason],
  );
  return rows[0] ?? null;
}
