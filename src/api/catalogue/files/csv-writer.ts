export type CsvCell = string | number | boolean | null;

// What a spreadsheet takes for a formula when a cell begins with it (OWASP, CSV injection).
const startsFormula = /^[=+\-@\t\r]/;

/** A text that a spreadsheet shows and does not run: what looks like a formula gets an apostrophe in front. */
function cellOf(value: CsvCell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const shown = startsFormula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

/**
 * Comma-separated values by RFC 4180 in UTF-8, every line ended by CR LF. Begins with a byte order mark, without which
 * Excel does not take the file for UTF-8 and shows no Chinese.
 */
export const writeCsv = (header: readonly string[], rows: readonly (readonly CsvCell[])[]): string =>
  `\uFEFF${[header, ...rows].map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')}`;
