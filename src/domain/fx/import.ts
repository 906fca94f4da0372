import { ratioOf } from './quote.ts';

export interface RateRow {
  date: string;
  currency: string;
  /** Units of the currency for one unit of the base, as written. */
  rate: string;
}

export type RateFault = { line: number; column: string; rule: string };

const day = /^\d{4}-\d\d-\d\d$/;

/**
 * Reference rates of a table like the ECB's eurofxref-hist.csv: a column `Date`, then one column a currency, `N/A` or
 * nothing where a day has no rate. Whole or nothing: one fault, and none of it is taken. `rows` are the cells as text,
 * the header first.
 */
export function readRates(rows: readonly (readonly string[])[]): { rates: RateRow[] } | { faults: RateFault[] } {
  const [header = [], ...body] = rows;
  const columns = header.map((name) => name.trim());
  const faults: RateFault[] = [];
  if (columns[0] !== 'Date') faults.push({ line: 1, column: columns[0] ?? '', rule: 'the first column is Date' });
  const currencies = columns.slice(1).filter((name) => name !== '');
  for (const code of currencies)
    if (!isCurrency(code)) faults.push({ line: 1, column: code, rule: 'no code of three capital letters' });
  if (new Set(currencies).size < currencies.length)
    faults.push({ line: 1, column: '', rule: 'a currency stands twice' });
  const seen = new Set<string>();
  const rates = body.flatMap((cells, at) => {
    const date = (cells[0] ?? '').trim();
    const line = at + 2;
    if (!day.test(date) || Number.isNaN(Date.parse(date))) faults.push({ line, column: 'Date', rule: 'YYYY-MM-DD' });
    if (seen.has(date)) faults.push({ line, column: 'Date', rule: 'the day stands twice' });
    seen.add(date);
    return columns.slice(1).flatMap((currency, column): RateRow[] => {
      const rate = (cells[column + 1] ?? '').trim();
      if (currency === '' || rate === '' || rate === 'N/A') return [];
      const fault = faultOf(rate);
      if (fault !== null) faults.push({ line, column: currency, rule: fault });
      return [{ date, currency, rate }];
    });
  });
  if (rates.length === 0 && faults.length === 0) faults.push({ line: 1, column: '', rule: 'it holds no rate' });
  return faults.length > 0 ? { faults } : { rates };
}

/** Three capital letters: the ECB's file goes back to currencies that are no more. */
const isCurrency = (code: string): boolean => /^[A-Z]{3}$/.test(code);

function faultOf(rate: string): string | null {
  try {
    ratioOf(rate);
    return null;
  } catch (error) {
    return (error as RangeError).message;
  }
}
