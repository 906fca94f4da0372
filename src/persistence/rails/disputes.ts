import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import type { Attempt } from '../../domain/rails/attempt.ts';
import { afterDispute, type DisputeState, type RailEvent } from '../../domain/rails/event.ts';
import { creditReinstated, creditReversed } from '../../domain/rails/reversal.ts';
import { query, whole } from '../sql.ts';

type DisputeEvent = Extract<RailEvent, { kind: 'DISPUTE' }>;

/**
 * Takes in what a provider says of a dispute: the first word of it books the reversal, a won one its reinstatement.
 * The ids follow from the dispute, so each is booked once whatever comes twice or late.
 */
export async function noteDispute(
  client: PoolClient,
  provider: string,
  event: DisputeEvent,
  attempt: Attempt,
): Promise<void> {
  const { dispute, charge, amountMinor, currency, reason, occurredAt } = event;
  await client.query(
    `insert into rail_dispute (dispute, provider, charge, order_no, currency, amount_minor, reason, state, opened_at)
      values ($1, $2, $3, $4, $5, $6, $7, 'OPEN', $8)
      on conflict (dispute) do update set opened_at = least(rail_dispute.opened_at, excluded.opened_at)`,
    [dispute, provider, charge, attempt.order, currency, amountMinor, reason, occurredAt],
  );
  const { rows } = await client.query<{ state: DisputeState; amount: string; currency: string }>(
    'select state, amount_minor as amount, currency from rail_dispute where dispute = $1 for update',
    [dispute],
  );
  const kept = rows[0]!;
  const state = afterDispute(kept.state, event.state);
  const reversal = {
    entry: charge,
    dispute,
    rail: attempt.rail,
    amountMinor: whole(kept.amount),
    currency: kept.currency,
  };
  const book = [creditReversed(reversal), ...(state === 'WON' ? [creditReinstated(reversal)] : [])];
  for (const transaction of book) {
    await client.query('select book_transaction($1, clock_timestamp(), $2::jsonb)', [
      attempt.order,
      JSON.stringify(transaction),
    ]);
  }
  await client.query('update rail_dispute set state = $2 where dispute = $1', [dispute, state]);
}

/** A dispute as operators see it. */
export interface RailDispute {
  dispute: string;
  provider: string;
  charge: string;
  order: string;
  amountMinor: number;
  currency: string;
  reason: string;
  state: DisputeState;
  openedAt: string;
}

/** Disputes by their id, page by page; `next` goes back as `after`. */
export async function listDisputes(
  orm: MikroORM,
  { state, after = '', limit }: { state?: DisputeState; after?: string; limit: number },
): Promise<{ disputes: RailDispute[]; next: string | null }> {
  const rows = await query<Omit<RailDispute, 'amountMinor'> & { amountMinor: string }>(orm, {
    text: `select dispute, provider, charge, order_no as "order", amount_minor as "amountMinor", currency, reason,
        state,        iso(opened_at) as "openedAt" from rail_dispute
      where dispute > $1 and ($2::text is null or state = $2) order by dispute limit $3`,
    values: [after, state ?? null, limit + 1],
  });
  const disputes = rows.slice(0, limit).map((row) => ({ ...row, amountMinor: whole(row.amountMinor) }));
  return { disputes, next: rows.length > limit ? (disputes.at(-1)?.dispute ?? null) : null };
}
