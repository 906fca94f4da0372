import { z } from 'zod';
import { hashSchema } from '../../domain/order/stages/quote.ts';
import { railIds } from '../../domain/rails/rail.ts';
import { instant } from '../schemas.ts';

const money = z.object({ currency: z.string(), minor: z.int() });
const reason = z.string().trim().min(1).max(1000);

/** What a person wants done; amounts are computed and shown in the proposal. */
export const wantedSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('ASSIGN'),
    order: z.string().min(1).max(40),
    request: z.string().min(1).max(20),
    reason,
  }),
  z.strictObject({ action: z.literal('RETURN'), reason }),
  z.strictObject({ action: z.literal('CLAIM'), reason }),
  z.strictObject({ action: z.literal('WRITE_OFF'), reason }),
  z.strictObject({ action: z.literal('PAID_OVER'), rail: z.enum(railIds), reason }),
  z.strictObject({ action: z.literal('EXCHANGED'), quote: z.string().min(1).max(64), reason }),
]);
export const approvalSchema = z.strictObject({ hash: hashSchema });
export const refusalSchema = z.strictObject({ hash: hashSchema, reason });

const planSchema = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('ASSIGN'),
    order: z.string(),
    request: z.string(),
    reference: z.string(),
    asks: z.object({ amountMinor: z.int(), currency: z.string(), status: z.enum(['OPEN', 'FUNDED', 'WITHDRAWN']) }),
  }),
  z.object({ action: z.literal('RETURN'), amountMinor: z.int(), costMinor: z.int() }),
  z.object({ action: z.literal('CLAIM'), order: z.string(), company: z.string(), amountMinor: z.int() }),
  z.object({ action: z.literal('WRITE_OFF'), amountMinor: z.int() }),
  z.object({ action: z.literal('PAID_OVER'), rail: z.enum(railIds), amountMinor: z.int() }),
  z.object({
    action: z.literal('EXCHANGED'),
    quote: z.string(),
    rail: z.string(),
    gave: money,
    promised: money,
    amountMinor: z.int(),
    /** Above what the quote promised: a gain of the house; below zero a loss. */
    gainMinor: z.int(),
  }),
]);

export const proposalSchema = z.object({
  id: z.int(),
  entry: z.string(),
  plan: planSchema,
  hash: hashSchema,
  reason: z.string(),
  state: z.enum(['open', 'approved', 'done', 'void']),
  proposedBy: z.string(),
  proposedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  detail: z.string().nullable(),
});

export const itemSchema = z.object({
  entry: z.string(),
  account: z.string(),
  currency: z.string(),
  amountMinor: z.int(),
  creditDebit: z.enum(['CRDT', 'DBIT']),
  disposition: z.string(),
  sender: z.string().nullable(),
  senderName: z.string().nullable(),
  bookingDate: z.iso.date(),
  reversal: z.boolean(),
  references: z.array(z.string()),
  endToEndId: z.string().nullable(),
  why: z.string().nullable(),
  /** The closed order it belongs to, and the company that owes it or is owed it. */
  order: z.string().nullable(),
  party: z.string().nullable(),
  proposal: proposalSchema.nullable(),
});
