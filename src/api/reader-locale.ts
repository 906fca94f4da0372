import type { Request } from 'express';
import { z } from 'zod';
import { defaultLocale, type Locale } from '../domain/words/locale.ts';

/** What callers may name, and the language of ours that it is; the first is for whoever names none. */
const known: Readonly<Record<string, Locale>> = {
  en: 'en',
  'zh-CN': 'zh-CN',
  'zh-HK': 'zh-HK',
  'zh-Hans': 'zh-CN',
  'zh-Hant': 'zh-HK',
  'zh-TW': 'zh-HK',
  'zh-MO': 'zh-HK',
  'zh-SG': 'zh-CN',
  'zh-Hans-CN': 'zh-CN',
  'zh-Hant-HK': 'zh-HK',
  'zh-Hant-TW': 'zh-HK',
  zh: 'zh-CN',
  cs: 'cs',
  'cs-CZ': 'cs',
};

/** The language a request asks for (RFC 9110, Accept-Language); English where it asks for none of ours. */
export function localeOfRequest(request: Pick<Request, 'acceptsLanguages'>): Locale {
  const accepted = request.acceptsLanguages(Object.keys(known));
  return (accepted === false ? undefined : known[accepted]) ?? defaultLocale;
}

/** What tells caches and readers which language an answer is in. */
export const languageHeaders = (locale: Locale): Record<string, string> => ({
  'Content-Language': locale,
  Vary: 'Accept-Language',
});

/** How the schemas' own rules are said in each language; rules with words of the project's own are said by those. */
const rulesIn: Record<Locale, z.core.$ZodErrorMap> = {
  en: z.locales.en().localeError,
  'zh-CN': z.locales.zhCN().localeError,
  'zh-HK': z.locales.zhTW().localeError,
  cs: z.locales.cs().localeError,
};

/** What a schema is parsed with, so that its rules are said in a language. */
export const ruledIn = (locale: Locale) => ({ error: rulesIn[locale] });

/** The same for the language a request asks for. */
export const inLanguageOf = (request: Pick<Request, 'acceptsLanguages'>) => ruledIn(localeOfRequest(request));
