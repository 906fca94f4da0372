import { z } from 'zod';
import type { By, HappenedFact } from '../order/facts.ts';
import type { Order } from '../order/order.ts';
import { isSealed } from '../order/sourced.ts';
import { addMillis, isAfter, millisBetween } from '../order/time.ts';
import { unstorableText } from '../storable.ts';
import type { Answered } from './comparison.ts';
import { longestDays, type Refused, refuse, type Sourcing } from './sourcing.ts';

/** More time for every supplier asked; the reason is told to all of them. */
export const extensionSchema = z
  .strictObject({
    deadline: z.iso.datetime({ offset: true }),
    reason: z.string().trim().min(1).max(2000),
  })
  .refine((value) => unstorableText(value) === null, {
    error: 'a text holds a character no database keeps: NUL, or half a surrogate pair',
  });
export type ExtensionInput = z.output<typeof extensionSchema>;

/** A quote that ends before the new deadline: renewed by its supplier, or it cannot be awarded. */
export interface Lapsing {
  supplier: string;
  order: string;
  validUntil: string;
}

/** How often the time to answer may be extended: whoever has answered relies on the deadline. */
export const mostExtensions = 3;

interface Standing {
  answers: readonly Answered[];
  /** Extensions there were before. */
  extensions: number;
  now: string;
}

/**
 * Judges more time to answer: before the deadline has run out anywhere, to a later one, within 180 days of the
 * opening and three times at most. Each order that still can answer or has answered gets it by a fact of its own.
 */
export function judgeExtension(
  sourcing: Sourcing,
  { deadline: wished, reason }: ExtensionInput,
  { answers, extensions, now }: Standing,
): { extended: Answered[]; deadline: string; reason: string } | Refused {
  const { state, deadline: from, createdAt } = sourcing;
  const deadline = new Date(wished).toISOString();
  if (state !== 'open' || !isAfter(from, now) || answers.some((each) => hasRunOut(each.state)))
    return refuse('deadline-passed', `The deadline was ${from}; it is extended before it runs out.`, {
      deadline: from,
    });
  if (!isAfter(deadline, from))
    return refuse('deadline-not-later', `deadline: must lie after ${from}.`, { deadline: from });
  if (isAfter(deadline, addMillis(createdAt, longestDays * 86_400_000)))
    return refuse('deadline-too-far', `deadline: at most ${longestDays} days after ${createdAt}, when it was opened.`);
  if (extensions >= mostExtensions)
    return refuse('extensions-used-up', `The deadline was extended ${mostExtensions} times already.`);
  const extended = answers.filter((each) => each.state.stage !== 'closed');
  if (extended.length === 0) return refuse('quote-gone', 'No supplier answers any more: all have declined.');
  return { extended, deadline, reason };
}

/** The order's own clock has acted on the deadline: it opened the quote, or gave the supplier up. */
const hasRunOut = (order: Order): boolean =>
  (order.sourcing?.openedAt ?? null) !== null || (order.stage === 'closed' && order.outcome === 'unanswered');

/** The fact that gives an order its new deadline. */
export const extensionFact = (
  { deadline: from }: Pick<Sourcing, 'deadline'>,
  { deadline, reason }: { deadline: string; reason: string },
  { now, by }: { now: string; by: By },
): HappenedFact => ({
  type: 'SourcingExtended',
  data: { from, deadline, warnAt: addMillis(now, Math.floor(millisBetween(now, deadline) / 2)), reason },
  at: now,
  by,
});

/** The quotes whose validity ends before the new deadline. */
export const lapsingBefore = (deadline: string, answers: readonly Answered[]): Lapsing[] =>
  answers.flatMap(({ supplier, order, state }) => {
    const version = state.stage === 'quote' ? state.versions.at(-1) : undefined;
    return version === undefined || isAfter(version.validUntil, deadline)
      ? []
      : [{ supplier, order, validUntil: version.validUntil }];
  });

/** When a sealed quote ends is part of what is sealed: it is named to its supplier alone until it is opened. */
export const shownLapsing = (lapsing: readonly Lapsing[], answers: readonly Answered[]): Lapsing[] =>
  lapsing.filter(({ order }) => answers.some((each) => each.order === order && !isSealed(each.state)));
