import { z } from 'zod';
import { parseAmount } from '../../domain/money.ts';
import type { ChargeOutcome } from '../../domain/rails/gateway.ts';

const amount = z.object({ currency_code: z.string(), value: z.string() });

/** A capture of PayPal's orders API v2: the money it collected, and what it keeps of it. */
export const captureSchema = z.object({
  id: z.string(),
  status: z.string(),
  amount,
  custom_id: z.string().optional(),
  create_time: z.string().optional(),
  seller_receivable_breakdown: z.object({ paypal_fee: amount.optional() }).optional(),
  supplementary_data: z.object({ related_ids: z.object({ order_id: z.string().optional() }).optional() }).optional(),
});
export type Capture = z.output<typeof captureSchema>;

export const orderSchema = z.object({
  id: z.string(),
  status: z.string(),
  links: z.array(z.object({ rel: z.string(), href: z.string() })).default([]),
  purchase_units: z
    .array(
      z.object({
        custom_id: z.string().optional(),
        payments: z.object({ captures: z.array(captureSchema).default([]) }).optional(),
      }),
    )
    .default([]),
});
export type PayPalOrder = z.output<typeof orderSchema>;

export const moneyOf = ({ currency_code: currency, value }: z.output<typeof amount>) => ({
  amountMinor: parseAmount(value, currency),
  currency,
});

/** What a capture says; `at` is when it was told, where the capture itself does not say. */
export function captureOutcome(capture: Capture, providerId: string, at: string): ChargeOutcome {
  const { id, status, seller_receivable_breakdown: breakdown, create_time: time } = capture;
  if (status === 'DECLINED' || status === 'FAILED') return { status: 'FAILED', reason: `capture ${status}` };
  if (status === 'PENDING') return { status: 'UNKNOWN', reason: 'PayPal holds the capture for review' };
  const captured = moneyOf(capture.amount);
  const fee = breakdown?.paypal_fee === undefined ? null : moneyOf(breakdown.paypal_fee);
  return {
    status: 'CAPTURED',
    providerId,
    charge: id,
    ...captured,
    feeMinor: fee !== null && fee.currency === captured.currency ? fee.amountMinor : null,
    capturedAt: new Date(time ?? at).toISOString(),
  };
}

/** What an order says before it is captured, or by its capture. */
export function orderOutcome(order: PayPalOrder, now: string): ChargeOutcome {
  const capture = order.purchase_units[0]?.payments?.captures.at(-1);
  if (capture !== undefined) return captureOutcome(capture, order.id, now);
  if (order.status === 'VOIDED') return { status: 'FAILED', reason: 'the order was voided' };
  const url = order.links.find(({ rel }) => rel === 'payer-action' || rel === 'approve')?.href;
  return url === undefined
    ? { status: 'UNKNOWN', reason: `the order is ${order.status}` }
    : { status: 'PENDING', providerId: order.id, action: { kind: 'REDIRECT', url } };
}
