import { IntlMessageFormat } from 'intl-messageformat';
import type { LetterData } from '../../domain/words/letter.ts';
import { letterFrame, letterWords } from '../../domain/words/letters.ts';
import type { Locale } from '../../domain/words/locale.ts';

/** What a letter says, and to whom: the names that every pattern may use besides the letter's own data. */
export interface WordedLetter {
  kind: string;
  locale: Locale;
  reader: string;
  order: string | null;
  buyer: string | null;
  supplier: string | null;
  data: LetterData;
}

/** Where the trade is run and its deadlines are counted. */
const zone = 'Asia/Hong_Kong';
const formats = {
  date: {
    instant: { dateStyle: 'long', timeStyle: 'short', timeZone: zone },
    // A date of the contract has no time of day; read as UTC it stays the day it is.
    day: { dateStyle: 'long', timeZone: 'UTC' },
  },
} as const;

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;
const day = /^\d{4}-\d{2}-\d{2}$/;
const asDate = (value: string | number | null): string | number | Date =>
  typeof value === 'string' && (instant.test(value) || day.test(value)) ? new Date(value) : (value ?? '');

const known = new Map<string, IntlMessageFormat>();

interface Element {
  type: number;
  value: string;
}
/** What the parser calls an argument that is written as a date. */
const dateElement = 3;

// Left to itself the formatter writes what is no date as one in 1970.
const dateNames = (format: IntlMessageFormat): string[] =>
  (format.getAst() as Element[]).filter(({ type }) => type === dateElement).map(({ value }) => value);

/** A pattern filled in one language (ICU MessageFormat); what it names and is not given throws. */
function filled(pattern: string, locale: Locale, values: Record<string, string | number | Date>): string {
  const id = `${locale} ${pattern}`;
  const format = known.get(id) ?? new IntlMessageFormat(pattern, locale, formats as never);
  known.set(id, format);
  const dateless = dateNames(format).find((name) => !(values[name] instanceof Date));
  if (dateless !== undefined) throw new RangeError(`${dateless} is not a date`);
  return String(format.format(values));
}

// Patterns may be broken over lines in the source; what breaks a paragraph is an empty line, or one given in the data.
const tidied = (text: string): string => text.replaceAll(/[ \t]*\n {2,}/g, ' ').trim();

/**
 * Subject and text of a letter in its reader's language; dates in the data are ISO instants or days. Throws when the
 * kind has no words, or a pattern names something the letter does not bring.
 */
export function wordLetter(letter: WordedLetter): { subject: string; text: string } {
  const { kind, locale, order, data } = letter;
  const words = Object.hasOwn(letterWords, kind) ? letterWords[kind] : undefined;
  if (words === undefined) throw new RangeError(`there are no words for letters of kind ${kind}`);
  const given = { order, reader: letter.reader, buyer: letter.buyer, supplier: letter.supplier, ...data };
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
