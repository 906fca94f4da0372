import { locales } from '../../domain/words/locale.ts';
import { isCountry } from '../../domain/identifiers/locode.ts';

const languages = locales.map((language) => new Intl.DisplayNames([language], { type: 'region' }));
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry);

/** Names in use that the runtime does not have. */
const aliases: Record<string, string[]> = {
  AE: ['UAE'],
  CZ: ['Czech Republic'],
  GB: ['UK', 'Great Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland'],
  KR: ['Korea'],
  NL: ['Holland'],
  TR: ['Turkey'],
  US: ['USA', 'U.S.A.', 'United States of America'],
};

/** "Hong Kong SAR China" is written "Hong Kong", 中国香港特别行政区 香港. */
const official = / SAR China$|^(中国|中國)(?=.)|特别行政区$|特別行政區$/g;
const shortened = (name: string): string => name.replace(official, '');

/** The longest first: Papua New Guinea is not Guinea. */
const names = codes
  .flatMap((code) => {
    const called = languages.flatMap((language) => language.of(code) ?? []);
    const all = [...called, ...called.map(shortened), ...(aliases[code] ?? [])];
    return [...new Set(all.map((name) => name.toLowerCase()))].map((name) => ({ code, name }));
  })
  .sort((one, other) => other.name.length - one.name.length);

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[a-z\u00c0-\u024f]/.test(sign);

/** Where a name stands in a text as a word of its own; -1 where it does not. Chinese is written without gaps. */
function wordAt(text: string, name: string): number {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const inside = isLetter(name[0]) && (isLetter(text[at - 1]) || isLetter(text[at + name.length]));
    if (!inside) return at;
  }
  return -1;
}

/**
 * The countries (ISO 3166-1) a place written by people names: by their codes as words in capitals, or by their names in
 * English and Chinese. Empty where it names none, as "Hamburg" does.
 */
export function countriesIn(place: string): string[] {
  const found = new Set(codes.filter((code) => new RegExp(`\\b${code}\\b`).test(place)));
  let rest = place.toLowerCase();
  for (const { code, name } of names) {
    const at = wordAt(rest, name);
    if (at === -1) continue;
    found.add(code);
    rest = `${rest.slice(0, at)} ${rest.slice(at + name.length)}`;
  }
  return [...found];
}
