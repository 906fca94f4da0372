import { randomBytes } from 'node:crypto';
import { Webhook as Signer } from 'standardwebhooks';
import type { FactType } from '../../domain/order/facts.ts';
import { type OrderCompanies, type Role, rolesOn } from '../../domain/parties.ts';
import type { RecordedFact } from '../../domain/record.ts';
import type { SigningWebhook } from '../../persistence/webhooks/endpoints.ts';
import type { FeedEvent } from '../../persistence/webhooks/feed.ts';
import { factFor, factTypes } from '../fact-sight.ts';
import { sightOf } from '../sight.ts';

const secretBytes = 32;

/** A secret of a webhook, in the form of Standard Webhooks 1.0.0. */
export const newSecret = (): string => `whsec_${randomBytes(secretBytes).toString('base64')}`;

/** Every type of event there is, for those who choose among them. */
export const eventTypes = factTypes as [FactType, ...FactType[]];

/** An event as it is told: `id` is the same however often it is told, so that a receiver takes it once. */
export interface EventView {
  id: string;
  type: string;
  timestamp: string;
  data: { order: string; cursor: string } & Omit<RecordedFact, 'type'>;
}

/** An event as a company may see it, by its part in the order; null when it is not for it. */
export function eventFor(
  { company, roles }: { company: string; roles: Role[] },
  { position, order, companies, sealed, fact }: FeedEvent,
): EventView | null {
  const held = rolesOn(companies as OrderCompanies, { user: '', company, roles });
  const seen = held.length === 0 ? null : factFor(sightOf(held), fact, sealed);
  if (seen === null) return null;
  const { type, ...rest } = seen;
  const data = { order, cursor: String(position), ...rest };
  return { id: `evt_${order}_${fact.seq}`, type, timestamp: fact.at, data };
}

/** An event as its webhook may see and wants it; null when it is not for it. */
export function messageFor(webhook: Pick<SigningWebhook, 'company' | 'kinds' | 'types'>, event: FeedEvent) {
  if (webhook.types.length > 0 && !webhook.types.includes(event.fact.type)) return null;
  return eventFor({ company: webhook.company, roles: webhook.kinds }, event);
}

/**
 * The headers of a message: id, time of this attempt, and a signature by every secret that is good at that time
 * (Standard Webhooks 1.0.0, signature scheme).
 */
export function signedHeaders(
  { secret, oldSecret, oldSecretUntil }: Pick<SigningWebhook, 'secret' | 'oldSecret' | 'oldSecretUntil'>,
  { id, body, now }: { id: string; body: string; now: string },
): Record<string, string> {
  const at = new Date(now);
  const overlapping = oldSecret !== null && oldSecretUntil !== null && Date.parse(oldSecretUntil) > at.getTime();
  const secrets = overlapping ? [secret, oldSecret] : [secret];
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'trade-process-engine',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((each) => new Signer(each).sign(id, at, body)).join(' '),
  };
}
