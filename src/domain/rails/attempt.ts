import type { Exchanged } from '../order/facts.ts';
import { bankDateOf } from '../reconciliation/banking-days.ts';
import type { Charge, ChargeOutcome, PayerAction } from './gateway.ts';

/**
 * CREATED: written down, nothing sent. SENT: handed to the gateway, no answer yet. UNKNOWN: the gateway could not say.
 * PENDING: waits for the payer. CONFIRMED: collected. FAILED: never can be collected.
 */
export const attemptStates = ['CREATED', 'SENT', 'UNKNOWN', 'PENDING', 'CONFIRMED', 'FAILED'] as const;
export type AttemptState = (typeof attemptStates)[number];

/** One try to collect one payment request over one gateway. */
export interface Attempt extends Charge {
  gateway: string;
  /** What is asked of the order, where the payer pays in another currency under a locked quote. */
  exchange: { quote: string; expiresAt: string; amountMinor: number; currency: string } | null;
  state: AttemptState;
  providerId: string | null;
  action: PayerAction | null;
  charge: string | null;
  captured: { amountMinor: number; currency: string; feeMinor: number | null; at: string } | null;
  reason: string | null;
  /** What became of the collected money: with the order, or in suspense. */
  credit: 'NONE' | 'WAITING' | 'CREDITED' | 'SUSPENSE';
  /** What the payer was told before paying that the provider would keep; null where nobody knew. */
  quotedFeeMinor: number | null;
  /** What the provider keeps: not known, to be charged on by the order, or charged on (else the house bears it). */
  charges: 'NONE' | 'WAITING' | 'TOLD';
  /** The order gave all of it up again because its payer disputed it: it pays its request no more. */
  takenBack: boolean;
}

export const isOpen = ({ state }: Pick<Attempt, 'state'>): boolean => state !== 'CONFIRMED' && state !== 'FAILED';

/** Collected, and the provider has not said yet what it keeps of it. */
export const lacksFee = ({ captured }: Pick<Attempt, 'captured'>): boolean =>
  captured !== null && captured.feeMinor === null;

/**
 * The attempt after what a provider said. Answers come late, twice and out of order, so it only moves forward: nothing
 * undoes a capture, a capture is believed even after a failure, and a failure ends everything else.
 */
export function afterOutcome(attempt: Attempt, outcome: ChargeOutcome): Attempt {
  if (attempt.state === 'CONFIRMED') return toldAgain(attempt, outcome);
  if (outcome.status === 'CAPTURED') {
    const { providerId, charge, amountMinor, currency, feeMinor, capturedAt: at } = outcome;
    const captured = { amountMinor, currency, feeMinor, at };
    return {
      ...attempt,
      state: 'CONFIRMED',
      providerId,
      charge,
      captured,
      action: null,
      reason: null,
      credit: 'WAITING',
      charges: chargesAfter(attempt, feeMinor),
    };
  }
  if (attempt.state === 'FAILED') return attempt;
  switch (outcome.status) {
    case 'FAILED':
      return { ...attempt, state: 'FAILED', action: null, reason: outcome.reason };
    case 'PENDING':
      return {
        ...attempt,
        state: 'PENDING',
        providerId: outcome.providerId,
        action: outcome.action,
        reason: null,
      };
    case 'UNKNOWN':
      // What waits for its payer keeps waiting: only the answer is missing, not the charge.
      return attempt.state === 'PENDING'
        ? { ...attempt, reason: outcome.reason }
        : { ...attempt, state: 'UNKNOWN', reason: outcome.reason };
  }
}

/**
 * A capture is told more than once: its fee often only later, and by messages that carry their own time. The fee is
 * taken once and never changed, the time is that of the earliest, so that it does not matter which comes first.
 */
function toldAgain(attempt: Attempt, outcome: ChargeOutcome): Attempt {
  if (attempt.captured === null || outcome.status !== 'CAPTURED') return attempt;
  const { feeMinor, at } = attempt.captured;
  const isEarlier = Date.parse(outcome.capturedAt) < Date.parse(at);
  const captured = {
    ...attempt.captured,
    feeMinor: feeMinor ?? outcome.feeMinor,
    at: isEarlier ? outcome.capturedAt : at,
  };
  return { ...attempt, captured, charges: chargesAfter(attempt, captured.feeMinor) };
}

const chargesAfter = ({ charges }: Attempt, feeMinor: number | null): Attempt['charges'] =>
  charges === 'NONE' && (feeMinor ?? 0) > 0 ? 'WAITING' : charges;

/**
 * What of a provider's fee is charged on: what it kept, and never more than the payer was told before; the house bears
 * the rest. Null when there is nothing.
 */
export function chargedOn({ captured, charge, quotedFeeMinor, rail }: Attempt): {
  entry: string;
  amountMinor: number;
  currency: string;
  rail: string;
} | null {
  if (captured === null || charge === null) return null;
  const kept = captured.feeMinor ?? 0;
  const amountMinor = Math.min(kept, quotedFeeMinor ?? kept);
  return amountMinor > 0 ? { entry: charge, amountMinor, currency: captured.currency, rail } : null;
}

/**
 * The credit a capture is to its order. What was paid in another currency counts as the contract's amount only when it
 * is what the quote asked and came before the quote ran out; otherwise it is told as it is, and goes back.
 */
export function creditOf(attempt: Attempt): {
  entry: string;
  reference: string;
  amountMinor: number;
  currency: string;
  rail: string;
  bookedOn: string;
  exchanged?: Exchanged;
} {
  const { captured, charge, exchange, reference, rail } = attempt;
  if (captured === null || charge === null) throw new Error(`attempt ${attempt.attempt} has collected nothing`);
  const { amountMinor, currency, at } = captured;
  const told = { entry: charge, reference, rail, bookedOn: bankDateOf(at) };
  const kept =
    exchange !== null &&
    amountMinor === attempt.amountMinor &&
    currency === attempt.currency &&
    Date.parse(at) <= Date.parse(exchange.expiresAt);
  return kept
    ? {
        ...told,
        amountMinor: exchange.amountMinor,
        currency: exchange.currency,
        exchanged: { quote: exchange.quote, amountMinor, currency },
      }
    : { ...told, amountMinor, currency };
}

/** What a provider has to know of an attempt. */
export const chargeOf = ({
  attempt,
  rail,
  order,
  request,
  link,
  reference,
  amountMinor,
  currency,
  createdAt,
}: Attempt): Charge => ({ attempt, rail, order, request, link, reference, amountMinor, currency, createdAt });
