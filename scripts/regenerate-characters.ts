import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Converter } from 'opencc-js';

const TARGET = fileURLToPath(new URL('../src/domain/chinese.ts', import.meta.url));

/** The blocks of Unicode with Chinese characters people write: CJK unified ideographs and extension A. */
const blocks = [[0x3400, 0x4dbf], [0x4e00, 0x9fff]] as const;

/** Every character that has another simplified form, followed by it, whether Hong Kong, Taiwan or OpenCC writes it. */
function pairs(): string[] {
  const ways = (['hk', 'tw', 't'] as const).map((from) => Converter({ from, to: 'cn' }));
  const once = (character: string): string =>
    ways.map((way) => way(character)).find((form) => form !== character) ?? character;
  const last = (character: string, seen: readonly string[] = []): string => {
    const form = once(character);
    if (seen.includes(form)) throw new Error(`${[...seen, form].join(' is ')}: no end`);
    return form === character ? form : last(form, [...seen, character]);
  };
  const found: string[] = [];
  for (const [first, end] of blocks) {
    for (let code = first; code <= end; code += 1) {
      const character = String.fromCodePoint(code);
      const form = last(character);
      if (form !== character && [...form].length === 1) found.push(character + form);
    }
  }
  return found;
}

const perLine = 55;

/** The data file as scripts/regenerate-characters.ts writes it, so that a test can tell whether it is up to date. */
export function chineseFile(): string {
  const all = pairs();
  const lines = Array.from({ length: Math.ceil(all.length / perLine) }, (_, at) =>
    `  ${all.slice(at * perLine, (at + 1) * perLine).join('')}`);
  return `/**
 * Chinese characters that have another simplified form, each followed by it: ${all.length} pairs.
 * Written by scripts/regenerate-characters.ts from the package opencc-js, whose dictionaries are those of OpenCC
 * (Apache-2.0); change that script, not this file.
 */
const pairs = \`
${lines.join('\n')}
\`;

/** The pairs of \`simplified\`, each a character and its simplified form. */
export const simplifiedPairs: readonly (readonly [written: string, simplified: string])[] =
  (pairs.replaceAll(/\\s/g, '').match(/../gu) ?? []).map((pair) => {
    const [written = '', form = ''] = pair;
    return [written, form];
  });

const simplifiedForm: ReadonlyMap<string, string> = new Map(simplifiedPairs);

/** A Chinese text in simplified characters, one by one: what is written in either script compares alike. */
export const simplified = (text: string): string =>
  [...text].map((character) => simplifiedForm.get(character) ?? character).join('');
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(TARGET, chineseFile());
  process.stdout.write(`${TARGET} written\n`);
}
