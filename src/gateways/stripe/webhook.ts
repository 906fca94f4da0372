import Stripe from 'stripe';
import { type DisputeState, type RailEvent, toleranceSeconds, type WebhookReader } from '../../domain/rails/event.ts';
import { intentOutcome, type StripeSettings } from './gateway.ts';

/**
 * Stripe's webhooks, proved by the Stripe-Signature header over the raw body (docs.stripe.com/webhooks/signature), no
 * older and no newer than five minutes.
 */
export function stripeWebhooks({ webhookSecret, publishableKey }: StripeSettings): WebhookReader {
  return (body, headers, now) => {
    const signature = headers['stripe-signature'] ?? '';
    let event: Stripe.Event;
    try {
      event = Stripe.webhooks.constructEvent(
        body,
        signature,
        webhookSecret,
        toleranceSeconds,
        undefined,
        Date.parse(now),
      );
    } catch (error) {
      const isForged = error instanceof Stripe.errors.StripeSignatureVerificationError;
      return Promise.resolve({ verified: false, why: isForged ? 'signature' : 'not JSON' });
    }
    const signedAt = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1] ?? 0);
    if (signedAt - Date.parse(now) / 1000 > toleranceSeconds) {
      return Promise.resolve({ verified: false, why: 'timestamp' });
    }
    return Promise.resolve({ verified: true, event: eventOf(event, publishableKey) });
  };
}

const idOf = (one: string | { id: string } | null): string => (typeof one === 'string' ? one : (one?.id ?? ''));

function eventOf(event: Stripe.Event, publishableKey: string): RailEvent {
  const occurredAt = new Date(event.created * 1000).toISOString();
  const about = (subject: string) => ({ id: event.id, occurredAt, subject });
  const ignored = (what: string): RailEvent => ({ ...about(event.id), kind: 'IGNORED', what });
  switch (event.type) {
    case 'payment_intent.succeeded':
    case 'payment_intent.canceled': {
      const intent = event.data.object;
      const { attempt } = intent.metadata;
      if (attempt === undefined) return ignored(`${event.type} of somebody else`);
      const outcome = intentOutcome(intent, publishableKey);
      const told = outcome.status === 'CAPTURED' ? { ...outcome, capturedAt: occurredAt } : outcome;
      return { ...about(intent.id), kind: 'OUTCOME', attempt, outcome: told };
    }
    case 'payment_intent.amount_capturable_updated': {
      const { id, metadata } = event.data.object;
      return metadata.attempt === undefined
        ? ignored(event.type)
        : { ...about(id), kind: 'NUDGE', attempt: metadata.attempt };
    }
    case 'charge.updated': {
      const { metadata, payment_intent: intent, balance_transaction: transaction } = event.data.object;
      return metadata.attempt === undefined || transaction === null
        ? ignored(event.type)
        : { ...about(idOf(intent)), kind: 'NUDGE', attempt: metadata.attempt };
    }
    case 'refund.updated':
    case 'refund.failed':
      return refundEvent(event.data.object, about, () => ignored(event.type));
    case 'charge.dispute.created':
    case 'charge.dispute.closed':
    case 'charge.dispute.funds_withdrawn':
    case 'charge.dispute.funds_reinstated':
      return disputeEvent(event.data.object, about, () => ignored(event.type));
    default:
      return ignored(event.type);
  }
}

type About = (subject: string) => { id: string; occurredAt: string; subject: string };

function refundEvent(refund: Stripe.Refund, about: About, ignored: () => RailEvent): RailEvent {
  const { status, id, failure_reason: reason } = refund;
  const key = refund.metadata?.key;
  if (key === undefined || (status !== 'succeeded' && status !== 'failed' && status !== 'canceled')) return ignored();
  const ended = status === 'succeeded' ? ('SUCCEEDED' as const) : ('FAILED' as const);
  return {
    ...about(idOf(refund.payment_intent)),
    kind: 'REFUND',
    key,
    refund: id,
    status: ended,
    reason: reason ?? status,
  };
}

const states: Record<string, DisputeState> = { won: 'WON', lost: 'LOST' };

/** An inquiry (`warning_…`) takes no money; every other dispute has taken it until it is won. */
function disputeEvent(dispute: Stripe.Dispute, about: About, ignored: () => RailEvent): RailEvent {
  const { id, charge, amount, currency, reason, status } = dispute;
  if (status.startsWith('warning') || status === 'prevented') return ignored();
  return {
    ...about(idOf(dispute.payment_intent)),
    kind: 'DISPUTE',
    dispute: id,
    charge: idOf(charge),
    amountMinor: amount,
    currency: currency.toUpperCase(),
    reason,
    state: states[status] ?? 'OPEN',
  };
}
