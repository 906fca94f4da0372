import { approvalsDueAt, openRequests } from '../escrow.ts';
import { fact } from '../facts.ts';
import type { ContractStage } from '../order.ts';
import type { Clock } from '../stage.ts';
import { addDays, endOfDay } from '../time.ts';

type ContractClock = Clock<ContractStage>;

/**
 * The delivery date of the contract: a warning before it, the buyer's right to leave after it, and the end of the
 * trade after the grace.
 */
export const deliveryClocks: Record<'deliveryWarning' | 'deliveryOverdue' | 'deliveryFailed', ContractClock> = {
  deliveryWarning: {
    label: 'early warning on the delivery date',
    at: ({ contract, profile }) => addDays(endOfDay(contract.terms.deliverBy), -profile.clocks.deliveryWarningDays),
    attention: 'The goods are not in the warehouse and the delivery date is near.',
  },
  deliveryOverdue: {
    label: 'delivery date of the contract',
    at: ({ contract }) => endOfDay(contract.terms.deliverBy),
    attention: 'The delivery date has passed: the buyer may cancel without a fee.',
  },
  deliveryFailed: {
    label: 'grace after the delivery date',
    at: ({ contract, profile }) => addDays(endOfDay(contract.terms.deliverBy), profile.clocks.deliveryGraceDays),
    runsOut: () => [
      fact('RefundDecided', {
        outcome: 'refunded',
        detail: 'The goods were not delivered within the grace after the delivery date.',
      }),
    ],
  },
};

/** Any payment request that is open after production began: the balance, or what an amendment added. */
export const paymentClock: ContractClock = {
  label: 'time to pay the open payment request',
  at: (order) =>
    openRequests(order)
      .map(({ deadline }) => deadline)
      .sort()[0] ?? null,
  runsOut: () => [
    fact('RefundDecided', { outcome: 'unpaid', detail: 'The balance was not paid exactly before its deadline.' }),
  ],
};

export const approvalClock: ContractClock = {
  label: 'time for two people of the platform to approve what goes out',
  at: approvalsDueAt,
  attention: 'A payout or refund waits for its approvals.',
};
