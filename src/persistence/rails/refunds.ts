import type { MikroORM } from '@mikro-orm/postgresql';
import type { QueryResultRow } from 'pg';
import type { Refund, RefundOutcome } from '../../domain/rails/gateway.ts';
import { query, whole } from '../sql.ts';

/** A refund over the rail its money came by. */
export interface RailRefund extends Refund {
  order: string;
  rail: string;
  refund: string | null;
  state: 'SENT' | 'PENDING' | 'SUCCEEDED' | 'FAILED';
  reason: string | null;
}

const columns = `key, disbursement, order_no as "order", rail, charge, currency, amount_minor as "amountMinor", refund,
  state, reason`;
const mapped = (row: QueryResultRow): RailRefund => ({ ...row, amountMinor: whole(row.amountMinor) }) as RailRefund;

/** Writes a refund down before it is sent; answers it as it stands when it was written down before. */
export async function beginRefund(
  orm: MikroORM,
  refund: Refund & { order: string; rail: string },
): Promise<RailRefund> {
  const { key, disbursement, order, rail, charge, currency, amountMinor } = refund;
  const rows = await query(orm, {
    text: `with made as (insert into rail_refund (key, disbursement, order_no, rail, charge, currency, amount_minor,
          state)        values ($1, $2, $3, $4, $5, $6, $7, 'SENT') on conflict do nothing returning *)
      select ${columns} from made union all select ${columns} from rail_refund where key = $1`,
    values: [key, disbursement, order, rail, charge, currency, amountMinor],
  });
  return mapped(rows[0] as QueryResultRow);
}

/** What refunds of a charge come to that are not refused, in minor units, besides the one of this key. */
export async function refundedOf(orm: MikroORM, charge: string, but: string): Promise<number> {
  const [row] = await query<{ sum: string }>(orm, {
    text: `select coalesce(sum(amount_minor), 0) as sum from rail_refund
      where charge = $1 and key <> $2 and state <> 'FAILED'`,
    values: [charge, but],
  });
  return whole(row?.sum ?? 0);
}

interface Runs {
  query(text: string, values: unknown[]): Promise<{ rowCount: number | null }>;
}

/**
 * Notes what became of a refund. It only moves forward: what succeeded or failed stays so. False when there is no such
 * refund.
 */
export async function noteRefund(
  client: Runs,
  key: string,
  outcome: Exclude<RefundOutcome, { status: 'UNKNOWN' }>,
): Promise<boolean> {
  const [refund, reason] = outcome.status === 'FAILED' ? [null, outcome.reason] : [outcome.refund, null];
  const { rowCount } = await client.query(
    `update rail_refund set refund = coalesce($3, refund),
        reason = case when state in ('SUCCEEDED', 'FAILED') then reason else $4 end,
        state = case when state in ('SUCCEEDED', 'FAILED') then state else $2 end where key = $1`,
    [key, outcome.status, refund, reason],
  );
  return rowCount === 1;
}

/** The same, in a transaction of its own. */
export const noteRefundNow = (
  orm: MikroORM,
  key: string,
  outcome: Exclude<RefundOutcome, { status: 'UNKNOWN' }>,
): Promise<boolean> =>
  noteRefund(
    {
      query: async (text, values) => ({ rowCount: (await query(orm, { text: `${text} returning 1`, values })).length }),
    },
    key,
    outcome,
  );

/** Refunds that came to an end their orders do not know of yet. */
export const untoldRefunds = async (orm: MikroORM, limit = 50): Promise<RailRefund[]> =>
  (
    await query(orm, {
      text: `select ${columns} from rail_refund where not told and state in ('SUCCEEDED', 'FAILED')
        order by key limit $1`,
      values: [limit],
    })
  ).map(mapped);

export const refundTold = (orm: MikroORM, key: string) =>
  query(orm, { text: 'update rail_refund set told = true where key = $1', values: [key] });
