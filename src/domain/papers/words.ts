import type { Locale } from '../words/locale.ts';
import { czech } from './wording-cs.ts';
import { english } from './wording-en.ts';
import { simplifiedChinese } from './wording-zh-cn.ts';
import { traditionalChinese } from './wording-zh-hk.ts';
import type { Wording } from './wording.ts';

/** The words of purchase orders and contracts in every language. */
export const wordings: Record<Locale, Wording> = {
  en: english,
  'zh-CN': simplifiedChinese,
  'zh-HK': traditionalChinese,
  cs: czech,
};
