import type { CostComponent } from '../incoterm-costs.ts';
import type { IncotermCode } from '../incoterms.ts';
import { allocate } from '../money.ts';
import type { Statement, Target } from './statement.ts';

/** One line of a quote; amounts in minor units of the quote's currency for the whole line. */
export interface QuotedLine {
  line: number;
  hsCode: string;
  origin: string;
  quantity: number;
  grossGrams: number;
  volumeCm3: number;
  amountMinor: number;
  /** What of the amount is for what; null where the quote gives the price alone. Adds up to the amount. */
  buildUp: Partial<Record<CostComponent, number>> | null;
}

export interface QuotedGoods {
  currency: string;
  incoterm: IncotermCode;
  namedPlace: string;
  lines: QuotedLine[];
}

/**
 * One part of the landed cost, in minor units of the comparison's currency, line by line in the order of the quote.
 * `price` is what the quote asks in one sum; `covers` says what is in it.
 */
export interface CostPart {
  component: CostComponent | 'price';
  covers: CostComponent[];
  minor: number;
  perLine: number[];
  from: 'QUOTE' | 'STATEMENT' | 'COMPUTED';
  source: string;
  /** False: shown, and no cost to the buyer (tax that is given back). */
  counted: boolean;
}

export interface LandedLine {
  line: number;
  quantity: number;
  totalMinor: number;
  /** Minor units for one piece, with four decimals. */
  perPiece: string;
}

export type LandedCost =
  | { comparable: true; currency: string; totalMinor: number; parts: CostPart[]; lines: LandedLine[] }
  | { comparable: false; missing: string[] };

export interface Sums {
  parts: CostPart[];
  missing: string[];
}

/** What is asked: a quote, how it is to be compared, and what is known besides. */
export interface Question {
  quote: QuotedGoods;
  target: Target;
  statement: Statement;
}

export const total = (each: readonly number[]): number => each.reduce((sum, one) => sum + one, 0);

/** A sum over the lines by weights, exact; where no line has any weight the first carries it. */
export const spread = (minor: number, weights: readonly number[]): number[] =>
  total(weights) === 0 ? weights.map((_, index) => (index === 0 ? minor : 0)) : allocate(minor, weights);
