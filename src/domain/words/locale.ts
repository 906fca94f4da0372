/** The languages every message, document and letter comes in: English, simplified and traditional Chinese (BCP 47). */
export const locales = ['en', 'zh-CN', 'zh-HK'] as const;
export type Locale = (typeof locales)[number];

export const defaultLocale: Locale = 'en';
