import { z } from 'zod';
import { accept, reject } from '../decision.ts';
import { allSettled, disbursementsWaitFor, fullyPaid, isWhole, requestInstalments } from '../escrow.ts';
import { fact } from '../facts.ts';
import type { OrderAt } from '../order.ts';
import type { Party } from '../../parties.ts';
import { unsettled } from '../pending.ts';
import { afterRelease, releasesOnTitle, withoutGoods } from '../route.ts';
import { settle } from '../settlement.ts';
import { type Context, commandOf, defineStage } from '../stage.ts';
import { approvalClock, paymentClock } from './clocks.ts';
import { trackingEvent, transportMilestone } from './shipment.ts';

const command = commandOf<'release'>();

/** Everything the contract wants before ownership and money may move; the first thing missing is the answer. */
function titleGuard(order: OrderAt<'release'>) {
  const { goods, contract, customs, profile } = order;
  if (order.titleTransferredAt !== null) return reject('title-already-transferred', 'Title has passed already.');
  if (!releasesOnTitle(order))
    return reject('clause-fixed', 'By the clause settlement, title passes on confirmed receipt.');
  if (goods.receipt === null) return reject('not-ready', 'There is no goods receipt over the whole shipment.');
  if (contract.terms.inspection.mode !== 'NONE' && goods.verdict !== 'accept') {
    return reject('not-inspected', 'By the clause inspection, the goods must have passed it.');
  }
  if (goods.matchedAt === null)
    return reject('discrepancies-open', 'Contract, packing list and goods receipt do not agree yet.');
  if (profile.releaseAfterCustoms && customs.released === null) {
    return reject('not-released-by-customs', 'The profile moves title only after customs released the goods.');
  }
  const paidFor = fullyPaid(order)
    ? null
    : reject('payments-open', 'By the clause paymentPlan, everything is paid before title passes.');
  return unsettled(order) ?? paidFor;
}

/** Services have no title that could pass. */
const titleIsDue = (order: Pick<OrderAt<'release'>, 'titleTransferredAt' | 'profile'>): boolean =>
  order.titleTransferredAt === null && !withoutGoods(order);

/** The warehouse operator moves ownership; that opens the payout, which two people approve and the bank carries out. */
export const release = defineStage('release', {
  title: 'Title transfer and release',
  commands: {
    transferTitle: command({
      by: ['warehouse-operator'],
      summary: 'Transfer ownership of the goods to the buyer; what releases the money',
      input: z.strictObject({ act: z.string().trim().min(1).max(35) }),
      ready: titleGuard,
      decide: (order, { act }, context: Context) => {
        const { supplier, buyer } = order.companies;
        return accept(
          fact('TitleTransferred', { act, from: supplier, to: buyer }),
          ...settle(order, 'TITLE_TRANSFER', context),
        );
      },
    }),
    transportMilestone,
  },
  kept: { trackingEvent },
  clocks: { approvalDue: approvalClock, paymentDue: paymentClock },
  waitsFor: (order) => {
    const mover: Party[] = fullyPaid(order) ? ['warehouse-operator'] : ['buyer', 'bank'];
    return [...disbursementsWaitFor(order), ...(titleIsDue(order) ? mover : [])];
  },
  enters: (order, context) => requestInstalments(order, 'BEFORE_TITLE_TRANSFER', context),
  // A dispute is over what is still held, which nothing after the release pays out: it is settled here.
  leaves: (order) =>
    !titleIsDue(order) && allSettled(order) && isWhole(order) && order.dispute === null
      ? { to: afterRelease(order) }
      : null,
  leadsTo: ['customs', 'shipment', 'completed', 'refund'],
});
