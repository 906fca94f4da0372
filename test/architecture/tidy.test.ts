import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = process.cwd();
const places = ['src', 'workflows', 'activities', 'web', 'scripts', 'test'];
// Tables of the standards and of the state calendars, and statements of SQL: data, not code to be read line by line.
const data = /(persistence\/migrations|identifiers\/hs-2022|calendar\/(hk|cn)|sampling\/iso-2859-1)/;

interface Source {
  file: string;
  text: string;
  lines: string[];
}

function sourcesIn(place: string): Source[] {
  const folder = join(root, place);
  const files = (() => {
    try {
      return readdirSync(folder, { recursive: true, withFileTypes: true });
    } catch {
      return [];
    }
  })();
  return files
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = readFileSync(path, 'utf8');
      return { file: relative(root, path).split(sep).join('/'), text, lines: text.split('\n') };
    });
}

const sources = places.flatMap(sourcesIn);
const under = (...folders: string[]) =>
  sources.filter(({ file }) => folders.some((folder) => file.startsWith(`${folder}/`)));
const code = sources.filter(({ file }) => !data.test(file));
/** Code without its comments and texts, so that a word in a sentence is not taken for a call. */
const bare = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '').replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, "''");

/** Where a pattern stands, as file:line, so that a failing test says where to look. */
const linesWith = (all: Source[], pattern: RegExp, strip = true): string[] =>
  all.flatMap(({ file, text }) =>
    (strip ? bare(text) : text).split('\n').flatMap((line) => (pattern.test(line) ? [`${file}: ${line.trim()}`] : [])),
  );

describe('every file', () => {
  it('is found at all', () => {
    expect(under('src/domain').length).toBeGreaterThan(50);
    expect(under('workflows').length).toBeGreaterThan(3);
  });

  it('has at most 250 lines, a test at most 300', () => {
    const long = code.filter(({ file, lines }) => lines.length - 1 > (file.startsWith('test/') ? 300 : 250));
    expect(long.map(({ file, lines }) => `${file}: ${lines.length - 1}`)).toEqual([]);
  });

  it('has lines of at most 120 characters', () => {
    const wide = code.flatMap(({ file, lines }) =>
      lines.flatMap((line, at) => ([...line].length > 120 ? [`${file}:${at + 1}: ${[...line].length}`] : [])),
    );
    expect(wide).toEqual([]);
  });

  it('lives in a folder named after what it is about', () => {
    const vague = /(^|\/)(utils?|helpers?|common|misc|types|shared|lib)(\/|\.ts$)/;
    expect(sources.map(({ file }) => file).filter((file) => vague.test(file))).toEqual([]);
  });

  it('names nothing Manager, Service or Impl, and no interface with an I in front', () => {
    expect(linesWith(code, /\b(class|interface|type) (\w+(Manager|Service|Impl)|I[A-Z][a-z]\w*)\b/)).toEqual([]);
  });

  it('leaves nothing to be done later and silences no checker', () => {
    const words = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK'].join('|')})\\b`);
    const others = sources.filter(({ file }) => !file.endsWith('architecture/tidy.test.ts'));
    expect(linesWith(others, words, false)).toEqual([]);
    expect(linesWith(others, /@ts-(ignore|nocheck|expect-error)|eslint-disable/, false)).toEqual([]);
    expect(linesWith(others, /\bas any\b/)).toEqual([]);
  });

  it('keeps its tests running: none alone, none skipped', () => {
    expect(
      linesWith(under('test'), /\b(it|describe|test)\.(only|skip|todo)\b|\b(xit|fit|fdescribe|xdescribe)\(/),
    ).toEqual([]);
  });
});

describe('the domain', () => {
  it('takes time, chance and the environment as arguments', () => {
    const hidden =
      /(Date\.now|new Date|Math\.random)\(\)|\b(crypto|process|Intl)\.|\bset(Timeout|Interval|Immediate)\(|toLocale/;
    expect(linesWith(under('src/domain'), hidden)).toEqual([]);
  });

  it('imports only itself and the pure libraries', () => {
    const strangers = under('src/domain').flatMap(({ file, text }) =>
      [...text.matchAll(/(?:from|import)\s*\(?'([^'\n]+)'/g)]
        .map(([, from]) => from ?? '')
        .filter((from) => !from.startsWith('.') && !/^(zod|canonicalize|@noble\/hashes\/[\w.]+)$/.test(from))
        .map((from) => `${file}: ${from}`),
    );
    expect(strangers).toEqual([]);
  });

  it('keeps no state between two decisions', () => {
    expect(linesWith(under('src/domain'), /^(export )?let |^(export )?var /)).toEqual([]);
  });

  it('holds orders and facts as plain JSON: no bigint, Date, Map or Set in their types', () => {
    const types = sources.filter(({ file }) =>
      /src\/domain\/order\/(order|parts|facts|terms|opening|profile)\.ts$/.test(file),
    );
    expect(types).toHaveLength(6);
    expect(linesWith(types, /:\s*(bigint|Date|Map<|Set<|undefined)/)).toEqual([]);
  });
});

describe('a workflow', () => {
  it('registers updates in one place, which turns whatever is thrown into a failure of that update', () => {
    const updates = under('workflows').flatMap(({ text }) =>
      [...text.matchAll(/(\w+)\s*=\s*defineUpdate\b/g)].map(([, name]) => name ?? ''),
    );
    expect(updates.length).toBeGreaterThan(0);
    const elsewhere = under('workflows').filter(({ file }) => file !== 'workflows/guard.ts');
    expect(linesWith(elsewhere, new RegExp(`setHandler\\(\\s*(${updates.join('|')})\\b`))).toEqual([]);
    expect(linesWith(under('workflows'), /setHandler\(/).some((line) => line.startsWith('workflows/guard.ts'))).toBe(
      true,
    );
  });

  it('parses nothing with zod: what reaches it was parsed by the API', () => {
    expect(
      linesWith(under('workflows'), /\.(safeParse|parse)\((?!.*Date)/).filter(
        (line) => !/JSON\.parse|Date\.parse/.test(line),
      ),
    ).toEqual([]);
  });
});
