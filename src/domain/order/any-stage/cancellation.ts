import { z } from 'zod';
import { hashOf } from '../../hash.ts';
import { formatAmount, share } from '../../money.ts';
import { accept, reject } from '../decision.ts';
import { disburse, held } from '../escrow.ts';
import { fact, type Fact } from '../facts.ts';
import type { Contracted, ContractStage, OrderAt } from '../order.ts';
import type { CancellationRule } from '../profile.ts';
import { type Context, commandOf } from '../stage.ts';
import { reasonSchema } from '../stages/enquiry.ts';
import { hashSchema } from '../stages/quote.ts';

type Open = OrderAt<ContractStage>;
const command = commandOf<ContractStage>();

/**
 * What leaving costs a party now: the profile's matrix stage × party, the fee out of what is held. A buyer whose goods
 * are overdue leaves without asking and without a fee.
 */
export function cancellationTerms(
  order: Open,
  party: 'buyer' | 'supplier',
): { how: CancellationRule['how']; feeMinor: number } {
  const refused = { how: 'REFUSED' as const, feeMinor: 0 };
  if (order.titleTransferredAt !== null || order.shipment.handedOverAt !== null) return refused;
  const overdue = order.goods.receipt === null && order.elapsed.includes('deliveryOverdue');
  if (party === 'buyer' && overdue) return { how: 'ALLOWED', feeMinor: 0 };
  const rule = order.profile.cancellation[order.stage]?.[party];
  if (rule === undefined) return refused;
  const feeMinor = party === 'buyer' ? Math.min(held(order), share(order.contract.totalMinor, rule.feeBp)) : 0;
  return { how: rule.how, feeMinor };
}

/** What leaving costs a party now, and how that was reckoned; the hash is good as long as all of it is. */
export interface CancellationQuote {
  how: CancellationRule['how'];
  feeMinor: number;
  currency: string;
  /** The reckoning in words. */
  formula: string;
  basis: { profile: string; feeBp: number; totalMinor: number; heldMinor: number; overdue: boolean };
  hash: string;
}

/** The quote a party confirms by naming its hash when it cancels. */
export function quoteCancellation(order: Open, party: 'buyer' | 'supplier'): CancellationQuote {
  const terms = cancellationTerms(order, party);
  const {
    totalMinor,
    terms: { currency },
    hash: contract,
  } = order.contract;
  const feeBp = terms.how === 'REFUSED' ? 0 : (order.profile.cancellation[order.stage]?.[party].feeBp ?? 0);
  const heldMinor = held(order);
  const overdue = order.goods.receipt === null && order.elapsed.includes('deliveryOverdue');
  const basis = { profile: `${order.profile.id}@${order.profile.version}`, feeBp, totalMinor, heldMinor, overdue };
  const amount = (minor: number) => `${formatAmount(minor, currency)} ${currency}`;
  const formula =
    terms.feeMinor === 0
      ? 'no fee'
      : `${feeBp / 100} % of the contract's ${amount(totalMinor)}, at most the ${amount(heldMinor)} that are held`;
  const quoted = { ...terms, currency, formula, basis };
  return { ...quoted, hash: hashOf({ order: order.order, stage: order.stage, party, contract, ...quoted }) };
}

/** The trade ends: the fee, if any, is owed to the supplier, and all the rest goes back. */
function cancelled(
  order: Contracted,
  by: 'buyer' | 'supplier',
  feeMinor: number,
  reason: string,
  context: Context,
): Fact[] {
  const fee =
    feeMinor > 0
      ? [disburse(order, { kind: 'PAYOUT', amountMinor: feeMinor, cause: 'cancellation fee' }, context)]
      : [];
  return [
    fact('OrderCancelled', { by, feeMinor, reason }),
    ...fee,
    fact('RefundDecided', { outcome: 'cancelled', detail: `Cancelled by the ${by}: ${reason}` }),
  ];
}

const other = (party: 'buyer' | 'supplier') => (party === 'buyer' ? 'supplier' : 'buyer');
const asked = ({ cancellation }: Open) =>
  cancellation === null ? reject('no-cancellation', 'Nobody has asked to cancel.') : null;

export const cancel = command({
  by: ['buyer', 'supplier'],
  summary: 'Cancel by the matrix stage × party; fee and hash of the quote are named to show that they were seen',
  input: z.strictObject({
    reason: z.string().trim().min(1).max(2000),
    feeMinor: z.int().min(0).default(0),
    quote: hashSchema.optional(),
  }),
  ready: (order, { by }) => {
    const { how } = cancellationTerms(order, by.party as 'buyer' | 'supplier');
    if (how === 'REFUSED')
      return reject('cancellation-refused', `By the profile, the ${by.party} cannot cancel in ${order.stage}.`);
    return order.cancellation === null || how === 'ALLOWED'
      ? null
      : reject('cancellation-open', 'A cancellation is waiting to be answered.');
  },
  decide: (order, { reason, feeMinor, quote }, context) => {
    const party = context.by.party as 'buyer' | 'supplier';
    const terms = quoteCancellation(order, party);
    if (feeMinor !== terms.feeMinor) {
      return reject('fee-changed', `The fee is ${terms.feeMinor} minor units; name it to show that you saw it.`, {
        feeMinor: terms.feeMinor,
      });
    }
    if (quote !== undefined && quote !== terms.hash) {
      const { hash, how } = terms;
      return reject('stale-hash', 'The quote does not hold any more.', { hash, how, feeMinor: terms.feeMinor });
    }
    if (terms.how === 'ALLOWED') return accept(...cancelled(order, party, feeMinor, reason, context));
    return accept(fact('CancellationProposed', { cancellation: { by: party, feeMinor, reason, at: context.now } }));
  },
});

export const consentCancellation = command({
  by: ['buyer', 'supplier'],
  summary: "Consent to the other side's cancellation",
  input: z.strictObject({}),
  ready: (order, { by }) => {
    if (order.cancellation === null) return asked(order);
    return by.party === other(order.cancellation.by) ? null : reject('not-your-move', 'The other side answers.');
  },
  decide: (order, _input, context) => {
    const { by, feeMinor, reason } = order.cancellation as NonNullable<Open['cancellation']>;
    return accept(...cancelled(order, by, Math.min(feeMinor, held(order)), reason, context));
  },
});

export const refuseCancellation = command({
  by: ['buyer', 'supplier'],
  summary: "Refuse the other side's cancellation, or take your own back: the trade goes on",
  input: reasonSchema,
  ready: asked,
  decide: (_order, { reason }) => accept(fact('CancellationRefused', { reason })),
});
