import {
  aqls,
  cellAt,
  codeLetters,
  edition,
  type InspectionLevel,
  inspectionLevels,
  letters,
  type Severity,
  sampleSizes,
} from './sampling/iso-2859-1.ts';

export type { InspectionLevel, Severity } from './sampling/iso-2859-1.ts';
export { inspectionLevels } from './sampling/iso-2859-1.ts';

export type PlanRequest = { lot: number; level: InspectionLevel; aql: number | string; severity?: Severity };

/**
 * A single sampling plan. `lotLetter` is what the lot table gives, `codeLetter` the letter of the plan the arrows lead
 * to, whose numbers these are. When the sample would reach the lot, every piece is inspected: `sampleSize` is the lot
 * and `hundredPercent` true.
 */
export type SamplingPlan = {
  edition: string;
  lotLetter: string;
  codeLetter: string;
  sampleSize: number;
  accept: number;
  reject: number;
  hundredPercent: boolean;
};

/**
 * ISO 2859-1 single sampling, normal (default) or tightened, for the AQLs 0.010 to 10. The lot is a number of pieces
 * of at least 1. RangeError naming the field that is not in the standard.
 */
export function samplingPlan({ lot, level, aql, severity = 'normal' }: PlanRequest): SamplingPlan {
  if (severity !== 'normal' && severity !== 'tightened') throw new RangeError('severity: must be normal or tightened');
  const column = aqlColumn(aql);
  const lotLetter = letterOfLot(lot, level);
  const { row, accept } = followArrows(severity, letters.indexOf(lotLetter), column);
  const size = sampleSizes[row] ?? 0;
  return {
    edition,
    lotLetter,
    codeLetter: letters[row] ?? '',
    sampleSize: Math.min(size, lot),
    accept,
    reject: accept + 1,
    hundredPercent: size >= lot,
  };
}

function aqlColumn(aql: number | string): number {
  const written = typeof aql === 'number' || /^\d+(\.\d+)?$/.test(aql);
  const column = written ? aqls.indexOf(Number(aql) as (typeof aqls)[number]) : -1;
  if (column < 0) throw new RangeError(`aql: ${aql} is not one of the AQLs ${aqls.join(', ')}`);
  return column;
}

function letterOfLot(lot: number, level: InspectionLevel): string {
  const column = inspectionLevels.indexOf(level);
  if (column < 0) throw new RangeError(`level: ${level} is not one of ${inspectionLevels.join(', ')}`);
  if (!Number.isSafeInteger(lot) || lot < 1) throw new RangeError('lot: must be a whole number of at least 1');
  const row = codeLetters.find(([largestLot]) => lot <= largestLot);
  return row?.[1][column] ?? '';
}

function followArrows(severity: Severity, from: number, column: number): { row: number; accept: number } {
  let row = from;
  for (;;) {
    const cell = cellAt(severity, row, column);
    if (typeof cell === 'number') return { row, accept: cell };
    row += cell === 'up' ? -1 : 1;
  }
}

// Keeps the product below in exact integers.
const MAX_LOT = 100_000_000_000;

/**
 * The number of pieces that make up a percentage of the lot, rounded up; the percentage above 0 up to 100, with at
 * most two decimals.
 */
export function percentSample(lot: number, percent: number): number {
  const hundredths = Math.round(percent * 100);
  if (!(percent > 0 && percent <= 100) || hundredths / 100 !== percent) {
    throw new RangeError('percent: must be above 0, at most 100, with at most two decimals');
  }
  if (!Number.isSafeInteger(lot) || lot < 1 || lot > MAX_LOT) {
    throw new RangeError(`lot: must be a whole number between 1 and ${MAX_LOT}`);
  }
  return Math.floor((lot * hundredths + 9_999) / 10_000);
}
