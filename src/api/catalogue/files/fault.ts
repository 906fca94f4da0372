import type { ImportIssue } from '../../../domain/catalogue/import.ts';

/** A table read from a file: the header's names, and the rows below with their numbers in the file. */
export interface Table {
  header: string[];
  rows: { row: number; cells: string[] }[];
}

/** What is not a readable table; `row` is 0 where it is about the file as a whole, `field` '' where about a row. */
export class FileFault extends Error {
  override name = 'FileFault';
  readonly issue: ImportIssue;

  constructor(rule: string, row = 0, field = '') {
    super(rule);
    this.issue = { row, field, rule };
  }
}

export const mostRows = 5000;
export const mostColumns = 64;
export const longestCell = 16_000;

/** Refuses a table that is larger than an import may be, and leaves out rows that hold nothing. */
export function bounded({ header, rows }: Table): Table {
  if (header.length > mostColumns) throw new FileFault(`at most ${mostColumns} columns`, 1);
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (filled.length > mostRows) throw new FileFault(`at most ${mostRows} products in one file`);
  if (filled.length === 0) throw new FileFault('there is no product below the header');
  for (const { row, cells } of filled) {
    if (cells.length > header.length && cells.slice(header.length).some((cell) => cell.trim() !== '')) {
      throw new FileFault('more cells than the header has columns', row);
    }
    if (cells.some((cell) => cell.length > longestCell)) {
      throw new FileFault(`a cell of more than ${longestCell} characters`, row);
    }
  }
  return { header, rows: filled };
}
