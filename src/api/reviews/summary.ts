import { z } from 'zod';
import type { Source } from '../../persistence/party-view.ts';
import { starsOf } from '../../persistence/reviews/reviews.ts';

export const starsSchema = z.int().min(1).max(5);

/** How many reviews a product has and what they come to, as they stand now. */
export const reviewSummarySchema = z.object({
  count: z.int(),
  /** The mean of the stars in hundredths, rounded half up; null without any. */
  averageHundredths: z.int().nullable(),
  stars: z.array(z.object({ stars: starsSchema, count: z.int() })),
});

/** Sums up the reviews of a product that the source knows of. */
export async function reviewSummary(source: Source, product: string): Promise<z.output<typeof reviewSummarySchema>> {
  const counts = await starsOf(source, product);
  const count = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const sum = [...counts].reduce((all, [given, times]) => all + given * times, 0);
  return {
    count,
    averageHundredths: count === 0 ? null : Math.round((sum * 100) / count),
    stars: [5, 4, 3, 2, 1].map((given) => ({ stars: given, count: counts.get(given) ?? 0 })),
  };
}
