import { reject, type Rejection } from './decision.ts';
import { lineAmount } from './line.ts';
import { optionBy } from './options.ts';
import type { Order, OrderCore, QuoteVersion } from './order.ts';
import { diffTerms, type Terms, versionHash } from './terms.ts';
import { isAfter } from './time.ts';

/** What may be awarded to each of several suppliers: all or nothing, whole lines, or parts of a line. */
export const splitRules = ['WHOLE', 'BY_LINE', 'BY_QUANTITY'] as const;
export type SplitRule = (typeof splitRules)[number];

/** The enquiry to several suppliers that an order belongs to, as its supplier was told. */
export interface SourcingReference {
  number: string;
  /** True: nobody but the supplier sees the quote before the deadline. */
  sealed: boolean;
  deadline: string;
  split: SplitRule;
}

/** `openedAt`: when the quote was opened to the buyer; null before, and for ever when it never was. */
export type Sourced = SourcingReference & { openedAt: string | null };

/** Whether what the supplier offered is still under seal. */
export const isSealed = ({ sourcing }: Pick<OrderCore, 'sourcing'>): boolean =>
  sourcing?.sealed === true && sourcing.openedAt === null;

/** In an order of a sourcing the buyer's answer is the award, one for all suppliers; nothing else is taken. */
export const awardDecides = ({ sourcing }: Order, party: string): { rejection: Rejection } | null =>
  sourcing === undefined || party === 'supplier'
    ? null
    : reject('award-decides', `The award of sourcing ${sourcing.number} answers all its quotes together.`);

/** What stands in the way of another answer to a sourcing: it is over, or the offer would not outlast it. */
export function lateAnswer({ sourcing }: Order, now: string, validUntil: string): { rejection: Rejection } | null {
  if (sourcing === undefined) return null;
  const { number, deadline } = sourcing;
  if (!isAfter(deadline, now)) return reject('sourcing-closed', `Quotes to ${number} were taken until ${deadline}.`);
  return isAfter(validUntil, deadline)
    ? null
    : reject('valid-until-past', `validUntil must lie after the deadline of ${number}.`, { deadline });
}

/** A quote to a sourcing answers the items of the demand by their place in it: line 1 is the first. */
export function strayLines({ sourcing, demand }: OrderCore, { lines }: Terms): { rejection: Rejection } | null {
  const stray = sourcing === undefined ? [] : lines.filter(({ line }) => line > demand.items.length);
  return stray.length === 0
    ? null
    : reject('lines-unknown', `terms.lines: the demand has ${demand.items.length} items; line 1 answers the first.`, {
        lines: stray.map(({ line }) => line),
      });
}

export interface LineShare {
  line: number;
  quantity: number;
}

/**
 * The terms offered, for the share awarded: only these lines, in these quantities. Refused: `lines-unknown`,
 * `over-quoted`, `split-not-offered`, `below-minimum` and `not-a-multiple` (a line without a minimum is offered whole).
 */
export function narrowed(
  terms: Terms,
  shares: readonly LineShare[],
  split: SplitRule,
): Terms | { rejection: Rejection } {
  if (shares.length === 0 || new Set(shares.map(({ line }) => line)).size < shares.length)
    return reject('lines-unknown', 'lines: name each line that is awarded once.');
  for (const { line, quantity } of shares) {
    const offered = terms.lines.find((each) => each.line === line);
    if (offered === undefined) return reject('lines-unknown', `lines: the quote has no line ${line}.`, { line });
    const fault = faultOfShare(offered, quantity, split);
    if (fault !== null) return fault;
  }
  if (split === 'WHOLE' && shares.length < terms.lines.length)
    return reject('split-not-offered', 'lines: the suppliers were asked for quotes that are awarded whole.');
  const kept = terms.lines.flatMap((each) => {
    const share = shares.find(({ line }) => line === each.line);
    return share === undefined ? [] : [{ ...each, quantity: share.quantity }];
  });
  if (kept.every((line) => lineAmount(line) === 0))
    return reject('below-minimum', 'lines: the share is worth less than one minor unit.');
  return { ...terms, lines: kept };
}

function faultOfShare(
  { line, quantity: offered, minimum }: Terms['lines'][number],
  quantity: number,
  split: SplitRule,
) {
  if (quantity > offered) {
    return reject('over-quoted', `lines: ${quantity} of line ${line} are awarded, ${offered} were offered.`, {
      line,
      offered,
    });
  }
  if (quantity === offered) return null;
  if (split !== 'BY_QUANTITY')
    return reject('split-not-offered', `lines: line ${line} is awarded whole, by what the suppliers were asked.`, {
      line,
    });
  const least = minimum ?? { quantity: offered, multiple: 1 };
  if (quantity < least.quantity) {
    return reject('below-minimum', `lines: the price of line ${line} holds from ${least.quantity} pieces on.`, {
      line,
      minimum: least.quantity,
    });
  }
  return quantity % least.multiple === 0
    ? null
    : reject('not-a-multiple', `lines: line ${line} is sold in multiples of ${least.multiple}.`, {
        line,
        multiple: least.multiple,
      });
}

/** The version that an award of part of an option makes, or null where all of it is awarded. */
export function awardedVersion(
  { order, versions, sourcing }: { order: string; versions: QuoteVersion[]; sourcing: Sourced },
  hash: string,
  shares: readonly LineShare[] | null,
  now: string,
): QuoteVersion | { rejection: Rejection } | null {
  const latest = versions[versions.length - 1] as QuoteVersion;
  const terms = optionBy([latest], hash)?.terms;
  if (terms === undefined)
    return reject('stale-hash', 'This is not the hash of an option of the latest version.', { hash: latest.hash });
  if (shares === null) return null;
  const part = narrowed(terms, shares, sourcing.split);
  if ('rejection' in part) return part;
  const changes = diffTerms(terms, part);
  if (changes.length === 0) return null;
  const { validUntil } = latest;
  const version = versions.length + 1;
  return {
    version,
    by: 'buyer',
    at: now,
    validUntil,
    terms: part,
    changes,
    hash: versionHash(order, version, part, validUntil),
  };
}
