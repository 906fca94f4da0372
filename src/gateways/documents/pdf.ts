import pdfmake from 'pdfmake';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Locale } from '../../domain/words/locale.ts';
import type { Paper, PaperSection } from '../../domain/words/paper.ts';
import { familiesFor, type Family, type Run, runsOf } from './fonts.ts';

const grey = '#5a6472';
const line = '#c9d1da';
const shade = '#f2f5f8';
const mostUprightColumns = 6;
/** The writer breaks lines between words only: longer ones, such as hashes, may be broken anywhere. */
const longWord = /([!-~]{25,})/;

/** What the declared types leave out: files that exist in memory only. */
const files = (pdfmake as unknown as { virtualfs: { writeFileSync(name: string, content: Buffer): void } }).virtualfs;
// A paper is text: nothing is ever fetched or read for it.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy(() => false);

const pageWords: Record<Locale, (page: number, of: number) => string> = {
  en: (page, of) => `Page ${page} of ${of}`,
  'zh-CN': (page, of) => `第 ${page} 页，共 ${of} 页`,
  'zh-HK': (page, of) => `第 ${page} 頁，共 ${of} 頁`,
  cs: (page, of) => `strana ${page} z ${of}`,
};

/** Every text of a paper, to find out which fonts it needs. */
function* textsOf({ title, subtitle, facts, sections, hash, footer, locale }: Paper): Generator<string> {
  yield* [title, subtitle, hash ?? '', footer, pageWords[locale](1, 1)];
  for (const { label, value } of facts) yield* [label, value];
  for (const { heading, paragraphs, table } of sections) {
    yield* [heading, ...paragraphs];
    if (table !== undefined) yield* table.columns.map(({ label }) => label);
    for (const row of table?.rows ?? []) yield* row;
  }
}

function register({ name, normal, bold }: Family): void {
  const [regular, heavy] = [`${name}-400.ttf`, `${name}-700.ttf`];
  files.writeFileSync(regular, normal);
  files.writeFileSync(heavy, bold);
  pdfmake.addFonts({ [name]: { normal: regular, bold: heavy, italics: regular, bolditalics: heavy } });
}

/** A text as runs of fonts that have its characters. */
type Write = (text: string) => (Run & { wordBreak?: 'break-all' })[];

const writerIn =
  (families: readonly Family[]): Write =>
  (text) =>
    text
      .split(longWord)
      .flatMap((part) =>
        runsOf(part, families).map((run) => (longWord.test(part) ? { ...run, wordBreak: 'break-all' as const } : run)),
      );

/** How much room a text takes, in Latin letters: those of Chinese are twice as wide. */
const room = (text: string): number => text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0);

/** The column with the longest text takes what the others leave. */
function widthsOf({ columns, rows }: NonNullable<PaperSection['table']>): ('*' | 'auto')[] {
  const longest = columns.map((_column, index) => Math.max(0, ...rows.map((row) => room(row[index] ?? ''))));
  const widest = longest.indexOf(Math.max(...longest));
  return columns.map((_column, index) => (index === widest ? '*' : 'auto'));
}

/** What stands on one line of a cell, whatever it is made of. */
const shortText = 24;

function tableOf(table: NonNullable<PaperSection['table']>, write: Write): Content {
  const { columns, rows } = table;
  const cell = (text: string, index: number, style?: string): TableCell => {
    const runs = write(text);
    // A column is measured by its runs: a word of several would be broken between them.
    const whole = runs.length > 1 && room(text) <= shortText;
    return {
      text: runs,
      ...(style === undefined ? {} : { style }),
      ...(whole ? { noWrap: true } : {}),
      alignment: columns[index]?.align ?? 'left',
    };
  };
  const head = columns.map(({ label }, index) => cell(label, index, 'head'));
  return {
    margin: [0, 4, 0, 8],
    fontSize: columns.length > mostUprightColumns ? 8 : 9,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: widthsOf(table),
      body: [head, ...rows.map((row) => columns.map((_column, index) => cell(row[index] ?? '', index)))],
    },
    layout: {
      hLineWidth: (index) => (index === 1 ? 0.8 : 0.4),
      vLineWidth: () => 0,
      hLineColor: () => line,
      fillColor: (row) => (row === 0 ? shade : null),
      paddingTop: () => 3,
      paddingBottom: () => 3,
    },
  };
}

function factsOf(facts: Paper['facts'], write: Write): Content[] {
  if (facts.length === 0) return [];
  const body = facts.map(({ label, value }) => [{ text: write(label), color: grey }, { text: write(value) }]);
  return [{ margin: [0, 4, 0, 12], table: { widths: ['30%', '*'], body }, layout: 'lightHorizontalLines' }];
}

function sectionOf({ heading, paragraphs, table }: PaperSection, write: Write): Content[] {
  const parts: Content[] = [];
  if (heading !== '') parts.push({ text: write(heading), style: 'heading' });
  parts.push(...paragraphs.map((text): Content => ({ text: write(text), margin: [0, 0, 0, 6] })));
  if (table !== undefined) parts.push(tableOf(table, write));
  return parts;
}

function definitionOf(paper: Paper, write: Write): TDocumentDefinitions {
  const columns = Math.max(0, ...paper.sections.map(({ table }) => table?.columns.length ?? 0));
  const foot = [paper.footer, ...(paper.hash === null ? [] : [`SHA-256 ${paper.hash}`])].join('\n');
  return {
    pageSize: 'A4',
    pageOrientation: columns > mostUprightColumns ? 'landscape' : 'portrait',
    pageMargins: [48, 48, 48, 64],
    language: paper.locale,
    // The writer stamps the time of writing unless it is given one; the same paper must give the same bytes.
    info: { title: paper.title, creationDate: new Date(0), producer: 'pdfmake', creator: 'trade process engine' },
    defaultStyle: { font: 'chinese-simplified', fontSize: 10, lineHeight: 1.15 },
    styles: {
      title: { fontSize: 18, bold: true },
      heading: { fontSize: 12, bold: true, margin: [0, 10, 0, 4] },
      head: { bold: true, color: grey },
    },
    content: [
      { text: write(paper.title), style: 'title' },
      { text: write(paper.subtitle), color: grey, margin: [0, 2, 0, 10] },
      ...factsOf(paper.facts, write),
      ...paper.sections.flatMap((section) => sectionOf(section, write)),
    ],
    footer: (page, pages) => ({
      margin: [48, 16, 48, 0],
      fontSize: 7.5,
      color: grey,
      columns: [
        { width: '*', text: write(foot) },
        { width: 'auto', text: write(pageWords[paper.locale](page, pages)), alignment: 'right' },
      ],
    }),
  };
}

/**
 * A paper as a PDF (A4, fonts embedded, pages numbered), in its own words: English, both kinds of Chinese, or Czech.
 * The same paper gives the same bytes, and nothing is fetched. A page takes about 0.1 s, the very first one longer.
 */
export async function renderPdf(paper: Paper): Promise<Buffer> {
  const families = await familiesFor(textsOf(paper));
  families.forEach(register);
  return pdfmake.createPdf(definitionOf(paper, writerIn(families))).getBuffer();
}
