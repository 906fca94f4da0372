import { read, type Source } from './party-view.ts';
import type { Actor, OrderCompanies, Party } from '../domain/parties.ts';
import { rolesOn } from '../domain/parties.ts';
import type { OrderView, RecordedFact } from '../domain/record.ts';
import { cursorAfter, cursorValues } from './cursor.ts';
import { whole } from './sql.ts';

/** An order in a list: the read model without the whole state. */
export interface OrderRow extends Omit<OrderView, 'state'> {
  updatedAt: string;
}

/** Which orders to list. `q` finds orders by the beginning of their number or by a company's name. */
export interface OrderFilter {
  actor: Actor;
  stage?: string;
  waitingOn?: Party;
  /** Whether somebody of the platform has to look; only the platform's own people see it, for others nothing does. */
  attention?: boolean;
  q?: string;
  after?: string;
  limit: number;
  /** `order`: newest number first (the default). `updated`: last changed first. `deadline`: most urgent first. */
  sort?: 'order' | 'updated' | 'deadline';
}

const columns = `order_no as "order", version, stage, outcome, mode, profile, currency, total_minor as "totalMinor",
  held_minor as "heldMinor", waiting_on as "waitingOn", iso(next_deadline) as "nextDeadline", attention,
  iso(updated_at) as "updatedAt", jsonb_build_object('buyer', buyer, 'supplier', supplier, 'warehouse', warehouse,
  'inspector', inspector, 'broker', broker, 'carrier', carrier, 'bank', bank) as companies`;

/** The sort key of each order of a list as text, and which way it runs; ties are broken by the order number. */
const sorts = {
  order: { key: 'order_no', type: 'text', way: 'desc' },
  updated: { key: 'updated_at', type: 'timestamptz', way: 'desc' },
  deadline: { key: `coalesce(next_deadline, 'infinity')`, type: 'timestamptz', way: 'asc' },
} as const;

type Amounts = { totalMinor: string | null; heldMinor: string };

const mapped = <Row extends Omit<OrderRow, keyof Amounts> & Amounts>(row: Row) => ({
  ...row,
  totalMinor: row.totalMinor === null ? null : whole(row.totalMinor),
  heldMinor: whole(row.heldMinor),
});

const nobody: Required<OrderCompanies> = {
  buyer: '',
  supplier: '',
  warehouse: '',
  inspector: '',
  broker: '',
  carrier: '',
  bank: '',
};

/** The places on an order in which `actor` may see it, or all orders for the platform's own people. */
function visibility(actor: Actor): (keyof OrderCompanies)[] | 'all' {
  if (rolesOn(nobody, actor).length > 0) return 'all';
  const places = Object.keys(nobody) as (keyof OrderCompanies)[];
  return places.filter((place) => rolesOn({ ...nobody, [place]: actor.company }, actor).length > 0);
}

/**
 * The orders `actor` may see, filtered, sorted and cut to `limit`; `next` continues after the last one. Whoever is
 * bound to a company sees the orders on which the company stands in the place of the role, and no others. Throws
 * RangeError for a cursor that is none of this list's.
 */
export async function listOrders(
  source: Source,
  filter: OrderFilter,
): Promise<{ orders: OrderRow[]; next: string | null }> {
  const { key, type, way } = sorts[filter.sort ?? 'order'];
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where: string[] = [];
  const seen = visibility(filter.actor);
  if (seen !== 'all') {
    const company = bind(filter.actor.company);
    where.push(`${company}::text in (${['null', ...seen].join(', ')})`);
  }
  if (filter.stage !== undefined) where.push(`stage = ${bind(filter.stage)}`);
  if (filter.attention !== undefined) {
    const seenByActor = seen === 'all' ? 'attention is not null' : 'false';
    where.push(`(${seenByActor}) = ${bind(filter.attention)}`);
  }
  if (filter.waitingOn !== undefined) where.push(`waiting_on @> array[${bind(filter.waitingOn)}]::text[]`);
  if (filter.q !== undefined) where.push(matching(bind(filter.q)));
  if (filter.after !== undefined) {
    const [value, order] = cursorValues(filter.after, 2);
    where.push(`(${key}, order_no) ${way === 'desc' ? '<' : '>'} (${bind(value)}::${type}, ${bind(order)})`);
  }
  const rows = await read<Omit<OrderRow, keyof Amounts> & Amounts & { sortKey: string }>(source, {
    text: `select ${columns}, (${key})::text as "sortKey" from order_view
      where ${['true', ...where].join(' and ')}
      order by ${key} ${way}, order_no ${way} limit ${bind(filter.limit + 1)}`,
    values,
  });
  const page = rows.slice(0, filter.limit);
  const last = rows.length > filter.limit ? page.at(-1) : undefined;
  return {
    orders: page.map(({ sortKey: _, ...row }) => mapped(row)),
    next: last === undefined ? null : cursorAfter([last.sortKey, last.order]),
  };
}

const matching = (parameter: string) => `(starts_with(order_no, ${parameter}) or exists (
  select from company where id in (buyer, supplier) and strpos(lower(name), lower(${parameter})) > 0))`;

/** One order whole, for the caller to check who may see it; null when there is none. */
export async function findOrder(source: Source, order: string): Promise<(OrderView & { updatedAt: string }) | null> {
  const rows = await read<Omit<OrderRow, keyof Amounts> & Amounts & { state: object }>(source, {
    name: 'find_order',
    text: `select ${columns}, state from order_view where order_no = $1`,
    values: [order],
  });
  return rows[0] === undefined ? null : mapped(rows[0]);
}

/** Every fact of an order, in order. */
export async function factsOf(source: Source, order: string): Promise<RecordedFact[]> {
  const rows = await read<{ fact: RecordedFact }>(source, {
    text: 'select fact_json(fact) as fact from fact where order_no = $1 order by seq',
    values: [order],
  });
  return rows.map(({ fact }) => fact);
}
