import { z } from 'zod';
import { accept, type Decision, reject } from '../decision.ts';
import { disburse, returnCost } from '../escrow.ts';
import { fact, type MismatchReason } from '../facts.ts';
import type { Contracted, ContractStage, OrderAt } from '../order.ts';
import type { Disbursement, PaymentRequest } from '../parts.ts';
import { unlessWhole } from '../pending.ts';
import { comesBack, makeGood, revived } from '../reversal.ts';
import { type Context, commandOf } from '../stage.ts';
import { isAfter } from '../time.ts';
import { hashSchema } from '../stages/quote.ts';
import { currencySchema, formatAmount, minorSchema } from '../../money.ts';

const command = commandOf<ContractStage>();
const short = z.string().min(1).max(100);
export const railSchema = z.string().regex(/^[a-z][a-z-]{1,19}$/, 'the id of a rail');
const naming = z.strictObject({ disbursement: short, hash: hashSchema });

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
});

type Credit = z.output<typeof creditSchema>;
type Paid = Pick<Credit, 'entry' | 'amountMinor' | 'currency' | 'rail' | 'exchanged'>;
type Asked = Pick<PaymentRequest, 'id' | 'amountMinor' | 'currency'> & { status?: PaymentRequest['status'] };

/** Why a credit is not exactly what was asked, or null when it is. */
function mismatch(request: PaymentRequest, credit: Credit, now: string): MismatchReason | null {
  if (request.status === 'FUNDED') return 'ALREADY_PAID';
  if (request.status === 'WITHDRAWN' || isAfter(now, request.deadline)) return 'LATE';
  if (credit.currency !== request.currency) return 'WRONG_CURRENCY';
  if (credit.amountMinor === request.amountMinor) return null;
  return credit.amountMinor < request.amountMinor ? 'SHORT' : 'OVER';
}

/** True: the order has taken this credit already. */
export const knownEntry = (order: Contracted, entry: string): boolean =>
  order.payments.some((each) => each.entry === entry) ||
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
    const request = order.payments.find(({ reference }) => reference === credit.reference);
    if (request === undefined) return reject('payment-unknown', 'No payment request of this order has that reference.');
    if (knownEntry(order, credit.entry)) return accept();
    const { entry, amountMinor, currency, exchanged } = credit;
    const rail = credit.rail === undefined ? {} : { rail: credit.rail };
    const why = mismatch(request, credit, context.now);
    if (why === null) {
      const paid = { request: request.id, entry, amountMinor, currency, ...rail };
      const received = fact('PaymentReceived', exchanged === undefined ? paid : { ...paid, exchanged });
      return accept(...makeGood(order, [received], context));
    }
    return acceptBack(order, { request, credit, why }, context);
  },
});

/** What was paid goes back in the currency it was paid in, less what the return costs. */
export function acceptBack(
  order: Contracted,
  { request, credit, why }: { request: Asked; credit: Paid; why: MismatchReason },
  context: Context,
): Decision {
  const { entry } = credit;
  const { amountMinor, currency } = credit.exchanged ?? credit;
  const costMinor = returnCost(order.profile, currency, amountMinor);
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
  const ends = order.profile.strictPayment && request.status === 'OPEN';
  if (ends) facts.push(fact('RefundDecided', { outcome: 'unpaid', detail: `A payment was not exact: ${detail}.` }));
  return accept(...facts);
}

/** One of two approvals: names the hash of what is approved, by a person who has not approved it yet. */
function approval(kinds: Disbursement['kind'][], summary: string) {
  return command({
    by: ['adviser'],
    summary,
    input: naming,
    ready: (order, { by }) => {
      const waiting = order.disbursements.filter(
        ({ kind, status }) => kinds.includes(kind) && status === 'AWAITING_APPROVAL',
      );
      if (waiting.length === 0) return reject('not-awaiting-approval', 'Nothing waits for this approval.');
      if (kinds.includes('PAYOUT') && order.dispute !== null)
        return reject('dispute-open', 'A dispute is open: nothing is paid out until it is settled.');
      const short = kinds.includes('PAYOUT') ? unlessWhole(order) : null;
      if (short !== null) return short;
      return waiting.every(({ approvals }) => approvals.some(({ user }) => user === by.user))
        ? reject('already-approved', 'You have approved it; a second person of the platform must.')
        : null;
    },
    decide: (order, input, { by }) => {
      const one = order.disbursements.find(({ id }) => id === input.disbursement);
      if (one === undefined || !kinds.includes(one.kind) || one.status !== 'AWAITING_APPROVAL') {
        const kind = kinds.join(' or ');
        return reject('not-awaiting-approval', `${input.disbursement} is not a ${kind} that waits for approval.`);
      }
      const short = one.purpose === 'LATE_DELIVERY' ? unlessWhole(order) : null;
      if (short !== null) return short;
      if (input.hash !== one.hash)
        return reject('stale-hash', 'This is not the hash of what is to be approved.', { hash: one.hash });
      if (one.approvals.some(({ user }) => user === by.user)) {
        return reject('already-approved', 'You have approved it; a second person of the platform must.');
      }
      return accept(fact('DisbursementApproved', { disbursement: one.id, user: by.user, hash: one.hash }));
    },
  });
}

export const approvePayout = approval(['PAYOUT'], 'Approve a payout by its hash; two different people are needed');
/**
 * A payment sent back needs no approval, until the bank has refused it once: then two people look at it as at a
 * refund.
 */
export const approveRefund = approval(
  ['REFUND', 'RETURN'],
  'Approve a refund by its hash; two different people are needed',
);

interface At {
  order: OrderAt<ContractStage>;
  context: Context;
}

/** What was approved and then voided may be at the bank all the same: what the bank says of it still counts. */
const stillOpen = (from: Disbursement['status'][], { status, voidedFrom }: Disbursement): boolean =>
  from.includes(status) || (status === 'VOIDED' && voidedFrom === 'APPROVED');

const outcomeOf = <S extends z.ZodType>(
  by: ('house' | 'bank')[],
  summary: string,
  input: S,
  from: Disbursement['status'][],
  decide: (one: Disbursement, input: z.output<S>, at: At) => ReturnType<typeof accept>,
) =>
  command({
    by,
    summary,
    input,
    decide: (order, given, context) => {
      const { disbursement } = given as { disbursement: string };
      const one = order.disbursements.find(({ id }) => id === disbursement);
      if (one === undefined) return reject('payment-unknown', `This order has no disbursement ${disbursement}.`);
      // The bank's answers come late, twice and out of order: what is settled stays settled.
      return stillOpen(from, one) ? decide(one, given, { order, context }) : accept();
    },
  });

export const disbursementSent = outcomeOf(
  ['house'],
  'The bank took the payment order',
  z.strictObject({ disbursement: short, bankReference: short }),
  ['APPROVED', 'UNKNOWN'],
  (one, { bankReference }, { order }) =>
    accept(...revived(order, one), fact('DisbursementSent', { disbursement: one.id, bankReference })),
);

export const disbursementOutcomeUnknown = outcomeOf(
  ['house'],
  'The bank did not say whether it took the payment order',
  z.strictObject({ disbursement: short, detail: z.string().max(500) }),
  ['APPROVED'],
  (one, { detail }, { order }) =>
    accept(...revived(order, one), fact('DisbursementOutcomeUnknown', { disbursement: one.id, detail })),
);

/** A payment order the bank refused can be approved again, by two people, once its cause is mended. */
export const disbursementRefused = outcomeOf(
  ['bank', 'house'],
  'The bank refused the payment order',
  z.strictObject({ disbursement: short, reason: z.string().max(500) }),
  ['APPROVED', 'SENT', 'UNKNOWN'],
  (one, { reason }, { order, context }) => {
    if (one.status === 'VOIDED') return accept();
    const refused = fact('DisbursementRefusedByBank', { disbursement: one.id, reason });
    return accept(...comesBack(order, one, refused, context));
  },
);

/**
 * Released only when the bank says so: its debit notification names the disbursement's end-to-end id. Money that left
 * without two approvals, or another amount than ordered, is not booked: somebody has to look.
 */
export const transferSettled = outcomeOf(
  ['bank'],
  'A booked debit on the trust account that names a disbursement of this order',
  z.strictObject({
    disbursement: short,
    entry: short,
    amountMinor: z.int().min(1),
    currency: z.string().length(3),
    rail: railSchema.optional(),
  }),
  ['AWAITING_APPROVAL', 'APPROVED', 'SENT', 'UNKNOWN'],
  (one, debit, { order }) => {
    const { id, kind, status, amountMinor, currency } = one;
    const debited = `${id}: the bank debited ${debit.amountMinor} ${debit.currency}`;
    if (status === 'AWAITING_APPROVAL') {
      const detail = `${debited}, which two people have not approved.`;
      return accept(fact('AttentionRaised', { code: 'debit-unapproved', detail }));
    }
    if (debit.amountMinor !== amountMinor || debit.currency !== currency) {
      const detail = `${debited}, ordered were ${amountMinor} ${currency}.`;
      return accept(fact('AttentionRaised', { code: 'debit-differs', detail }));
    }
    const settled = { disbursement: id, entry: debit.entry, kind, amountMinor, currency };
    const closing = fact('DisbursementSettled', debit.rail === undefined ? settled : { ...settled, rail: debit.rail });
    return accept(...revived(order, one), closing);
  },
);
