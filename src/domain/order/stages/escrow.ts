import { toldBy } from '../bank-notice.ts';
import { openRequests, requestInstalments } from '../escrow.ts';
import { wantsCredit } from '../secured.ts';
import { fact } from '../facts.ts';
import { defineStage } from '../stage.ts';
import { addDays } from '../time.ts';

/** Days a buyer has to get the letter of credit issued that the contract wants. */
const creditDays = 30;

/**
 * The buyer pays what is due on contract, exactly. Credits come in by `creditReceived`, which every stage after
 * signing takes. A plan that asks for nothing now (0 % deposit) passes through: the goods come first, at the
 * supplier's risk, or at a bank's where the contract wants a letter of credit.
 */
export const escrow = defineStage('escrow', {
  title: 'Escrow payment',
  commands: {},
  clocks: {
    paymentDue: {
      label: 'time to pay what is due on contract',
      at: (order) =>
        openRequests(order)
          .map(({ deadline }) => toldBy(order, deadline))
          .sort()[0] ?? null,
      runsOut: () => [
        fact('RefundDecided', {
          outcome: 'unpaid',
          detail: 'The payment request was not paid exactly before its deadline.',
        }),
      ],
    },
    creditDue: {
      label: 'time to get the letter of credit issued',
      at: (order) => (wantsCredit(order) ? addDays(order.stageSince, creditDays) : null),
      runsOut: () => [
        fact('RefundDecided', { outcome: 'unpaid', detail: 'The letter of credit was not issued in time.' }),
      ],
    },
  },
  waitsFor: () => ['buyer', 'bank'],
  enters: (order, context) => requestInstalments(order, 'ON_CONTRACT', context),
  // Production may release the first milestone: what is disputed stays until the dispute is settled. Where the contract
  // wants a letter of credit, nothing is made before a bank is bound.
  leaves: (order) =>
    openRequests(order).length === 0 && order.dispute === null && !wantsCredit(order) ? { to: 'production' } : null,
  leadsTo: ['production', 'refund'],
});
