import type { MikroORM } from '@mikro-orm/postgresql';
import type { Attempt } from '../src/domain/rails/attempt.ts';
import { type RailId, rails } from '../src/domain/rails/rail.ts';
import type { RailGateway } from '../src/domain/rails/gateway.ts';
import { attemptOfCharge } from '../src/persistence/rails/attempts.ts';
import { beginRefund, noteRefundNow, type RailRefund, refundedOf } from '../src/persistence/rails/refunds.ts';
import type { Payment, PaymentOutcome } from './payments.ts';

interface Tools {
  orm: MikroORM;
  railGateways: Readonly<Record<string, RailGateway>>;
}

const DAY = 86_400_000;

/**
 * Sends money back over the rail it came by; null where it did not come over one. What cannot go that way any more is
 * refused with the rule, before the provider is asked, and people decide how it goes back instead. The key makes it one
 * refund however often this runs.
 */
export async function sendOverRail(
  { orm, railGateways }: Tools,
  payment: Payment,
  key: string,
): Promise<PaymentOutcome | null> {
  if (payment.kind === 'PAYOUT' || payment.entry === null) return null;
  const attempt = await attemptOfCharge(orm, payment.entry);
  if (attempt === null) return null;
  const refused = await hindrance(orm, attempt, payment, key);
  const gateway = railGateways[attempt.gateway];
  if (refused !== null) return { status: 'REJECTED', reason: refused };
  if (gateway === undefined) return { status: 'REJECTED', reason: `${attempt.gateway} is not set up here` };
  const { id: disbursement, amountMinor, currency, entry: charge } = payment;
  const refund = { key, disbursement, charge, amountMinor, currency };
  const known = await beginRefund(orm, { ...refund, order: payment.order, rail: attempt.rail });
  const before = ended(known);
  if (before !== null) return before;
  const outcome = await gateway.refund(refund);
  if (outcome.status === 'UNKNOWN') return outcome;
  await noteRefundNow(orm, key, outcome);
  return outcome.status === 'FAILED'
    ? { status: 'REJECTED', reason: outcome.reason }
    : { status: 'ACCEPTED', bankReference: outcome.refund };
}

const ended = ({ state, refund, reason }: RailRefund): PaymentOutcome | null => {
  if (state === 'FAILED') return { status: 'REJECTED', reason: reason ?? 'the provider refused it' };
  return state === 'SUCCEEDED' ? { status: 'ACCEPTED', bankReference: refund ?? 'refunded' } : null;
};

const byBank = 'approved anew, it goes by bank to the account the buyer has on file';

/** Why this cannot go back over its rail; null when it can. */
async function hindrance(orm: MikroORM, attempt: Attempt, payment: Payment, key: string): Promise<string | null> {
  const { title, refundableDays } = rails[attempt.rail as RailId];
  const { captured, charge } = attempt;
  if (captured === null || charge === null) return `${payment.id}: nothing was collected`;
  if (refundableDays === null) return `${title} sends nothing back: ${byBank}`;
  const days = Math.floor((Date.parse(payment.orderedAt) - Date.parse(captured.at)) / DAY);
  if (days > refundableDays)
    return `${title} sends money back within ${refundableDays} days, this came ${days} days ago: ${byBank}`;
  if (captured.currency !== payment.currency)
    return `it was paid in ${captured.currency} and is owed in ${payment.currency}: ${byBank}`;
  const left = captured.amountMinor - (await refundedOf(orm, charge, key));
  return payment.amountMinor > left
    ? `only ${left} of ${payment.amountMinor} minor units are left to send back over ${title}: ${byBank}`
    : null;
}
