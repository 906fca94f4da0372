import { amount, tell, tellBoth, type Tellers, type Told } from './telling.ts';

type Money =
  | 'PaymentRequested'
  | 'PaymentRequestWithdrawn'
  | 'ChargesIncurred'
  | 'ChargesPaid'
  | 'ChargesReversed'
  | 'ChargesCovered'
  | 'PaymentReceived'
  | 'PaymentMismatched'
  | 'SettlementEventReached'
  | 'DisbursementOpened'
  | 'DisbursementApproved'
  | 'ApprovalLapsed'
  | 'DisbursementSent'
  | 'DisbursementOutcomeUnknown'
  | 'DisbursementRefusedByBank'
  | 'DisbursementSettled'
  | 'RefundDecided';

/** What is asked, received, sent back and paid out. How the house and the bank get there is told to nobody outside. */
export const moneyTellers: Tellers<Money> = {
  PaymentRequested: ({ request: { amountMinor, currency, reference, deadline, charges } }) => [
    tell('buyer', charges === undefined ? 'payment-request' : 'charges-asked', {
      amount: amount(amountMinor, currency),
      reference,
      deadline,
    }),
  ],
  PaymentRequestWithdrawn: ({ request }) => [tell('buyer', 'payment-request-withdrawn', { request })],
  // What asks for them is told by the request that follows.
  ChargesIncurred: null,
  ChargesPaid: ({ amountMinor, currency }) => [
    tell('buyer', 'charges-paid', { amount: amount(amountMinor, currency) }),
  ],
  ChargesReversed: ({ request, amountMinor, currency, reason }) => [
    tell('buyer', 'charges-reversed', { request, amount: amount(amountMinor, currency), reason }),
  ],
  ChargesCovered: ({ request, amountMinor, currency }) => [
    tell('buyer', 'charges-covered', { request, amount: amount(amountMinor, currency) }),
  ],
  PaymentReceived: ({ amountMinor, currency }) =>
    tellBoth('payment-received', { amount: amount(amountMinor, currency) }),
  PaymentMismatched: ({ amountMinor, currency, why, costMinor }) => {
    const data = { amount: amount(amountMinor, currency) };
    if (why === 'TOLD_LATE') return [tell('buyer', 'payment-told-late', data)];
    return [tell('buyer', 'payment-mismatched', { ...data, cost: amount(costMinor, currency), why })];
  },
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
  ApprovalLapsed: ({ of, id }) => [tell('adviser', 'approval-lapsed', { of, what: id })],
  DisbursementSent: null,
  DisbursementOutcomeUnknown: null,
  DisbursementRefusedByBank: ({ disbursement, reason }) => [tell('adviser', 'bank-refused', { disbursement, reason })],
  DisbursementSettled: ({ kind, amountMinor, currency }): Told[] => {
    const data = { amount: amount(amountMinor, currency) };
    if (kind === 'PAYOUT') return tellBoth('payout-released', data);
    return kind === 'REFUND' ? tellBoth('refund-paid', data) : [tell('buyer', 'payment-returned', data)];
  },
  // A cancellation and a withdrawal are told by their own facts.
  RefundDecided: ({ outcome }) =>
    outcome === 'cancelled' || outcome === 'withdrawn' ? [] : tellBoth('money-back', { outcome }),
};
