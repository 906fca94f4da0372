import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { decompress } from 'wawoff2';
import { codePointsOf } from './coverage.ts';

/** Regular and bold of one family as TrueType, and what it has glyphs for. */
export interface Family {
  name: string;
  normal: Buffer;
  bold: Buffer;
  codes: ReadonlySet<number>;
}

/** A stretch of text that one family can draw. */
export interface Run {
  text: string;
  font: string;
}

const packaged = createRequire(import.meta.url);
/** Latin, simplified and the common traditional characters: nearly every text needs no other. */
const mainFamily = 'chinese-simplified';
/** Letters of Europe that the Chinese fonts lack (č, ř, ů), and the plain letters that go with them. */
const europeanFamilies = ['european', 'european-ext'];

/** Where a family's files lie: those of Noto Sans, and the slices of Noto Sans SC by their own names. */
function filesOf(family: string): { folder: string; prefix: string } {
  const european = family.startsWith('european');
  const name = european ? '@fontsource/noto-sans' : '@fontsource/noto-sans-sc';
  const slice = european ? family.replace('european', 'latin') : family;
  return { folder: dirname(packaged.resolve(`${name}/package.json`)), prefix: `${name.slice(12)}-${slice}` };
}

const loaded = new Map<string, Promise<Family>>();
let slices: Promise<{ name: string; ranges: [number, number][] }[]> | undefined;

// The PDF writer reads TrueType much faster than WOFF2, so each file is unpacked once and stays in memory.
async function readWeight(family: string, weight: 400 | 700): Promise<Buffer> {
  const { folder, prefix } = filesOf(family);
  return unpack(await readFile(join(folder, 'files', `${prefix}-${weight}-normal.woff2`)));
}

let unpacking: Promise<unknown> = Promise.resolve();

// What the unpacker answers lies in memory that its next call uses again: one file at a time, copied before the next.
function unpack(packed: Buffer): Promise<Buffer> {
  const mine = unpacking.then(async () => Buffer.from(await decompress(packed)));
  unpacking = mine.catch(() => undefined);
  return mine;
}

async function loadFamily(name: string): Promise<Family> {
  const [normal, bold] = await Promise.all([readWeight(name, 400), readWeight(name, 700)]);
  return { name, normal, bold, codes: codePointsOf(normal) };
}

/** The family of that name, unpacked at its first use. */
function family(name: string): Promise<Family> {
  const known = loaded.get(name) ?? loadFamily(name);
  loaded.set(name, known);
  return known;
}

/** The package's own list of which slice holds which code points: `U+4e00,U+4e2d-4e2f`. */
async function readSlices(): Promise<{ name: string; ranges: [number, number][] }[]> {
  const listed = JSON.parse(await readFile(join(filesOf(mainFamily).folder, 'unicode.json'), 'utf8')) as Record<
    string,
    string
  >;
  return Object.entries(listed).map(([name, ranges]) => ({
    name: name.replaceAll(/[[\]]/g, ''),
    ranges: ranges.split(',').map((range): [number, number] => {
      const [first = '', last = first] = range.replace(/^U\+/i, '').split('-');
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
    }),
  }));
}

/** The slice that should hold a code point the main family lacks: rare characters, accents, Cyrillic; null for none. */
async function sliceFor(code: number): Promise<string | null> {
  slices ??= readSlices();
  const found = (await slices).find(({ ranges }) => ranges.some(([first, last]) => first <= code && code <= last));
  return found?.name ?? null;
}

/**
 * The families these texts need, the one to draw with first. Where the Chinese fonts lack a letter of Europe, all that
 * is Latin is drawn in the family that has it, so that no word changes its face in the middle.
 */
export async function familiesFor(texts: Iterable<string>): Promise<Family[]> {
  const main = await family(mainFamily);
  const missing = new Set<number>();
  for (const text of texts) {
    for (const letter of text) {
      const code = letter.codePointAt(0) as number;
      if (code > 0x1f && !main.codes.has(code)) missing.add(code);
    }
  }
  const names = await Promise.all([...missing].map(sliceFor));
  const others = [...new Set(names.filter((name) => name !== null))].sort();
  const chinese = [main, ...(await Promise.all(others.map(family)))];
  const lacking = [...missing].filter((code) => !chinese.some(({ codes }) => codes.has(code)));
  if (lacking.length === 0) return chinese;
  const european = await Promise.all(europeanFamilies.map(family));
  return lacking.some((code) => european.some(({ codes }) => codes.has(code))) ? [...european, ...chinese] : chinese;
}

/**
 * A text cut into stretches, each in the first of the families that has its characters. A letter none of them has is
 * drawn without its accents, as banks do, and failing that as the font's empty box.
 */
export function runsOf(text: string, families: readonly Family[]): Run[] {
  const runs: Run[] = [];
  const main = families[0] as Family;
  for (const letter of text) {
    const [drawn, font] = drawable(letter, families) ?? drawable(plain(letter), families) ?? [letter, main.name];
    const last = runs.at(-1);
    if (last?.font === font) last.text += drawn;
    else runs.push({ text: drawn, font });
  }
  return runs;
}

function drawable(letter: string, families: readonly Family[]): [string, string] | null {
  const code = letter.codePointAt(0) as number;
  const family = families.find(({ codes }) => codes.has(code));
  return family === undefined ? null : [letter, family.name];
}

const plain = (letter: string): string => letter.normalize('NFD').replaceAll(/\p{M}/gu, '') || letter;
