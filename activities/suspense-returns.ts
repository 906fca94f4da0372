import { ApplicationFailure } from '@temporalio/common';
import { requestedDateOf } from '../src/domain/order/payment-order.ts';
import {
  findReturn,
  noteReturn,
  type ReturnOutcome,
  type SuspenseReturn,
} from '../src/persistence/suspense-returns.ts';
import type { ActivityDependencies } from './index.ts';
import { openPayments, type Payment, type PaymentOutcome } from './payments.ts';

/** Whose date a return is asked to be paid on: what was handed in for UTC stays that, whatever attempt it is. */
export type Dated = 'UTC' | 'TRUST_ACCOUNT';

/**
 * A return as a payment order under the return's own id: to the account the money came from, or, where it is a payment
 * that came back, to the account its company has on file by now.
 */
const paymentOf = (
  { id, entry, amountMinor, currency, orderedAt, status, company }: SuspenseReturn,
  dated: Dated = 'UTC',
): Payment => ({
  ...(dated === 'UTC' ? {} : { requestedDate: requestedDateOf(orderedAt) }),
  id,
  entry,
  amountMinor,
  currency,
  orderedAt,
  order: 'suspense',
  kind: company === null ? 'RETURN' : 'PAYOUT',
  company: company ?? 'unknown',
  cause: `money that belongs to no order, ${status}`,
  hash: id,
  openedAt: orderedAt,
});

const outcomeOf = (outcome: PaymentOutcome): ReturnOutcome =>
  outcome.status === 'ACCEPTED'
    ? { status: 'SENT', bankReference: outcome.bankReference }
    : { status: outcome.status, reason: outcome.reason };

export function openSuspenseReturns(dependencies: ActivityDependencies) {
  const { orm } = dependencies;
  const { sendPayment, askBank } = openPayments(dependencies);
  const standing = async (id: string): Promise<SuspenseReturn> => {
    const one = await findReturn(orm, id);
    if (one === null) throw ApplicationFailure.nonRetryable(`there is no return ${id}`, 'UNKNOWN_RETURN');
    return one;
  };
  return {
    /** Hands a return to the bank and notes what it said; again it is the same order under the same key. */
    async sendSuspenseReturn(id: string, dated?: Dated): Promise<SuspenseReturn['status']> {
      const one = await standing(id);
      if (one.status !== 'APPROVED') return one.status;
      await noteReturn(orm, id, outcomeOf(await sendPayment(paymentOf(one, dated))));
      return (await standing(id)).status;
    },

    /** Asks what became of a return whose outcome is unknown; fails, to be asked again, while the bank cannot say. */
    async askSuspenseReturn(id: string): Promise<SuspenseReturn['status']> {
      const one = await standing(id);
      if (one.status !== 'UNKNOWN') return one.status;
      await noteReturn(orm, id, outcomeOf(await askBank(paymentOf(one))));
      return (await standing(id)).status;
    },
  };
}
