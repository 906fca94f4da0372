import type { MikroORM } from '@mikro-orm/postgresql';
import { read, type Source } from './party-view.ts';
import { hashOf } from '../domain/hash.ts';
import { groupedBy, sumOf, volumeCm3 } from './per-line.ts';
import { query } from './sql.ts';

/**
 * What arrived, as the goods receipt states it. Weights in grams, volumes in cubic centimetres, rounded up per carton.
 */
export interface ReceiptSummary {
  cartonsBooked: number;
  cartonsScanned: number;
  /** How many of the scanned cartons were weighed and measured; for the others the declared values stand in. */
  cartonsMeasured: number;
  /** Scanned cartons that at least one scan called damaged. */
  damaged: number;
  exceptions: { duplicate: number; unknown: number; badCheckDigit: number };
  perLine: { line: number; sku: string; cartons: number; quantity: number; grossGrams: number; volumeCm3: number }[];
  /** How many different SSCCs the hash covers. */
  ssccs: number;
  sha256: string;
}

interface ArrivedCarton {
  sscc: string;
  line: number;
  sku: string;
  quantity: number;
  damaged: boolean;
  measured: boolean;
  grossGrams: number;
  lengthMm: number;
  widthMm: number;
  heightMm: number;
}

/**
 * Sums up what the warehouse scanned and measured for an order: only booked cartons count, each once. The hash is over
 * the list of arrived cartons in order of SSCC, so the receipt can be checked against the kept rows later.
 */
export async function receiptSummary(orm: MikroORM, order: string): Promise<ReceiptSummary> {
  const [arrived, [counts]] = await Promise.all([arrivedCartons(orm, order), scanCounts(orm, order)]);
  return {
    cartonsBooked: counts!.booked,
    cartonsScanned: arrived.length,
    cartonsMeasured: arrived.filter(({ measured }) => measured).length,
    damaged: arrived.filter(({ damaged }) => damaged).length,
    exceptions: { duplicate: counts!.duplicate, unknown: counts!.unknown, badCheckDigit: counts!.badCheckDigit },
    perLine: perLine(arrived),
    ssccs: arrived.length,
    sha256: hashOf(arrived),
  };
}

/** The SSCCs of the cartons that arrived, sorted: the population an inspection sample is drawn from. */
export async function cartonIds(source: Source, order: string): Promise<string[]> {
  const rows = await read<{ sscc: string }>(source, {
    text: `select sscc from carton_scan where order_no = $1 and outcome = 'OK' order by sscc collate "C"`,
    values: [order],
  });
  return rows.map(({ sscc }) => sscc);
}

const arrivedCartons = (orm: MikroORM, order: string): Promise<ArrivedCarton[]> =>
  query<ArrivedCarton>(orm, {
    text: `select c.sscc, c.line, c.sku, c.quantity::float8 as quantity, m.id is not null as measured,
        exists (select from carton_scan d where d.order_no = $1 and d.sscc = c.sscc and d.condition = 'DAMAGED'
          and d.outcome in ('OK', 'DUPLICATE')) as damaged,
        coalesce(m.gross_grams, c.gross_grams) as "grossGrams", coalesce(m.length_mm, c.length_mm) as "lengthMm",
        coalesce(m.width_mm, c.width_mm) as "widthMm", coalesce(m.height_mm, c.height_mm) as "heightMm"
      from carton_scan s join carton c on c.order_no = s.order_no and c.sscc = s.sscc
      left join lateral (select * from carton_measure where order_no = $1 and sscc = c.sscc
        order by at desc, position desc limit 1) m on true
      where s.order_no = $1 and s.outcome = 'OK' order by c.sscc collate "C"`,
    values: [order],
  });

const scanCounts = (orm: MikroORM, order: string) =>
  query<{ booked: number; duplicate: number; unknown: number; badCheckDigit: number }>(orm, {
    text: `select (select count(*) from carton where order_no = $1)::int as booked,
        (count(*) filter (where outcome = 'DUPLICATE'))::int as duplicate,
        (count(*) filter (where outcome = 'UNKNOWN'))::int as unknown,
        (count(*) filter (where outcome = 'BAD_CHECK_DIGIT'))::int as "badCheckDigit"
      from carton_scan where order_no = $1`,
    values: [order],
  });

const perLine = (arrived: ArrivedCarton[]): ReceiptSummary['perLine'] =>
  groupedBy(arrived, ({ line, sku }) => [line, sku]).map((cartons) => ({
    line: cartons[0]!.line,
    sku: cartons[0]!.sku,
    cartons: cartons.length,
    quantity: sumOf(cartons.map(({ quantity }) => quantity)),
    grossGrams: cartons.reduce((sum, { grossGrams }) => sum + grossGrams, 0),
    volumeCm3: cartons.reduce((sum, carton) => sum + volumeCm3(carton), 0),
  }));
