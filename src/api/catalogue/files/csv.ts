import { parse } from 'csv-parse/sync';
import { bounded, FileFault, longestCell, mostColumns, mostRows, type Table } from './fault.ts';

/** The character sets a file may be in; UTF-8 unless its Content-Type says otherwise. Excel in China saves GBK. */
const charsets = ['utf-8', 'utf-16le', 'gb18030', 'gbk', 'big5'];

/** The header, the products, and room for blank lines between them. */
const mostLines = 2 * mostRows + 1;

/**
 * Reads comma-separated values (RFC 4180); semicolons and tabs are taken too when the header is written with them.
 * Throws FileFault for what is no such file or is too large.
 */
export function readCsv(file: Buffer, charset = 'utf-8'): Table {
  const text = decoded(file, charset.toLowerCase());
  const records = parsed(text);
  if (records.length > mostLines) throw new FileFault(`at most ${mostRows} products in one file`);
  const [header, ...rows] = records.map((cells, at) => ({ row: at + 1, cells }));
  if (header === undefined) throw new FileFault('the file is empty');
  return bounded({ header: header.cells, rows });
}

function decoded(file: Buffer, charset: string): string {
  if (!charsets.includes(charset)) throw new FileFault(`charset: one of ${charsets.join(', ')}`);
  try {
    return new TextDecoder(charset, { fatal: true }).decode(file);
  } catch {
    throw new FileFault(`the file is not written in ${charset}; say its charset in Content-Type`);
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
