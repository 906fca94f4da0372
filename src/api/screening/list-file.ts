import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import { faultsOfListHeader, type ListFault, readParties } from '../../domain/screening/list.ts';
import type { DeniedParty } from '../../domain/screening/match.ts';

const mostRows = 100_000;

export interface ListReading {
  parties: DeniedParty[];
  faults: ListFault[];
}

const faulty = (rule: string, row = 0): ListReading => ({ parties: [], faults: [{ row, field: '', rule }] });

/** Reads a list of denied parties (RFC 4180, UTF-8): its parties, or everything wrong with it by row and column. */
export function readList(file: Buffer, contentType: string): ListReading {
  const charset = /charset="?([\w-]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8';
  if (charset !== 'utf-8') return faulty('the file has to be in UTF-8');
  const read = recordsOf(file);
  if ('parties' in read) return read;
  const [first, ...rows] = read.records;
  const header = first?.record;
  if (header === undefined) return faulty('the file is empty');
  const headerFaults = faultsOfListHeader(header);
  if (headerFaults.length > 0) return { parties: [], faults: headerFaults };
  if (rows.length === 0) return faulty('there is no party below the header');
  if (rows.length > mostRows) return faulty(`at most ${mostRows} parties in one list`);
  const columns = header.map((name) => name.trim());
  return readParties(
    rows.map(({ record, info }) => ({
      row: info.lines,
      cells: Object.fromEntries(columns.map((column, place) => [column, record[place] ?? ''])),
    })),
  );
}

/** One row of the file, with the line it ends on. */
interface CsvRecord {
  record: string[];
  info: { lines: number };
}

function recordsOf(file: Buffer): { records: CsvRecord[] } | ListReading {
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
