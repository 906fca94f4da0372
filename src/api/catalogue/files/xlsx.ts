import { CFB, type CellObject, read, type WorkBook } from '@e965/xlsx';
import { bounded, FileFault, mostColumns, type Table } from './fault.ts';
import { formulaMark, formulasMarked } from './formulas.ts';
import { unzip } from './zip.ts';

const mostBytes = 16 * 1024 * 1024;

/** The parts of a workbook that hold cells; pictures, macros and all else are left where they are. */
const cellParts = [
  /^\[Content_Types\]\.xml$/, /^_rels\/\.rels$/, /^xl\/(workbook|sharedStrings|styles)\.xml$/,
  /^xl\/_rels\/workbook\.xml\.rels$/, /^xl\/worksheets\/[\w-]+\.xml$/,
];

/**
 * Reads the first sheet of an Office Open XML workbook (ISO/IEC 29500), its first row being the header. The reader of
 * workbooks gets an archive made anew of what was unpacked within bounds, so that it meets no size it was not told.
 * Throws FileFault for what is no such file or is too large.
 */
export function readXlsx(file: Buffer): Table {
  const parts = unzip(file, mostBytes, (name) => cellParts.some((part) => part.test(name)));
  if (!parts.has('xl/workbook.xml')) throw new FileFault('not an Office Open XML workbook (.xlsx)');
  const [header, ...rows] = rowsOf(workbookOf(parts));
  if (header === undefined) throw new FileFault('the first sheet is empty');
  if (header.row !== 1) throw new FileFault('the first row of the sheet has to be the header', 1);
  return bounded({ header: header.cells, rows });
}

function workbookOf(parts: Map<string, Buffer>): WorkBook {
  const archive = CFB.utils.cfb_new();
  for (const [name, content] of parts) {
    const isSheet = name.startsWith('xl/worksheets/');
    CFB.utils.cfb_add(archive, name, isSheet ? Buffer.from(formulasMarked(content.toString('utf8'))) : content);
  }
  const bytes = CFB.write(archive, { fileType: 'zip', type: 'buffer' }) as Buffer;
  try {
    // Dense sheets hold the cells there are: a range that claims a million columns costs nothing.
    return read(bytes, {
      type: 'buffer', dense: true, sheets: 0, cellFormula: false, cellHTML: false, cellText: true,
    });
  } catch {
    throw new FileFault('not a workbook that can be read');
  }
}

/** Columns of numbers that are names: what a sheet shows rounded has lost digits, and nobody can tell which. */
const codeColumns = ['sku', 'gtin', 'hs_code'];

function rowsOf(workbook: WorkBook): Table['rows'] {
  const [first = ''] = workbook.SheetNames;
  const sheet = workbook.Sheets[first];
  const rows = sheet?.['!data'] ?? [];
  const header = Array.from(rows[0] ?? [], (cell: CellObject | undefined) => String(cell?.v ?? '').trim());
  const [merged] = sheet?.['!merges'] ?? [];
  if (merged !== undefined) {
    const { r, c } = merged.s;
    throw new FileFault('merged cells: each cell has to hold a value of its own', r + 1, header[c]);
  }
  // Rows without any cell are holes in the list.
  return Object.entries(rows).flatMap(([at, cells]) => {
    const row = Number(at) + 1;
    if (!Array.isArray(cells) || cells.length === 0) return [];
    if (cells.length > 4 * mostColumns) throw new FileFault(`at most ${mostColumns} columns`, row);
    return [{ row, cells: Array.from(cells, (cell, column) => textOf(cell, row, header[column] ?? '')) }];
  });
}

/** A cell as text. A number is written shortest, so that what a sheet shows as 8.85 is not 8.8499999999999996. */
function textOf(cell: CellObject | undefined, row: number, field: string): string {
  if (cell === undefined || cell.t === 'z' || cell.v === undefined) return '';
  if (cell.v === formulaMark) throw new FileFault('holds a formula: paste its value', row, field);
  if (cell.t === 'e') throw new FileFault('a cell holds an error of the sheet, e.g. #REF!', row);
  const isRounded = cell.t === 'n' && codeColumns.includes(field) && /\dE[+-]?\d/i.test(cell.w ?? '');
  return isRounded ? String(cell.w) : String(cell.v);
}
