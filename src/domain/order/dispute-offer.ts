import type { Answerable, CheckAnswer } from './demand.ts';

/** An offer to settle a dispute: the buyer's part of the hold in basis points. */
export interface DisputeOffer {
  by: 'buyer' | 'supplier';
  buyerShareBp: number;
  hash: string;
  /** Where goods were accepted in part: the buyer's part to the minor unit, what was held then, and which lines. */
  buyerMinor?: number;
  heldMinor?: number;
  lines?: Answerable[];
  checks?: CheckAnswer[];
}
