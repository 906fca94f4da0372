import { z } from 'zod';
import { accept, reject } from '../decision.ts';
import { fullyPaid, isWhole } from '../escrow.ts';
import { securedByCredit } from '../secured.ts';
import { fact } from '../facts.ts';
import { unsettled } from '../pending.ts';
import { settle } from '../settlement.ts';
import { commandOf, defineStage, type KeptRule } from '../stage.ts';
import { dcsaEventSchema } from '../../transport-events.ts';
import { addDays, addHours } from '../time.ts';
import { approvalClock, despatchClocks, paymentClock } from './clocks.ts';
import { withdrawableUntil, withdrawalClocks } from '../withdrawal.ts';
import { milestones, transportDocumentTypes } from '../parts.ts';
import type { TransportMode } from '../terms.ts';

const command = commandOf<'shipment'>();
const onTheWay = commandOf<'shipment' | 'receipt'>();
const text = z.string().trim().min(1).max(2000);
/** UNTDID 1001: bill of lading, sea waybill, air waybill, road and rail consignment note, house waybill (courier). */
const transportDocument = z.strictObject({
  type: z.enum(transportDocumentTypes),
  number: z.string().trim().min(4).max(35),
});

/** What each mode of transport travels with; a forwarder's house waybill covers any of them. */
const travelsWith: Record<TransportMode, readonly (typeof transportDocumentTypes)[number][]> = {
  SEA_FCL: ['705', '710', '703'],
  SEA_LCL: ['705', '710', '703'],
  AIR: ['740', '703'],
  COURIER: ['740', '703'],
  ROAD: ['730', '703'],
  RAIL: ['720', '703'],
};

/** Events come in masses, late, twice and corrected: all are kept, and only an actual milestone reaches the order. */
export const trackingEvent: KeptRule = {
  by: ['carrier', 'customs-broker', 'warehouse-operator'],
  summary: 'Report a DCSA track-and-trace event',
  input: dcsaEventSchema,
  kept: true,
};

/** What the API sends on when a kept event is an actual milestone; each milestone counts once. */
export const transportMilestone = commandOf<'customs' | 'release' | 'shipment' | 'receipt'>()({
  relayed: true,
  by: ['carrier', 'customs-broker', 'warehouse-operator'],
  summary: 'An actual event on the way, told by its kept source event',
  input: z.strictObject({
    milestone: z.enum(milestones),
    occurredAt: z.iso.datetime({ offset: true }),
    event: z.string().min(1).max(100),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  decide: ({ shipment }, reached) =>
    shipment.milestones.some(({ milestone }) => milestone === reached.milestone)
      ? accept()
      : accept(fact('TransportMilestoneReached', reached)),
});

export const reportException = onTheWay({
  by: ['carrier'],
  summary: 'Report that something went wrong on the way; the receipt clock stops',
  input: z.strictObject({ detail: text }),
  ready: ({ shipment }) =>
    shipment.exception === null ? null : reject('exception-open', 'An exception is open already.'),
  decide: (_order, { detail }) => accept(fact('ExceptionReported', { detail })),
});

export const surrenderBillOfLading = onTheWay({
  by: ['carrier'],
  summary: 'The bill of lading was surrendered, or released by telex: the cargo may be handed out',
  input: z.strictObject({ how: z.enum(['SURRENDERED', 'TELEX_RELEASE', 'SEA_WAYBILL']) }),
  ready: ({ shipment }) =>
    shipment.transportDocument === null ? reject('not-handed-over', 'The goods are not handed over yet.') : null,
  decide: (_order, { how }) => accept(fact('BillOfLadingSurrendered', { how })),
});

/** From the hand-over to the carrier until the goods are there. */
export const shipment = defineStage('shipment', {
  title: 'Shipment',
  commands: {
    handOver: command({
      by: ['carrier'],
      summary: 'Take the goods over, with the number of the transport document',
      input: z.strictObject({ carrier: z.string().trim().min(2).max(70), transportDocument }),
      ready: (order, { now }) => {
        if (order.shipment.handedOverAt !== null) return reject('clause-fixed', 'The goods are handed over already.');
        const covered = fullyPaid(order) || securedByCredit(order, now);
        const paidFor = covered ? null : reject('payments-open', 'The goods leave when everything is paid.');
        return unsettled(order) ?? paidFor;
      },
      decide: (order, input, context) => {
        const { transport } = order.contract.terms;
        if (!travelsWith[transport].includes(input.transportDocument.type)) {
          const fitting = travelsWith[transport].join(', ');
          return reject('transport-mode', `transportDocument.type: ${transport} travels with one of ${fitting}.`);
        }
        const paper = input.transportDocument.type === '705' ? settle(order, 'BILL_OF_LADING', context) : [];
        return accept(fact('HandedOver', input), ...paper);
      },
    }),
    transportMilestone,
    surrenderBillOfLading,
    reportException,
    resolveException: command({
      by: ['carrier'],
      summary: 'The exception is over',
      input: z.strictObject({ detail: text }),
      ready: (order) => (order.shipment.exception === null ? reject('no-exception', 'No exception is open.') : null),
      decide: (_order, { detail }) => accept(fact('ExceptionResolved', { detail, autoConfirmAt: null })),
    }),
    arrived: command({
      by: ['carrier'],
      summary: 'The goods are there: at the port, the warehouse or the door; evidence is named',
      input: z.strictObject({ evidence: z.string().trim().min(1).max(100) }),
      ready: (order) =>
        order.shipment.handedOverAt === null ? reject('not-handed-over', 'The goods are not handed over yet.') : null,
      decide: (order, { evidence }, { now }) => {
        const days = order.profile.clocks.autoConfirmDays[order.contract.terms.transport];
        const until = withdrawableUntil(order, now);
        const withdrawal = until === null ? {} : { withdrawUntil: until };
        return accept(fact('GoodsArrived', { evidence, autoConfirmAt: addDays(now, days), ...withdrawal }));
      },
    }),
  },
  kept: { trackingEvent },
  clocks: {
    firstTracking: {
      label: 'first sign of the shipment in the tracking',
      at: (order) =>
        order.shipment.handedOverAt === null ||
        order.shipment.milestones.some(({ milestone }) => milestone !== 'CUSTOMS_RELEASED')
          ? null
          : addHours(order.shipment.handedOverAt, order.profile.clocks.firstTrackingHours),
      attention: 'Handed over, and no tracking event yet.',
    },
    ...despatchClocks,
    ...withdrawalClocks,
    approvalDue: approvalClock,
    paymentDue: paymentClock,
  },
  waitsFor: (order) => (fullyPaid(order) && isWhole(order) ? ['carrier'] : ['buyer', 'bank']),
  leaves: (order) => (order.shipment.arrivedAt === null ? null : { to: 'receipt' }),
  leadsTo: ['receipt', 'refund'],
});
