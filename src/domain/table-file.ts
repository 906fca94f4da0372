/** Something wrong with a file of rows; `row` is 0 where it is about the file as a whole. */
export interface TableFault {
  row: number;
  field: string;
  rule: string;
}

/** One row of a file, its cells by column. */
export interface TableRow {
  row: number;
  cells: Record<string, string>;
}

/** What is wrong with the header of a file that has exactly these columns, in any order. */
export function faultsOfColumns(header: readonly string[], columns: readonly string[]): TableFault[] {
  const named = header.map((name) => name.trim());
  const missing = columns.filter((column) => !named.includes(column));
  const twice = named.filter((name, at) => name !== '' && named.indexOf(name) < at);
  const strange = named.filter((name) => !columns.includes(name));
  return [
    ...missing.map((field) => ({ row: 1, field, rule: 'the column is missing' })),
    ...twice.map((field) => ({ row: 1, field, rule: 'the column stands there twice' })),
    ...strange.map((field) => ({ row: 1, field, rule: 'there is no such column' })),
  ];
}

/** What stands in a column that must not repeat, where it does: the first row keeps it. */
export function faultsOfRepeats(rows: readonly TableRow[], field: string): TableFault[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, cells }) => {
    const value = (cells[field] ?? '').trim();
    const before = first.get(value);
    if (before === undefined) first.set(value, row);
    return before === undefined || value === '' ? [] : [{ row, field, rule: `stands in row ${before} already` }];
  });
}
