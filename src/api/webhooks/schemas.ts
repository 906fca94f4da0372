import { z } from 'zod';
import { deliveryStates } from '../../persistence/webhooks/deliveries.ts';
import { instant } from '../schemas.ts';
import { eventTypes } from './message.ts';

const place = z.string().regex(/^(?:0|[1-9][0-9]{0,14})$/, 'a cursor of the event feed');
/** A place of the feed as callers write it: the `cursor` of an event, or 0 for its beginning. */
export const cursorSchema = place.transform(Number);

export const typesSchema = z
  .array(z.enum(eventTypes))
  .max(eventTypes.length)
  .refine((types) => new Set(types).size === types.length, { error: 'each type stands once' });

export const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  types: z.array(z.string()),
  state: z.enum(['enabled', 'disabled']),
  /** Up to which cursor of the feed it was told. */
  reached: z.string(),
  createdBy: z.string(),
  createdAt: instant,
  disabledWhy: z.string().nullable(),
  /** Until when the secret before the last rotation signs as well. */
  oldSecretUntil: instant.nullable(),
});
export const madeSchema = webhookSchema.extend({
  /** Repeated for its Idempotency-Key; null once the platform has replaced what kept answers are encrypted under. */
  secret: z.string().nullable(),
});

export const deliverySchema = z.object({
  cursor: z.string(),
  order: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  since: instant,
  nextAttemptAt: instant,
  doneAt: instant.nullable(),
  status: z.int().nullable(),
  said: z.string().nullable(),
});

export const eventSchema = z.object({
  id: z.string(),
  type: z.string(),
  timestamp: instant,
  data: z.looseObject({ order: z.string(), cursor: z.string(), seq: z.int() }),
});

export const webhookParams = z.object({ webhook: z.string().min(1).max(64) });
