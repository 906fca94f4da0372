import { describe, expect, it } from '@jest/globals';
import { documentTypes } from '../../src/domain/document-types.ts';
import { checkIncoterm, type IncotermCode, incotermCodes, incoterms, transports } from '../../src/domain/incoterms.ts';

const place = 'Yantian, Shenzhen';
const land = ['AIR', 'COURIER', 'ROAD', 'RAIL'] as const;
const those = (wanted: (code: IncotermCode) => boolean): string => incotermCodes.filter(wanted).join(' ');

describe('the Incoterms 2020 rules', () => {
  it('are eleven, seven for any mode and four for the sea', () => {
    expect(those((code) => incoterms[code].modes === 'any')).toBe('EXW FCA CPT CIP DAP DPU DDP');
    expect(those((code) => incoterms[code].modes === 'sea')).toBe('FAS FOB CFR CIF');
  });

  it('divide carriage, clearance and insurance', () => {
    expect(those((code) => incoterms[code].mainCarriage === 'seller')).toBe('CPT CIP DAP DPU DDP CFR CIF');
    expect(those((code) => incoterms[code].exportClearance === 'buyer')).toBe('EXW');
    expect(those((code) => incoterms[code].importClearance === 'seller')).toBe('DDP');
    expect(those((code) => incoterms[code].insurance !== null)).toBe('CIP CIF');
    expect(incoterms.CIP.insurance).toEqual({ clauses: 'ICC (A)', minimumPercent: 110 });
    expect(incoterms.CIF.insurance).toEqual({ clauses: 'ICC (C)', minimumPercent: 110 });
  });
});

describe('an Incoterms clause', () => {
  it('may name any rule for any mode with every transport', () => {
    for (const rule of ['EXW', 'FCA', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP']) {
      for (const transport of transports) {
        expect(checkIncoterm({ rule, place, transport })).toEqual({ errors: [], warnings: [] });
      }
    }
  });

  it.each(['FAS', 'FOB', 'CFR', 'CIF'])('cannot name %s with air, courier, road or rail', (rule) => {
    for (const transport of land) {
      expect(checkIncoterm({ rule, place, transport }).errors).toEqual([
        `transport: ${rule} is for sea and inland waterway transport only (Incoterms 2020), not ${transport}`,
      ]);
    }
  });

  it.each([
    ['FAS', 'FCA'],
    ['FOB', 'FCA'],
    ['CFR', 'CPT'],
    ['CIF', 'CIP'],
  ])('is warned when it names %s for containers, which %s suits', (rule, better) => {
    for (const transport of ['SEA_FCL', 'SEA_LCL'] as const) {
      const { errors, warnings } = checkIncoterm({ rule, place, transport });
      expect(errors).toEqual([]);
      expect(warnings).toEqual([
        expect.stringMatching(new RegExp(`^rule: ${rule} does not suit containers.*consider ${better}$`)),
      ]);
    }
  });

  it('needs a named place', () => {
    expect(checkIncoterm({ rule: 'FCA', place: '  ', transport: 'AIR' }).errors).toEqual([
      'place: FCA needs a named place (Incoterms 2020)',
    ]);
    expect(checkIncoterm({ rule: 'FOB', place: '', transport: 'AIR' }).errors).toHaveLength(2);
  });

  it.each(['DAT', 'fob', '', 'toString', '1'])('cannot name %p, which is no rule', (rule) => {
    expect(checkIncoterm({ rule, place, transport: 'SEA_FCL' }).errors).toEqual([
      expect.stringMatching(/is not one of the Incoterms 2020 rules EXW, FCA/),
    ]);
  });
});

describe('the document types', () => {
  it('carry the UNTDID 1001 codes of the documents of a trade', () => {
    expect(Object.keys(documentTypes).every((code) => /^\d{3}$/.test(code))).toBe(true);
    expect(documentTypes).toMatchObject({
      '271': 'Packing list',
      '315': 'Contract',
      '325': 'Proforma invoice',
      '380': 'Commercial invoice',
      '632': 'Goods receipt',
      '705': 'Bill of lading',
      '861': 'Certificate of origin',
    });
  });
});
