import { coverCharges } from '../charges.ts';
import { allSettled, disburse, disbursementsWaitFor, held, openRequests } from '../escrow.ts';
import { fact } from '../facts.ts';
import { defineStage } from '../stage.ts';
import { approvalClock } from './clocks.ts';

/**
 * What is held goes back to the cent, after two approvals; the order closes when the bank has carried everything out.
 */
export const refund = defineStage('refund', {
  title: 'Refund',
  commands: {},
  clocks: { approvalDue: approvalClock },
  waitsFor: disbursementsWaitFor,
  enters: (order, context) => {
    const withdrawn = openRequests(order).map(({ id }) =>
      fact('PaymentRequestWithdrawn', { request: id, reason: 'the trade ends' }),
    );
    const { facts: charged, coveredMinor } = coverCharges(order, held(order));
    const rest = held(order) - coveredMinor;
    if (rest <= 0) return [...withdrawn, ...charged];
    return [
      ...withdrawn,
      ...charged,
      disburse(order, { kind: 'REFUND', amountMinor: rest, cause: order.refundReason?.detail ?? 'refund' }, context),
    ];
  },
  leaves: (order) =>
    !allSettled(order)
      ? null
      : {
          to: 'closed',
          outcome: order.refundReason?.outcome ?? 'refunded',
          reason: order.refundReason?.detail ?? 'Refunded.',
        },
  leadsTo: ['closed'],
});
