import { z } from 'zod';
import { checkIdentifier } from '../../identifiers/check.ts';
import { accept, reject } from '../decision.ts';
import { settle } from '../settlement.ts';
import { fact } from '../facts.ts';
import type { Inbound } from '../parts.ts';
import { withoutGoods, withoutWarehouse } from '../route.ts';
import { commandOf, defineStage } from '../stage.ts';
import { deliveryClocks, paymentClock } from './clocks.ts';

const command = commandOf<'production' | 'warehouse'>();
const text = z.string().trim().min(1).max(2000);
export const ssccSchema = z.string().refine((code) => checkIdentifier('sscc', code).valid, {
  error: 'not an SSCC of 18 digits with a right check digit',
});

/** The cartons of one inbound booking, as on the despatch advice (UNTDID 351): one row a carton. */
export const inboundSchema = z.strictObject({
  booking: z.string().trim().min(1).max(35),
  cartons: z
    .array(
      z.strictObject({
        sscc: ssccSchema,
        line: z.int().min(1).max(999),
        quantity: z.int().min(1).max(1_000_000),
        grossGrams: z.int().min(1).max(100_000_000),
        lengthMm: z.int().min(1).max(20_000),
        widthMm: z.int().min(1).max(20_000),
        heightMm: z.int().min(1).max(20_000),
      }),
    )
    .min(1)
    .max(5000)
    .refine((cartons) => new Set(cartons.map(({ sscc }) => sscc)).size === cartons.length, {
      error: 'each SSCC stands once',
    }),
});

/** Announces a shipment to the designated warehouse; more than one booking makes a partial arrival whole. */
export const bookInbound = command<typeof inboundSchema, Inbound>({
  by: ['supplier'],
  summary: 'Announce the cartons that come to the warehouse (despatch advice with SSCC labels)',
  input: inboundSchema,
  distilled: true,
  ready: (order) =>
    withoutWarehouse(order) ? reject('clause-fixed', 'By the profile, nothing goes through the warehouse.') : null,
  decide: ({ contract, goods }, inbound) => {
    if (goods.inbound.some(({ booking }) => booking === inbound.booking)) {
      return reject(
        'already-booked',
        `The booking ${inbound.booking} is made already; a further one has a number of its own.`,
      );
    }
    const known = new Set(contract.terms.lines.map(({ line }) => line));
    const strangers = inbound.perLine.filter(({ line }) => !known.has(line)).map(({ line }) => line);
    if (strangers.length > 0)
      return reject('lines-unknown', `The contract has no line ${strangers.join(', ')}.`, { lines: strangers });
    return accept(fact('InboundBooked', { inbound }));
  },
});

/** The supplier makes the goods; booking them in at the warehouse ends the stage. */
export const production = defineStage('production', {
  title: 'Production',
  commands: {
    reportMilestone: command({
      by: ['supplier'],
      summary: 'Report a step of production',
      input: z.strictObject({ name: text.max(200), detail: text.default('-') }),
      decide: (_order, { name, detail }) => accept(fact('MilestoneReported', { name, detail })),
    }),
    readyForDispatch: command({
      by: ['supplier'],
      summary: 'Declare the goods ready, or the service performed',
      input: z.strictObject({ note: z.string().trim().max(2000).default('') }),
      decide: (_order, { note }) => accept(fact('GoodsReady', { note })),
    }),
    bookInbound,
  },
  clocks: { ...deliveryClocks, paymentDue: paymentClock },
  waitsFor: () => ['supplier'],
  enters: (order, context) => settle(order, 'CONTRACT_FUNDED', context),
  leaves: (order) => {
    if (!withoutWarehouse(order)) return order.goods.inbound.length > 0 ? { to: 'warehouse' } : null;
    if (order.goods.readyAt === null) return null;
    return { to: withoutGoods(order) ? 'receipt' : 'shipment' };
  },
  leadsTo: ['warehouse', 'shipment', 'receipt', 'refund'],
});
