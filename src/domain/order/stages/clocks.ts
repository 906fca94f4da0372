import { toldBy } from '../bank-notice.ts';
import { approvalsDueAt, openRequests } from '../escrow.ts';
import { fact, type Fact } from '../facts.ts';
import { deliveryDue } from '../late-delivery.ts';
import type { Contracted, ContractStage } from '../order.ts';
import { withoutWarehouse } from '../route.ts';
import { endsUnpaid } from '../secured.ts';
import { settleAnew } from '../settlement.ts';
import type { Clock, Context } from '../stage.ts';
import { addDays } from '../time.ts';

type ContractClock = Clock<ContractStage>;

/** Days before or after the delivery date; the clock does not run while force majeure lasts. */
const fromDelivery = (order: Contracted, days: number): string | null => {
  const due = deliveryDue(order);
  return due === null ? null : addDays(due, days);
};

/**
 * The delivery date of the contract: a warning before it, the buyer's right to leave after it, and the end of the
 * trade after the grace.
 */
export const deliveryClocks: Record<'deliveryWarning' | 'deliveryOverdue' | 'deliveryFailed', ContractClock> = {
  deliveryWarning: {
    label: 'early warning on the delivery date',
    at: (order) => fromDelivery(order, -order.profile.clocks.deliveryWarningDays),
    attention: 'The goods are not in the warehouse and the delivery date is near.',
  },
  deliveryOverdue: {
    label: 'delivery date of the contract',
    at: deliveryDue,
    attention: 'The delivery date has passed: the buyer may cancel without a fee.',
  },
  deliveryFailed: {
    label: 'grace after the delivery date',
    at: (order) => fromDelivery(order, order.profile.clocks.deliveryGraceDays),
    runsOut: () => [
      fact('RefundDecided', {
        outcome: 'refunded',
        detail: 'The goods were not delivered within the grace after the delivery date.',
      }),
    ],
  },
};

/** Runs on while goods that go straight from the supplier are ready and nobody has taken them over. */
const untilTaken = (clock: ContractClock): ContractClock => ({
  ...clock,
  at: (order) => (withoutWarehouse(order) && order.shipment.handedOverAt === null ? clock.at(order) : null),
});

/** The delivery date where no warehouse receives the goods: kept when the carrier takes them over. */
export const despatchClocks: Record<'deliveryOverdue' | 'deliveryFailed', ContractClock> = {
  deliveryOverdue: untilTaken(deliveryClocks.deliveryOverdue),
  deliveryFailed: untilTaken(deliveryClocks.deliveryFailed),
};

const tradeEndsUnpaid = (): Fact[] => [
  fact('RefundDecided', { outcome: 'unpaid', detail: 'The balance was not paid exactly before its deadline.' }),
];

/**
 * Goods that are on their way cannot be kept back any more: what is not paid is not asked for further, and what is held
 * is released as far as it reaches. Before that, the trade ends; and so it does where they left on the undertaking of a
 * bank, for title stayed with the supplier and the goods can go back to where they came from.
 */
function unpaid(order: Contracted, context: Context): Fact[] {
  if (endsUnpaid(order)) return tradeEndsUnpaid();
  const open = openRequests(order).map(({ id }) => id);
  const payments = order.payments.map((each) =>
    open.includes(each.id) ? { ...each, status: 'WITHDRAWN' as const } : each,
  );
  return [
    ...open.map((request) => fact('PaymentRequestWithdrawn', { request, reason: 'not paid before its deadline' })),
    ...settleAnew({ ...order, payments }, context),
  ];
}

/**
 * Any payment request that is open after production began: the balance, what an amendment added, or what the bank took
 * back.
 */
export const paymentClock: ContractClock = {
  label: 'time to pay the open payment request',
  at: (order) =>
    openRequests(order)
      .map(({ deadline }) => toldBy(order, deadline))
      .sort()[0] ?? null,
  runsOut: unpaid,
};

export const approvalClock: ContractClock = {
  label: 'time for two people of the platform to approve what goes out',
  at: approvalsDueAt,
  attention: 'A payout or refund waits for its approvals.',
};
