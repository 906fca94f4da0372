import { earned } from './earned.ts';
import { disburse, held, paid, withdrawnFrom } from './escrow.ts';
import { fact, type Fact } from './facts.ts';
import type { Contracted, ContractStage } from './order.ts';
import type { Clock, Context } from './stage.ts';
import { exemptionOf, isOutright, type WithdrawalClause } from './withdrawal-clause.ts';
import { addDays } from './time.ts';
import { honouredMinor, openWithdrawals, piecesWithdrawn } from './withdrawn.ts';
import type { Withdrawal, WithdrawalEnd, WithdrawnLine } from './withdrawn.ts';

/** The clause by which a consumer can withdraw; null for contracts without it. */
export const rightOf = (order: Pick<Contracted, 'contract'>): WithdrawalClause | null =>
  order.contract.terms.withdrawal ?? null;

/**
 * Until when a consumer who has the goods since then can withdraw. The day of arrival does not count and the last day
 * counts to its end, wherever on earth the consumer lives (Regulation 1182/71, article 3).
 */
export function withdrawableUntil({ contract }: Pick<Contracted, 'contract'>, arrivedAt: string): string | null {
  const { withdrawal } = contract.terms;
  return withdrawal === undefined || withdrawal.days === 0 ? null : addDays(arrivedAt, withdrawal.days + 1);
}

/** What can still be withdrawn from, line by line; lines that are excluded outright are left out. */
export function withdrawable(order: Contracted): WithdrawnLine[] {
  const clause = rightOf(order);
  if (clause === null) return [];
  return order.contract.terms.lines
    .filter(({ line }) => !isOutright(exemptionOf(clause, line)))
    .map(({ line, quantity }) => ({ line, quantity: quantity - piecesWithdrawn(order, line) }))
    .filter(({ quantity }) => quantity > 0);
}

/** True once nothing of the order is left that the consumer keeps. */
export const allWithdrawn = (order: Contracted): boolean =>
  rightOf(order) !== null &&
  order.contract.terms.lines.every(({ line, quantity }) => piecesWithdrawn(order, line) >= quantity);

/** The delivered price of some pieces: what the supplier earns less without them, so that parts add up. */
export function priceOf(order: Contracted, withdrawal: Withdrawal): number {
  const without = { ...order, withdrawals: [...(order.withdrawals ?? []), withdrawal] };
  return earned(order) - earned(without);
}

/**
 * Of the price of withdrawn pieces, what is there to go back, in minor units. What the consumer's bank took back is the
 * consumer's already, and what is left pays first for the goods the consumer keeps.
 */
function paidFor(order: Contracted, { amountMinor }: Withdrawal): number {
  const keptMinor = order.contract.totalMinor - honouredMinor(order) - amountMinor;
  return Math.max(0, Math.min(amountMinor, held(order), paid(order) - keptMinor));
}

/**
 * Withdrawn goods are dealt with: their price goes back, approved by two people like any refund. When the consumer
 * keeps nothing the order ends, and all that is held goes back.
 */
export function honour(
  order: Contracted,
  one: Withdrawal,
  how: Exclude<WithdrawalEnd, 'DISPUTE'>,
  context: Pick<Context, 'now'>,
): Fact[] {
  const { id: withdrawal } = one;
  const amountMinor = paidFor(order, one);
  const { currency } = order.contract.terms;
  const honoured = fact('WithdrawalHonoured', { withdrawal, how, amountMinor, currency });
  const others = openWithdrawals(order).filter(({ id }) => id !== withdrawal);
  if (allWithdrawn(order) && others.length === 0) {
    const detail = 'The consumer has withdrawn from the contract.';
    return [honoured, fact('RefundDecided', { outcome: 'withdrawn', detail })];
  }
  if (amountMinor === 0) return [honoured];
  return [honoured, disburse(order, { kind: 'REFUND', amountMinor, cause: withdrawnFrom }, context)];
}

const earliest = (instants: string[]): string | null => instants.sort()[0] ?? null;
const provenOpen = (order: Contracted): Withdrawal[] => openWithdrawals(order).filter(({ sent }) => sent !== null);

/** What runs out once a consumer has withdrawn from goods that were on their way or had arrived. */
export const withdrawalClocks: Record<'sendBackDue' | 'withdrawalRefundDue', Clock<ContractStage>> = {
  sendBackDue: {
    label: 'time to send the withdrawn goods back',
    at: (order) =>
      earliest(openWithdrawals(order).flatMap(({ sent, sendBackBy }) => (sent === null ? (sendBackBy ?? []) : []))),
    attention: 'Goods that a consumer withdrew from are neither back nor shown to be sent: either side may dispute it.',
  },
  withdrawalRefundDue: {
    label: 'refund of withdrawn goods that were shown to be sent',
    at: (order) => (order.dispute === null ? earliest(provenOpen(order).map(({ refundBy }) => refundBy)) : null),
    runsOut: (order, context) => {
      const due = provenOpen(order).toSorted((a, b) => (a.refundBy < b.refundBy ? -1 : 1))[0];
      return due === undefined ? [] : honour(order, due, 'PROOF_OF_SENDING', context);
    },
  },
};
