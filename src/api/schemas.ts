import { z } from 'zod';
import { outcomes, stages } from '../domain/order/order.ts';
import { roles } from '../domain/parties.ts';

/** The shapes of answers that several operations share. */
export const partySchema = z.enum([...roles, 'house']);
export const stageSchema = z.enum(stages);
export const instant = z.iso.datetime();

const companiesSchema = z.object({
  buyer: z.string(),
  supplier: z.string(),
  warehouse: z.string(),
  inspector: z.string(),
  broker: z.string(),
  carrier: z.string(),
  /** Null for orders from before banks were named. */
  bank: z.string().nullable().optional(),
});

/** Amounts in minor units of `currency`; null where the reader's role does not see money. */
export const orderRowSchema = z.object({
  order: z.string(),
  version: z.int(),
  stage: stageSchema,
  outcome: z.enum(outcomes).nullable(),
  mode: z.enum(['B2B', 'B2C']),
  profile: z.string(),
  companies: companiesSchema,
  currency: z.string().nullable(),
  totalMinor: z.int().nullable(),
  heldMinor: z.int().nullable(),
  waitingOn: z.array(partySchema),
  nextDeadline: instant.nullable(),
  attention: z.string().nullable(),
  updatedAt: instant,
});

/** What the engine answers to an accepted command. */
export const acceptedSchema = z.object({
  order: z.string(),
  version: z.int(),
  stage: stageSchema,
  outcome: z.enum(outcomes).optional(),
  facts: z.array(z.string()),
});

export const orderParams = z.object({ order: z.string() });
export const afterSchema = z.string().min(1).max(400);
export const limitSchema = z
  .string()
  .regex(/^(?:[1-9][0-9]?|1[0-9]{2}|200)$/, 'a whole number, 1 to 200')
  .default('50')
  .transform(Number);
