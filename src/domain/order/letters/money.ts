import { amount, tell, tellBoth, type Tellers, type Told } from './telling.ts';

type Money =
  | 'PaymentRequested'
  | 'PaymentRequestWithdrawn'
  | 'PaymentReceived'
  | 'PaymentMismatched'
  | 'SettlementEventReached'
  | 'DisbursementOpened'
  | 'DisbursementApproved'
  | 'DisbursementSent'
  | 'DisbursementOutcomeUnknown'
  | 'DisbursementRefusedByBank'
  | 'DisbursementSettled'
  | 'RefundDecided';

/** What is asked, received, sent back and paid out. How the house and the bank get there is told to nobody outside. */
export const moneyTellers: Tellers<Money> = {
  PaymentRequested: ({ request: { amountMinor, currency, reference, deadline } }) => [
    tell('buyer', 'payment-request', { amount: amount(amountMinor, currency), reference, deadline }),
  ],
  PaymentRequestWithdrawn: ({ request }) => [tell('buyer', 'payment-request-withdrawn', { request })],
  PaymentReceived: ({ amountMinor, currency }) =>
    tellBoth('payment-received', { amount: amount(amountMinor, currency) }),
  PaymentMismatched: ({ amountMinor, currency, why, costMinor }) => [
    tell('buyer', 'payment-mismatched', {
      amount: amount(amountMinor, currency),
      cost: amount(costMinor, currency),
      why,
    }),
  ],
  SettlementEventReached: null,
  DisbursementOpened: ({ disbursement: { id, kind, amountMinor, currency, hash, status } }) =>
    status === 'AWAITING_APPROVAL'
      ? [
          tell('adviser', 'approval-wanted', {
            kind,
            amount: amount(amountMinor, currency),
            disbursement: id,
            hash,
          }),
        ]
      : [],
  DisbursementApproved: null,
  DisbursementSent: null,
  DisbursementOutcomeUnknown: null,
  DisbursementRefusedByBank: ({ disbursement, reason }) => [tell('adviser', 'bank-refused', { disbursement, reason })],
  DisbursementSettled: ({ kind, amountMinor, currency }): Told[] => {
    const data = { amount: amount(amountMinor, currency) };
    if (kind === 'PAYOUT') return tellBoth('payout-released', data);
    return kind === 'REFUND' ? tellBoth('refund-paid', data) : [tell('buyer', 'payment-returned', data)];
  },
  // A cancellation is told by its own fact.
  RefundDecided: ({ outcome }) => (outcome === 'cancelled' ? [] : tellBoth('money-back', { outcome })),
};
