import { formatAmount } from '../../money.ts';
import type { CreditDiscrepancy, PresentedDocument } from '../documents.ts';
import type { CreditTerms, NamedParty } from '../terms.ts';

/** What a set of documents is examined against. Dates 'YYYY-MM-DD'. */
export interface Examined {
  terms: CreditTerms;
  documents: readonly PresentedDocument[];
  /** The banking day on which the presentation counts. */
  presentedOn: string;
  /** The last day to present under the credit, moved where article 29(a) moves it. */
  lastDay: string;
  /** Drawn under the credit before, in minor units. */
  drawnMinor: number;
  /** The period of the instalment now drawn, where the credit is drawn by instalments. */
  instalment: { from?: string | undefined; until: string } | null;
  /** Shipped under the credit before, by line. */
  shipped: Readonly<Record<number, number>>;
}

export const nothing = 'nothing stated';

/** A finding of one document. */
export const finding = (
  { type }: Pick<PresentedDocument, 'type'>,
  article: string,
  field: string,
  expected: string,
  found: string | undefined,
): CreditDiscrepancy => ({ article, document: type, field, expected, found: found ?? nothing });

/** Letters and digits alone: spelling of case, width, spaces and stops does not make two names (14(d), ISBP 745 A). */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

export const sameText = (left: string, right: string): boolean => plain(left) === plain(right);
export const holds = (text: string, part: string): boolean => plain(text).includes(plain(part));

export const written = (minor: number, currency: string): string => `${formatAmount(minor, currency)} ${currency}`;

/** A company registered under a name in each of two scripts is called by either, or by both. */
function isCalled(registered: string, stated: string): boolean {
  const han = registered.replace(/[^\p{Script=Han}]/gu, '');
  const others = registered.replace(/\p{Script=Han}/gu, '');
  return [registered, han, others].some((name) => plain(name) !== '' && sameText(name, stated));
}

type Stated = PresentedDocument['issuer'] | undefined;

/**
 * A party as a document names it: the same name, in the same country. Addresses need not be the same (14(j)), and a
 * document that names no country conflicts with none.
 */
export function partyFindings(
  document: PresentedDocument,
  article: string,
  field: string,
  { expected, stated }: { expected: NamedParty; stated: Stated },
): CreditDiscrepancy[] {
  if (stated === undefined || !isCalled(expected.name, stated.name)) {
    return [finding(document, article, field, expected.name, stated?.name)];
  }
  return stated.country === undefined || stated.country === expected.country
    ? []
    : [finding(document, '14(j)', `${field}.country`, expected.country, stated.country)];
}

/** The words of a description that say something: Latin words of three letters and more, Chinese characters. */
const words = (text: string): Set<string> =>
  new Set(
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{Script=Han}|[\p{L}\p{N}]{3,}/gu) ?? [],
  );

/** Outside the invoice goods may be described in general terms (14(e)): one word in common is no conflict. */
export function mayDescribe(stated: string, goods: string): boolean {
  const known = words(goods);
  return [...words(stated)].some((word) => known.has(word));
}
