import { fact, type Fact } from './facts.ts';
import type { Contracted } from './order.ts';
import type { Context } from './stage.ts';
import { addDays } from './time.ts';

/**
 * A dispute with its clocks: until when the other side answers, and until when both may settle it between themselves.
 */
export function openDispute(order: Contracted, by: 'buyer' | 'supplier', reason: string, { now }: Context): Fact {
  const { disputeAnswerDays, disputeNegotiationDays } = order.profile.clocks;
  return fact('DisputeOpened', {
    dispute: {
      by,
      reason,
      openedAt: now,
      answeredAt: null,
      answerBy: addDays(now, disputeAnswerDays),
      negotiateUntil: addDays(now, disputeNegotiationDays),
      offer: null,
      ruling: null,
    },
  });
}
