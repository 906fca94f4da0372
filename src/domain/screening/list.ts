import { hashOf } from '../hash.ts';
import { faultsOfRepeats, type TableFault, type TableRow } from '../table-file.ts';
import type { DeniedParty } from './match.ts';

/** The columns of a list file; aliases of one party are divided by "|" or ";". */
export const listColumns = ['id', 'name', 'aliases', 'country', 'programme'] as const;
type Column = (typeof listColumns)[number];
const longest: Record<Column, number> = { id: 64, name: 300, aliases: 8000, country: 2, programme: 120 };
const needed: readonly Column[] = ['id', 'name', 'programme'];

function faultsOfRow({ row, cells }: TableRow): TableFault[] {
  const text = (column: Column) => (cells[column] ?? '').trim();
  const empty = needed.filter((column) => text(column) === '');
  const long = listColumns.filter((column) => column !== 'country' && text(column).length > longest[column]);
  const country = text('country');
  const nothing = text('name') !== '' && !/[\p{L}\p{N}]/u.test(text('name'));
  return [
    ...empty.map((field) => ({ row, field, rule: 'must not be empty' })),
    ...long.map((field) => ({ row, field, rule: `at most ${longest[field]} characters` })),
    ...(country === '' || /^[A-Z]{2}$/.test(country)
      ? []
      : [{ row, field: 'country', rule: 'a country code of two capital letters, or nothing' }]),
    ...(nothing ? [{ row, field: 'name', rule: 'at least one letter or digit' }] : []),
  ];
}

const partyOf = ({ cells }: TableRow): DeniedParty => ({
  id: (cells.id ?? '').trim(),
  name: (cells.name ?? '').trim(),
  aliases: (cells.aliases ?? '')
    .split(/[|;]/)
    .map((alias) => alias.trim())
    .filter((alias) => alias !== ''),
  country: (cells.country ?? '').trim() || null,
  programme: (cells.programme ?? '').trim(),
});

/** The parties of a list file, or everything wrong with it, row by row. Ids are unique within a list. */
export function readParties(rows: readonly TableRow[]): { parties: DeniedParty[]; faults: TableFault[] } {
  const faults = [...rows.flatMap(faultsOfRow), ...faultsOfRepeats(rows, 'id')].sort(
    (one, other) => one.row - other.row,
  );
  return { parties: faults.length > 0 ? [] : rows.map(partyOf), faults };
}

/** The fingerprint of a party's entry: what was decided about it holds as long as the entry is the same. */
export const partyHash = (party: DeniedParty): string => hashOf(party);
