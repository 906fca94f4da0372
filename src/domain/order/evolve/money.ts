import type { Order } from '../order.ts';
import type { Disbursement, PaymentRequest } from '../parts.ts';
import { restart } from './clocks.ts';
import { linksOf } from '../links.ts';
import { attend, contracted, type Evolvers } from './evolver.ts';

type Money =
  | 'PaymentRequested'
  | 'PaymentRequestWithdrawn'
  | 'PaymentReceived'
  | 'PaymentMismatched'
  | 'CreditStood'
  | 'CreditFell'
  | 'CreditToldOfShipment'
  | 'PaymentLinkOpened'
  | 'PaymentLinkRevoked'
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

/** A payment that was taken back and is made again is whole again. */
const funded = (order: Order, id: string, change: Partial<PaymentRequest>): Order => {
  const again = contracted(order).payments.some((each) => each.id === id && each.reversedMinor !== undefined);
  return request(order, id, again ? { ...change, reversedMinor: 0 } : change);
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

/** Open requests a credit pays, with another deadline. */
const movedTo = (
  payments: PaymentRequest[],
  to: (deadline: string) => string,
  except: readonly string[] = [],
): PaymentRequest[] =>
  payments.map((each) =>
    each.status === 'OPEN' && each.due === 'BEFORE_TITLE_TRANSFER' && !except.includes(each.id)
      ? { ...each, deadline: to(each.deadline) }
      : each,
  );

const people = 2;

/** What is asked, received, held and sent out. */
export const money: Evolvers<Money> = {
  PaymentRequested: (order, data) =>
    data.request.charges === undefined
      ? {
          ...contracted(data.request.replaces === undefined ? order : restart(order, ['paymentDue'])),
          payments: [...contracted(order).payments, data.request],
        }
      : { ...contracted(order), charges: [...(contracted(order).charges ?? []), data.request] },
  PaymentRequestWithdrawn: (order, data) => request(order, data.request, { status: 'WITHDRAWN' }),
  PaymentReceived: (order, data, { at }) =>
    funded(order, data.request, { status: 'FUNDED', fundedAt: at, entry: data.entry }),
  PaymentMismatched: (order, { entry }) => ({
    ...contracted(order),
    mismatched: [...contracted(order).mismatched, entry],
  }),
  CreditStood: (order, { credit, until }) => {
    const known = contracted(order).credit;
    const toldShippedOn = known?.number === credit ? known.toldShippedOn : null;
    const standing = { ...contracted(order), credit: { number: credit, until, toldShippedOn } };
    return { ...standing, payments: movedTo(standing.payments, (deadline) => (deadline < until ? until : deadline)) };
  },
  CreditFell: (order, { deadline, honoured }) => {
    const { credit: _, ...fallen } = contracted(order);
    return restart({ ...fallen, payments: movedTo(fallen.payments, () => deadline, honoured) }, ['paymentDue']);
  },
  CreditToldOfShipment: (order, { credit, on }) => {
    const known = contracted(order).credit;
    if (known?.number !== credit) return order;
    return { ...contracted(order), credit: { ...known, toldShippedOn: on } };
  },
  PaymentLinkOpened: (order, { link }) => ({
    ...contracted(order),
    paymentLinks: [...linksOf(contracted(order)), link],
  }),
  PaymentLinkRevoked: (order, { link }, { at }) => ({
    ...contracted(order),
    paymentLinks: linksOf(contracted(order)).map((each) => (each.id === link ? { ...each, revokedAt: at } : each)),
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
