import type { Contracted, Order } from '../order.ts';
import type { Disbursement } from '../parts.ts';
import { restart } from './clocks.ts';
import { attend, contracted, type Evolvers } from './evolver.ts';

type Reversals =
  | 'PaymentReversed'
  | 'PaymentRequestReopened'
  | 'ClaimCovered'
  | 'DisbursementVoided'
  | 'DisbursementRevived'
  | 'DisbursementReturned';

const owing = (order: Contracted, moreMinor: number): Pick<Contracted, 'claimMinor'> =>
  moreMinor === 0 && order.claimMinor === undefined ? {} : { claimMinor: (order.claimMinor ?? 0) + moreMinor };

function change(order: Order, id: string, make: (one: Disbursement) => Partial<Disbursement>): Contracted & Order {
  const { disbursements, ...rest } = contracted(order);
  return { ...rest, disbursements: disbursements.map((one) => (one.id === id ? { ...one, ...make(one) } : one)) };
}

/** Damages that were to go out, and do not, are to be deducted again; the other way round they count again. */
function deducted<O extends Contracted>(order: O, id: string, sign: 1 | -1): O {
  const one = order.disbursements.find((each) => each.id === id);
  if (one?.purpose !== 'LATE_DELIVERY' || order.lateDelivery === undefined) return order;
  const deductedMinor = order.lateDelivery.deductedMinor + sign * one.amountMinor;
  return { ...order, lateDelivery: { ...order.lateDelivery, deductedMinor } };
}

/** What the bank takes back, and what that undoes. */
export const reversals: Evolvers<Reversals> = {
  PaymentReversed: (order, { request, entry, original, amountMinor, currency, claimMinor }, { at }) => {
    const before = contracted(order);
    const payments = before.payments.map((each) => {
      if (each.id !== request) return each;
      const reversedMinor = (each.reversedMinor ?? 0) + amountMinor;
      // What is gone wholly is no payment any more; a part leaves the rest where it is.
      return amountMinor === each.amountMinor
        ? { ...each, status: 'WITHDRAWN' as const, fundedAt: null, entry: null, reversedMinor }
        : { ...each, reversedMinor };
    });
    const reversal = { entry, original, request, amountMinor, currency, claimMinor, at };
    const owed = request === null ? {} : owing(before, claimMinor);
    return { ...before, payments, ...owed, reversals: [...(before.reversals ?? []), reversal] };
  },
  PaymentRequestReopened: (order, { request, deadline }) => {
    const { payments, paymentLinks, ...rest } = contracted(restart(order, ['paymentDue']));
    const reopened = { status: 'OPEN' as const, deadline };
    const used = { used: true as const };
    const links = paymentLinks?.map((link) => (link.request === request ? { ...link, ...used } : link));
    return {
      ...rest,
      payments: payments.map((each) => (each.id === request ? { ...each, ...reopened } : each)),
      ...(links === undefined ? {} : { paymentLinks: links }),
    };
  },
  ClaimCovered: (order, { amountMinor }) => ({ ...contracted(order), ...owing(contracted(order), -amountMinor) }),
  DisbursementVoided: (order, { disbursement: id }) =>
    deducted(
      change(order, id, ({ status }) => ({
        status: 'VOIDED',
        voidedFrom: status === 'APPROVED' ? 'APPROVED' : 'AWAITING_APPROVAL',
      })),
      id,
      -1,
    ),
  DisbursementRevived: (order, { disbursement: id, kind, claimMinor }) => {
    const again = deducted(
      change(order, id, () => ({ status: 'APPROVED' })),
      id,
      1,
    );
    return kind === 'RETURN' ? again : { ...again, ...owing(again, claimMinor) };
  },
  DisbursementReturned: (order, { disbursement: id, reason }, { at }) =>
    attend(
      change(order, id, () => ({ status: 'AWAITING_APPROVAL', approvals: [] })),
      { code: 'bank-returned', detail: `${id}: ${reason}`, since: at },
    ),
};
