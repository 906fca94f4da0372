import type { MikroORM } from '@mikro-orm/postgresql';
import { fact, type HappenedFact } from '../../../src/domain/order/facts.ts';
import { evolve } from '../../../src/domain/order/evolve.ts';
import { isContracted } from '../../../src/domain/order/order.ts';
import { balances } from '../../../src/persistence/ledger-store.ts';
import { record } from '../../../src/persistence/order-store.ts';
import { attemptStore } from '../../../src/persistence/rails/attempts.ts';
import { query } from '../../../src/persistence/sql.ts';
import { openingOf } from '../../../test/support/deal.ts';
import { people } from '../../../test/support/people.ts';
import { onward } from '../../../test/support/play.ts';
import { recordOf } from '../../../workflows/record.ts';

/** One payment that waits for its payer, in an order that waits for it. */
export interface Waiting {
  attempt: string;
  amountMinor: number;
  currency: string;
}

/** A provider's message before it is signed. */
export interface Told {
  id: string;
  body: string;
  at: number;
}

/** Writes orders that wait for a payment, each with an attempt to collect it. */
export async function openWorld(orm: MikroORM, orders: number): Promise<Waiting[]> {
  const store = attemptStore(orm);
  const now = new Date().toISOString();
  const waiting: Waiting[] = [];
  for (let number = 1; number <= orders; number += 1) {
    const order = `W${String(number).padStart(6, '0')}`;
    const by = { party: 'buyer' as const, user: people.buyer.user, company: people.buyer.company };
    const first = { ...fact('OrderOpened', openingOf(order, undefined, now)), at: now, by } as HappenedFact;
    let played = { order: evolve(null, first), facts: [first], now, clauses: {} };
    while (played.order.stage !== 'escrow') played = { ...onward(played), clauses: {} };
    const { after: _, ...written } = recordOf(null, played.facts, { id: `open:${order}`, name: 'openOrder' });
    await record(orm, written);
    const [request] = isContracted(played.order) ? played.order.payments : [];
    if (request === undefined) throw new Error(`${order} asks for no payment`);
    const { reference, amountMinor, currency } = request;
    const attempt = `A-${order}`;
    await store.create({
      attempt,
      rail: 'card',
      order,
      request: request.id,
      reference,
      amountMinor,
      currency,
      createdAt: now,
      link: 'P1-L1',
      gateway: 'standard',
      exchange: null,
      state: 'CREATED',
      providerId: null,
      action: null,
      charge: null,
      captured: null,
      reason: null,
      credit: 'NONE',
      quotedFeeMinor: null,
      charges: 'NONE',
      takenBack: false,
    });
    await store.change(attempt, (one) => ({ ...one, state: 'PENDING', providerId: `p-${attempt}` }), true);
    waiting.push({ attempt, amountMinor, currency });
  }
  return waiting;
}

/**
 * What a provider tells of one payment, in the order it happened. One in five fails; of the others one in three is
 * disputed, and every second dispute is won.
 */
export function storyOf({ attempt, amountMinor, currency }: Waiting, index: number, start: number): Told[] {
  const money = { amountMinor, currency };
  const charge = `ch-${attempt}`;
  const told = (type: string, data: object, second: number): Told => {
    const at = start + second * 1000;
    const timestamp = new Date(at).toISOString();
    return { id: `${type}:${attempt}:${second}`, at, body: JSON.stringify({ type, timestamp, data }) };
  };
  if (index % 5 === 0) return [told('charge.failed', { attempt, reason: 'declined' }, 1)];
  const captured = { attempt, payment: `p-${attempt}`, charge, ...money };
  const story = [told('charge.captured', captured, 1), told('charge.captured', { ...captured, feeMinor: 391 }, 2)];
  if (index % 3 !== 0) return [...story, told('charge.failed', { attempt, reason: 'a late word' }, 3)];
  const dispute = { dispute: `dp-${attempt}`, charge, attempt, ...money, reason: 'not received' };
  const end = index % 2 === 0 ? 'dispute.won' : 'dispute.lost';
  return [...story, told('dispute.opened', dispute, 4), told(end, dispute, 5)];
}

const rows = (orm: MikroORM, text: string) => query<Record<string, unknown>>(orm, { text });

/** Everything the webhooks have led to, in an order that does not depend on when it happened. */
export async function worldOf(orm: MikroORM): Promise<Record<string, unknown[]>> {
  return {
    attempts: await rows(orm, 'select attempt, state, charge, captured, credit from payment_attempt order by attempt'),
    disputes: await rows(
      orm,
      'select dispute, charge, state, amount_minor, iso(opened_at) as opened from rail_dispute order by dispute',
    ),
    facts: await rows(
      orm,
      `select order_no, seq, type, data->>'entry' as entry, data->>'amountMinor' as amount from fact order by 1, 2`,
    ),
    webhooks: await rows(orm, 'select provider, event_id, state from incoming_webhook order by 1, 2'),
    transactions: await rows(orm, 'select id, kind, order_no from ledger_transaction order by id'),
    balances: await balances(orm),
  };
}

/** What is not at its end yet. */
export async function unfinished(orm: MikroORM): Promise<number> {
  const [row] = await query<{ count: number }>(orm, {
    text: `select (select count(*) from incoming_webhook where state = 'pending')::int
        + (select count(*) from payment_attempt where credit = 'WAITING')::int as count`,
  });
  return row?.count ?? 0;
}
