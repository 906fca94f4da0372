import { z } from 'zod';
import { currencySchema, minorSchema } from '../../money.ts';
import { chargesOf } from '../charges.ts';
import { accept, type Decision, reject } from '../decision.ts';
import { fact } from '../facts.ts';
import type { ContractStage } from '../order.ts';
import type { PaymentRequest } from '../parts.ts';
import {
  awaitingReinstatement,
  comesBack,
  makeGood,
  takeBackFunding,
  takeBackMismatched,
  type TakenBack,
} from '../reversal.ts';
import { commandOf } from '../stage.ts';
import { acceptBack, knownEntry, railSchema } from './credit.ts';

const command = commandOf<ContractStage>();
const short = z.string().min(1).max(100);
const amount = { amountMinor: minorSchema.min(1), currency: currencySchema };
const reason = z.string().trim().min(1).max(500);
const rail = railSchema.optional();

/**
 * A credit is taken back by the bank (camt RvslInd), wholly or in part. The ledger follows the bank whatever the trade
 * has made of the money; what is not whole is not released.
 */
export const creditReversed = command({
  by: ['bank'],
  summary: 'A booked debit that takes back a credit of this order: the release stops until it is paid again',
  input: z.strictObject({ entry: short, original: short, ...amount, reason, rail }),
  decide: (order, taken, context) => {
    const { entry, original, amountMinor, currency } = taken;
    const before = order.reversals ?? [];
    if (before.some((each) => each.entry === entry)) return accept();
    const paidCharges = chargesOf(order).find((each) => each.entry === original);
    if (paidCharges !== undefined) return takeBackCharges(paidCharges, taken);
    const funded = order.payments.find((each) => each.entry === original && each.status === 'FUNDED');
    if (funded !== undefined) {
      const left = funded.amountMinor - (funded.reversedMinor ?? 0);
      if (currency !== funded.currency || amountMinor > left)
        return reject(
          'payment-unknown',
          `Of ${funded.id}, ${left} ${funded.currency} minor units are left to reverse.`,
        );
      return accept(...takeBackFunding(order, funded, taken, context));
    }
    if (order.mismatched.includes(original)) return accept(...takeBackMismatched(order, taken, context));
    return reject('payment-unknown', 'No payment of this order came by that credit, or it is taken back already.');
  },
});

/** What paid charges comes and goes whole: it is in no hold, so a part of it is for a person to look at. */
function takeBackCharges(request: PaymentRequest, { rail: over, ...taken }: TakenBack): Decision {
  if (taken.currency !== request.currency || taken.amountMinor !== request.amountMinor)
    return reject('payment-unknown', `Of ${request.id}, ${request.amountMinor} ${request.currency} can be reversed.`);
  const rails = over === undefined ? {} : { rail: over };
  return accept(fact('ChargesReversed', { request: request.id, ...taken, ...rails }));
}

/** A dispute is won: the provider gives back what it took, and it counts as if it had never been gone. */
export const creditReinstated = command({
  by: ['bank'],
  summary: 'What was taken back of a credit of this order is given back: it pays what was asked again',
  input: z.strictObject({ entry: short, reversal: short, ...amount, rail }),
  decide: (order, { entry, reversal, amountMinor, currency, rail: over }, context) => {
    if (knownEntry(order, entry)) return accept();
    const taken = (order.reversals ?? []).find((each) => each.entry === reversal);
    if (taken === undefined || amountMinor !== taken.amountMinor || currency !== taken.currency)
      return reject('payment-unknown', `Nothing of this order was taken back by ${reversal} over this amount.`);
    const request = awaitingReinstatement(order, taken);
    const credit = { entry, amountMinor, currency, rail: over };
    if (request === null) {
      const original = order.payments.find(({ id }) => id === taken.request);
      const asked = original ?? { id: 'no request', amountMinor, currency };
      return acceptBack(order, { request: asked, credit, why: 'ALREADY_PAID' }, context);
    }
    const rails = over === undefined ? {} : { rail: over };
    const received = fact('PaymentReceived', { request: request.id, entry, amountMinor, currency, ...rails });
    return accept(...makeGood(order, [received], context));
  },
});

/** A payment that was carried out comes back: its money is owed again and two people approve it anew. */
export const disbursementReturned = command({
  by: ['bank'],
  summary: 'A booked credit by which a payment of this order, carried out before, comes back',
  input: z.strictObject({ disbursement: short, entry: short, ...amount, reason }),
  decide: (order, { disbursement, entry, amountMinor: came, currency: paidIn, reason: why }, context) => {
    const one = order.disbursements.find(({ id }) => id === disbursement);
    if (one === undefined) return reject('payment-unknown', `This order has no disbursement ${disbursement}.`);
    if (one.status !== 'SETTLED')
      return reject('payment-unknown', `${disbursement} is ${one.status}: nothing of it can come back.`);
    const { kind, company, amountMinor, currency } = one;
    if (paidIn !== currency || came > amountMinor)
      return reject('payment-unknown', `${disbursement} was over ${amountMinor} ${currency} minor units.`);
    const costMinor = amountMinor - came;
    const returned = { disbursement, kind, company, amountMinor, currency, entry, costMinor, reason: why };
    return accept(...comesBack(order, one, fact('DisbursementReturned', returned), context));
  },
});
