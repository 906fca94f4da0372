const defectClasses = ['critical', 'major', 'minor'] as const;
export type DefectClass = (typeof defectClasses)[number];

/**
 * How many defects of a class still accept the lot, and how many refuse it; reject is always accept + 1 in single
 * sampling.
 */
export type Acceptance = { accept: number; reject: number };

export type Verdict = { verdict: 'accept' | 'reject'; reasons: string[] };

/**
 * Judges a lot by the defects found in its sample. Critical defects are accepted at 0 unless a plan says otherwise. A
 * class counts by itself; one class over its number refuses the lot. `reasons` has a sentence for each such class.
 * RangeError for a count that is none.
 */
export function verdictOf(
  plans: { critical?: Acceptance; major: Acceptance; minor: Acceptance },
  defects: Record<DefectClass, number>,
): Verdict {
  const accepted = { critical: { accept: 0, reject: 1 }, ...plans };
  const reasons = defectClasses.flatMap((name) => {
    const found = defects[name];
    const { accept, reject } = accepted[name];
    if (!Number.isSafeInteger(found) || found < 0) {
      throw new RangeError(`${name}: must be a whole number of defects, at least 0`);
    }
    return found > accept ? [`${found} ${name} found; ${reject} or more refuse the lot`] : [];
  });
  return { verdict: reasons.length === 0 ? 'accept' : 'reject', reasons };
}
