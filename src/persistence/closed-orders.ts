import type { MikroORM } from '@mikro-orm/postgresql';
import { bookedInTime } from '../domain/order/bank-notice.ts';
import { fold } from '../domain/order/evolve.ts';
import type { HappenedFact } from '../domain/order/facts.ts';
import { amount } from '../domain/order/letters/telling.ts';
import { type Contracted, isContracted } from '../domain/order/order.ts';
import { commandsSince } from './order-store.ts';
import { query } from './sql.ts';

/** A closed order as it stood before it closed, with its payments; null when no contract was ever sealed. */
export async function beforeClosing(orm: MikroORM, order: string): Promise<Contracted | null> {
  const facts = (await commandsSince(orm, order, 0)).flatMap((each) => each.facts) as unknown as HappenedFact[];
  const before = fold(facts.filter(({ type }) => type !== 'OrderClosed'));
  return isContracted(before) ? before : null;
}

export interface ToldLate {
  order: string;
  references: string[];
  amountMinor: number;
  currency: string;
  bookedOn: string | null;
}

/** Whether a credit paid, exactly and in time, what its order asked: the bank told of it when the order had closed. */
export async function paidInTime(orm: MikroORM, { order, bookedOn, ...credit }: ToldLate): Promise<boolean> {
  if (bookedOn === null) return false;
  const request = (await beforeClosing(orm, order))?.payments.find(({ reference }) =>
    credit.references.includes(reference),
  );
  return (
    request?.status === 'WITHDRAWN' &&
    request.amountMinor === credit.amountMinor &&
    request.currency === credit.currency &&
    bookedInTime(request.deadline, bookedOn)
  );
}

/** Writes to the buyer of a closed order that all of a payment goes back; once, however often it is told. */
export async function tellOfWholeReturn(
  orm: MikroORM,
  { dedupeKey, amountMinor, currency }: { dedupeKey: string; amountMinor: number; currency: string },
  order: string,
  at: string,
): Promise<void> {
  await query(orm, {
    text: `insert into outbox_letter (key, kind, to_user, order_no, data, at, next_attempt_at)
      select $1 || ':' || u.id, 'payment-told-late', u.id, o.order_no, $3, $4, $4
        from order_view o join platform_user u on u.company = o.buyer
        where o.order_no = $2 and 'buyer' = any(u.roles) and u.deactivated_at is null
      on conflict (key) do nothing`,
    values: [`told-late:${dedupeKey}`, order, JSON.stringify({ amount: amount(amountMinor, currency) }), at],
  });
}
