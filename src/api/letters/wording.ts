import type { LetterData } from '../../domain/words/letter.ts';
import { letterFrame, letterWords, saidByEngine } from '../../domain/words/letters.ts';
import type { Locale } from '../../domain/words/locale.ts';
import { asDate, filled } from '../filling.ts';
import { sentenceIn } from '../sentences.ts';

/** What a letter says, and to whom: the names that every pattern may use besides the letter's own data. */
export interface WordedLetter {
  kind: string;
  locale: Locale;
  reader: string;
  order: string | null;
  buyer: string | null;
  supplier: string | null;
  /** The name of the company whose id stands in the data; it is what a reader is told. */
  company?: string | null;
  data: LetterData;
}

// Patterns may be broken over lines in the source; what breaks a paragraph is an empty line, or one given in the data.
const tidied = (text: string): string => text.replaceAll(/[ \t]*\n {2,}/g, ' ').trim();

/** What the engine itself says in a letter, in the language of its reader. */
function saidIn(locale: Locale, kind: string, data: LetterData): LetterData {
  const name = Object.hasOwn(saidByEngine, kind) ? saidByEngine[kind] : undefined;
  const said = name === undefined ? undefined : data[name];
  if (name === undefined || typeof said !== 'string') return {};
  return { [name]: said.split('\n').map((line) => sentenceIn(locale, line)).join('\n') };
}

/**
 * Subject and text of a letter in its reader's language; dates in the data are ISO instants or days. Throws when the
 * kind has no words, or a pattern names something the letter does not bring.
 */
export function wordLetter(letter: WordedLetter): { subject: string; text: string } {
  const { kind, locale, order, data } = letter;
  const words = Object.hasOwn(letterWords, kind) ? letterWords[kind] : undefined;
  if (words === undefined) throw new RangeError(`there are no words for letters of kind ${kind}`);
  const named = letter.company ? { company: letter.company } : {};
  const { reader, buyer, supplier } = letter;
  const given = { order, reader, buyer, supplier, ...data, ...saidIn(locale, kind, data), ...named };
  const values = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, asDate(value)]));
  const write = (pattern: string) => filled(tidied(pattern), locale, values);
  const { greeting, about, foot } = letterFrame[locale];
  const subject = write(words[locale].subject).replaceAll(/\s+/g, ' ').trim();
  const parts = [greeting, words[locale].text, ...(order === null ? [] : [about]), foot];
  return {
    subject: order === null ? subject : `[${order}] ${subject}`,
    text: `${parts.map((part) => write(part).trim()).join('\n\n')}\n`,
  };
}
