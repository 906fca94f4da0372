import { z } from 'zod';
import { accept, reject } from '../decision.ts';
import { fact } from '../facts.ts';
import type { OrderAt } from '../order.ts';
import type { GoodsReceipt } from '../parts.ts';
import { afterWarehouse } from '../route.ts';
import { commandOf, defineStage } from '../stage.ts';
import { share } from '../../money.ts';
import type { Switching } from '../../sampling/switching.ts';
import { deliveryClocks, paymentClock } from './clocks.ts';
import { bookInbound } from './production.ts';

const command = commandOf<'warehouse'>();
const whole = z.int().min(1);
/** What the API sums up for the order: what was scanned and measured, and how severely it is inspected. */
export type ReceiptSummary = GoodsReceipt & { switching?: Switching };

/** A scan keeps whatever the reader read; what it means is worked out against the bookings. */
export const scanSchema = z.strictObject({
  sscc: z.string().regex(/^\d{1,20}$/, 'digits as read from the label'),
  condition: z.enum(['GOOD', 'DAMAGED']).default('GOOD'),
});
export const measuresSchema = z.strictObject({
  cartons: z
    .array(
      z.strictObject({
        sscc: z.string().regex(/^\d{18}$/, 'an SSCC of 18 digits'),
        grossGrams: whole.max(100_000_000),
        lengthMm: whole.max(20_000),
        widthMm: whole.max(20_000),
        heightMm: whole.max(20_000),
      }),
    )
    .min(1)
    .max(1000),
});

/** True when all that was booked was scanned, or when every line of the contract has arrived whatever was booked. */
function isWhole(order: OrderAt<'warehouse'>, receipt: GoodsReceipt): boolean {
  if (receipt.cartonsReceived >= receipt.cartonsBooked) return true;
  const counted = new Map(receipt.perLine.map(({ line, quantity }) => [line, quantity]));
  const { lines, tolerances } = order.contract.terms;
  return lines.every(
    ({ line, quantity }) => (counted.get(line) ?? 0) >= quantity - share(quantity, tolerances.quantityBp),
  );
}

/** Whole shipments only: what arrives in part waits for the rest, or for an amendment both sides agree on. */
export const warehouse = defineStage('warehouse', {
  title: 'Warehouse receipt',
  commands: {
    bookInbound,
    issueGoodsReceipt: command<z.ZodType, ReceiptSummary>({
      by: ['warehouse-operator'],
      summary: 'Issue the goods receipt over everything scanned and measured so far',
      input: z.strictObject({ number: z.string().trim().min(1).max(35) }),
      distilled: true,
      decide: (order, { switching, ...receipt }) => {
        const pieces = receipt.perLine.reduce((total, { quantity }) => total + quantity, 0);
        if (receipt.cartonsReceived === 0 || pieces === 0) {
          return reject('nothing-scanned', 'No booked carton has been scanned.');
        }
        if (!isWhole(order, receipt)) return accept(fact('PartialArrivalRecorded', { receipt }));
        return accept(fact('GoodsReceived', { receipt, ...(switching === undefined ? {} : { switching }) }));
      },
    }),
  },
  kept: {
    scanCarton: { by: ['warehouse-operator'], summary: 'Scan the SSCC of one carton', input: scanSchema, kept: true },
    recordMeasures: {
      by: ['warehouse-operator'],
      summary: 'Record weight and size of cartons',
      input: measuresSchema,
      kept: true,
    },
  },
  clocks: { ...deliveryClocks, paymentDue: paymentClock },
  waitsFor: () => ['warehouse-operator'],
  leaves: (order) => (order.goods.receipt === null ? null : { to: afterWarehouse(order) }),
  leadsTo: ['inspection', 'matching', 'refund'],
});
