import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient, QueryResultRow } from 'pg';
import { accounts, transfer } from '../../domain/ledger.ts';
import { type Attempt, isOpen } from '../../domain/rails/attempt.ts';
import type { AttemptStore } from '../../domain/rails/router.ts';
import { inTransaction, query, untilUndisturbed, whole } from '../sql.ts';

/** Longer than a gateway is waited for, so that two processes never talk to it about one attempt at a time. */
const claimSeconds = 60;

const columns = `attempt, order_no as "order", request, reference, link, rail, gateway, currency,
  amount_minor as "amountMinor", exchange, state, provider_id as "providerId", action, charge, captured, reason,
  credit, quoted_fee_minor as "quotedFeeMinor", charges, taken_back as "takenBack",
  iso(created_at) as "createdAt"`;

const mapped = (row: QueryResultRow): Attempt =>
  ({
    ...row,
    amountMinor: whole(row.amountMinor),
    quotedFeeMinor: row.quotedFeeMinor === null ? null : whole(row.quotedFeeMinor),
  }) as Attempt;
const first = (rows: QueryResultRow[]): Attempt | null => (rows[0] === undefined ? null : mapped(rows[0]));
const jsonOf = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

/** The attempts of a payment request, oldest first. */
export const attemptsOf = async (orm: MikroORM, order: string, request: string): Promise<Attempt[]> =>
  (
    await query(orm, {
      text: `select ${columns} from payment_attempt where order_no = $1 and request = $2 order by position`,
      values: [order, request],
    })
  ).map(mapped);

export const findAttempt = async (orm: MikroORM, attempt: string): Promise<Attempt | null> =>
  first(await query(orm, { text: `select ${columns} from payment_attempt where attempt = $1`, values: [attempt] }));

/** The attempt that collected this money, by the provider's id of it. */
export const attemptOfCharge = async (orm: MikroORM, charge: string): Promise<Attempt | null> =>
  first(await query(orm, { text: `select ${columns} from payment_attempt where charge = $1`, values: [charge] }));

/**
 * Attempts that are not at their end and that no process has looked at for so many seconds, the longest first. Those
 * that wait for their payer are looked at twenty times less often: their provider's webhook is quicker.
 */
export const attemptsToSettle = async (orm: MikroORM, quietSeconds: number, limit = 50): Promise<Attempt[]> =>
  (
    await query(orm, {
      text: `select ${columns} from payment_attempt
      where unsettled
        and looked_at <= clock_timestamp() - make_interval(secs => case state when 'PENDING' then 20 * $1 else $1 end)
        and (claimed_until is null or claimed_until <= clock_timestamp())
      order by looked_at limit $2`,
      values: [quietSeconds, limit],
    })
  ).map(mapped);

/** The store of the router, on PostgreSQL. */
export const attemptStore = (orm: MikroORM): AttemptStore => ({
  list: (order, request) => attemptsOf(orm, order, request),
  create: (attempt) => createAttempt(orm, attempt),
  async claim(attempt) {
    const rows = await query(orm, {
      text: `update payment_attempt set claimed_until = clock_timestamp() + make_interval(secs => $2),
          looked_at = clock_timestamp()
        where attempt = $1 and (claimed_until is null or claimed_until <= clock_timestamp()) returning ${columns}`,
      values: [attempt, claimSeconds],
    });
    return first(rows);
  },
  change: (attempt, change, release) =>
    untilUndisturbed(() => inTransaction(orm, (client) => changeAttempt(client, attempt, change, release))),
});

function createAttempt(orm: MikroORM, attempt: Attempt): Promise<boolean> {
  return inTransaction(orm, async (client) => {
    // Waits for changes under way: one that is confirmed meanwhile is seen below, one that is open by the index.
    await client.query('select 1 from payment_attempt where order_no = $1 and request = $2 for update', [
      attempt.order,
      attempt.request,
    ]);
    const { rowCount } = await client.query(
      `insert into payment_attempt (attempt, order_no, request, reference, link, rail, gateway, currency, amount_minor,
          exchange, state, credit, created_at, looked_at, is_open, unsettled, quoted_fee_minor)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'CREATED', 'NONE', $11, clock_timestamp(), true, true, $12
        where not exists (select from payment_attempt
          where order_no = $2 and request = $3 and state = 'CONFIRMED' and not taken_back)
        on conflict do nothing`,
      [
        attempt.attempt,
        attempt.order,
        attempt.request,
        attempt.reference,
        attempt.link,
        attempt.rail,
        attempt.gateway,
        attempt.currency,
        attempt.amountMinor,
        jsonOf(attempt.exchange),
        attempt.createdAt,
        attempt.quotedFeeMinor,
      ],
    );
    return rowCount === 1;
  });
}

/**
 * Changes an attempt in a transaction. What the provider keeps of what it collected is booked with it, once: the house
 * bears it, out of what the provider owes, until its order charges it on.
 */
export async function changeAttempt(
  client: PoolClient,
  id: string,
  change: (one: Attempt) => Attempt,
  release = false,
): Promise<Attempt> {
  const { rows } = await client.query(`select ${columns} from payment_attempt where attempt = $1 for update`, [id]);
  const before = first(rows);
  if (before === null) throw new RangeError(`there is no attempt ${id}`);
  const after = change(before);
  await client.query(
    `update payment_attempt set state = $2, provider_id = $3, action = $4, charge = $5, captured = $6, reason = $7,
        credit = $8, looked_at = clock_timestamp(), claimed_until = case when $9 then null else claimed_until end,
        is_open = $10, charges = $11, taken_back = $12, unsettled = $10 or $8 = 'WAITING' or $11 = 'WAITING'
      where attempt = $1`,
    [
      id,
      after.state,
      after.providerId,
      jsonOf(after.action),
      after.charge,
      jsonOf(after.captured),
      after.reason,
      after.credit,
      release,
      isOpen(after),
      after.charges,
      after.takenBack,
    ],
  );
  const fee = after.captured?.feeMinor ?? 0;
  if (after.captured !== null && fee > 0 && (before.captured?.feeMinor ?? null) === null) {
    const { currency } = after.captured;
    const booked = transfer(
      `rail:${id}:fee`,
      'rail-fee',
      currency,
      fee,
      accounts.fees,
      accounts.rail(after.rail, currency),
    );
    await client.query('select book_transaction($1, clock_timestamp(), $2::jsonb)', [
      after.order,
      JSON.stringify(booked),
    ]);
  }
  return after;
}

/** Collected money that no order takes is parked, visibly: from what the provider owes into suspense. Once. */
export function parkCapture(orm: MikroORM, id: string, why: string): Promise<Attempt> {
  return untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      const parked = await changeAttempt(client, id, (one) =>
        one.credit === 'WAITING' ? { ...one, credit: 'SUSPENSE', reason: why } : one,
      );
      if (parked.credit === 'SUSPENSE' && parked.captured !== null) {
        const { amountMinor, currency } = parked.captured;
        const booked = transfer(
          `rail:${id}:suspense`,
          'rail-suspense',
          currency,
          amountMinor,
          accounts.rail(parked.rail, currency),
          accounts.suspense,
        );
        await client.query('select book_transaction($1, clock_timestamp(), $2::jsonb)', [
          parked.order,
          JSON.stringify(booked),
        ]);
      }
      return parked;
    }),
  );
}
