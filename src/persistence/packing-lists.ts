import type { MikroORM } from '@mikro-orm/postgresql';
import { hashOf } from '../domain/hash.ts';
import { groupedBy, sumOf, volumeCm3 } from './per-line.ts';
import { query } from './sql.ts';
import type { Rejection } from './store-error.ts';

/**
 * One row of a packing list: equal cartons of one contract line. Weights are of the whole row, dimensions of one
 * carton.
 */
export interface PackedRow {
  line: number;
  sku: string;
  hsCode: string;
  quantity: number;
  cartons: number;
  netGrams: number;
  grossGrams: number;
  lengthMm: number;
  widthMm: number;
  heightMm: number;
}

export interface PackingListContent {
  marks: string;
  rows: PackedRow[];
}

/** What the workflow is told of a packing list; `reference` and `sha256` lead back to the kept content. */
export interface PackingListSummary {
  reference: string;
  sha256: string;
  perLine: {
    line: number; hsCode: string; quantity: number; cartons: number;
    netGrams: number; grossGrams: number; volumeCm3: number;
  }[];
  marks: string;
}

const mostRows = 5000;

/**
 * Keeps a packing list, once by id, and sums it up per line and HS code. Rejected: `packing-list-too-long` (over 5,000
 * rows), `packing-list-differs` (the id was used for another list).
 */
export async function keepPackingList(
  orm: MikroORM, order: string, id: string, content: PackingListContent,
): Promise<PackingListSummary | { rejection: Rejection }> {
  if (content.rows.length > mostRows) {
    const detail = `at most ${mostRows} rows, not ${content.rows.length}`;
    return { rejection: { code: 'packing-list-too-long', detail } };
  }
  const sha256 = hashOf(content);
  const summary: PackingListSummary = { reference: id, sha256, perLine: perLine(content.rows), marks: content.marks };
  await query(orm, {
    text: `insert into packing_list (order_no, id, sha256, content, summary) values ($1, $2, $3, $4, $5)
      on conflict do nothing`,
    values: [order, id, sha256, JSON.stringify(content), JSON.stringify(summary)],
  });
  const [kept] = await query<{ sha256: string }>(orm, {
    text: 'select sha256 from packing_list where order_no = $1 and id = $2', values: [order, id],
  });
  return kept!.sha256 === sha256
    ? summary
    : { rejection: { code: 'packing-list-differs', detail: `packing list ${id} was kept before with other content` } };
}

/** A packing list as it was kept; null when there is none under that id. */
export async function packingListContent(
  orm: MikroORM, order: string, id: string,
): Promise<PackingListContent | null> {
  const rows = await query<{ content: PackingListContent }>(orm, {
    text: 'select content from packing_list where order_no = $1 and id = $2', values: [order, id],
  });
  return rows[0]?.content ?? null;
}

function perLine(rows: PackedRow[]): PackingListSummary['perLine'] {
  const total = (of: PackedRow[], column: 'cartons' | 'netGrams' | 'grossGrams') =>
    of.reduce((sum, row) => sum + row[column], 0);
  return groupedBy(rows, ({ line, hsCode }) => [line, hsCode]).map((of) => ({
    line: of[0]!.line,
    hsCode: of[0]!.hsCode,
    quantity: sumOf(of.map(({ quantity }) => quantity)),
    cartons: total(of, 'cartons'),
    netGrams: total(of, 'netGrams'),
    grossGrams: total(of, 'grossGrams'),
    volumeCm3: of.reduce((sum, row) => sum + row.cartons * volumeCm3(row), 0),
  }));
}
