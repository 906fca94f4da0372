import { z } from 'zod';
import { hashOf } from '../../hash.ts';
import { share } from '../../money.ts';
import { coverCharges } from '../charges.ts';
import { accept, reject } from '../decision.ts';
import { openDispute as opened } from '../dispute.ts';
import { disburse, held } from '../escrow.ts';
import { fact, type Fact } from '../facts.ts';
import type { ContractStage, OrderAt } from '../order.ts';
import type { DisputeOffer } from '../dispute-offer.ts';
import type { Dispute } from '../parts.ts';
import { settleAnew } from '../settlement.ts';
import { type Context, commandOf } from '../stage.ts';
import { reasonSchema } from '../stages/enquiry.ts';
import { hashSchema } from '../stages/quote.ts';
import { acceptAll } from '../received-lines.ts';
import { confirm, resumedClock } from '../stages/receipt.ts';
import { basisPoints } from '../clauses.ts';

const command = commandOf<ContractStage>();
type Open = OrderAt<ContractStage>;
const side = (party: string): 'buyer' | 'supplier' => (party === 'buyer' ? 'buyer' : 'supplier');
const awarding = z.strictObject({ buyerShareBp: basisPoints });

const open = (order: Open) => (order.dispute === null ? reject('no-dispute', 'No dispute is open.') : null);

/** The clock goes on where it was stopped, unless an exception still holds it. */
const clockAfter = (order: Open, context: Context): string | null =>
  order.shipment.exception === null ? resumedClock(order, context) : null;

/**
 * Splits what is held to the last minor unit. All for the supplier means the trade goes on (a rejected receipt then
 * counts as confirmed); anything for the buyer ends it: both parts open as disbursements, which two people approve.
 */
function resolve(
  order: Open,
  { buyerShareBp, buyerMinor }: Pick<DisputeOffer, 'buyerShareBp' | 'buyerMinor'>,
  how: 'AGREED' | 'RULED',
  context: Context,
): Fact[] {
  const resolved = fact('DisputeResolved', { buyerShareBp, how, autoConfirmAt: clockAfter(order, context) });
  if (buyerShareBp === 0 && (buyerMinor ?? 0) === 0) {
    const settled = { ...order, dispute: null };
    return order.receipt.rejected === null
      ? [resolved, ...settleAnew(settled, context)]
      : [resolved, ...confirm(settled, 'house', { lines: acceptAll(order) }, context)];
  }
  const toBuyer = buyerMinor ?? share(held(order), buyerShareBp);
  const toSupplier = held(order) - toBuyer;
  const { facts: charged, coveredMinor } = coverCharges(order, toBuyer);
  const parts = [
    { kind: 'REFUND' as const, amountMinor: toBuyer - coveredMinor },
    { kind: 'PAYOUT' as const, amountMinor: toSupplier },
  ].filter(({ amountMinor }) => amountMinor > 0);
  const part = buyerMinor === undefined ? `${buyerShareBp / 100} % to the buyer` : 'accepted in part';
  const cause = `dispute ${how === 'AGREED' ? 'settled by agreement' : 'ruled'}: ${part}`;
  const outcome = toSupplier === 0 ? 'refunded' : 'completed';
  return [
    resolved,
    ...charged,
    ...parts.map((part, offset) => disburse(order, { ...part, cause }, context, offset)),
    fact('RefundDecided', { outcome, detail: cause }),
  ];
}

export const openDispute = command({
  by: ['buyer', 'supplier'],
  summary: 'Open a dispute while money is held; what is held stays until it is settled',
  input: reasonSchema,
  ready: (order) => {
    if (order.dispute !== null) return reject('dispute-open', 'A dispute is open already.');
    if (order.settled.length > 0 && (held(order) === 0 || order.stage === 'completed')) {
      const { trigger } = order.contract.terms.settlement;
      return reject(
        'dispute-closed',
        `By the clause settlement (${trigger}) of contract ${order.contract.hash}, the release ended ` +
          'the right to dispute; warranty and after-sales stay open.',
        { clause: 'settlement', contract: order.contract.hash },
      );
    }
    return held(order) > 0 ? null : reject('nothing-held', 'No money is held for this order.');
  },
  decide: (order, { reason }, context) => accept(opened(order, side(context.by.party), reason, context)),
});

export const answerDispute = command({
  by: ['buyer', 'supplier'],
  summary: "Answer the other side's dispute",
  input: z.strictObject({ answer: z.string().trim().min(1).max(4000) }),
  ready: (order, { by }) =>
    open(order) ?? (order.dispute?.by === by.party ? reject('not-your-move', 'The other side answers.') : null),
  decide: (_order, { answer }) => accept(fact('DisputeAnswered', { answer })),
});

export const offerSettlement = command({
  by: ['buyer', 'supplier'],
  summary: "Offer to settle: the buyer's part of what is held, in basis points",
  input: awarding,
  ready: open,
  decide: (order, { buyerShareBp }, { by, now }) =>
    accept(
      fact('DisputeOfferMade', {
        offer: {
          by: side(by.party),
          buyerShareBp,
          hash: hashOf({ order: order.order, dispute: order.dispute?.openedAt, buyerShareBp, by: by.party, now }),
        },
      }),
    ),
});

export const acceptSettlement = command({
  by: ['buyer', 'supplier'],
  summary: "Accept the other side's offer, named by its hash",
  input: z.strictObject({ hash: hashSchema }),
  ready: (order, { by }) => {
    const offer = order.dispute?.offer;
    if (!offer) return open(order) ?? reject('no-offer', 'No offer stands.');
    return offer.by === by.party ? reject('own-offer', 'The offer is your own: the other side accepts it.') : null;
  },
  decide: (order, { hash }, context) => {
    const offer = order.dispute?.offer as NonNullable<Dispute['offer']>;
    if (hash !== offer.hash)
      return reject('stale-hash', 'This is not the hash of the standing offer.', { hash: offer.hash });
    if (offer.heldMinor !== undefined && offer.heldMinor !== held(order))
      return reject('no-offer', 'What is held has changed since the offer: it does not stand any more.');
    return accept(...resolve(order, offer, 'AGREED', context));
  },
});

export const withdrawDispute = command({
  by: ['buyer', 'supplier'],
  summary: 'Withdraw your dispute: the trade goes on',
  input: z.strictObject({}),
  ready: (order, { by }) => {
    if (order.dispute === null) return reject('no-dispute', 'No dispute is open.');
    return order.dispute.by === by.party
      ? null
      : reject('not-your-move', 'Only the side that opened it can withdraw it.');
  },
  decide: (order, _input, context) =>
    accept(
      fact('DisputeWithdrawn', { autoConfirmAt: clockAfter(order, context) }),
      ...settleAnew({ ...order, dispute: null }, context),
    ),
});

export const ruleDispute = command({
  by: ['adviser'],
  summary: 'Rule the dispute after the time to negotiate; a second adviser confirms the same ruling',
  input: z.strictObject({ buyerShareBp: basisPoints, reason: z.string().trim().min(1).max(4000) }),
  ready: (order, { now }) => {
    if (order.dispute === null) return reject('no-dispute', 'No dispute is open.');
    const { negotiateUntil } = order.dispute;
    return Date.parse(now) >= Date.parse(negotiateUntil)
      ? null
      : reject('deadline-not-reached', `The parties have until ${negotiateUntil} to settle it themselves.`);
  },
  decide: (order, { buyerShareBp, reason }, context) => {
    const dispute = order.dispute as Dispute;
    const { user } = context.by;
    const hash = hashOf({ order: order.order, dispute: dispute.openedAt, buyerShareBp });
    if (dispute.ruling === null || dispute.ruling.hash !== hash) {
      return accept(fact('DisputeRulingProposed', { ruling: { buyerShareBp, hash, user, reason } }));
    }
    if (dispute.ruling.user === user) return reject('same-person', 'A second adviser confirms the ruling.');
    return accept(...resolve(order, { buyerShareBp }, 'RULED', context));
  },
});
