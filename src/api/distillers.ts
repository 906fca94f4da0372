import type { MikroORM } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import { hashOf } from '../domain/hash.ts';
import { subheadingOf } from '../domain/identifiers/hs.ts';
import { isContracted } from '../domain/order/order.ts';
import type { GoodsReceipt, Inbound, LineQuantity, PackedLine } from '../domain/order/parts.ts';
import type { PackingListSummary, packingListSchema } from '../domain/order/stages/matching.ts';
import { addDays } from '../domain/order/time.ts';
import type { inboundSchema } from '../domain/order/stages/production.ts';
import type { ReceiptSummary } from '../domain/order/stages/warehouse.ts';
import type { Answer } from '../domain/record.ts';
import { type Switching, switchingAfter } from '../domain/sampling/switching.ts';
import { bookCartons } from '../persistence/cartons.ts';
import { keepPackingList } from '../persistence/packing-lists.ts';
import { receiptSummary } from '../persistence/receipt-summary.ts';
import { inspectedLots } from '../persistence/sampling/lots.ts';
import { refusedByStore } from './rejections.ts';
import type { VisibleOrder } from './visible-order.ts';

export type Distilled = { summary: unknown } | { refusal: Answer };

/** Asks what the order as it stands says to a summary, before anything is kept of what it sums up. */
type Foresee = (summary: unknown) => Answer | null;
type Distiller = (
  tools: { orm: MikroORM; now: string },
  found: VisibleOrder,
  input: never,
  foresee: Foresee,
) => Promise<Distilled>;

/** The agreed lines by number; none before there is a contract. */
const linesOf = ({ order }: VisibleOrder) =>
  new Map((isContracted(order) ? order.contract.terms.lines : []).map((line) => [line.line, line]));

/** Sums rows up by contract line, in order of line. */
function perLine<Row extends { line: number }, Sum extends { line: number }>(
  rows: readonly Row[],
  start: (row: Row) => Sum,
  add: (sum: Sum, row: Row) => Sum,
): Sum[] {
  const sums = new Map<number, Sum>();
  for (const row of rows) sums.set(row.line, add(sums.get(row.line) ?? start(row), row));
  return [...sums.values()].sort((left, right) => left.line - right.line);
}

const bookInbound: Distiller = async (
  { orm },
  found,
  { booking, cartons }: z.output<typeof inboundSchema>,
  foresee,
) => {
  const lines = linesOf(found);
  const counted = perLine<(typeof cartons)[number], LineQuantity>(
    cartons,
    ({ line }) => ({ line, cartons: 0, quantity: 0 }),
    (sum, { quantity }) => ({ ...sum, cartons: sum.cartons + 1, quantity: sum.quantity + quantity }),
  );
  // Cartons of a booking the order refuses must not be kept: their labels could not be booked again.
  const foreseen = foresee({
    booking,
    cartons: cartons.length,
    perLine: counted,
    sha256: hashOf(cartons),
  } satisfies Inbound);
  if (foreseen !== null) return { refusal: foreseen };
  const labelled = cartons.map((carton) => ({ ...carton, sku: lines.get(carton.line)?.sku ?? '' }));
  const kept = await bookCartons(orm, found.view.order, booking, labelled);
  return 'rejection' in kept ? { refusal: refusedByStore(kept.rejection) } : { summary: kept satisfies Inbound };
};

const issueGoodsReceipt: Distiller = async ({ orm, now }, found, { number }: { number: string }) => {
  const {
    cartonsBooked,
    cartonsScanned,
    damaged,
    exceptions,
    perLine: counted,
    sha256,
  } = await receiptSummary(orm, found.view.order);
  const lines = perLine<(typeof counted)[number], GoodsReceipt['perLine'][number]>(
    counted,
    ({ line }) => ({ line, cartons: 0, quantity: 0, grossGrams: 0, volumeCm3: 0 }),
    (sum, row) => ({
      line: sum.line,
      cartons: sum.cartons + row.cartons,
      quantity: sum.quantity + row.quantity,
      grossGrams: sum.grossGrams + row.grossGrams,
      volumeCm3: sum.volumeCm3 + row.volumeCm3,
    }),
  );
  const receipt: GoodsReceipt = {
    number,
    at: now,
    cartonsBooked,
    cartonsReceived: cartonsScanned,
    damaged,
    exceptions,
    perLine: lines,
    sha256,
  };
  const switching = await switchingOf(orm, found, now);
  return { summary: { ...receipt, ...(switching === null ? {} : { switching }) } satisfies ReceiptSummary };
};

/** How far back a series of lots reaches: what moved in none of these days tells nothing of how goods are made now. */
const seriesDays = 1100;

/** What the supplier's earlier lots of such goods make of the severity; null where the contract asks for no AQL. */
async function switchingOf(orm: MikroORM, { order, view }: VisibleOrder, now: string): Promise<Switching | null> {
  if (!isContracted(order) || order.contract.terms.inspection.mode !== 'AQL') return null;
  const headings = [...new Set(order.contract.terms.lines.map(({ hsCode }) => hsCode.slice(0, 4)))];
  const { supplier } = order.companies;
  const since = addDays(now, -seriesDays);
  return switchingAfter(await inspectedLots(orm, { supplier, headings, except: view.order, since }));
}

const submitPackingList: Distiller = async ({ orm }, found, list: z.output<typeof packingListSchema>, foresee) => {
  const { reference, marks, rows } = list;
  const foreseen = foresee({ reference, sha256: hashOf({ marks, rows }), perLine: [] } satisfies PackingListSummary);
  if (foreseen !== null) return { refusal: foreseen };
  const kept = await keepPackingList(orm, found.view.order, reference, { marks, rows });
  if ('rejection' in kept) return { refusal: refusedByStore(kept.rejection) };
  const agreed = linesOf(found);
  const packed = perLine<PackedLine, PackedLine>(
    kept.perLine,
    ({ line, hsCode }) => ({ line, hsCode, quantity: 0, cartons: 0, netGrams: 0, grossGrams: 0, volumeCm3: 0 }),
    (sum, row) => ({
      line: sum.line,
      // Of several codes on one line the one that is not the contract's counts, so that the comparison shows it.
      hsCode: subheadingOf(row.hsCode) === subheadingOf(agreed.get(row.line)?.hsCode ?? '') ? sum.hsCode : row.hsCode,
      quantity: sum.quantity + row.quantity,
      cartons: sum.cartons + row.cartons,
      netGrams: sum.netGrams + row.netGrams,
      grossGrams: sum.grossGrams + row.grossGrams,
      volumeCm3: sum.volumeCm3 + row.volumeCm3,
    }),
  );
  return { summary: { reference, sha256: kept.sha256, perLine: packed } satisfies PackingListSummary };
};

/** Commands that bring masses: the masses are kept here, and the order is told their sum, by reference and hash. */
export const distillers: Record<string, Distiller> = { bookInbound, issueGoodsReceipt, submitPackingList };
