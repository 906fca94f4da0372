import { optionBy } from '../order/options.ts';
import type { QuoteVersion } from '../order/order.ts';
import { type LineShare, narrowed } from '../order/sourced.ts';
import type { Terms } from '../order/terms.ts';
import { isAfter } from '../order/time.ts';
import type { Answered } from './comparison.ts';
import { type AwardInput, type Refused, refuse, type Sourcing } from './sourcing.ts';

/** What one order gets: all of an option (`lines` null), or these lines in these quantities. */
export interface Share {
  order: string;
  supplier: string;
  hash: string;
  lines: LineShare[] | null;
}

/** What became of an order in an award. */
export interface Outcome {
  award: number;
  order: string;
  result: 'awarded' | 'declined' | 'failed';
  detail: string;
}

interface Standing {
  answers: readonly Answered[];
  /** Of earlier awards of the same sourcing, when one of their shares failed. */
  outcomes: readonly Outcome[];
  now: string;
}

/**
 * Judges an award before anything of it is done: every share must be one that its order takes, and together they may
 * not be more than was demanded. Refused with the field and the rule; the quotes' own minimum is among them.
 */
export function judgeAward(sourcing: Sourcing, input: AwardInput, standing: Standing): { shares: Share[] } | Refused {
  const shares: Share[] = [];
  const parts: Terms[] = [];
  for (const [index, wish] of input.shares.entries()) {
    const judged = judgeShare(sourcing, wish, standing);
    if ('rejection' in judged) return named(judged, `shares.${index}`);
    shares.push(judged.share);
    parts.push(judged.terms);
  }
  const fault = tooMuch(sourcing, parts, standing);
  return fault ?? { shares };
}

const named = ({ rejection }: Refused, path: string): Refused => ({
  rejection: { ...rejection, detail: `${path}: ${rejection.detail}` },
});

function judgeShare(
  { split }: Sourcing,
  { order, hash, lines }: AwardInput['shares'][number],
  { answers, outcomes, now }: Standing,
): { share: Share; terms: Terms } | Refused {
  const answer = answers.find((each) => each.order === order);
  if (answer === undefined) return refuse('unknown-quote', `order: ${order} is no order of this sourcing.`);
  if (outcomes.some((each) => each.order === order && each.result === 'awarded'))
    return refuse('already-awarded', `order: ${order} has its share already.`);
  const { state } = answer;
  if (state.stage !== 'quote') return refuse('quote-gone', `order: ${order} has no quote that stands any more.`);
  const version = state.versions[state.versions.length - 1] as QuoteVersion;
  const option = optionBy([version], hash);
  if (option === undefined) {
    return refuse('stale-hash', 'hash: not of an option of the latest version.', { order, hash: version.hash });
  }
  if (!isAfter(version.validUntil, now))
    return refuse('quote-expired', `The quote was valid until ${version.validUntil}.`);
  const all = option.terms.lines.map(({ line, quantity }) => ({ line, quantity }));
  const part = narrowed(option.terms, lines ?? all, split);
  if ('rejection' in part) return { rejection: { ...part.rejection } as Refused['rejection'] };
  return { share: { order, supplier: answer.supplier, hash, lines: lines ?? null }, terms: part };
}

/** One supplier may be given all it quoted, its minimum included; several together no more than was demanded. */
function tooMuch({ content, split }: Sourcing, parts: Terms[], { answers, outcomes }: Standing): Refused | null {
  const before = outcomes.filter(({ result }) => result === 'awarded').map(({ order }) => order);
  const given = answers.filter(({ order }) => before.includes(order)).flatMap(({ state }) => agreedTerms(state));
  const all = [...given, ...parts];
  if (all.length < 2) return null;
  if (split === 'WHOLE')
    return refuse('split-not-offered', 'shares: the suppliers were asked for quotes of which one is awarded.');
  const over = content.demand.items.flatMap(({ quantity: demanded }, index) => {
    const line = index + 1;
    const awarded = all.flatMap(({ lines }) => lines.filter((each) => each.line === line).map((each) => each.quantity));
    const sum = awarded.reduce((total, each) => total + each, 0);
    return sum > demanded && awarded.length > 1 ? [{ line, demanded, awarded: sum }] : [];
  });
  return over.length === 0
    ? null
    : refuse('over-awarded', `shares: more of line ${over.map(({ line }) => line).join(', ')} than was demanded.`, {
        lines: over,
      });
}

const agreedTerms = (state: Answered['state']): Terms[] => {
  if ('contract' in state) return [state.contract.terms];
  const accepted = state.stage === 'contract' ? optionBy(state.versions, state.acceptedHash) : undefined;
  return accepted === undefined ? [] : [accepted.terms];
};
