import { z } from 'zod';
import { accept, reject } from '../decision.ts';
import { fact } from '../facts.ts';
import type { ContractStage, OrderAt } from '../order.ts';
import type { Disbursement } from '../parts.ts';
import { unlessWhole } from '../pending.ts';
import { comesBack, revived } from '../reversal.ts';
import { type Context, commandOf } from '../stage.ts';
import { hashSchema } from '../stages/quote.ts';
import { railSchema } from './credit.ts';

const command = commandOf<ContractStage>();
const short = z.string().min(1).max(100);
const naming = z.strictObject({ disbursement: short, hash: hashSchema });

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
  ['house', 'bank'],
  'The bank took the payment order',
  z.strictObject({ disbursement: short, bankReference: short }),
  ['APPROVED', 'UNKNOWN'],
  (one, { bankReference }, { order, context }) =>
    accept(...revived(order, one, context), fact('DisbursementSent', { disbursement: one.id, bankReference })),
);

export const disbursementOutcomeUnknown = outcomeOf(
  ['house'],
  'The bank did not say whether it took the payment order',
  z.strictObject({ disbursement: short, detail: z.string().max(500) }),
  ['APPROVED'],
  (one, { detail }, { order, context }) =>
    accept(...revived(order, one, context), fact('DisbursementOutcomeUnknown', { disbursement: one.id, detail })),
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
  (one, debit, { order, context }) => {
    const { id, kind, status, amountMinor, currency } = one;
    const debited = `${debit.amountMinor} ${debit.currency}`;
    if (status === 'AWAITING_APPROVAL') {
      const detail = `${id}: the bank debited ${debited}, which two people have not approved.`;
      return accept(fact('AttentionRaised', { code: 'debit-unapproved', detail }));
    }
    if (debit.amountMinor !== amountMinor || debit.currency !== currency) {
      const detail = `${id}: the bank debited ${debited}, ordered were ${amountMinor} ${currency}.`;
      return accept(fact('AttentionRaised', { code: 'debit-differs', detail }));
    }
    const settled = { disbursement: id, entry: debit.entry, kind, amountMinor, currency };
    const closing = fact('DisbursementSettled', debit.rail === undefined ? settled : { ...settled, rail: debit.rail });
    return accept(...revived(order, one, context), closing);
  },
);
