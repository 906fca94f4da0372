import { specificationHash } from './customisation.ts';
import type { Terms } from './terms.ts';
import { addDays } from './time.ts';

/** What the supplier hands in: the seal on the sample, and the hash of what describes it (photographs, measures). */
export interface Submission {
  sample: string;
  reference: string;
  sha256: string;
  note: string;
  at: string;
}

/** A sample order (UNTDID 1001 code 228) within the order: one line's goods, made by its customisation. */
export interface Sample {
  id: string;
  line: number;
  pieces: number;
  /** Hash of the customisation the sample is made by: it stands for no other. */
  specification: string;
  state: 'ORDERED' | 'SUBMITTED' | 'APPROVED';
  /** Until when the supplier hands the sample in. */
  dueAt: string;
  /** Until when the buyer answers; null while there is nothing to answer. */
  answerBy: string | null;
  submissions: Submission[];
  refusals: number;
}

/** An approved sample: the standard the goods are inspected by. */
export interface GoldenSample {
  sample: string;
  line: number;
  reference: string;
  sha256: string;
  specification: string;
}

/** The samples to be made before a contract on these terms is signed: one for each line that asks for it. */
export const samplesFor = (order: string, { lines }: Terms, now: string): Sample[] =>
  lines.flatMap((line) => {
    const { customisation } = line;
    if (customisation?.sampleFirst !== true) return [];
    return {
      id: `${order}-P${line.line}`,
      line: line.line,
      pieces: customisation.samplePieces,
      specification: specificationHash(line),
      state: 'ORDERED' as const,
      dueAt: addDays(now, customisation.sampleDays),
      answerBy: null,
      submissions: [],
      refusals: 0,
    };
  });

/** The samples that are not approved yet. */
export const awaitedSamples = (samples: readonly Sample[] = []): Sample[] =>
  samples.filter(({ state }) => state !== 'APPROVED');

/** The approved samples, as contract and inspection refer to them. */
export const goldenSamples = (samples: readonly Sample[] = []): GoldenSample[] =>
  samples.flatMap(({ id, line, state, specification, submissions }) => {
    const last = submissions.at(-1);
    if (state !== 'APPROVED' || last === undefined) return [];
    return { sample: id, line, reference: last.reference, sha256: last.sha256, specification };
  });

/** Lines of these terms that ask for a sample and have none approved that was made by just this customisation. */
export const linesWithoutSample = ({ lines }: Terms, samples: readonly Sample[] = []): number[] => {
  const golden = goldenSamples(samples);
  return lines
    .filter(({ customisation }) => customisation?.sampleFirst === true)
    .filter((each) => !golden.some((one) => one.line === each.line && one.specification === specificationHash(each)))
    .map(({ line }) => line);
};
