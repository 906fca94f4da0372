import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import { faultsOfColumns, type TableFault, type TableRow } from '../domain/table-file.ts';

/** The rows of a file below its header, or everything that keeps it from being read. */
export type TableReading = { rows: TableRow[] } | { faults: TableFault[] };

export interface TableShape {
  columns: readonly string[];
  mostRows: number;
}

const faulty = (rule: string, row = 0) => ({ faults: [{ row, field: '', rule }] });

/** Reads a table of comma-separated values (RFC 4180, UTF-8) with a header. */
export function readTable(file: Buffer, contentType: string, { columns, mostRows }: TableShape): TableReading {
  const charset = /charset="?([\w-]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8';
  if (charset !== 'utf-8') return faulty('the file has to be in UTF-8');
  const read = recordsOf(file, mostRows);
  if ('faults' in read) return read;
  const [first, ...rows] = read.records;
  const header = first?.record;
  if (header === undefined) return faulty('the file is empty');
  const headerFaults = faultsOfColumns(header, columns);
  if (headerFaults.length > 0) return { faults: headerFaults };
  if (rows.length === 0) return faulty('there is no row below the header');
  if (rows.length > mostRows) return faulty(`at most ${mostRows} rows in one file`);
  const named = header.map((name) => name.trim());
  return {
    rows: rows.map(({ record, info }) => ({
      row: info.lines,
      cells: Object.fromEntries(named.map((column, place) => [column, record[place] ?? ''])),
    })),
  };
}

/** One row of the file, with the line it ends on. */
interface CsvRecord {
  record: string[];
  info: { lines: number };
}

function recordsOf(file: Buffer, mostRows: number): { records: CsvRecord[] } | { faults: TableFault[] } {
  if (!isUtf8(file)) return faulty('the file is not written in UTF-8');
  if (file.includes(0)) return faulty('holds the character NUL');
  try {
    const options = {
      bom: true,
      info: true,
      skip_empty_lines: true,
      to: mostRows + 2,
      max_record_size: 64_000,
    } as const;
    return { records: parse(file, options) as unknown as CsvRecord[] };
  } catch (error) {
    const { code, lines } = error as { code?: unknown; lines?: unknown };
    if (typeof code !== 'string' || !code.startsWith('CSV_')) throw error;
    const row = typeof lines === 'number' ? lines : 0;
    return faulty('not written as comma-separated values, every row with all columns', row);
  }
}
