import { z } from 'zod';
import { cameInTime } from '../bank-notice.ts';
import { charge, chargesOf } from '../charges.ts';
import { accept, type Decision, reject } from '../decision.ts';
import { disburse, returnCost } from '../escrow.ts';
import { fact, type Fact, type MismatchReason } from '../facts.ts';
import type { Contracted, ContractStage } from '../order.ts';
import type { PaymentRequest } from '../parts.ts';
import { makeGood } from '../reversal.ts';
import { endsUnpaid } from '../secured.ts';
import { type Context, commandOf } from '../stage.ts';
import { isAfter } from '../time.ts';
import { currencySchema, formatAmount, minorSchema } from '../../money.ts';

const command = commandOf<ContractStage>();
const short = z.string().min(1).max(100);
export const railSchema = z.string().regex(/^[a-z][a-z-]{1,19}$/, 'the id of a rail');

const creditSchema = z.strictObject({
  /** The bank's entry, de-duplicated; its sender is who a return goes to. */
  entry: short,
  /** The reference of the payment request the credit was matched to. */
  reference: z.string().min(1).max(35),
  amountMinor: minorSchema.min(1),
  currency: currencySchema,
  /** The provider's rail it came over, whose charge the entry is; left out for what the bank booked itself. */
  rail: railSchema.optional(),
  /** What was paid in another currency under a locked quote; amount and currency beside it are the contract's. */
  exchanged: z.strictObject({ quote: short, amountMinor: minorSchema.min(1), currency: currencySchema }).optional(),
  /** What the bank charges for the credit besides, in its currency: not kept out of the amount (camt ChrgInclInd). */
  chargesMinor: minorSchema.min(1).optional(),
  /** The day in Hong Kong on which the bank booked it, or a provider collected it. */
  bookedOn: z.iso.date().optional(),
});

type Credit = z.output<typeof creditSchema>;
type Paid = Pick<Credit, 'entry' | 'amountMinor' | 'currency' | 'rail' | 'exchanged'>;
type Asked = Pick<PaymentRequest, 'id' | 'amountMinor' | 'currency' | 'charges'> & {
  status?: PaymentRequest['status'];
};

/** Why a credit is not exactly what was asked, or null when it is. */
function mismatch(request: PaymentRequest, credit: Credit, now: string): MismatchReason | null {
  if (request.status === 'FUNDED') return 'ALREADY_PAID';
  const isInTime = cameInTime(request.deadline, { now, bookedOn: credit.bookedOn });
  if (request.status === 'WITHDRAWN') return isInTime && toldLate(request, credit, now) ? 'TOLD_LATE' : 'LATE';
  if (request.charges === undefined && !isInTime) return 'LATE';
  if (credit.currency !== request.currency) return 'WRONG_CURRENCY';
  if (credit.amountMinor === request.amountMinor) return null;
  return credit.amountMinor < request.amountMinor ? 'SHORT' : 'OVER';
}

/** Exactly what was asked, and told of only when the time the order had for it was over. */
const toldLate = (request: PaymentRequest, { amountMinor, currency }: Credit, now: string): boolean =>
  isAfter(now, request.deadline) && amountMinor === request.amountMinor && currency === request.currency;

/** True: the order has taken this credit already. */
export const knownEntry = (order: Contracted, entry: string): boolean =>
  order.payments.some((each) => each.entry === entry) ||
  chargesOf(order).some((each) => each.entry === entry) ||
  order.mismatched.includes(entry) ||
  (order.reversals ?? []).some(({ original }) => original === entry);

/**
 * How a payment is matched: exactly, in minor units, or it goes back less what the return costs (DESIGN.md, decision
 * 5).
 */
export const creditReceived = command({
  by: ['bank'],
  summary: 'A booked credit on the trust account that names a payment request of this order',
  input: creditSchema,
  decide: (order, credit, context) => {
    const asked = [...order.payments, ...chargesOf(order)];
    const request = asked.find(({ reference }) => reference === credit.reference);
    if (request === undefined) return reject('payment-unknown', 'No payment request of this order has that reference.');
    if (knownEntry(order, credit.entry)) return accept();
    const { entry, amountMinor, currency, exchanged } = credit;
    const rail = credit.rail === undefined ? {} : { rail: credit.rail };
    const why = mismatch(request, credit, context.now);
    const costs = chargesOfCredit(order, request, credit, context);
    if (why !== null) return acceptBack(order, { request, credit, why }, context, costs);
    const paid = { request: request.id, entry, amountMinor, currency, ...rail };
    if (request.charges !== undefined) return accept(fact('ChargesPaid', paid), ...costs);
    const received = fact('PaymentReceived', exchanged === undefined ? paid : { ...paid, exchanged });
    return accept(...makeGood(order, [received], context), ...costs);
  },
});

/** What the bank charges for a credit; for one that paid charges the house bears it, or it would never end. */
function chargesOfCredit(order: Contracted, request: PaymentRequest, credit: Credit, context: Context): Fact[] {
  const { entry, chargesMinor: amountMinor, currency } = credit;
  if (amountMinor === undefined || request.charges !== undefined) return [];
  return charge(order, { entry, request: request.id, amountMinor, currency }, context);
}

/** What was paid goes back in the currency it was paid in, less what the return costs. */
export function acceptBack(
  order: Contracted,
  { request, credit, why }: { request: Asked; credit: Paid; why: MismatchReason },
  context: Context,
  costs: Fact[] = [],
): Decision {
  const { entry } = credit;
  const { amountMinor, currency } = credit.exchanged ?? credit;
  const costMinor = why === 'TOLD_LATE' ? 0 : returnCost(order.profile, currency, amountMinor);
  const detail =
    `${formatAmount(amountMinor, currency)} ${currency} received, ` +
    `${formatAmount(request.amountMinor, request.currency)} ${request.currency} asked (${request.id}, ${why})`;
  const over = credit.rail === undefined ? {} : { rail: credit.rail };
  const facts = [fact('PaymentMismatched', { entry, amountMinor, currency, why, costMinor, detail, ...over })];
  if (amountMinor > costMinor) {
    const back = {
      kind: 'RETURN' as const,
      amountMinor: amountMinor - costMinor,
      currency,
      cause: `mismatched payment: ${why}`,
      entry,
    };
    facts.push(disburse(order, back, context));
  }
  facts.push(...costs);
  const asked = request.status === 'OPEN' && request.charges === undefined;
  if (asked && order.profile.strictPayment && endsUnpaid(order))
    facts.push(fact('RefundDecided', { outcome: 'unpaid', detail: `A payment was not exact: ${detail}.` }));
  return accept(...facts);
}
