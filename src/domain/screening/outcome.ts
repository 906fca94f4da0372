/** When companies are screened. */
export const screeningOccasions = ['application', 'order', 'contract', 'shipment', 'payout', 'new-list'] as const;
export type ScreeningOccasion = (typeof screeningOccasions)[number];

/** What two people can say of a hit. */
export const hitVerdicts = ['cleared', 'confirmed'] as const;
export type HitVerdict = (typeof hitVerdicts)[number];

/** What screening says of a company: nothing against it, hits nobody has decided, or a confirmed denied party. */
export type ScreeningOutcome = 'clear' | 'pending' | 'denied';

/** What the verdicts on all hits of a company come to; null is a hit that is not decided. */
export function outcomeOf(verdicts: readonly (HitVerdict | null)[]): ScreeningOutcome {
  if (verdicts.includes('confirmed')) return 'denied';
  return verdicts.includes(null) ? 'pending' : 'clear';
}

/** A hit as its reviewers have it. */
export interface HitReview {
  verdict: HitVerdict | null;
  proposed: HitVerdict | null;
  proposedBy: string | null;
}

export type HitDecision =
  | { step: 'proposed' }
  | { step: 'decided' }
  | { rejection: { code: 'same-person' | 'same-verdict'; detail: string } };

/**
 * One person proposes a verdict, a second one gives the same and so decides; another verdict is a proposal anew. What
 * was decided can be decided otherwise, by two people again.
 */
export function decideHit({ verdict, proposed, proposedBy }: HitReview, given: HitVerdict, user: string): HitDecision {
  if (proposed === given) {
    return proposedBy === user
      ? { rejection: { code: 'same-person', detail: 'You proposed this; a second person decides.' } }
      : { step: 'decided' };
  }
  if (verdict === given && proposed === null) {
    return { rejection: { code: 'same-verdict', detail: `The hit is ${verdict} already.` } };
  }
  return { step: 'proposed' };
}
