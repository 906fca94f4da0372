import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { bookCartons, keepMeasure, keepScan, type Carton, type Scan } from '../../src/persistence/cartons.ts';
import { keepPackingList, packingListContent, type PackedRow } from '../../src/persistence/packing-lists.ts';
import { cartonIds, receiptSummary } from '../../src/persistence/receipt-summary.ts';
import { freshDb } from '../support/db.ts';
import { momentAt } from './recorded.ts';

let orm: MikroORM;
beforeAll(async () => { orm = await freshDb(); });
afterAll(async () => { await orm.close(); });

const aCarton = (n: number, line = 1, changes: Partial<Carton> = {}): Carton => ({
  sscc: `00614141${String(n).padStart(10, '0')}`, line, sku: `SKU-${line}`, quantity: 10, grossGrams: 5000,
  lengthMm: 400, widthMm: 300, heightMm: 201, ...changes,
});

const by = { user: 'u-warehouse', company: 'c-warehouse' };
let scans = 0;
const aScan = (order: string, { sscc }: Carton, changes: Partial<Scan> = {}): Scan => {
  scans += 1;
  return { order, id: `scan-${scans}`, sscc, condition: 'GOOD', at: momentAt(scans), by, ...changes };
};
const aMeasure = (order: string, { sscc }: Carton, id: string, seconds: number, grossGrams: number) => ({
  order, id, sscc, grossGrams, lengthMm: 101, widthMm: 101, heightMm: 101, at: momentAt(seconds), by,
});

describe('booking cartons', () => {
  it('sums them up per line, and answers the same when the booking comes again in another order', async () => {
    const cartons = [aCarton(3, 2, { quantity: 0.1 }), aCarton(1), aCarton(2, 2, { quantity: 0.2 })];
    const summary = await bookCartons(orm, '1', 'B1', cartons);
    expect(summary).toEqual({
      booking: 'B1', cartons: 3, sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      perLine: [{ line: 1, cartons: 1, quantity: 10 }, { line: 2, cartons: 2, quantity: 0.3 }],
    });
    expect(await bookCartons(orm, '1', 'B1', cartons.reverse())).toEqual(summary);
    expect(await bookCartons(orm, '1', 'B1', cartons.slice(1)))
      .toMatchObject({ rejection: { code: 'booking-differs' } });
  });

  it('refuses an SSCC that was booked before or stands in the list twice, names it and keeps nothing', async () => {
    await bookCartons(orm, '2', 'B1', [aCarton(1)]);
    expect(await bookCartons(orm, '2', 'B2', [aCarton(2), aCarton(1)])).toEqual({
      rejection: { code: 'sscc-already-booked', detail: expect.stringContaining(aCarton(1).sscc) },
    });
    expect(await bookCartons(orm, '2', 'B2', [aCarton(3), aCarton(3)])).toEqual({
      rejection: { code: 'sscc-twice', detail: expect.stringContaining(aCarton(3).sscc) },
    });
    expect(await receiptSummary(orm, '2')).toMatchObject({ cartonsBooked: 1 });
    expect(await bookCartons(orm, '3', 'B1', [aCarton(1)])).toMatchObject({ cartons: 1 });
  });

  it('takes 5,000 cartons, and one booking of two that claim the same carton at once', async () => {
    const many = Array.from({ length: 5000 }, (_, n) => aCarton(n));
    const answers = await Promise.all([bookCartons(orm, '4', 'B1', many), bookCartons(orm, '4', 'B2', [aCarton(7)])]);
    expect(answers.filter((answer) => 'rejection' in answer)).toHaveLength(1);
  });
});

describe('scanning cartons', () => {
  it('accepts the first scan of a booked carton and keeps every other one as what it is', async () => {
    await bookCartons(orm, '5', 'B1', [aCarton(1), aCarton(2)]);
    const first = aScan('5', aCarton(1));
    expect(await keepScan(orm, first)).toBe('OK');
    expect(await keepScan(orm, first)).toBe('OK');
    expect(await keepScan(orm, aScan('5', aCarton(1)))).toBe('DUPLICATE');
    expect(await keepScan(orm, aScan('5', aCarton(99)))).toBe('UNKNOWN');
    expect(await keepScan(orm, aScan('5', aCarton(2), { exception: 'BAD_CHECK_DIGIT' }))).toBe('BAD_CHECK_DIGIT');
    expect(await keepScan(orm, aScan('5', aCarton(2), { exception: 'AFTER_RECEIPT' }))).toBe('AFTER_RECEIPT');
    expect(await keepScan(orm, aScan('6', aCarton(2)))).toBe('UNKNOWN');
    expect(await receiptSummary(orm, '5')).toMatchObject({
      cartonsBooked: 2, cartonsScanned: 1, exceptions: { duplicate: 1, unknown: 1, badCheckDigit: 1 },
    });
  });

  it('accepts a carton once when two scanners read it at the same moment', async () => {
    const cartons = Array.from({ length: 30 }, (_, n) => aCarton(n));
    await bookCartons(orm, '7', 'B1', cartons);
    for (const carton of cartons) {
      const outcomes = await Promise.all([1, 2, 3].map(() => keepScan(orm, aScan('7', carton))));
      expect(outcomes.sort()).toEqual(['DUPLICATE', 'DUPLICATE', 'OK']);
    }
    expect(await cartonIds(orm, '7')).toEqual(cartons.map(({ sscc }) => sscc));
  });
});

describe('the receipt summary', () => {
  it('counts what arrived, with the latest measures, and rounds volumes up carton by carton', async () => {
    await bookCartons(orm, '8', 'B1', [aCarton(1), aCarton(2), aCarton(3, 2), aCarton(4, 2)]);
    for (const n of [3, 1, 2]) await keepScan(orm, aScan('8', aCarton(n), { condition: n === 3 ? 'DAMAGED' : 'GOOD' }));
    await keepScan(orm, aScan('8', aCarton(1), { condition: 'DAMAGED' }));
    expect(await keepMeasure(orm, aMeasure('8', aCarton(1), 'm1', 20, 6000))).toBe('new');
    expect(await keepMeasure(orm, aMeasure('8', aCarton(1), 'm2', 10, 9000))).toBe('new');
    expect(await keepMeasure(orm, aMeasure('8', aCarton(1), 'm1', 20, 6000))).toBe('known');
    expect(await keepMeasure(orm, aMeasure('8', aCarton(9), 'm3', 20, 6000)))
      .toMatchObject({ rejection: { code: 'sscc-unknown' } });
    const summary = await receiptSummary(orm, '8');
    expect(summary).toEqual({
      cartonsBooked: 4, cartonsScanned: 3, cartonsMeasured: 1, damaged: 2, ssccs: 3,
      exceptions: { duplicate: 1, unknown: 0, badCheckDigit: 0 },
      perLine: [
        { line: 1, sku: 'SKU-1', cartons: 2, quantity: 20, grossGrams: 11_000, volumeCm3: 1031 + 24_120 },
        { line: 2, sku: 'SKU-2', cartons: 1, quantity: 10, grossGrams: 5000, volumeCm3: 24_120 },
      ],
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    await keepScan(orm, aScan('8', aCarton(98)));
    expect((await receiptSummary(orm, '8')).sha256).toBe(summary.sha256);
    await keepScan(orm, aScan('8', aCarton(4)));
    expect((await receiptSummary(orm, '8')).sha256).not.toBe(summary.sha256);
  });

  it('is empty for an order without goods', async () => {
    expect(await receiptSummary(orm, 'none')).toMatchObject({ cartonsBooked: 0, cartonsScanned: 0, perLine: [] });
  });
});

describe('a packing list', () => {
  const aRow = (line: number, changes: Partial<PackedRow> = {}): PackedRow => ({
    line, sku: `SKU-${line}`, hsCode: '850440', quantity: 100, cartons: 10, netGrams: 9000, grossGrams: 10_000,
    lengthMm: 101, widthMm: 101, heightMm: 101, ...changes,
  });

  it('is kept whole and summed up per line and HS code', async () => {
    const content = { marks: 'HK/1-30', rows: [aRow(2, { quantity: 0.5 }), aRow(1), aRow(1, { quantity: 0.7 })] };
    const summary = await keepPackingList(orm, '1', 'PL-1', content);
    const shared = { hsCode: '850440', cartons: 10, netGrams: 9000, grossGrams: 10_000, volumeCm3: 10_310 };
    expect(summary).toEqual({
      reference: 'PL-1', marks: 'HK/1-30', sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      perLine: [
        { ...shared, line: 1, quantity: 100.7, cartons: 20, netGrams: 18_000, grossGrams: 20_000, volumeCm3: 20_620 },
        { ...shared, line: 2, quantity: 0.5 },
      ],
    });
    expect(await keepPackingList(orm, '1', 'PL-1', content)).toEqual(summary);
    expect(await packingListContent(orm, '1', 'PL-1')).toEqual(content);
    expect(await packingListContent(orm, '2', 'PL-1')).toBeNull();
  });

  it('is refused when its id was used for another list, or when it has more than 5,000 rows', async () => {
    await keepPackingList(orm, '2', 'PL-1', { marks: 'A', rows: [aRow(1)] });
    expect(await keepPackingList(orm, '2', 'PL-1', { marks: 'B', rows: [aRow(1)] }))
      .toMatchObject({ rejection: { code: 'packing-list-differs' } });
    const long = { marks: 'A', rows: Array.from({ length: 5001 }, () => aRow(1)) };
    expect(await keepPackingList(orm, '2', 'PL-2', long))
      .toMatchObject({ rejection: { code: 'packing-list-too-long' } });
  });
});
