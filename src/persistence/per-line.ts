/** Groups rows by the values `key` gives, in the order of those values: numbers by size, then text by code unit. */
export function groupedBy<Row>(rows: Row[], key: (row: Row) => [number, string]): Row[][] {
  const groups = new Map<string, { key: [number, string]; rows: Row[] }>();
  for (const row of rows) {
    const name = JSON.stringify(key(row));
    const group = groups.get(name);
    if (group) group.rows.push(row);
    else groups.set(name, { key: key(row), rows: [row] });
  }
  return [...groups.values()]
    .sort((a, b) => a.key[0] - b.key[0] || (a.key[1] < b.key[1] ? -1 : 1))
    .map((group) => group.rows);
}

/** Sums quantities of up to six decimals exactly: in millionths, as the database keeps them. */
export const sumOf = (quantities: number[]): number =>
  quantities.reduce((sum, quantity) => sum + Math.round(quantity * 1e6), 0) / 1e6;

/** The volume of one carton in whole cubic centimetres, rounded up, from millimetres. */
export const volumeCm3 = (carton: { lengthMm: number; widthMm: number; heightMm: number }): number =>
  Math.ceil((carton.lengthMm * carton.widthMm * carton.heightMm) / 1000);
