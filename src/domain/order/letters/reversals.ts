import { amount, tell, tellBoth, type Tellers } from './telling.ts';

type Reversals =
  | 'PaymentLinkOpened'
  | 'PaymentLinkRevoked'
  | 'PaymentReversed'
  | 'PaymentRequestReopened'
  | 'ClaimCovered'
  | 'DisbursementVoided'
  | 'DisbursementRevived'
  | 'DisbursementReturned'
  | 'LateDeliveryAssessed'
  | 'ForceMajeureClaimed'
  | 'ForceMajeureAccepted'
  | 'ForceMajeureRefused'
  | 'ForceMajeureEnded';

/** Money the bank takes back or cannot place, and delivery that comes late. */
export const reversalTellers: Tellers<Reversals> = {
  PaymentLinkOpened: null,
  PaymentLinkRevoked: null,
  PaymentReversed: ({ amountMinor, claimMinor, currency, reason }) => {
    const owed = { owes: claimMinor === 0 ? 'no' : 'yes', claim: amount(claimMinor, currency) };
    const data = { amount: amount(amountMinor, currency), ...owed, reason };
    return [tell('buyer', 'payment-reversed', data), tell('adviser', 'payment-reversed', data)];
  },
  PaymentRequestReopened: ({ request, deadline }) => [tell('buyer', 'payment-request-reopened', { request, deadline })],
  ClaimCovered: ({ amountMinor, currency }) => [
    tell('buyer', 'claim-covered', { amount: amount(amountMinor, currency) }),
  ],
  DisbursementVoided: ({ disbursement, reason }) => [tell('adviser', 'disbursement-voided', { disbursement, reason })],
  DisbursementRevived: ({ disbursement, amountMinor, currency }) => [
    tell('adviser', 'disbursement-revived', { disbursement, amount: amount(amountMinor, currency) }),
  ],
  DisbursementReturned: ({ disbursement, amountMinor, currency, reason, kind }) => {
    const data = { disbursement, amount: amount(amountMinor, currency), reason };
    return [
      tell('adviser', 'disbursement-returned', data),
      tell(kind === 'PAYOUT' ? 'supplier' : 'buyer', 'disbursement-returned', data),
    ];
  },
  LateDeliveryAssessed: ({ daysLate: days, damagesMinor, currency }) =>
    damagesMinor === 0 ? [] : tellBoth('late-delivery', { days, amount: amount(damagesMinor, currency) }),
  ForceMajeureClaimed: ({ claim: { detail } }) => [tell('buyer', 'force-majeure-claimed', { reason: detail })],
  ForceMajeureAccepted: () => tellBoth('force-majeure-accepted'),
  ForceMajeureRefused: ({ reason }) => [tell('supplier', 'force-majeure-refused', { reason })],
  ForceMajeureEnded: ({ endedAt }) => tellBoth('force-majeure-ended', { endedAt }),
};
