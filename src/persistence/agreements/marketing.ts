import type { MikroORM } from '@mikro-orm/postgresql';
import type { ConfirmedCosts, AllowedOrder } from '../../domain/agreements/marketing.ts';
import type { MarketingCost } from '../../domain/agreements/costs.ts';
import type { Line } from '../../domain/order/line.ts';
import type { Db } from '../catalogue/write-once.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { read, type Source } from '../party-view.ts';
import { query } from '../sql.ts';

/** Remembers that the contract of an order is to carry an allowance of these agreements. */
export async function keepAllowed(
  orm: MikroORM,
  { order, agreements, at }: { order: string; agreements: readonly string[]; at: string },
): Promise<void> {
  if (agreements.length === 0) return;
  await query(orm, {
    text: `insert into agreement_order (agreement, order_no, at) select unnest($1::text[]), $2, $3
      on conflict do nothing`,
    values: [agreements, order, at],
  });
}

interface AllowedRow extends Omit<AllowedOrder, 'currency' | 'lines'> {
  terms: { currency: string; lines: Line[] };
  key: string;
}

/**
 * The orders whose signed contract carries an allowance of an agreement, oldest first: contract, receipt and acceptance
 * as they are on the record. One that came to nothing, or whose money goes back, is left out.
 */
export async function allowedOrders(
  source: Source,
  agreement: string,
  { after, limit }: { after?: string | undefined; limit?: number } = {},
): Promise<{ orders: AllowedOrder[]; next: string | null }> {
  const [at, order] = after === undefined ? ['-infinity', ''] : cursorValues(after, 2);
  const rows = await read<AllowedRow & Record<string, unknown>>(source, {
    text: `select o.order_no as "order", c.terms, r.received, a.accepted, o.at::text as key,
        coalesce(v.stage = 'completed' or v.outcome = 'completed', false) as completed
      from agreement_order o join order_view v on v.order_no = o.order_no
        and v.stage <> 'refund' and (v.stage <> 'closed' or v.outcome = 'completed')
      cross join lateral (select data->'contract'->'terms' as terms from fact f where f.order_no = o.order_no
        and f.type in ('ContractSealed', 'ContractAmended') order by seq desc limit 1) c
      left join lateral (select data->'receipt'->'perLine' as received from fact f where f.order_no = o.order_no
        and f.type in ('GoodsReceived', 'PartialArrivalRecorded') order by seq desc limit 1) r on true
      left join lateral (select data->'lines' as accepted from fact f where f.order_no = o.order_no
        and f.type = 'ReceiptConfirmed' order by seq desc limit 1) a on true
      where o.agreement = $1 and (o.at, o.order_no) > ($2::timestamptz, $3)
        and c.terms->'lines' @> jsonb_build_array(jsonb_build_object('allowance',
          jsonb_build_object('agreement', $1::text)))
      order by o.at, o.order_no limit $4`,
    values: [agreement, at, order, limit === undefined ? null : limit + 1],
  });
  const page = rows.slice(0, limit);
  const last = rows.length > page.length ? page.at(-1) : undefined;
  return {
    orders: page.map(({ terms, key: _, ...rest }) => ({ ...rest, currency: terms.currency, lines: terms.lines })),
    next: last === undefined ? null : cursorAfter([last.key, last.order]),
  };
}

const columns = `id, agreement, side, content->>'description' as description, content->>'spentOn' as "spentOn",
  amount_minor::float8 as "amountMinor", currency, content->'evidence' as evidence, hash, state,
  json_build_object('user', claimed_by, 'at', iso(at)) as claimed, answer as answered`;

/** Keeps a claimed cost. */
export async function keepCost(db: Db, cost: MarketingCost): Promise<void> {
  const { id, agreement, side, description, spentOn, amountMinor, currency, evidence, hash, state, claimed } = cost;
  const content = JSON.stringify({ description, spentOn, evidence });
  await db.query(
    `insert into agreement_cost (id, agreement, side, content, currency, amount_minor, evidence, hash, state,
        claimed_by, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [id, agreement, side, content, currency, amountMinor, evidence.sha256, hash, state, claimed.user, claimed.at],
  );
}

/** The cost for which an invoice of this hash stands claimed or confirmed already; null for a new one. */
export async function costByEvidence(db: Db, agreement: string, sha256: string): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    `select id from agreement_cost where agreement = $1 and evidence = $2 and state in ('CLAIMED', 'CONFIRMED')`,
    [agreement, sha256],
  );
  return rows[0]?.id ?? null;
}

/** One cost of an agreement, held until the transaction ends; null when there is none. */
export async function costForChange(db: Db, agreement: string, id: string): Promise<MarketingCost | null> {
  const { rows } = await db.query<MarketingCost>(
    `select ${columns} from agreement_cost where agreement = $1 and id = $2 for update`,
    [agreement, id],
  );
  return rows[0] ?? null;
}

/** Writes down what the other side said of a cost. */
export async function answerCost(db: Db, { id, state, answered }: MarketingCost): Promise<void> {
  await db.query('update agreement_cost set state = $2, answer = $3 where id = $1', [
    id,
    state,
    JSON.stringify(answered),
  ]);
}

/** The costs claimed on the budget of an agreement, oldest first. */
export async function listCosts(
  source: Source,
  agreement: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ costs: MarketingCost[]; next: string | null }> {
  const [at, id] = after === undefined ? ['-infinity', ''] : cursorValues(after, 2);
  const rows = await read<MarketingCost & { key: string } & Record<string, unknown>>(source, {
    text: `select ${columns}, at::text as key from agreement_cost where agreement = $1
      and (agreement_cost.at, id) > ($2::timestamptz, $3) order by agreement_cost.at, id limit $4`,
    values: [agreement, at, id, limit + 1],
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    costs: page.map(({ key: _, ...cost }) => cost),
    next: last === undefined ? null : cursorAfter([last.key, last.id]),
  };
}

const confirmed = (agreement: string) => ({
  text: `select coalesce(sum(amount_minor) filter (where side = 'buyer'), 0)::float8 as buyer,
      coalesce(sum(amount_minor) filter (where side = 'supplier'), 0)::float8 as supplier
    from agreement_cost where agreement = $1 and state = 'CONFIRMED'`,
  values: [agreement],
});

/** What was confirmed so far, by the side that bore it. */
export async function confirmedSeen(source: Source, agreement: string): Promise<ConfirmedCosts> {
  const [row] = await read<ConfirmedCosts & Record<string, unknown>>(source, confirmed(agreement));
  return { buyer: row?.buyer ?? 0, supplier: row?.supplier ?? 0 };
}

/** The same within the transaction of a writer, who holds the agreement. */
export async function confirmedOf(db: Db, agreement: string): Promise<ConfirmedCosts> {
  const { rows } = await db.query<ConfirmedCosts>(confirmed(agreement));
  return { buyer: rows[0]?.buyer ?? 0, supplier: rows[0]?.supplier ?? 0 };
}
