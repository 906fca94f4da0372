/**
 * The languages every message, document and letter comes in: English, simplified and traditional Chinese, and Czech
 * (BCP 47).
 */
export const locales = ['en', 'zh-CN', 'zh-HK', 'cs'] as const;
export type Locale = (typeof locales)[number];
/** Those that things are put into; in English they are said where they stand. */
export type OtherLocale = Exclude<Locale, 'en'>;

export const defaultLocale: Locale = 'en';

/** What an English text is called in the other languages. */
export type Elsewhere = readonly [simplified: string, traditional: string, czech: string];

const columns = { 'zh-CN': 0, 'zh-HK': 1, cs: 2 } as const satisfies Record<OtherLocale, number>;

/** The words of one language out of those of all. */
export const inColumn = (words: Elsewhere, locale: OtherLocale): string => words[columns[locale]];
