import type { Switching } from '../sampling/switching.ts';
import type { GoldenSample } from './sample.ts';

export type DefectClass = 'critical' | 'major' | 'minor';

export interface InspectionPlan {
  round: number;
  /** Seed of the carton draw; anyone can draw again from it and the list of received cartons. */
  seed: string;
  cartonsToOpen: number;
  sampleSize: number;
  /** Most defects of a class with which the lot is still accepted. */
  accept: Record<DefectClass, number>;
  basis: string;
  /** What the buyer asked for in its demand, item by item: what the inspector checks besides counting defects. */
  checklist?: { item: string; quality: string }[];
  switching?: Switching;
  /** The sealed samples the goods are held against, where the contract has any. */
  goldenSamples?: GoldenSample[];
}

export interface Findings {
  sampled: number;
  defects: Record<DefectClass, number>;
  notes: string;
  /** Whether the goods are as the demand asked, entry by entry of the plan's check-list. */
  items?: { item: number; conforms: boolean; note: string }[] | undefined;
  at: string;
}
