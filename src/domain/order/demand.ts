import { z } from 'zod';
import { paymentMethods, transportModes } from './terms.ts';

/**
 * What the buyer needs: defined once, used by the enquiry, the contract and the inspection check-list (requirements.md
 * S34).
 */
export const demandSchema = z.strictObject({
  items: z
    .array(
      z.strictObject({
        description: z.string().trim().min(1).max(300),
        sku: z.string().min(1).max(64).optional(),
        quantity: z.int().min(1).max(1_000_000_000),
        quality: z.string().max(2000).default(''),
      }),
    )
    .min(1)
    .max(100),
  destination: z.string().trim().min(2).max(120),
  transport: z.enum(transportModes).optional(),
  wantedBy: z.iso.date().optional(),
  /** The buyer's own number for it, as on the purchase order. */
  reference: z.string().trim().min(1).max(64).optional(),
  /** How the buyer means to pay; what binds is what the contract says. */
  paymentMethod: z.enum(paymentMethods).optional(),
  remarks: z.string().max(4000).default(''),
});
export type Demand = z.output<typeof demandSchema>;

/** The buyer's answer to one line at receipt, in pieces. */
export const receivedLineSchema = z.strictObject({
  line: z.int().min(1).max(999),
  accepted: z.int().min(0),
  short: z.int().min(0).default(0),
  damaged: z.int().min(0).default(0),
  rejected: z.int().min(0).default(0),
});
export type Answerable = z.output<typeof receivedLineSchema>;

/** The buyer's answer to one entry of the contract's check-list. */
export interface CheckAnswer {
  check: string;
  conforms: boolean;
  note: string;
  evidence: string[];
}
