import { type Decision, reject } from '../decision.ts';
import { alternativeTerms, type Offer, type QuoteOption } from '../options.ts';
import type { QuoteVersion } from '../order.ts';
import type { Profile } from '../profile.ts';
import { unsuitable } from '../profile-terms.ts';
import { diffTerms, versionHash } from '../terms.ts';
import { addDays, isAfter } from '../time.ts';

/**
 * The next version of the terms, hashed; its `changes` are the field-level difference from the version before, that of
 * the alternatives included. `limit` is until when the profile lets a round bind: an offer that would bind longer ends
 * with it. Refused: `valid-until-past` when it would be over at once or bind longer than a year, `invalid-input` when
 * the terms do not suit the profile.
 */
export function offeredVersion(
  { order, profile }: { order: string; profile: Profile },
  versions: QuoteVersion[],
  by: QuoteVersion['by'],
  input: Offer,
  { now, limit }: { now: string; limit?: string | undefined },
): QuoteVersion | Extract<Decision, { rejection: unknown }> {
  const wished = new Date(input.validUntil).toISOString();
  if (!isAfter(wished, now) || isAfter(wished, addDays(now, 366))) {
    return reject('valid-until-past', 'validUntil must lie in the future, at most a year ahead.', {
      validUntil: wished,
      now,
    });
  }
  const misfit = unsuitable(profile, input.terms);
  if (misfit !== null) return misfit;
  const validUntil = limit !== undefined && isAfter(wished, limit) ? limit : wished;
  const version = versions.length + 1;
  const { terms, buildUp } = input;
  const alternatives = input.alternatives?.map((alternative): QuoteOption => {
    const other = alternativeTerms(terms, alternative);
    return {
      terms: other,
      hash: versionHash(order, version, other, validUntil, alternative.buildUp),
      buildUp: alternative.buildUp,
    };
  });
  const offered = {
    version,
    by,
    at: now,
    validUntil,
    terms,
    hash: versionHash(order, version, terms, validUntil, buildUp),
    ...(buildUp === undefined ? {} : { buildUp }),
    ...(alternatives === undefined ? {} : { alternatives }),
  };
  return { ...offered, changes: changesBetween(versions.at(-1), offered) };
}

type Offered = Omit<QuoteVersion, 'changes'>;

function changesBetween(before: Offered | undefined, after: Offered): QuoteVersion['changes'] {
  if (before === undefined) return [];
  return [
    ...diffTerms(before.terms, after.terms),
    ...diffTerms(before.buildUp ?? {}, after.buildUp ?? {}, 'buildUp'),
    ...diffTerms(byRule(before), byRule(after), 'alternatives'),
  ];
}

/** Alternatives by their rule and place, so that one left out does not shift the others. */
const byRule = ({ alternatives = [] }: Offered): object =>
  Object.fromEntries(
    alternatives.map(({ terms: { incoterm, namedPlace, transport, lines } }) => [
      `${incoterm} ${namedPlace}`,
      { transport, prices: lines.map(({ line, price }) => ({ line, price })) },
    ]),
  );
