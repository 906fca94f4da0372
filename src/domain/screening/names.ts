import { simplified } from '../chinese.ts';

/** A name taken apart for comparison: Latin words without legal forms, sorted, and runs of Chinese characters. */
export interface NameParts {
  words: string[];
  /** The words in their own order, run together. */
  joined: string;
  chinese: string[];
}

/** Letters that Unicode does not take apart into a base letter and a mark. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'ng',
};

/** Words that say what form a company has, and not which company it is. */
const forms = new Set(
  `ab ag and as asa bhd bv co company corp corporation cv gmbh inc incorporated jsc kft kg limited llc llp lp ltd ltda
  nv oao of ooo oy oyj pjsc plc private pt pte pty pvt sa sae sarl sas sdn se spa spol srl sro the zao`.split(/\s+/),
);
const chineseForms = /(?:股份)?有限(?:责任)?公司|集团|股份|公司/gu;

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßæœøłđðþıħŋ]/gu, (sign) => letters[sign] ?? '');

/** Single letters that stand in a row are one word: "A.B.C. Trading" is "abc". */
function initials(words: readonly string[]): string[] {
  const all: string[] = [];
  for (const [at, word] of words.entries()) {
    if (word.length === 1 && at > 0 && words[at - 1]?.length === 1) all.push(`${all.pop()}${word}`);
    else all.push(word);
  }
  return all;
}

/**
 * The parts of a company's name that tell it from others: Latin letters without marks, lower case, legal forms left
 * out (all are kept where nothing else is left), words sorted; Chinese in simplified characters without its legal form.
 */
export function partsOf(name: string): NameParts {
  const plain = folded(name);
  const words = initials(plain.replaceAll(/['’`]/gu, '').match(/[\p{Script=Latin}\p{N}]+/gu) ?? []);
  const telling = words.filter((word) => !forms.has(word));
  const runs = name.normalize('NFKC').match(/\p{Script=Han}+/gu) ?? [];
  const chinese = runs.map((run) => simplified(run)).map((run) => run.replaceAll(chineseForms, '') || run);
  const kept = telling.length > 0 ? telling : words;
  return { words: kept.toSorted(), joined: kept.join(''), chinese };
}
