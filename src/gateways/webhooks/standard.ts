import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { z } from 'zod';
import { currencySchema, minorSchema } from '../../domain/money.ts';
import type { RailEvent, WebhookReader } from '../../domain/rails/event.ts';

const text = z.string().min(1).max(200);
const amount = { amountMinor: minorSchema.min(1), currency: currencySchema };
const head = { timestamp: z.iso.datetime({ offset: true }) };

/** What an acquirer without a scheme of its own sends: Standard Webhooks with these events. */
const eventSchema = z.discriminatedUnion('type', [
  z.object({
    ...head,
    type: z.literal('charge.captured'),
    data: z.object({
      attempt: text,
      payment: text,
      charge: text,
      ...amount,
      feeMinor: minorSchema.min(0).nullable().default(null),
    }),
  }),
  z.object({ ...head, type: z.literal('charge.failed'), data: z.object({ attempt: text, reason: text }) }),
  z.object({
    ...head,
    type: z.enum(['dispute.opened', 'dispute.won', 'dispute.lost']),
    data: z.object({ dispute: text, charge: text, attempt: text, ...amount, reason: text }),
  }),
  z.object({
    ...head,
    type: z.enum(['refund.succeeded', 'refund.failed']),
    data: z.object({ key: text, refund: text, reason: text.default('not said') }),
  }),
]);
type Told = z.output<typeof eventSchema>;

const states = { 'dispute.opened': 'OPEN', 'dispute.won': 'WON', 'dispute.lost': 'LOST' } as const;

/**
 * Webhooks of anybody who keeps to Standard Webhooks (standardwebhooks.com): HMAC-SHA256 over id, timestamp and raw
 * body, no older and no newer than five minutes.
 */
export function standardWebhooks(secret: string): WebhookReader {
  const webhook = new Webhook(secret);
  return (given, headers) => {
    const body = Buffer.from(given);
    try {
      webhook.verify(body, headers, { jsonParse: false });
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      const why = /timestamp/i.test(error.message) ? 'timestamp' : 'signature';
      return Promise.resolve({ verified: false, why });
    }
    const id = headers['webhook-id'] ?? '';
    const occurredAt = new Date(Number(headers['webhook-timestamp']) * 1000).toISOString();
    const parsed = eventSchema.safeParse(jsonOf(body));
    return Promise.resolve(
      parsed.success
        ? { verified: true, event: eventOf(id, parsed.data) }
        : { verified: true, event: null, id, occurredAt, why: z.prettifyError(parsed.error).slice(0, 1000) },
    );
  };
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}

function eventOf(id: string, told: Told): RailEvent {
  const occurredAt = new Date(told.timestamp).toISOString();
  switch (told.type) {
    case 'charge.captured': {
      const { attempt, payment, ...money } = told.data;
      const outcome = { status: 'CAPTURED' as const, providerId: payment, ...money, capturedAt: occurredAt };
      return { id, occurredAt, subject: attempt, kind: 'OUTCOME', attempt, outcome };
    }
    case 'charge.failed': {
      const { attempt, reason } = told.data;
      return { id, occurredAt, subject: attempt, kind: 'OUTCOME', attempt, outcome: { status: 'FAILED', reason } };
    }
    case 'refund.succeeded':
    case 'refund.failed': {
      const status = told.type === 'refund.succeeded' ? ('SUCCEEDED' as const) : ('FAILED' as const);
      return { id, occurredAt, subject: told.data.key, kind: 'REFUND', ...told.data, status };
    }
    default: {
      const { attempt, ...dispute } = told.data;
      return { id, occurredAt, subject: attempt, kind: 'DISPUTE', ...dispute, state: states[told.type] };
    }
  }
}
