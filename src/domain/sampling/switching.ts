import { hashOf } from '../hash.ts';
import { samplingPlan } from '../sampling.ts';
import { aqls, type InspectionLevel, type Severity } from './iso-2859-1.ts';

/** A lot as it was inspected the first time it was presented; what was sorted and came again is not counted. */
export interface InspectedLot {
  /** When the verdict was given. */
  at: string;
  accepted: boolean;
  pieces: number;
  level: InspectionLevel;
  /** By class of defects: the AQL, how many were allowed, and how many found. */
  major: InspectedClass;
  minor: InspectedClass;
}
interface InspectedClass {
  aql: string;
  allowed: number;
  found: number;
}

/**
 * By which severity the next lot is inspected, and what led to it (ISO 2859-1, switching rules). Of the lots that were
 * looked at it holds how many there were and the last ten; whose orders they were of is not told, only the hash of them
 * all.
 */
export interface Switching {
  severity: Severity;
  /** When the severity was switched to; null while it is the one every series of lots begins with. */
  since: string | null;
  lots: number;
  notAccepted: number;
  /** Points towards reduced inspection. */
  score: number;
  /** True: the points for reduced inspection are there; the goods are inspected by normal plans all the same. */
  reducedEligible: boolean;
  /** True: five lots were not accepted under tightened inspection, and the supplier has to improve first. */
  discontinued: boolean;
  last: { at: string; accepted: boolean }[];
  sha256: string;
}

const window = 5;
const pointsForReduced = 30;

/** Whether a class would have passed at the next tighter AQL; at the tightest there is none, and it does. */
function passesTighter({ pieces, level }: InspectedLot, { aql, found }: InspectedClass): boolean {
  const tighter = aqls[aqls.indexOf(Number(aql) as (typeof aqls)[number]) - 1];
  return tighter === undefined || found <= samplingPlan({ lot: pieces, level, aql: tighter }).accept;
}

/** The score after a lot: points where it passed with room to spare, none where it did not. */
function scored(score: number, lot: InspectedLot): number {
  if (!lot.accepted) return 0;
  if (lot.major.allowed < 2) return score + 2;
  return passesTighter(lot, lot.major) && passesTighter(lot, lot.minor) ? score + 3 : 0;
}

interface Standing {
  severity: Severity;
  since: string | null;
  /** The last results under this severity, at most five. */
  recent: boolean[];
  /** Lots not accepted under tightened inspection. */
  failed: number;
  score: number;
}
const beginning: Standing = { severity: 'normal', since: null, recent: [], failed: 0, score: 0 };

function after({ severity, since, recent, failed, score }: Standing, lot: InspectedLot): Standing {
  const results = [...recent, lot.accepted].slice(-window);
  if (severity === 'normal') {
    // Two of five consecutive lots, or of fewer, that were not accepted.
    return results.filter((accepted) => !accepted).length >= 2
      ? { ...beginning, severity: 'tightened', since: lot.at }
      : { severity, since, recent: results, failed, score: scored(score, lot) };
  }
  if (results.length === window && results.every(Boolean)) return { ...beginning, since: lot.at };
  return { severity, since, recent: results, failed: failed + (lot.accepted ? 0 : 1), score: 0 };
}

/** The severity that follows from the lots of one kind of goods of one supplier, the first one inspected first. */
export function switchingAfter(lots: readonly InspectedLot[]): Switching {
  const { severity, since, failed, score } = lots.reduce(after, beginning);
  return {
    severity,
    since,
    lots: lots.length,
    notAccepted: lots.filter(({ accepted }) => !accepted).length,
    score,
    reducedEligible: score >= pointsForReduced,
    discontinued: failed >= 5,
    last: lots.slice(-10).map(({ at, accepted }) => ({ at, accepted })),
    sha256: hashOf(lots),
  };
}
