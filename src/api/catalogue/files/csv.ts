import { parse } from 'csv-parse/sync';
import { bounded, FileFault, longestCell, mostColumns, mostRows, type Table } from './fault.ts';

/** The character sets a file may be in; UTF-8 unless its Content-Type says otherwise. Excel in China saves GBK. */
const charsets = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'gbk', 'big5'];

/** Marks by which a file says itself what it is written in (Unicode, chapter 23.8); the longer ones stand first. */
const marks = [
  ['ff fe 00 00', 'utf-32le'], ['00 00 fe ff', 'utf-32be'], ['ef bb bf', 'utf-8'], ['ff fe', 'utf-16le'],
  ['fe ff', 'utf-16be'],
].map(([bytes = '', charset = '']) => ({ bytes: Buffer.from(bytes.replaceAll(' ', ''), 'hex'), charset }));

/** The header, the products, and room for blank lines between them. */
const mostLines = 2 * mostRows + 1;

/**
 * Reads comma-separated values (RFC 4180); semicolons and tabs are taken too when the header is written with them.
 * Throws FileFault for what is no such file or is too large.
 */
export function readCsv(file: Buffer, charset?: string): Table {
  const text = decoded(file, charsetOf(file, charset?.toLowerCase()));
  const records = parsed(text);
  if (records.length > mostLines) throw new FileFault(`at most ${mostRows} products in one file`);
  const [header, ...rows] = records.map((cells, at) => ({ row: at + 1, cells }));
  if (header === undefined) throw new FileFault('the file is empty');
  return bounded({ header: header.cells, rows });
}

/** What the file is written in: by its own mark, by what was said of it, else UTF-8. */
function charsetOf(file: Buffer, said: string | undefined): string {
  const marked = marks.find(({ bytes }) => file.subarray(0, bytes.length).equals(bytes))?.charset;
  const charset = marked ?? (said === 'utf-16' ? 'utf-16le' : said) ?? 'utf-8';
  if (!charsets.includes(charset)) throw new FileFault(`charset: one of ${charsets.join(', ')}, not ${charset}`);
  const agrees = said === undefined || said === charset || said === 'utf-16';
  if (!agrees)
    throw new FileFault(`charset: the file begins with the mark of ${charset}, its Content-Type says ${said}`);
  return charset;
}

function decoded(file: Buffer, charset: string): string {
  const text = decodedBy(file, charset);
  // UTF-16 reads as UTF-8 too where there are only Latin letters, each of them followed by a zero; what Big5 and GBK do
  // not have is read as characters of private use, which mean nothing to anybody else.
  if (text !== null && !text.includes('\0') && !/\p{Co}/u.test(text)) return text;
  throw new FileFault(`the file is not written in ${charset}; say its charset in Content-Type`);
}

function decodedBy(file: Buffer, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(file);
  } catch {
    return null;
  }
}

/** The sign that divides the header's names, the comma where none does. */
function delimiterOf(text: string): string {
  const [header = ''] = text.split(/\r?\n/, 1);
  const count = (sign: string) => header.split(sign).length;
  return [';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',');
}

function parsed(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      // One line more than is allowed is enough to see that there are too many.
      to: mostLines + 1,
      max_record_size: mostColumns * longestCell,
    });
  } catch (error) {
    const { code, lines } = error as { code?: unknown; lines?: unknown };
    if (typeof code !== 'string' || !code.startsWith('CSV_')) throw error;
    const row = typeof lines === 'number' ? lines : 0;
    throw new FileFault('not written as comma-separated values: look at the quotes', row);
  }
}
