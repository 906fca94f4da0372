import { z } from 'zod';
import { type Decision, reject } from '../decision.ts';
import type { QuoteVersion } from '../order.ts';
import { diffTerms, type Terms, termsSchema, versionHash } from '../terms.ts';
import { addDays, isAfter } from '../time.ts';

/** An offer of either side: the whole terms, and until when they bind the one who offers. */
export const offerSchema = z.strictObject({ terms: termsSchema, validUntil: z.iso.datetime({ offset: true }) });

/**
 * The next version of the terms, hashed; its `changes` are the field-level difference from the version before.
 * Refused: `valid-until-past` when it would be over at once or bind longer than a year.
 */
export function offeredVersion(
  order: string,
  versions: QuoteVersion[],
  by: QuoteVersion['by'],
  input: { terms: Terms; validUntil: string },
  now: string,
): QuoteVersion | Extract<Decision, { rejection: unknown }> {
  const validUntil = new Date(input.validUntil).toISOString();
  if (!isAfter(validUntil, now) || isAfter(validUntil, addDays(now, 366))) {
    return reject('valid-until-past', 'validUntil must lie in the future, at most a year ahead.', { validUntil, now });
  }
  const version = versions.length + 1;
  const before = versions.at(-1);
  return {
    version,
    by,
    at: now,
    validUntil,
    terms: input.terms,
    hash: versionHash(order, version, input.terms, validUntil),
    changes: before === undefined ? [] : diffTerms(before.terms, input.terms),
  };
}
