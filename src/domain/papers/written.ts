import { formatAmount } from '../money.ts';
import type { Locale } from '../words/locale.ts';

const january = 1;
const english =
  'January February March April May June July August September October November December'.split(' ');
const czech = 'ledna února března dubna května června července srpna září října listopadu prosince'.split(' ');

const dates: Record<Locale, (year: number, month: number, day: number) => string> = {
  en: (year, month, day) => `${day} ${english[month - january]} ${year}`,
  'zh-CN': (year, month, day) => `${year}年${month}月${day}日`,
  'zh-HK': (year, month, day) => `${year}年${month}月${day}日`,
  cs: (year, month, day) => `${day}. ${czech[month - january]} ${year}`,
};

const instant = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2}(?::\d{2})?)/;
const day = /^(\d{4})-(\d{2})-(\d{2})$/;

/** An ISO day, or an ISO instant in UTC to the second, as people write it; anything else as it is. */
export function dateOf(locale: Locale, value: string): string {
  const [, year, month, date, time] = instant.exec(value) ?? day.exec(value) ?? [];
  if (year === undefined) return value;
  const written = dates[locale](Number(year), Number(month), Number(date));
  return time === undefined ? written : `${written} ${time} UTC`;
}

// A space that no line is broken at stands between Czech thousands, and before a unit.
const hard = '\u00a0';
const marks: Record<Locale, { group: string; point: string; percent: string }> = {
  en: { group: ',', point: '.', percent: ' %' },
  'zh-CN': { group: ',', point: '.', percent: '%' },
  'zh-HK': { group: ',', point: '.', percent: '%' },
  cs: { group: hard, point: ',', percent: `${hard}%` },
};

/** A decimal text, such as 12510.00, with the marks of the language. */
function grouped(locale: Locale, decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const { group, point } = marks[locale];
  const thousands = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, group);
  return fraction === undefined ? thousands : `${thousands}${point}${fraction}`;
}

/** Minor units of a currency, without its code. */
export const figureOf = (locale: Locale, minor: number, currency: string): string =>
  grouped(locale, formatAmount(minor, currency));

/** Minor units of a currency with its code. */
export const moneyOf = (locale: Locale, minor: number, currency: string): string =>
  `${figureOf(locale, minor, currency)} ${currency}`;

/** A whole number, as quantities are. */
export const countOf = (locale: Locale, count: number): string => grouped(locale, String(count));

/** A share in basis points without needless noughts. */
export const percentOf = (locale: Locale, basisPoints: number): string =>
  `${grouped(locale, String(Number((basisPoints / 100).toFixed(2))))}${marks[locale].percent}`;
