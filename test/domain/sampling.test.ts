import { describe, expect, it } from '@jest/globals';
import { aqls } from '../../src/domain/sampling/iso-2859-1.ts';
import { inspectionLevels, percentSample, samplingPlan, type Severity } from '../../src/domain/sampling.ts';

// Sample size and acceptance number after following the arrows, one row a code letter, one column an AQL from 0.010 to
// 10, as in MIL-STD-105E and ANSI/ASQ Z1.4 tables II-A and II-B; transcribed independently of the diagonal law the
// code uses.
const tables: Record<Severity, string> = {
  normal: `
  A 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 20/0 13/0 8/0 5/0 3/0 2/0 5/1
  B 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 20/0 13/0 8/0 5/0 3/0 2/0 5/1
  C 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 20/0 13/0 8/0 5/0 3/0 8/1 5/1
  D 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 20/0 13/0 8/0 5/0 13/1 8/1 8/2
  E 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 20/0 13/0 8/0 20/1 13/1 13/2 13/3
  F 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 20/0 13/0 32/1 20/1 20/2 20/3 20/5
  G 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 20/0 50/1 32/1 32/2 32/3 32/5 32/7
  H 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 80/1 50/1 50/2 50/3 50/5 50/7 50/10
  J 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 125/1 80/1 80/2 80/3 80/5 80/7 80/10 80/14
  K 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 200/1 125/1 125/2 125/3 125/5 125/7 125/10 125/14 125/21
  L 1250/0 800/0 500/0 315/0 200/0 125/0 315/1 200/1 200/2 200/3 200/5 200/7 200/10 200/14 200/21 125/21
  M 1250/0 800/0 500/0 315/0 200/0 500/1 315/1 315/2 315/3 315/5 315/7 315/10 315/14 315/21 200/21 125/21
  N 1250/0 800/0 500/0 315/0 800/1 500/1 500/2 500/3 500/5 500/7 500/10 500/14 500/21 315/21 200/21 125/21
  P 1250/0 800/0 500/0 1250/1 800/1 800/2 800/3 800/5 800/7 800/10 800/14 800/21 500/21 315/21 200/21 125/21
  Q 1250/0 800/0 2000/1 1250/1 1250/2 1250/3 1250/5 1250/7 1250/10 1250/14 1250/21 800/21 500/21 315/21 200/21 125/21
  R 1250/0 800/0 2000/1 2000/2 2000/3 2000/5 2000/7 2000/10 2000/14 2000/21 1250/21 800/21 500/21 315/21 200/21 125/21
`,
  tightened: `
  A 2000/0 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 20/0 13/0 8/0 5/0 3/0 8/1
  B 2000/0 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 20/0 13/0 8/0 5/0 3/0 8/1
  C 2000/0 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 20/0 13/0 8/0 5/0 13/1 8/1
  D 2000/0 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 20/0 13/0 8/0 20/1 13/1 8/1
  E 2000/0 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 20/0 13/0 32/1 20/1 13/1 13/2
  F 2000/0 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 20/0 50/1 32/1 20/1 20/2 20/3
  G 2000/0 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 32/0 80/1 50/1 32/1 32/2 32/3 32/5
  H 2000/0 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 50/0 125/1 80/1 50/1 50/2 50/3 50/5 50/8
  J 2000/0 1250/0 800/0 500/0 315/0 200/0 125/0 80/0 200/1 125/1 80/1 80/2 80/3 80/5 80/8 80/12
  K 2000/0 1250/0 800/0 500/0 315/0 200/0 125/0 315/1 200/1 125/1 125/2 125/3 125/5 125/8 125/12 125/18
  L 2000/0 1250/0 800/0 500/0 315/0 200/0 500/1 315/1 200/1 200/2 200/3 200/5 200/8 200/12 200/18 125/18
  M 2000/0 1250/0 800/0 500/0 315/0 800/1 500/1 315/1 315/2 315/3 315/5 315/8 315/12 315/18 200/18 125/18
  N 2000/0 1250/0 800/0 500/0 1250/1 800/1 500/1 500/2 500/3 500/5 500/8 500/12 500/18 315/18 200/18 125/18
  P 2000/0 1250/0 800/0 2000/1 1250/1 800/1 800/2 800/3 800/5 800/8 800/12 800/18 500/18 315/18 200/18 125/18
  Q 2000/0 1250/0 3150/1 2000/1 1250/1 1250/2 1250/3 1250/5 1250/8 1250/12 1250/18 800/18 500/18 315/18 200/18 125/18
  R 2000/0 1250/0 3150/1 2000/1 2000/2 2000/3 2000/5 2000/8 2000/12 2000/18 1250/18 800/18 500/18 315/18 200/18 125/18
`,
};

// A lot and level that give each code letter, and are larger than any sample but the largest.
const lotOf: Record<string, { lot: number; level: 'S-1' | 'S-3' | 'I' | 'II' | 'III' }> = {
  A: { lot: 8, level: 'II' },
  B: { lot: 15, level: 'II' },
  C: { lot: 25, level: 'II' },
  D: { lot: 50, level: 'II' },
  E: { lot: 90, level: 'II' },
  F: { lot: 150, level: 'II' },
  G: { lot: 280, level: 'II' },
  H: { lot: 500, level: 'II' },
  J: { lot: 1_200, level: 'II' },
  K: { lot: 3_200, level: 'II' },
  L: { lot: 10_000, level: 'II' },
  M: { lot: 35_000, level: 'II' },
  N: { lot: 150_000, level: 'II' },
  P: { lot: 500_000, level: 'II' },
  Q: { lot: 500_001, level: 'II' },
  R: { lot: 500_001, level: 'III' },
};

const cells = (Object.keys(tables) as Severity[]).flatMap((severity) =>
  tables[severity]
    .trim()
    .split('\n')
    .flatMap((row) => {
      const [letter = '', ...plans] = row.trim().split(' ');
      return plans.map((plan, column) => ({ severity, letter, aql: aqls[column] ?? 0, plan }));
    }),
);

describe('a single sampling plan of ISO 2859-1', () => {
  it.each(cells)('$severity, letter $letter, AQL $aql is $plan', ({ severity, letter, aql, plan }) => {
    const request = lotOf[letter] ?? { lot: 0, level: 'II' as const };
    const found = samplingPlan({ ...request, aql, severity });
    const [size = 0, accept = 0] = plan.split('/').map(Number);
    expect(found.lotLetter).toBe(letter);
    expect({ accept: found.accept, reject: found.reject }).toEqual({ accept, reject: accept + 1 });
    expect({ size: found.sampleSize, all: found.hundredPercent }).toEqual({
      size: Math.min(size, request.lot),
      all: size >= request.lot,
    });
  });

  it.each([
    [3000, 'II', 2.5, 'K', 'K', 125, 7],
    [60, 'II', 2.5, 'E', 'F', 20, 1],
    [40, 'II', 2.5, 'D', 'C', 5, 0],
    [200, 'II', 1.0, 'G', 'H', 50, 1],
    [30, 'II', 4.0, 'D', 'E', 13, 1],
    [20, 'II', 6.5, 'C', 'D', 8, 1],
    [200_000, 'II', 2.5, 'P', 'N', 500, 21],
  ] as const)(
    'for %i pieces at level %s and AQL %d goes from %s to %s: %i/%i',
    (lot, level, aql, lotLetter, codeLetter, sampleSize, accept) => {
      expect(samplingPlan({ lot, level, aql })).toMatchObject({
        lotLetter,
        codeLetter,
        sampleSize,
        accept,
        hundredPercent: false,
      });
    },
  );

  it('inspects every piece when the sample would reach the lot', () => {
    const all = { sampleSize: 8, codeLetter: 'E', accept: 0, reject: 1, hundredPercent: true };
    expect(samplingPlan({ lot: 8, level: 'II', aql: '1.0' })).toMatchObject(all);
    expect(samplingPlan({ lot: 13, level: 'II', aql: '1.0' })).toMatchObject({ sampleSize: 13, hundredPercent: true });
    expect(samplingPlan({ lot: 14, level: 'II', aql: '1.0' })).toMatchObject({ sampleSize: 13, hundredPercent: false });
    expect(samplingPlan({ lot: 1, level: 'II', aql: '2.5' })).toMatchObject({ sampleSize: 1, hundredPercent: true });
  });

  it('reads the AQL as a number or as it is printed', () => {
    const plan = samplingPlan({ lot: 600_000, level: 'II', aql: 0.01 });
    expect(samplingPlan({ lot: 600_000, level: 'II', aql: '0.010' })).toEqual(plan);
    expect(samplingPlan({ lot: 600, level: 'II', aql: '4' })).toEqual(
      samplingPlan({ lot: 600, level: 'II', aql: 4.0 }),
    );
  });

  it('takes its letter from every level at both ends of every row of the lot table', () => {
    const rows = [
      [2, 8, 'AAAAAAB'],
      [9, 15, 'AAAAABC'],
      [16, 25, 'AABBBCD'],
      [26, 50, 'ABBCCDE'],
      [51, 90, 'BBCCCEF'],
      [91, 150, 'BBCDDFG'],
      [151, 280, 'BCDEEGH'],
      [281, 500, 'BCDEFHJ'],
      [501, 1_200, 'CCEFGJK'],
      [1_201, 3_200, 'CDEGHKL'],
      [3_201, 10_000, 'CDFGJLM'],
      [10_001, 35_000, 'CDFHKMN'],
      [35_001, 150_000, 'DEGJLNP'],
      [150_001, 500_000, 'DEGJMPQ'],
      [500_001, 9_000_000_000, 'DEHKNQR'],
    ] as const;
    for (const [smallest, largest, expected] of rows) {
      for (const lot of [smallest, largest]) {
        expect(inspectionLevels.map((level) => samplingPlan({ lot, level, aql: 2.5 }).lotLetter).join('')).toBe(
          expected,
        );
      }
    }
  });

  it('never accepts more when tightened', () => {
    for (const { lot, level } of Object.values(lotOf)) {
      for (const aql of aqls) {
        const normal = samplingPlan({ lot, level, aql });
        const tightened = samplingPlan({ lot, level, aql, severity: 'tightened' });
        expect(tightened.accept / tightened.sampleSize).toBeLessThanOrEqual(normal.accept / normal.sampleSize);
        expect(tightened.sampleSize > normal.sampleSize || tightened.accept <= normal.accept).toBe(true);
      }
    }
  });

  it.each([
    [{ lot: 0, level: 'II', aql: 2.5 }, /^lot:/],
    [{ lot: -5, level: 'II', aql: 2.5 }, /^lot:/],
    [{ lot: 1.5, level: 'II', aql: 2.5 }, /^lot:/],
    [{ lot: Number.NaN, level: 'II', aql: 2.5 }, /^lot:/],
    [{ lot: 100, level: 'IV', aql: 2.5 }, /^level: IV is not one of S-1/],
    [{ lot: 100, level: 'II', aql: 3 }, /^aql: 3 is not one of the AQLs 0.01/],
    [{ lot: 100, level: 'II', aql: '' }, /^aql:/],
    [{ lot: 100, level: 'II', aql: '2.5 ' }, /^aql:/],
    [{ lot: 100, level: 'II', aql: '1e1' }, /^aql:/],
    [{ lot: 100, level: 'II', aql: 15 }, /^aql:/],
    [{ lot: 100, level: 'II', aql: 2.5, severity: 'reduced' }, /^severity:/],
  ])('is refused for %o, which the standard does not have', (request, message) => {
    expect(() => samplingPlan(request as Parameters<typeof samplingPlan>[0])).toThrow(RangeError);
    expect(() => samplingPlan(request as Parameters<typeof samplingPlan>[0])).toThrow(message);
  });
});

describe('a percentage of the lot', () => {
  it.each([
    [100, 10, 10],
    [101, 10, 11],
    [1, 1, 1],
    [3, 33.33, 1],
    [1000, 0.1, 1],
    [1001, 0.1, 2],
    [700, 7, 49],
    [50, 100, 50],
    [300, 0.07, 1],
  ])('of %i at %d is %i, rounded up', (lot, percent, expected) => {
    expect(percentSample(lot, percent)).toBe(expected);
  });

  it('is refused outside 0 to 100, with more than two decimals, or for no lot', () => {
    for (const percent of [0, -1, 100.01, 0.001, Number.NaN])
      expect(() => percentSample(10, percent)).toThrow(/^percent:/);
    for (const lot of [0, -1, 1.5, Number.NaN]) expect(() => percentSample(lot, 10)).toThrow(/^lot:/);
  });
});
