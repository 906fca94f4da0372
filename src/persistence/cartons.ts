import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { hashOf } from '../domain/hash.ts';
import { groupedBy, sumOf } from './per-line.ts';
import { inTransaction, query, untilUndisturbed } from './sql.ts';
import type { Rejection } from './store-error.ts';

/** A carton as declared: SSCC (GS1 AI 00), weight in grams, outer dimensions in millimetres. */
export interface Carton {
  sscc: string;
  line: number;
  sku: string;
  quantity: number;
  grossGrams: number;
  lengthMm: number;
  widthMm: number;
  heightMm: number;
}

/** What the workflow is told of a booking; the hash is over the cartons in order of SSCC. */
export interface BookingSummary {
  booking: string;
  cartons: number;
  perLine: { line: number; cartons: number; quantity: number }[];
  sha256: string;
}

/**
 * Keeps the cartons announced for an order, once by booking number: the same booking again answers the same summary.
 * Rejected: `sscc-twice` (within the list), `sscc-already-booked` (in an earlier booking of the order; it is named),
 * `booking-differs` (the number was used for other cartons). Nothing is kept of a rejected booking.
 */
export function bookCartons(
  orm: MikroORM, order: string, booking: string, cartons: Carton[],
): Promise<BookingSummary | { rejection: Rejection }> {
  const sorted = [...cartons].sort((a, b) => (a.sscc < b.sscc ? -1 : 1));
  const twice = sorted.find(({ sscc }, index) => sscc === sorted[index + 1]?.sscc);
  if (twice) return Promise.resolve(rejected('sscc-twice', `SSCC ${twice.sscc} is in booking ${booking} twice`));
  return inTransaction(orm, async (client) => {
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 3))', [order]);
    const sha256 = hashOf(sorted);
    const kept = await client.query<{ sha256: string; summary: BookingSummary }>(
      'select sha256, summary from carton_booking where order_no = $1 and id = $2', [order, booking],
    );
    if (kept.rows[0]) {
      return kept.rows[0].sha256 === sha256
        ? kept.rows[0].summary
        : rejected('booking-differs', `booking ${booking} was made before with other cartons`);
    }
    const taken = await client.query<{ sscc: string; booking: string }>(
      'select sscc, booking from carton where order_no = $1 and sscc = any($2) order by sscc limit 1',
      [order, sorted.map(({ sscc }) => sscc)],
    );
    if (taken.rows[0]) {
      const { sscc, booking: earlier } = taken.rows[0];
      return rejected('sscc-already-booked', `SSCC ${sscc} is in booking ${earlier} already`);
    }
    const summary = { booking, cartons: sorted.length, perLine: perLine(sorted), sha256 };
    await insertBooking(client, order, summary, sorted);
    return summary;
  });
}

const rejected = (code: string, detail: string) => ({ rejection: { code, detail } });

async function insertBooking(
  client: PoolClient, order: string, summary: BookingSummary, cartons: Carton[],
): Promise<void> {
  await client.query(
    'insert into carton_booking (order_no, id, sha256, summary) values ($1, $2, $3, $4)',
    [order, summary.booking, summary.sha256, JSON.stringify(summary)],
  );
  await client.query(
    `insert into carton
        (order_no, booking, sscc, line, sku, quantity, gross_grams, length_mm, width_mm, height_mm)
      select $1, $2, * from jsonb_to_recordset($3::jsonb) as c (sscc text, line int, sku text, quantity numeric,
        "grossGrams" int, "lengthMm" int, "widthMm" int, "heightMm" int)`,
    [order, summary.booking, JSON.stringify(cartons)],
  );
}

const perLine = (cartons: Carton[]): BookingSummary['perLine'] =>
  groupedBy(cartons, ({ line }) => [line, '']).map((of) => ({
    line: of[0]!.line,
    cartons: of.length,
    quantity: sumOf(of.map(({ quantity }) => quantity)),
  }));

export type ScanOutcome = 'OK' | 'DUPLICATE' | 'UNKNOWN' | 'BAD_CHECK_DIGIT' | 'AFTER_RECEIPT';

/** One scan at the warehouse door; `id` is the id of the command that brought it. */
export interface Scan {
  order: string;
  id: string;
  sscc: string;
  condition: 'GOOD' | 'DAMAGED';
  at: string;
  by: { user: string; company: string };
  /** What the domain found wrong before the store looked: the check digit, or that the goods receipt is out. */
  exception?: 'BAD_CHECK_DIGIT' | 'AFTER_RECEIPT';
}

/**
 * Keeps a scan, whatever it says, and answers what it counts as: the first of a booked carton is `OK`, later ones
 * `DUPLICATE`, a carton nobody booked `UNKNOWN`. The same id again answers what the first one did. Two scanners that
 * read one carton at the same moment get one `OK` and one `DUPLICATE`.
 */
export async function keepScan(orm: MikroORM, scan: Scan): Promise<ScanOutcome> {
  const values = [
    scan.id, scan.order, scan.sscc, scan.exception ?? null, scan.condition, scan.at, scan.by.user, scan.by.company,
  ];
  const [row] = await untilUndisturbed(async () => {
    const kept = await query<{ outcome: ScanOutcome }>(orm, {
      name: 'keep_scan',
      text: `insert into carton_scan (id, order_no, sscc, outcome, condition, at, by_user, by_company)
        select $1, $2, $3, case
            when $4::text is not null then $4
            when not exists (select from carton where order_no = $2 and sscc = $3) then 'UNKNOWN'
            when exists (select from carton_scan where order_no = $2 and sscc = $3 and outcome = 'OK') then 'DUPLICATE'
            else 'OK' end, $5, $6, $7, $8
        on conflict (id) do nothing returning outcome`,
      values,
    });
    return kept.length > 0 ? kept : query<{ outcome: ScanOutcome }>(orm, {
      text: 'select outcome from carton_scan where id = $1', values: [scan.id],
    });
  });
  return row!.outcome;
}

/** A carton weighed and measured at the warehouse; `id` is the id of the command that brought it. */
export interface Measure extends Pick<Carton, 'sscc' | 'grossGrams' | 'lengthMm' | 'widthMm' | 'heightMm'> {
  order: string;
  id: string;
  at: string;
  by: { user: string; company: string };
}

/**
 * Keeps a measurement, once by id; of several for one carton the latest counts. Rejected: `sscc-unknown` (never
 * booked).
 */
export async function keepMeasure(
  orm: MikroORM, measure: Measure,
): Promise<'new' | 'known' | { rejection: Rejection }> {
  const { id, order, sscc, grossGrams, lengthMm, widthMm, heightMm, at, by } = measure;
  const [row] = await query<{ booked: boolean; kept: boolean }>(orm, {
    name: 'keep_measure',
    text: `with kept as (
        insert into carton_measure
          (id, order_no, sscc, gross_grams, length_mm, width_mm, height_mm, at, by_user, by_company)
        select $1, $2, $3, $4::int, $5::int, $6::int, $7::int, $8::timestamptz, $9, $10
          from carton where order_no = $2 and sscc = $3
        on conflict (id) do nothing returning 1)
      select exists (select from carton where order_no = $2 and sscc = $3) as booked,
        exists (select from kept) as kept`,
    values: [id, order, sscc, grossGrams, lengthMm, widthMm, heightMm, at, by.user, by.company],
  });
  if (!row!.booked) return rejected('sscc-unknown', `SSCC ${sscc} was not booked for order ${order}`);
  return row!.kept ? 'new' : 'known';
}
