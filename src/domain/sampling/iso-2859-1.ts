/**
 * The edition the tables below belong to. ISO 2859-1:2026 replaces it; its tables go beside these once they have been
 * read.
 */
export const edition = 'ISO 2859-1:1999';

export const inspectionLevels = ['S-1', 'S-2', 'S-3', 'S-4', 'I', 'II', 'III'] as const;
export type InspectionLevel = (typeof inspectionLevels)[number];

export const aqls = [0.01, 0.015, 0.025, 0.04, 0.065, 0.1, 0.15, 0.25, 0.4, 0.65, 1, 1.5, 2.5, 4, 6.5, 10] as const;

/** Code letters in order of sample size; there is no I and no O, and S stands in the tightened table only. */
export const letters = 'ABCDEFGHJKLMNPQRS';
export const sampleSizes = [2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000, 3150] as const;

/** Table 1: the largest lot of each row and its code letters, in the order of inspectionLevels. */
export const codeLetters: ReadonlyArray<readonly [largestLot: number, letters: string]> = [
  [8, 'AAAAAAB'],
  [15, 'AAAAABC'],
  [25, 'AABBBCD'],
  [50, 'ABBCCDE'],
  [90, 'BBCCCEF'],
  [150, 'BBCDDFG'],
  [280, 'BCDEEGH'],
  [500, 'BCDEFHJ'],
  [1200, 'CCEFGJK'],
  [3200, 'CDEGHKL'],
  [10_000, 'CDFGJLM'],
  [35_000, 'CDFHKMN'],
  [150_000, 'DEGJLNP'],
  [500_000, 'DEGJMPQ'],
  [Number.POSITIVE_INFINITY, 'DEHKNQR'],
];

/**
 * One cell of tables 2-A and 2-B: an acceptance number, or the arrow to the plan above (smaller sample) or below
 * (larger sample).
 */
type Cell = number | 'up' | 'down';

export type Severity = 'normal' | 'tightened';

/**
 * Tables 2-A and 2-B by their diagonal law: a cell depends only on how far its AQL stands from the column in which its
 * letter accepts on zero. `steps` are the cells from that column rightwards; left of it the arrow points down, right
 * of the last one up.
 */
const diagonals: Record<Severity, { zeroColumnOfA: number; steps: readonly Cell[] }> = {
  normal: { zeroColumnOfA: 14, steps: [0, 'up', 'down', 1, 2, 3, 5, 7, 10, 14, 21] },
  tightened: { zeroColumnOfA: 15, steps: [0, 'down', 'down', 1, 2, 3, 5, 8, 12, 18] },
};

// The corners where the diagonals leave the tables: no plan stands above A to point to, tightened inspection never
// accepts on zero at 10, and no plan below R is meant for 0.015.
const corners: Record<string, Cell> = {
  'normal A 10': 'down',
  'tightened A 10': 'down',
  'normal R 0.015': 'up',
  'tightened R 0.015': 'up',
};

/** The cell of a code letter and an AQL, both given as indexes. */
export function cellAt(severity: Severity, letter: number, aql: number): Cell {
  const corner = corners[`${severity} ${letters[letter]} ${aqls[aql]}`];
  if (corner !== undefined) return corner;
  const { zeroColumnOfA, steps } = diagonals[severity];
  const step = aql - (zeroColumnOfA - letter);
  return step < 0 ? 'down' : (steps[step] ?? 'up');
}
