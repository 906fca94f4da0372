import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '../domain/words/locale.ts';

/** What fills a pattern; a date is written by the format the pattern names for it. */
export type Values = Readonly<Record<string, string | number | Date>>;

/** Where the trade is run and its deadlines are counted. */
const zone = 'Asia/Hong_Kong';
const formats = {
  date: {
    instant: { dateStyle: 'long', timeStyle: 'short', timeZone: zone },
    // A date of the contract has no time of day; read as UTC it stays the day it is.
    day: { dateStyle: 'long', timeZone: 'UTC' },
  },
} as const;
/** An instant in a sentence that stands by itself says its zone. */
const zoned: Intl.DateTimeFormatOptions = {
  ...{ year: 'numeric', month: 'long', day: 'numeric' },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  ...{ timeZone: zone, timeZoneName: 'short' },
};

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** An ISO instant or day as a date, for patterns that say how it is written; anything else as it is. */
export const asDate = (value: string | number | null): string | number | Date =>
  typeof value === 'string' && (instant.test(value) || day.test(value)) ? new Date(value) : (value ?? '');

const written = new Map<string, Intl.DateTimeFormat>();

/** An ISO instant with its zone, or an ISO day, as people write it; null for what is neither. */
export function dateIn(locale: Locale, value: string): string | null {
  const kind = instant.test(value) ? zoned : day.test(value) ? formats.date.day : null;
  if (kind === null || Number.isNaN(Date.parse(value))) return null;
  const id = `${locale} ${kind === zoned}`;
  const format = written.get(id) ?? new Intl.DateTimeFormat(locale, kind);
  written.set(id, format);
  return format.format(new Date(value));
}

const known = new Map<string, IntlMessageFormat>();

interface Element {
  type: number;
  value: string;
  options?: Record<string, { value: Element[] }>;
}
/** What the parser calls an argument that is written as a date. */
const dateElement = 3;

const dateNames = (elements: Element[]): string[] =>
  elements.flatMap(({ type, value, options = {} }) => [
    ...(type === dateElement ? [value] : []),
    ...Object.values(options).flatMap((option) => dateNames(option.value)),
  ]);

/**
 * A pattern filled in one language (ICU MessageFormat); what it names and is not given throws. A date the pattern does
 * not say how to write is written in full.
 */
export function filled(pattern: string, locale: Locale, values: Values): string {
  const id = `${locale} ${pattern}`;
  const format = known.get(id) ?? new IntlMessageFormat(pattern, locale, formats as never);
  known.set(id, format);
  const dates = dateNames(format.getAst() as Element[]);
  // Left to itself the formatter writes what is no date as one in 1970.
  const dateless = dates.find((name) => !(values[name] instanceof Date));
  if (dateless !== undefined) throw new RangeError(`${dateless} is not a date`);
  const written = Object.entries(values).map(([name, value]): [string, string | number | Date] => [
    name,
    value instanceof Date && !dates.includes(name) ? (dateIn(locale, value.toISOString()) ?? '') : value,
  ]);
  return String(format.format(Object.fromEntries(written)));
}
