import { describe, expect, it } from '@jest/globals';
import {
  cartonMeasures,
  cartonScans,
  catalogue,
  despatchAdvice,
  enquiry,
  inspection,
  negotiation,
  packingList,
  stuffing,
} from '../../scripts/demo/files.ts';
import { checkIdentifier } from '../../src/domain/identifiers/check.ts';
import { share } from '../../src/domain/money.ts';
import { openingSchema } from '../../src/domain/order/opening.ts';
import { packingListSchema } from '../../src/domain/order/stages/matching.ts';
import { inboundSchema } from '../../src/domain/order/stages/production.ts';
import { cartonsOf } from '../../src/domain/order/line.ts';
import { totalOf } from '../../src/domain/order/terms.ts';
import { samplingPlan } from '../../src/domain/sampling.ts';
import { agreedTerms, productOf, wanted } from '../support/examples.ts';

const cartons = despatchAdvice();
const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
const sku = (line: number) => wanted[line - 1]!.sku;
const pieceGrams = (of: string) => productOf(of).packing.netGrams / productOf(of).packing.unitsPerCarton;

describe('the catalogue', () => {
  it('packs cartons of whole pieces by weight, each heavier than what is in it', () => {
    for (const { packing } of catalogue()) {
      expect(packing.netGrams % packing.unitsPerCarton).toBe(0);
      expect(packing.grossGrams).toBeGreaterThan(packing.netGrams);
    }
  });

  it('has everything the enquiry asks for, and the enquiry asks for the minimum quantity at least', () => {
    for (const { sku: asked, quantity } of wanted) expect(quantity).toBeGreaterThanOrEqual(productOf(asked).moq);
  });
});

describe('the terms', () => {
  it('are an opening, an offer and a negotiation that the engine takes', () => {
    expect(openingSchema.safeParse(enquiry()).error?.issues).toBeUndefined();
    expect(totalOf(agreedTerms())).toBe(2400 * 860 + 480 * 2350);
  });

  it('are bettered under seal by the supplier, wished for by the buyer, and settled by the supplier', () => {
    const [better, wish, answer, ...more] = negotiation();
    expect([better?.by, wish?.by, answer?.by, more]).toEqual(['supplier', 'buyer', 'supplier', []]);
    expect(better?.clauses).toEqual({});
    expect(answer?.clauses).toEqual(wish?.clauses);
  });

  it('ask for a plan that the inspection examines enough pieces for, and passes', () => {
    const { major, minor, level } = agreedTerms().inspection as { major: string; minor: string; level: 'II' };
    const lot = sum(cartons.map(({ quantity }) => quantity));
    const plans = [major, minor].map((aql) => samplingPlan({ lot, level, aql }));
    const { findings, tooFew } = inspection();
    expect(findings.sampled).toBe(Math.max(...plans.map(({ sampleSize }) => sampleSize)));
    expect(tooFew).toBeLessThan(findings.sampled);
    expect(findings.defects.critical).toBe(0);
    expect(findings.defects.major).toBeLessThanOrEqual(plans[0]!.accept);
    expect(findings.defects.minor).toBeLessThanOrEqual(plans[1]!.accept);
  });
});

describe('the despatch advice', () => {
  it('labels every carton with an SSCC of its own and a right check digit', () => {
    const rows = cartons.map(
      ({ booking: _booking, sku: _sku, gross_g, length_mm, width_mm, height_mm, ...carton }) => ({
        ...carton,
        grossGrams: gross_g,
        lengthMm: length_mm,
        widthMm: width_mm,
        heightMm: height_mm,
      }),
    );
    expect(inboundSchema.safeParse({ booking: cartons[0]!.booking, cartons: rows }).error?.issues).toBeUndefined();
  });

  it('announces as many cartons as the contract fills, two floor lamps short', () => {
    for (const line of agreedTerms().lines) {
      const those = cartons.filter((carton) => carton.line === line.line);
      expect(those).toHaveLength(cartonsOf(line));
      expect(new Set(those.map((carton) => carton.sku))).toEqual(new Set([line.sku]));
      expect(sum(those.map(({ quantity }) => quantity))).toBe(
        line.sku === 'BW-FL30' ? line.quantity - 2 : line.quantity,
      );
    }
  });

  it('declares the weight of what is in each carton, in a box of the catalogue', () => {
    for (const carton of cartons) {
      const { unitsPerCarton, grossGrams, lengthMm, widthMm, heightMm } = productOf(carton.sku).packing;
      const missing = unitsPerCarton - carton.quantity;
      expect(carton.gross_g).toBe(grossGrams - missing * pieceGrams(carton.sku));
      expect([carton.length_mm, carton.width_mm, carton.height_mm]).toEqual([lengthMm, widthMm, heightMm]);
    }
  });
});

describe('the scans and measures of the warehouse', () => {
  const booked = new Set(cartons.map(({ sscc }) => sscc));
  const scans = cartonScans();

  it('read every booked carton, one of them twice, one nobody booked, and one with a wrong check digit', () => {
    const misread = scans.filter(({ sscc }) => !checkIdentifier('sscc', sscc).valid);
    const unknown = scans.filter(({ sscc }) => checkIdentifier('sscc', sscc).valid && !booked.has(sscc));
    const known = scans.filter(({ sscc }) => booked.has(sscc));
    expect([misread.length, unknown.length]).toEqual([1, 1]);
    expect(new Set(known.map(({ sscc }) => sscc))).toEqual(booked);
    expect(known).toHaveLength(booked.size + 1);
    expect(scans.map(({ sequence }) => sequence)).toEqual(scans.map((_, index) => index + 1));
  });

  it('weigh and measure every carton once, within the tolerances of the contract', () => {
    const { weightBp, volumeBp } = agreedTerms().tolerances;
    const measures = cartonMeasures();
    expect(measures.map(({ sscc }) => sscc).sort()).toEqual([...booked].sort());
    const volume = (rows: { length_mm: number; width_mm: number; height_mm: number }[]) =>
      sum(rows.map((row) => Math.ceil((row.length_mm * row.width_mm * row.height_mm) / 1000)));
    for (const line of agreedTerms().lines) {
      const declared = cartons.filter((carton) => carton.line === line.line);
      const labels = new Set(declared.map(({ sscc }) => sscc));
      const measured = measures.filter(({ sscc }) => labels.has(sscc));
      const grams = (rows: { gross_g: number }[]) => sum(rows.map(({ gross_g }) => gross_g));
      expect(Math.abs(grams(measured) - grams(declared))).toBeLessThanOrEqual(share(grams(declared), weightBp));
      expect(Math.abs(volume(measured) - volume(declared))).toBeLessThanOrEqual(share(volume(declared), volumeBp));
    }
  });

  it('fill a container whose verified gross mass is cargo, dunnage and tare, by SOLAS method 2', () => {
    const { container, vgm } = stuffing();
    expect(vgm.cargoKg).toBe(Math.ceil(sum(cartonMeasures().map(({ gross_g }) => gross_g)) / 1000));
    expect(container.vgmKg).toBe(vgm.tareKg + vgm.dunnageKg + vgm.cargoKg);
    expect(checkIdentifier('container', container.number).reason).toBeNull();
  });
});

describe('the packing lists', () => {
  const perLine = (name: 'packing-list.csv' | 'packing-list-corrected.csv', line: number) => {
    const rows = packingList(name).filter((row) => row.line === line);
    const product = productOf(sku(line));
    expect(rows.every((row) => row.sku === product.sku && row.hs_code === product.hsCode)).toBe(true);
    const total = (field: 'quantity' | 'cartons' | 'net_g' | 'gross_g') => sum(rows.map((row) => row[field]));
    return { quantity: total('quantity'), cartons: total('cartons'), net: total('net_g'), gross: total('gross_g') };
  };

  it('are lists the engine takes', () => {
    for (const name of ['packing-list.csv', 'packing-list-corrected.csv'] as const) {
      const rows = packingList(name).map((row) => ({
        line: row.line,
        sku: row.sku,
        hsCode: row.hs_code,
        quantity: row.quantity,
        cartons: row.cartons,
        netGrams: row.net_g,
        grossGrams: row.gross_g,
        lengthMm: row.length_mm,
        widthMm: row.width_mm,
        heightMm: row.height_mm,
      }));
      expect(
        packingListSchema.safeParse({ reference: packingList(name)[0]!.reference, rows }).error?.issues,
      ).toBeUndefined();
    }
  });

  it('say first what the contract says: the catalogue times the quantities', () => {
    wanted.forEach(({ sku: asked, quantity }, index) => {
      const { netGrams, grossGrams, unitsPerCarton } = productOf(asked).packing;
      const full = quantity / unitsPerCarton;
      expect(perLine('packing-list.csv', index + 1)).toEqual({
        quantity,
        cartons: full,
        net: full * netGrams,
        gross: full * grossGrams,
      });
    });
  });

  it('say corrected what the despatch advice says, carton by carton', () => {
    wanted.forEach((_item, index) => {
      const those = cartons.filter(({ line }) => line === index + 1);
      const quantity = sum(those.map((carton) => carton.quantity));
      expect(perLine('packing-list-corrected.csv', index + 1)).toEqual({
        quantity,
        cartons: those.length,
        net: quantity * pieceGrams(sku(index + 1)),
        gross: sum(those.map(({ gross_g }) => gross_g)),
      });
    });
  });
});
