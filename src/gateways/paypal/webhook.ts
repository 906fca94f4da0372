import { z } from 'zod';
import type { DisputeState, RailEvent, WebhookReader, WebhookReading } from '../../domain/rails/event.ts';
import { payPalClient, type PayPalSettings } from './client.ts';
import { captureOutcome, captureSchema, moneyOf, orderSchema } from './shapes.ts';

/**
 * PayPal delivers again for three days under the time of the first delivery; the event's id keeps it from counting
 * twice.
 */
const toleranceMs = 4 * 86_400_000;

const eventSchema = z.object({
  id: z.string().min(1).max(100),
  event_type: z.string(),
  create_time: z.iso.datetime({ offset: true }),
  resource: z.record(z.string(), z.unknown()),
});
const refundSchema = z.object({
  id: z.string(),
  status: z.string(),
  custom_id: z.string().optional(),
});
const money = z.object({ currency_code: z.string(), value: z.string() });
const disputeSchema = z.object({
  dispute_id: z.string(),
  reason: z.string().default('unknown'),
  dispute_amount: money,
  disputed_transactions: z.array(z.object({ seller_transaction_id: z.string() })).min(1),
  dispute_outcome: z.object({ outcome_code: z.string() }).optional(),
});

/** Header names of the signature, and what the verification calls them. */
const signed = {
  'paypal-auth-algo': 'auth_algo',
  'paypal-cert-url': 'cert_url',
  'paypal-transmission-id': 'transmission_id',
  'paypal-transmission-sig': 'transmission_sig',
  'paypal-transmission-time': 'transmission_time',
} as const;

/**
 * PayPal's webhooks, proved by asking PayPal (`verify-webhook-signature`). The event goes there byte for byte as it
 * came, because the signature is over its checksum. Throws PayPalUnreachable when nobody can tell now: not answered
 * with success, PayPal sends it again.
 */
export function payPalWebhooks(settings: PayPalSettings): WebhookReader {
  const call = payPalClient(settings);
  return async (body, headers, now) => {
    const names = Object.entries(signed).map(([header, name]) => [name, headers[header]] as const);
    if (names.some(([, value]) => value === undefined)) return { verified: false, why: 'signature' };
    const sentAt = Date.parse(headers['paypal-transmission-time'] ?? '');
    if (!(Math.abs(Date.parse(now) - sentAt) <= toleranceMs)) return { verified: false, why: 'timestamp' };
    const text = Buffer.from(body).toString();
    const parsed = jsonOf(text);
    if (parsed === undefined) return { verified: false, why: 'not JSON' };
    const fields = JSON.stringify({ ...Object.fromEntries(names), webhook_id: settings.webhookId });
    const asked = `${fields.slice(0, -1)},"webhook_event":${text}}`;
    const { status, body: answer } = await call('POST', '/v1/notifications/verify-webhook-signature', { body: asked });
    if (status !== 200 || answer.verification_status !== 'SUCCESS') return { verified: false, why: 'signature' };
    return readingOf(parsed, now);
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readingOf(given: unknown, now: string): WebhookReading {
  const event = eventSchema.safeParse(given);
  if (!event.success) return { verified: false, why: 'no PayPal event' };
  const { id, create_time: created, event_type: type, resource } = event.data;
  const occurredAt = new Date(created).toISOString();
  try {
    return { verified: true, event: eventOf({ id, occurredAt }, type, resource, now) };
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return { verified: true, event: null, id, occurredAt, why: `${type}: ${why}`.slice(0, 1000) };
  }
}

/**
 * `dispute_outcome.outcome_code` of PayPal's disputes API v1 (github.com/paypal/paypal-rest-api-specifications). Of
 * RESOLVED_WITH_PAYOUT and NONE it does not say who has the money: the dispute stays open until a person has looked.
 */
const outcomes: Record<string, DisputeState> = {
  RESOLVED_SELLER_FAVOUR: 'WON',
  CANCELED_BY_BUYER: 'WON',
  DENIED: 'WON',
  RESOLVED_BUYER_FAVOUR: 'LOST',
  ACCEPTED: 'LOST',
};

function eventOf(
  head: { id: string; occurredAt: string },
  type: string,
  resource: Record<string, unknown>,
  now: string,
): RailEvent {
  const ignored: RailEvent = { ...head, subject: head.id, kind: 'IGNORED', what: type };
  if (type === 'CHECKOUT.ORDER.APPROVED') {
    const order = orderSchema.parse(resource);
    const attempt = order.purchase_units[0]?.custom_id;
    return attempt === undefined ? ignored : { ...head, subject: attempt, kind: 'NUDGE', attempt };
  }
  if (type === 'PAYMENT.CAPTURE.COMPLETED' || type === 'PAYMENT.CAPTURE.DENIED') {
    const capture = captureSchema.parse(resource);
    const { custom_id: attempt } = capture;
    if (attempt === undefined) return ignored;
    const order = capture.supplementary_data?.related_ids?.order_id ?? capture.id;
    const outcome = captureOutcome(capture, order, head.occurredAt ?? now);
    return { ...head, subject: attempt, kind: 'OUTCOME', attempt, outcome };
  }
  if (type === 'PAYMENT.CAPTURE.REFUNDED' || type === 'PAYMENT.REFUND.FAILED') {
    const { id: refund, status, custom_id: key } = refundSchema.parse(resource);
    if (key === undefined) return ignored;
    const ended = status === 'COMPLETED' ? ('SUCCEEDED' as const) : ('FAILED' as const);
    return { ...head, subject: key, kind: 'REFUND', key, refund, status: ended, reason: `the refund is ${status}` };
  }
  if (type === 'CUSTOMER.DISPUTE.CREATED' || type === 'CUSTOMER.DISPUTE.RESOLVED') {
    const one = disputeSchema.parse(resource);
    const state = outcomes[one.dispute_outcome?.outcome_code ?? ''] ?? 'OPEN';
    const charge = one.disputed_transactions[0]?.seller_transaction_id ?? '';
    return {
      ...head,
      subject: charge,
      kind: 'DISPUTE',
      dispute: one.dispute_id,
      charge,
      ...moneyOf(one.dispute_amount),
      reason: one.reason,
      state,
    };
  }
  return ignored;
}
