/** The languages every message, document and letter comes in: English, simplified and traditional Chinese (BCP 47). */
export const locales = ['en', 'zh-CN', 'zh-HK'] as const;
export type Locale = (typeof locales)[number];
/** Those that things are put into; in English they are said where they stand. */
export type OtherLocale = Exclude<Locale, 'en'>;

export const defaultLocale: Locale = 'en';
