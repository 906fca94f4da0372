import { z } from 'zod';
import { type Agreement, beginOf, endOf, type Side } from './agreement.ts';
import { type AgreementRefusal, refuse } from './refusal.ts';
import { beginOfDay, isAfter } from '../order/time.ts';

/** A cost of joint marketing as one side states it: what for, when, how much, and the hash of the invoice for it. */
export const marketingCostSchema = z.strictObject({
  description: z.string().trim().min(1).max(500),
  spentOn: z.iso.date(),
  /** Minor units of the budget's currency. */
  amountMinor: z.int().min(1).max(1_000_000_000_000),
  evidence: z.strictObject({
    name: z.string().trim().min(1).max(200),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits'),
  }),
});
export type MarketingCostInput = z.output<typeof marketingCostSchema>;

/** A cost that was claimed, and what the other side said of it; the hash is what it confirms. */
export interface MarketingCost extends MarketingCostInput {
  id: string;
  agreement: string;
  side: Side;
  currency: string;
  hash: string;
  state: 'CLAIMED' | 'CONFIRMED' | 'REFUSED' | 'WITHDRAWN';
  claimed: { user: string; at: string };
  answered: { user: string; at: string; reason: string } | null;
}

type Refused = { rejection: AgreementRefusal };

/**
 * The budget a cost is claimed on. Refused: `not-in-force` (never signed), `no-budget`, `outside-term` (spent before or
 * after the agreement, or in days to come).
 */
export function budgetFor(
  agreement: Agreement,
  { spentOn }: Pick<MarketingCostInput, 'spentOn'>,
  now: string,
): { currency: string; ceilingMinor: number } | Refused {
  const { content, state } = agreement;
  if (state !== 'SIGNED' && state !== 'ENDED') {
    return refuse('not-in-force', `The agreement is ${state.toLowerCase()}.`);
  }
  if (content.kind !== 'MARKETING' || content.budget === undefined) {
    return refuse('no-budget', 'The agreement has no budget that costs are claimed on.');
  }
  const day = beginOfDay(spentOn);
  // The day on which a notice ends it counts whole.
  if (isAfter(beginOf(agreement), day) || isAfter(day, endOf(agreement)) || isAfter(day, now)) {
    const detail = 'spentOn: a day of the term of the agreement, and none to come.';
    return refuse('outside-term', detail, { validFrom: content.validFrom, until: endOf(agreement) });
  }
  return content.budget;
}

type Answering = { side: Side; user: string; at: string };
type Answered = MarketingCost | Refused;

const notClaimed = ({ state }: MarketingCost): Refused =>
  refuse('not-claimed', `The cost is ${state.toLowerCase()}.`, { state });

/**
 * The other side confirms a cost by its hash; `confirmedMinor` is what was confirmed before. Refused: `not-claimed`,
 * `not-your-move`, `stale-hash`, `budget-exhausted` (with what is left).
 */
export function confirmCost(
  cost: MarketingCost,
  { side, user, at }: Answering,
  hash: string,
  { ceilingMinor, confirmedMinor }: { ceilingMinor: number; confirmedMinor: number },
): Answered {
  if (cost.state !== 'CLAIMED') return notClaimed(cost);
  if (cost.side === side) return refuse('not-your-move', 'Your side has claimed it: the other one confirms.');
  if (hash !== cost.hash) return refuse('stale-hash', 'This is not the hash of the cost.', { hash: cost.hash });
  const leftMinor = ceilingMinor - confirmedMinor;
  if (cost.amountMinor > leftMinor) {
    return refuse('budget-exhausted', `${leftMinor} minor units of the budget are left.`, { leftMinor });
  }
  return { ...cost, state: 'CONFIRMED', answered: { user, at, reason: '' } };
}

/** The other side refuses a cost, or the one that claimed it takes it back. Refused: `not-claimed`. */
export function refuseCost(cost: MarketingCost, { side, user, at }: Answering, reason: string): Answered {
  if (cost.state !== 'CLAIMED') return notClaimed(cost);
  return { ...cost, state: cost.side === side ? 'WITHDRAWN' : 'REFUSED', answered: { user, at, reason } };
}
