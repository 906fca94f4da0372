import { hashOf } from '../hash.ts';
import type { DeniedParty } from './match.ts';

/** Something wrong with a list file; `row` is 0 where it is about the file as a whole. */
export interface ListFault {
  row: number;
  field: string;
  rule: string;
}

/** The columns of a list file; aliases of one party are divided by "|" or ";". */
export const listColumns = ['id', 'name', 'aliases', 'country', 'programme'] as const;
type Column = (typeof listColumns)[number];
const longest: Record<Column, number> = { id: 64, name: 300, aliases: 8000, country: 2, programme: 120 };
const needed: readonly Column[] = ['id', 'name', 'programme'];

/** What is wrong with the header of a list file. */
export function faultsOfListHeader(header: readonly string[]): ListFault[] {
  const named = header.map((name) => name.trim());
  const missing = listColumns.filter((column) => !named.includes(column));
  const twice = named.filter((name, at) => name !== '' && named.indexOf(name) < at);
  const strange = named.filter((name) => !(listColumns as readonly string[]).includes(name));
  return [
    ...missing.map((field) => ({ row: 1, field, rule: 'the column is missing' })),
    ...twice.map((field) => ({ row: 1, field, rule: 'the column stands there twice' })),
    ...strange.map((field) => ({ row: 1, field, rule: 'there is no such column' })),
  ];
}

interface Row {
  row: number;
  cells: Record<string, string>;
}

function faultsOfRow({ row, cells }: Row): ListFault[] {
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

const partyOf = ({ cells }: Row): DeniedParty => ({
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
export function readParties(rows: readonly Row[]): { parties: DeniedParty[]; faults: ListFault[] } {
  const first = new Map<string, number>();
  const twice: ListFault[] = [];
  for (const { row, cells } of rows) {
    const id = (cells.id ?? '').trim();
    const before = first.get(id);
    if (before === undefined) first.set(id, row);
    else if (id !== '') twice.push({ row, field: 'id', rule: `stands in row ${before} already` });
  }
  const faults = [...rows.flatMap(faultsOfRow), ...twice].sort((one, other) => one.row - other.row);
  return { parties: faults.length > 0 ? [] : rows.map(partyOf), faults };
}

/** The fingerprint of a party's entry: what was decided about it holds as long as the entry is the same. */
export const partyHash = (party: DeniedParty): string => hashOf(party);
