import { ApplicationFailure } from '@temporalio/common';
import type { Disbursement } from '../src/domain/order/parts.ts';
import { messageIdOf } from '../src/domain/order/payment-order.ts';
import { writePain001 } from '../src/gateways/bank/pain001.ts';
import { BankMessageError } from '../src/gateways/bank/xml.ts';
import { type Payee, payeeOf, payeeOnFile } from '../src/persistence/payees.ts';
import type { ActivityDependencies } from './index.ts';
import { sendOverRail } from './rail-refunds.ts';

/** The platform's account the money leaves from; the name as the bank knows it. */
export interface TrustAccount {
  name: string;
  iban: string;
  bic?: string;
}

export type Payment = Omit<Disbursement, 'status' | 'approvals'> & {
  order: string;
  orderedAt: string;
  /** The day the bank is asked to pay. Orders from before it was said here ask for the UTC date, every attempt. */
  requestedDate?: string;
};
export type PaymentOutcome =
  | { status: 'ACCEPTED'; bankReference: string }
  | { status: 'REJECTED'; reason: string }
  | { status: 'UNKNOWN'; reason: string };

/**
 * The key is the payment's own id and the time it was ordered: an order sent twice is one payment, a new approval is a
 * new order.
 */
const keyOf = ({ id, orderedAt }: Payment): string => `${id}:${orderedAt}`;

export const openPayments = ({ orm, bank, trustAccount, railGateways = {} }: ActivityDependencies) => ({
  /**
   * Hands a payment order (pain.001) to the bank. The message depends on the payment alone, so every attempt sends the
   * same one.
   */
  async sendPayment(payment: Payment): Promise<PaymentOutcome> {
    const key = keyOf(payment);
    const onFile = await payeeOnFile(orm, payment, key);
    const overRail = onFile === null ? await sendOverRail({ orm, railGateways }, payment, key) : null;
    if (overRail !== null) return overRail;
    const payee = onFile ?? (await payeeOf(orm, payment, key));
    if (payee === null) return { status: 'REJECTED', reason: noAccount(payment) };
    if (payee === 'changed')
      return { status: 'REJECTED', reason: 'the payout account was changed since the approval: approve it anew' };
    let message: string;
    try {
      message = messageOf(payment, payee, trustAccount);
    } catch (error) {
      // Nothing was sent, and no attempt would fare better: somebody has to mend the account or the name on file.
      if (error instanceof BankMessageError || error instanceof RangeError)
        return { status: 'REJECTED', reason: error.message };
      throw error;
    }
    return asOutcome(await bank.submit(message, key));
  },

  /** Asks what became of a payment order; fails, to be asked again, while the bank cannot say. */
  async askBank(payment: Payment): Promise<PaymentOutcome> {
    const key = keyOf(payment);
    const onFile = await payeeOnFile(orm, payment, key);
    const overRail = onFile === null ? await sendOverRail({ orm, railGateways }, payment, key) : null;
    const outcome = overRail ?? asOutcome(await bank.ask(key));
    if (outcome.status === 'UNKNOWN') throw ApplicationFailure.retryable(outcome.reason, 'UNKNOWN_OUTCOME');
    return outcome;
  },
});

/** What has to be done so that it can be paid: a refund refused once goes to the account its company has on file. */
const noAccount = ({ id, kind }: Payment): string =>
  kind === 'PAYOUT'
    ? `no account is on file to pay ${id} to`
    : `no account is on file to pay ${id} to: once the buyer has one on file, it goes there when approved anew`;

/** The message itself: nothing but the payment decides what it says. Throws as writePain001 does. */
export const messageOf = (payment: Payment, creditor: Payee, debtor: TrustAccount): string =>
  writePain001({
    messageId: messageIdOf(payment),
    createdAt: payment.orderedAt,
    debtor,
    payments: [
      {
        endToEndId: payment.id,
        amountMinor: payment.amountMinor,
        currency: payment.currency,
        creditor,
        remittance: `${payment.kind} ${payment.order}`,
        requestedDate: payment.requestedDate ?? payment.orderedAt.slice(0, 10),
        chargeBearer: payment.kind === 'PAYOUT' ? 'SHAR' : 'DEBT',
      },
    ],
  });

function asOutcome({
  status,
  bankReference,
  reason,
}: Awaited<ReturnType<ActivityDependencies['bank']['submit']>>): PaymentOutcome {
  if (status === 'ACCEPTED') return { status, bankReference: bankReference ?? 'accepted' };
  return { status, reason: reason ?? 'the bank gave no reason' };
}
