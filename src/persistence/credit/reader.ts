import type { MikroORM } from '@mikro-orm/postgresql';
import type { Actor } from '../../domain/parties.ts';
import type { CreditView } from '../../domain/credit/record.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { query, whole } from '../sql.ts';
import { read, type Source } from '../party-view.ts';

/** A credit in a list: the read model without the whole state. */
export type CreditRow = Omit<CreditView, 'state'> & { updatedAt: string };

type Amounts = { amountMinor: string; drawnMinor: string };
type Raw<Row> = Omit<Row, keyof Amounts> & Amounts;

const columns = `credit_no as credit, order_no as "order", version, stage, outcome, applicant, beneficiary,
  issuing_bank as "issuingBank", advising_bank as "advisingBank", confirming_bank as "confirmingBank", currency,
  amount_minor as "amountMinor", drawn_minor as "drawnMinor", waiting_on as "waitingOn",
  iso(next_deadline) as "nextDeadline", attention, iso(updated_at) as "updatedAt"`;

const mapped = <Row extends Raw<object>>(row: Row) => ({
  ...row,
  amountMinor: whole(row.amountMinor),
  drawnMinor: whole(row.drawnMinor),
});

/** One credit whole, for the caller to check who may see it; null when there is none of that number. */
export async function findCredit(source: Source, credit: string): Promise<(CreditView & { updatedAt: string }) | null> {
  const rows = await read<Raw<CreditView & { updatedAt: string }>>(source, {
    text: `select ${columns}, state from credit_view where credit_no = $1`,
    values: [credit],
  });
  return rows[0] === undefined ? null : mapped(rows[0]);
}

/** The number of the order's credit that is not closed; null when there is none. */
export async function openCreditOf(orm: MikroORM, order: string): Promise<string | null> {
  const rows = await query<{ credit: string }>(orm, {
    text: `select credit_no as credit from credit_view where order_no = $1 and stage <> 'closed'`,
    values: [order],
  });
  return rows[0]?.credit ?? null;
}

/** Which credits to list; `deadline` puts the most urgent first, `credit` the newest number. */
export interface CreditFilter {
  actor: Actor;
  order?: string;
  stage?: string;
  sort?: 'credit' | 'deadline';
  after?: string;
  limit: number;
}

const sorts = {
  credit: { key: 'credit_no', type: 'text', way: 'desc' },
  deadline: { key: `coalesce(next_deadline, 'infinity')`, type: 'timestamptz', way: 'asc' },
} as const;

/** The places in which a role stands on a credit. */
const places: [Actor['roles'][number], string][] = [
  ['buyer', 'applicant'],
  ['supplier', 'beneficiary'],
  ['bank', 'issuing_bank'],
  ['bank', 'advising_bank'],
  ['bank', 'confirming_bank'],
];

/**
 * The credits on which the actor's company stands in a place of the actor's roles; `next` continues after the last.
 * Throws RangeError for a cursor that is none of this list's.
 */
export async function listCredits(
  source: Source,
  filter: CreditFilter,
): Promise<{ credits: CreditRow[]; next: string | null }> {
  const { key, type, way } = sorts[filter.sort ?? 'credit'];
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const held = places.filter(([role]) => filter.actor.roles.includes(role)).map(([, place]) => place);
  const where = [`${bind(filter.actor.company)}::text in (${['null', ...held].join(', ')})`];
  if (filter.order !== undefined) where.push(`order_no = ${bind(filter.order)}`);
  if (filter.stage !== undefined) where.push(`stage = ${bind(filter.stage)}`);
  if (filter.after !== undefined) {
    const [value, credit] = cursorValues(filter.after, 2);
    where.push(`(${key}, credit_no) ${way === 'desc' ? '<' : '>'} (${bind(value)}::${type}, ${bind(credit)})`);
  }
  const rows = await read<Raw<CreditRow> & { sortKey: string }>(source, {
    text: `select ${columns}, (${key})::text as "sortKey" from credit_view where ${where.join(' and ')}
      order by ${key} ${way}, credit_no ${way} limit ${bind(filter.limit + 1)}`,
    values,
  });
  const page = rows.slice(0, filter.limit);
  const last = rows.length > filter.limit ? page.at(-1) : undefined;
  return {
    credits: page.map(({ sortKey: _, ...row }) => mapped(row)),
    next: last === undefined ? null : cursorAfter([last.sortKey, last.credit]),
  };
}

/** The next number of a credit: LC, two digits of `year`, and a running number of at least six digits. */
export async function allotCreditNumber(orm: MikroORM, year: number): Promise<string> {
  const [row] = await query<{ next: string }>(orm, { text: `select nextval('credit_number') as next` });
  return `LC${String(year % 100).padStart(2, '0')}${row!.next.padStart(6, '0')}`;
}
