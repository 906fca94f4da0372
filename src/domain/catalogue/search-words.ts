import { simplified } from '../chinese.ts';

/** What a text is found by: words of alphabetic scripts; single and paired characters of Chinese, Japanese, Korean. */
export interface SearchTerms {
  words: string[];
  grams: string[];
  /** True: a word that has a letter too many, too few, changed or swapped is found as well. */
  loose?: boolean;
}

// Scripts written without spaces: a word cannot be cut out without a dictionary, pairs of neighbours can.
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;
const spaced = /[\p{L}\p{N}]+/gu;
const longestWord = 60;

/**
 * One spelling for what people write in several: compatibility forms, accents and capitals are folded away, and
 * traditional characters into simplified ones.
 */
const folded = (text: string): string =>
  simplified(text.normalize('NFKD').replaceAll(/\p{M}/gu, '').normalize('NFC').toLowerCase());

const pairs = (run: string[]): string[] => run.slice(1).map((character, at) => run[at]! + character);

/** The terms a text is indexed under, each once. */
export function indexTerms(text: string): SearchTerms {
  const runs = (folded(text).match(unspaced) ?? []).map((run) => [...run]);
  return {
    words: wordsOf(text),
    grams: [...new Set(runs.flatMap((run) => [...run, ...pairs(run)]))],
  };
}

/** The terms somebody looks for, at most ten of each: a run of two or more characters by its pairs, one by itself. */
export function queryTerms(text: string): SearchTerms {
  const runs = (folded(text).match(unspaced) ?? []).map((run) => [...run]);
  const grams = runs.flatMap((run) => (run.length === 1 ? run : pairs(run)));
  return { words: wordsOf(text).slice(0, 10), grams: [...new Set(grams)].slice(0, 10) };
}

const wordsOf = (text: string): string[] => {
  const words = folded(text).replaceAll(unspaced, ' ').match(spaced) ?? [];
  return [...new Set(words.map((word) => [...word].slice(0, longestWord).join('')))];
};
