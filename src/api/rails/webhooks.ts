import { z } from 'zod';
import type { WebhookReading } from '../../domain/rails/event.ts';
import { storableText, unstorableText } from '../../domain/storable.ts';
import { countRefusal, keepWebhook } from '../../persistence/rails/webhooks.ts';
import { operation, raw } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { problem } from '../problem.ts';

const mostBytes = 512 * 1024;

/**
 * Proves a webhook, keeps it, and only then answers; what it means is carried out afterwards, in order. An event that
 * was kept before is answered the same way and does nothing. Throws ProblemError 404 for a provider that is not set up,
 * 400 for what its scheme does not prove: that is counted and not kept.
 */
export async function takeInWebhook(
  deps: Pick<ApiDeps, 'orm' | 'rails' | 'now'>,
  provider: string,
  body: Buffer,
  headers: Readonly<Record<string, string>>,
): Promise<'new' | 'known'> {
  const read = Object.hasOwn(deps.rails.webhooks, provider) ? deps.rails.webhooks[provider] : undefined;
  if (read === undefined) throw problem(404, 'unknown-path', 'There is nothing under this path.');
  const now = deps.now();
  const reading = await read(body, headers, now);
  if (!reading.verified) {
    await countRefusal(deps.orm, provider, reading.why, now);
    throw problem(400, 'webhook-not-proved', `The webhook is not proved to be of ${provider}: ${reading.why}.`);
  }
  const text = storableText(body.toString());
  return keepWebhook(deps.orm, { provider, receivedAt: now, body: text, ...toldBy(reading) });
}

/** What a proved webhook tells; what nobody can read, or no database keep, is for a person to look at. */
function toldBy(reading: Extract<WebhookReading, { verified: true }>) {
  const { id, occurredAt } = reading.event ?? reading;
  const strange = unstorableText(reading.event);
  if (reading.event !== null && strange === null) {
    return { eventId: id, subject: reading.event.subject, occurredAt, event: reading.event, why: null };
  }
  const why = reading.event === null ? reading.why : `${strange}: holds a character no database keeps.`;
  return { eventId: storableText(id), subject: storableText(id), occurredAt, event: null, why };
}

/**
 * POST /v1/webhooks/in/{provider}: what providers tell. They know nothing of Idempotency-Keys: the event's id is one.
 */
export const webhookOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/webhooks/in/{provider}',
    id: 'incomingWebhook',
    tag: 'money',
    access: 'public',
    summary: 'A provider’s webhook, proved by its own scheme over the raw body, kept before it is answered',
    params: z.object({ provider: z.string().max(40) }),
    body: raw(['application/json'], mostBytes),
    answers: { 200: { description: 'Kept', schema: z.object({ kept: z.enum(['new', 'known']) }) } },
    problems: [400, 404, 413, 415, 503],
    async handle({ params: { provider }, body, request }) {
      const headers = Object.fromEntries(
        Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      );
      return { status: 200, body: { kept: await takeInWebhook(deps, provider, body, headers) } };
    },
  });
