import type { Locale } from './locale.ts';

type Signs = readonly [english: string, simplified: string, traditional: string, czech: string];

const same = (sign: string): Signs => [sign, sign, sign, sign];
const piece: Signs = ['pcs', '件', '件', 'ks'];

/** How quantities are written, by UN/ECE Recommendation 20 code; a sign does not change with the number before it. */
const signs: Readonly<Record<string, Signs>> = {
  C62: piece,
  H87: piece,
  EA: piece,
  PCE: piece,
  SET: ['sets', '套', '套', 'sad'],
  PR: ['pairs', '双', '雙', 'párů'],
  DZN: ['doz', '打', '打', 'tuctů'],
  GRO: ['gross', '罗', '籮', 'veletuctů'],
  MIL: ['thousand', '千件', '千件', 'tis. ks'],
  GRM: same('g'),
  KGM: same('kg'),
  TNE: same('t'),
  ONZ: same('oz'),
  LBR: same('lb'),
  MMT: same('mm'),
  CMT: same('cm'),
  MTR: same('m'),
  KMT: same('km'),
  INH: same('in'),
  FOT: same('ft'),
  YRD: same('yd'),
  CMK: same('cm²'),
  MTK: same('m²'),
  MTQ: same('m³'),
  MLT: same('ml'),
  LTR: same('l'),
  HUR: same('h'),
  DAY: ['days', '天', '日', 'dní'],
  MON: ['months', '个月', '個月', 'měsíců'],
};

const columns = { en: 0, 'zh-CN': 1, 'zh-HK': 2, cs: 3 } as const satisfies Record<Locale, number>;

/** The sign of a unit in its reader's language; a code without one is written itself, as the recommendation allows. */
export const unitIn = (locale: Locale, code: string): string => signs[code]?.[columns[locale]] ?? code;
