import { describe, expect, it } from '@jest/globals';
import { matchDocuments } from '../../src/domain/order/matching.ts';
import type { Contracted } from '../../src/domain/order/order.ts';
import type { PackedLine } from '../../src/domain/order/parts.ts';
import { cartonsOf } from '../../src/domain/order/line.ts';
import { agreedTerms } from '../support/examples.ts';

const terms = agreedTerms();

/** Every line packed as the contract says, with the given changes to the line it names. */
function packed(change: Partial<PackedLine> & Pick<PackedLine, 'line'> = { line: 0 }): PackedLine[] {
  return terms.lines.map((each) => {
    const { lengthMm, widthMm, heightMm, grossGrams, netGrams } = each.packing;
    const cartons = cartonsOf(each);
    const volumeCm3 = (cartons * lengthMm * widthMm * heightMm) / 1000;
    const { line, hsCode, quantity } = each;
    const weights = { netGrams: cartons * netGrams, grossGrams: cartons * grossGrams };
    return { line, hsCode, quantity, cartons, ...weights, volumeCm3, ...(line === change.line ? change : {}) };
  });
}

/** The discrepancies of papers that say these things, as line and field. */
function found(list: PackedLine[], receipt: PackedLine[], lines = terms.lines): string[] {
  const papers = {
    contract: { terms: { ...terms, lines } },
    goods: { packingList: { perLine: list }, receipt: { perLine: receipt } },
  };
  return matchDocuments(papers as unknown as Contracted).map(({ line, field }) => `${line} ${field}`);
}

describe('the comparison of contract, packing list and goods receipt', () => {
  it('finds nothing where all three say the same', () => {
    expect(found(packed(), packed())).toEqual([]);
  });

  it('compares commodity codes by their six common digits, however they are written', () => {
    const dotted = terms.lines.map((line) => ({ ...line, hsCode: '9405.21' }));
    expect(found(packed({ line: 1, hsCode: '9405210000' }), packed(), dotted)).toEqual([]);
    expect(found(packed({ line: 2, hsCode: '940511' }), packed(), dotted)).toEqual(['2 hsCode']);
  });

  it('finds a quantity that any of the three papers has differently', () => {
    expect(found(packed({ line: 2, quantity: 478 }), packed())).toEqual(['2 quantity']);
    expect(found(packed(), packed({ line: 2, quantity: 478 }))).toEqual(['2 quantity']);
    expect(found(packed({ line: 2, quantity: 478 }), packed({ line: 2, quantity: 478 }))).toEqual(['2 quantity']);
  });

  it('allows weights and volumes the tolerance of the contract and no gram more', () => {
    const gross = packed()[0]!.grossGrams;
    const allowed = (gross * terms.tolerances.weightBp) / 10_000;
    expect(found(packed(), packed({ line: 1, grossGrams: gross + allowed }))).toEqual([]);
    expect(found(packed(), packed({ line: 1, grossGrams: gross + allowed + 1 }))).toEqual(['1 grossWeight']);
  });

  it('finds a line that one of the papers leaves out', () => {
    expect(found(packed().slice(1), packed())).toEqual(['1 line']);
    expect(found(packed(), packed().slice(0, 1))).toEqual(['2 line']);
  });
});
