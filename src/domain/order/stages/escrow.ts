import { openRequests, requestInstalments } from '../escrow.ts';
import { fact } from '../facts.ts';
import { defineStage } from '../stage.ts';

/**
 * The buyer pays what is due on contract, exactly. Credits come in by `creditReceived`, which every stage after
 * signing takes. A plan that asks for nothing now (0 % deposit) passes through: the goods come first, at the
 * supplier's risk.
 */
export const escrow = defineStage('escrow', {
  title: 'Escrow payment',
  commands: {},
  clocks: {
    paymentDue: {
      label: 'time to pay what is due on contract',
      at: (order) =>
        openRequests(order)
          .map(({ deadline }) => deadline)
          .sort()[0] ?? null,
      runsOut: () => [
        fact('RefundDecided', {
          outcome: 'unpaid',
          detail: 'The payment request was not paid exactly before its deadline.',
        }),
      ],
    },
  },
  waitsFor: () => ['buyer', 'bank'],
  enters: (order, context) => requestInstalments(order, 'ON_CONTRACT', context),
  // Production may release the first milestone: what is disputed stays until the dispute is settled.
  leaves: (order) => (openRequests(order).length === 0 && order.dispute === null ? { to: 'production' } : null),
  leadsTo: ['production', 'refund'],
});
