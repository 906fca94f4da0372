import { listColumns, readParties } from '../../domain/screening/list.ts';
import type { DeniedParty } from '../../domain/screening/match.ts';
import type { TableFault } from '../../domain/table-file.ts';
import { readTable } from '../csv-table.ts';

const shape = { columns: listColumns, mostRows: 100_000 };

/** Reads a list of denied parties (RFC 4180, UTF-8): its parties, or everything wrong with it by row and column. */
export function readList(file: Buffer, contentType: string): { parties: DeniedParty[]; faults: TableFault[] } {
  const read = readTable(file, contentType, shape);
  return 'faults' in read ? { parties: [], faults: read.faults } : readParties(read.rows);
}
