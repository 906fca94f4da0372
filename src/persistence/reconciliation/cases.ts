import type { MikroORM } from '@mikro-orm/postgresql';
import type { QueryResultRow } from 'pg';
import type { Break, CaseKind } from '../../domain/reconciliation/breaks.ts';
import { inTransaction, query, whole } from '../sql.ts';
import type { Rejection } from '../store-error.ts';

/** A break on the desk of people: open, cleared in the eyes of one person, or of two. */
export interface ReconciliationCase extends Omit<Break, 'kind'> {
  kind: CaseKind;
  id: number;
  state: 'open' | 'proposed' | 'resolved';
  /** The first and the last day whose proof found it. */
  firstDay: string;
  lastDay: string;
  openedAt: string;
  proposedBy: string | null;
  proposedAt: string | null;
  reason: string | null;
  resolvedBy: string | null;
  resolvedAt: string | null;
}

const columns = `id, kind, subject, account, order_no as "order", amount_minor as "amountMinor", currency, sentence,
  state, to_char(first_day, 'YYYY-MM-DD') as "firstDay", to_char(last_day, 'YYYY-MM-DD') as "lastDay",
  iso(opened_at) as "openedAt", proposed_by as "proposedBy", iso(proposed_at) as "proposedAt", reason,
  resolved_by as "resolvedBy", iso(resolved_at) as "resolvedAt"`;

type Row = QueryResultRow & Omit<ReconciliationCase, 'id' | 'amountMinor'> & { id: string; amountMinor: string | null };

const mapped = (row: Row): ReconciliationCase => ({
  ...row,
  id: whole(row.id),
  amountMinor: row.amountMinor === null ? null : whole(row.amountMinor),
});

/** What one proof of a day looked at. */
export interface ProvedDay {
  day: string;
  statements: number;
  entries: number;
  /** Number of the ledger's last checkpoint. */
  block: number | null;
}

/**
 * Writes down the proof of a day and opens a case for every break that has none: the same break found again on a later
 * day stays one case, unless people had said it was cleared. Answers the cases that are new.
 */
export function keepProof(orm: MikroORM, proved: ProvedDay, breaks: readonly Break[]): Promise<ReconciliationCase[]> {
  const { day, statements, entries, block } = proved;
  return inTransaction(orm, async (client) => {
    const { rows } = await client.query<Row & { isNew: boolean }>(
      `insert into reconciliation_case as kept (kind, subject, account, order_no, amount_minor, currency, sentence,
          state, first_day, last_day, opened_at)
        select distinct on (kind, subject) kind, subject, account, "order", "amountMinor", currency, sentence, 'open',
          $2::date, $2::date, clock_timestamp()
        from jsonb_to_recordset($1::jsonb) as b (kind text, subject text, account text, "order" text,
          "amountMinor" bigint, currency text, sentence text)
        order by kind, subject
        on conflict (kind, subject) where state <> 'resolved'
          do update set last_day = greatest(kept.last_day, excluded.last_day)
        returning ${columns}, xmax = 0 as "isNew"`,
      [JSON.stringify(breaks), day],
    );
    const opened = rows.filter(({ isNew }) => isNew);
    await client.query(
      `insert into reconciliation_run (day, at, statements, entries, breaks, opened, block)
        values ($1, clock_timestamp(), $2, $3, $4, $5, $6)`,
      [day, statements, entries, breaks.length, opened.length, block],
    );
    return opened.map(({ isNew: _, ...row }) => mapped(row as Row));
  });
}

export interface CaseFilter {
  state?: ReconciliationCase['state'];
  kind?: CaseKind;
  order?: string;
  /** Answer those after this id. */
  after?: number;
  limit: number;
}

/** Cases by age, oldest first; `next` is what to give as `after` for the page that follows. */
export async function listCases(
  orm: MikroORM,
  { state, kind, order, after = 0, limit }: CaseFilter,
): Promise<{ cases: ReconciliationCase[]; next: number | null }> {
  const rows = await query<Row>(orm, {
    text: `select ${columns} from reconciliation_case
      where id > $1 and ($2::text is null or state = $2) and ($3::text is null or kind = $3)
        and ($4::text is null or order_no = $4) order by id limit $5`,
    values: [after, state ?? null, kind ?? null, order ?? null, limit + 1],
  });
  const cases = rows.slice(0, limit).map(mapped);
  return { cases, next: rows.length > limit ? (cases.at(-1)?.id ?? null) : null };
}

/** Days whose statements of this account came, or came once more, after the day was proved; at most the last 31. */
export async function daysToProve(orm: MikroORM, account: string, upTo: string): Promise<string[]> {
  const rows = await query<{ day: string }>(orm, {
    text: `select distinct to_char(s.day, 'YYYY-MM-DD') as day
      from bank_statement s join statement_reading r on r.message = s.message
      where s.account = $1 and s.day <= $2::date
        and not exists (select from reconciliation_run where day = s.day and at > r.read_at)
      order by day desc limit 31`,
    values: [account, upTo],
  });
  return rows.map(({ day }) => day).reverse();
}

/** Days and figures of the last proofs, newest first. */
export const lastProofs = (orm: MikroORM, limit = 10) =>
  query<QueryResultRow & ProvedDay & { at: string; breaks: number; opened: number }>(orm, {
    text: `select to_char(day, 'YYYY-MM-DD') as day, iso(at) as at, statements, entries, breaks, opened, block
      from reconciliation_run order by id desc limit $1`,
    values: [limit],
  });

/**
 * One person says how a case was cleared, a second one confirms it: the first call proposes, the next by somebody else
 * resolves. Rejected: `case-unknown`, `case-resolved`, `same-person` (whoever proposed cannot confirm).
 */
export function resolveCase(
  orm: MikroORM,
  id: number,
  { user, reason }: { user: string; reason: string },
): Promise<ReconciliationCase | { rejection: Rejection }> {
  return inTransaction(orm, async (client) => {
    const found = await client.query<Row>(`select ${columns} from reconciliation_case where id = $1 for update`, [id]);
    const [row] = found.rows;
    if (row === undefined) return refused('case-unknown', `There is no case ${id}.`);
    if (row.state === 'resolved') return refused('case-resolved', `Case ${id} was resolved on ${row.resolvedAt}.`);
    if (row.proposedBy === user) {
      return refused('same-person', 'You said how the case was cleared; a second person has to confirm it.');
    }
    const change =
      row.state === 'open'
        ? `state = 'proposed', proposed_by = $2, proposed_at = clock_timestamp(), reason = $3`
        : `state = 'resolved', resolved_by = $2, resolved_at = clock_timestamp(), reason = reason || e'\\n' || $3`;
    const changed = await client.query<Row>(
      `update reconciliation_case set ${change} where id = $1 returning ${columns}`,
      [id, user, reason],
    );
    return mapped(changed.rows[0]!);
  });
}

const refused = (code: string, detail: string): { rejection: Rejection } => ({ rejection: { code, detail } });
