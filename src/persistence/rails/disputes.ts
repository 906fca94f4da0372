import type { MikroORM } from '@mikro-orm/postgresql';
import type { LedgerTransaction } from '../../domain/ledger.ts';
import type { Attempt } from '../../domain/rails/attempt.ts';
import { afterDispute, type DisputeState, type RailEvent } from '../../domain/rails/event.ts';
import { creditReinstated, creditReversed, parkedId, reinstatementParked } from '../../domain/rails/reversal.ts';
import { inTransaction, query, untilUndisturbed, whole } from '../sql.ts';

type DisputeEvent = Extract<RailEvent, { kind: 'DISPUTE' }>;

/** A dispute as it stands after what its provider said; `parked`: what it took stands in suspense. */
export interface KeptDispute {
  dispute: string;
  charge: string;
  state: DisputeState;
  amountMinor: number;
  currency: string;
  parked: boolean;
}

/** Takes in what a provider says of a dispute: what is decided stays so, and the amount is that of the first word. */
export const keepDispute = (
  orm: MikroORM,
  provider: string,
  event: DisputeEvent,
  attempt: Attempt,
): Promise<KeptDispute> =>
  inTransaction(orm, async (client) => {
    const { dispute, charge, amountMinor, currency, reason, occurredAt } = event;
    await client.query(
      `insert into rail_dispute (dispute, provider, charge, order_no, currency, amount_minor, reason, state, opened_at)
        values ($1, $2, $3, $4, $5, $6, $7, 'OPEN', $8)
        on conflict (dispute) do update set opened_at = least(rail_dispute.opened_at, excluded.opened_at)`,
      [dispute, provider, charge, attempt.order, currency, amountMinor, reason, occurredAt],
    );
    const { rows } = await client.query<{ state: DisputeState; amount: string; currency: string; parked: boolean }>(
      `select state, amount_minor as amount, currency,
          exists (select from ledger_transaction where id = $2) as parked
        from rail_dispute where dispute = $1 for update`,
      [dispute, parkedId(dispute)],
    );
    const kept = rows[0]!;
    const state = afterDispute(kept.state, event.state);
    await client.query('update rail_dispute set state = $2 where dispute = $1', [dispute, state]);
    const { currency: paidIn, parked } = kept;
    return { dispute, charge, state, amountMinor: whole(kept.amount), currency: paidIn, parked };
  });

const book = (orm: MikroORM, order: string, transactions: LedgerTransaction[]): Promise<unknown> =>
  untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      for (const transaction of transactions)
        await client.query('select book_transaction($1, clock_timestamp(), $2::jsonb)', [
          order,
          JSON.stringify(transaction),
        ]);
    }),
  );

/** What no order takes is parked in suspense, and what is given back of it leaves suspense; each is booked once. */
export function parkDispute(orm: MikroORM, attempt: Attempt, kept: KeptDispute): Promise<unknown> {
  const reversal = reversalOf(attempt, kept);
  const won = kept.state === 'WON' ? [creditReinstated(reversal)] : [];
  return book(orm, attempt.order, [creditReversed(reversal), ...won]);
}

/** What is given back to an order that does not take it any more waits in suspense, once. */
export const parkReinstated = (orm: MikroORM, attempt: Attempt, kept: KeptDispute): Promise<unknown> =>
  book(orm, attempt.order, [reinstatementParked(reversalOf(attempt, kept))]);

const reversalOf = ({ rail }: Attempt, { dispute, charge, amountMinor, currency }: KeptDispute) => ({
  entry: charge,
  dispute,
  rail,
  amountMinor,
  currency,
});

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
