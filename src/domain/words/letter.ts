import type { Locale } from './locale.ts';

/** What a letter says in one language: ICU message patterns over the letter's data. */
export interface LetterPattern {
  subject: string;
  text: string;
}

/** One kind of letter in every language. */
export type LetterWords = Record<Locale, LetterPattern>;

/** What fills the patterns of a letter; dates are ISO instants, amounts are written out before. */
export type LetterData = Record<string, string | number | null>;

/**
 * A letter to one reader. `key` names the event and the reader, so that the same letter posted again is the same
 * letter: one per order, event and reader. `to` is a user of the platform, or the address of somebody who is not yet.
 */
export interface Letter {
  key: string;
  kind: string;
  to: { user: string } | { address: string; locale: Locale };
  order: string | null;
  data: LetterData;
  at: string;
}

/** Subject and text of a letter in English, simplified and traditional Chinese, and Czech. */
export const inEveryLanguage = (
  en: [subject: string, text: string],
  cn: [subject: string, text: string],
  hk: [subject: string, text: string],
  cs: [subject: string, text: string],
): LetterWords => {
  const pattern = ([subject, text]: [string, string]): LetterPattern => ({ subject, text });
  return { en: pattern(en), 'zh-CN': pattern(cn), 'zh-HK': pattern(hk), cs: pattern(cs) };
};
