import type { Order } from '../order.ts';
import type { Disbursement, PaymentRequest } from '../parts.ts';
import { restart } from './clocks.ts';
import { attend, contracted, type Evolvers } from './evolver.ts';

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

const request = (order: Order, id: string, change: Partial<PaymentRequest>): Order => {
  const payments = contracted(order).payments.map((each) => (each.id === id ? { ...each, ...change } : each));
  return { ...contracted(order), payments };
};

const disbursement = (order: Order, id: string, change: (one: Disbursement) => Partial<Disbursement>): Order => {
  const disbursements = contracted(order).disbursements.map((each) =>
    each.id === id ? { ...each, ...change(each) } : each,
  );
  return { ...contracted(order), disbursements };
};

/** The bank took what it had refused or kept silent about. */
const answered = (order: Order, id: string): Order =>
  order.attention?.code.startsWith('bank-') && order.attention.detail.startsWith(`${id}:`)
    ? { ...order, attention: null }
    : order;

const people = 2;

/** What is asked, received, held and sent out. */
export const money: Evolvers<Money> = {
  PaymentRequested: (order, data) => ({
    ...contracted(order),
    payments: [...contracted(order).payments, data.request],
  }),
  PaymentRequestWithdrawn: (order, data) => request(order, data.request, { status: 'WITHDRAWN' }),
  PaymentReceived: (order, data, { at }) =>
    request(order, data.request, { status: 'FUNDED', fundedAt: at, entry: data.entry }),
  PaymentMismatched: (order, { entry }) => ({
    ...contracted(order),
    mismatched: [...contracted(order).mismatched, entry],
  }),
  SettlementEventReached: (order, { event }) => ({
    ...contracted(order),
    settled: [...contracted(order).settled, event],
  }),
  DisbursementOpened: (order, { disbursement: opened }) => {
    const disbursements = [...contracted(order).disbursements, opened];
    return restart({ ...contracted(order), disbursements }, ['approvalDue']);
  },
  DisbursementApproved: (order, { disbursement: id, user }, { at }) =>
    disbursement(order, id, ({ approvals }) => {
      const both = [...approvals, { user, at }];
      return { approvals: both, status: both.length >= people ? 'APPROVED' : 'AWAITING_APPROVAL' };
    }),
  DisbursementSent: (order, { disbursement: id }) =>
    answered(
      disbursement(order, id, () => ({ status: 'SENT' })),
      id,
    ),
  DisbursementOutcomeUnknown: (order, { disbursement: id, detail }, { at }) =>
    attend(
      disbursement(order, id, () => ({ status: 'UNKNOWN' })),
      { code: 'bank-outcome-unknown', detail: `${id}: ${detail}`, since: at },
    ),
  DisbursementRefusedByBank: (order, { disbursement: id, reason }, { at }) =>
    attend(
      disbursement(order, id, () => ({ status: 'AWAITING_APPROVAL', approvals: [] })),
      { code: 'bank-refused', detail: `${id}: ${reason}`, since: at },
    ),
  DisbursementSettled: (order, { disbursement: id }) =>
    answered(
      disbursement(order, id, () => ({ status: 'SETTLED' })),
      id,
    ),
  RefundDecided: (order, { outcome, detail }) => ({
    ...contracted(order),
    refundReason: { outcome, detail },
    amendment: null,
    cancellation: null,
    dispute: null,
  }),
};
