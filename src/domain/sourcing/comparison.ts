import { landedCost } from '../landed-cost/landed-cost.ts';
import type { LandedCost } from '../landed-cost/parts.ts';
import { quotedGoods } from '../landed-cost/quoted.ts';
import { nothingStated, type Statement, statementFor } from '../landed-cost/statement.ts';
import { optionsOf } from '../order/options.ts';
import type { Order, QuoteVersion } from '../order/order.ts';
import { isSealed } from '../order/sourced.ts';
import { type Terms, totalOf } from '../order/terms.ts';
import type { Invitation, Sourcing } from './sourcing.ts';
import { type Scores, scoresOf } from './scores.ts';

/** How a supplier has traded before, told by the facts of its trades. */
export interface PastPerformance {
  supplier: string;
  /** In basis points; null where nothing has happened that it could be told by. */
  performanceBp: number | null;
}

/** One invitation with the order as it stands. */
export interface Answered extends Invitation {
  state: Order;
}

export interface ComparedLine {
  line: number;
  quantity: number;
  demanded: number;
  /** The least that may be awarded, and in which steps; the whole line where the quote says nothing. */
  minimum: { quantity: number; multiple: number };
  totalMinor: number | null;
  perPiece: string | null;
}

/** One option of one quote, under the rule of the comparison. */
export interface ComparedOption {
  order: string;
  supplier: string;
  version: number;
  hash: string;
  incoterm: Terms['incoterm'];
  namedPlace: string;
  currency: string;
  /** What the quote asks, in its own currency. */
  quotedMinor: number;
  validUntil: string;
  deliverBy: string;
  leadDays: number;
  laterPaymentBp: number;
  landed: LandedCost;
  /** What keeps the option from answering the whole demand, or from being compared. */
  missing: string[];
  lines: ComparedLine[];
  scores: Scores | null;
  rank: number | null;
}

export interface Comparison {
  number: string;
  at: string;
  compare: Sourcing['content']['compare'];
  weights: Sourcing['content']['weights'];
  statement: number;
  asked: number;
  answered: number;
  options: ComparedOption[];
}

const day = 86_400_000;

/** The supplier's last version, once it may be seen: while the quote stands, and in the order that followed. */
function offered(order: Order): QuoteVersion | null {
  if (isSealed(order) || (order.stage !== 'quote' && order.stage !== 'contract')) return null;
  return order.versions.findLast(({ by }) => by === 'supplier') ?? null;
}

/** How many have answered is told also under seal. */
export const hasAnswered = ({ stage }: Order): boolean => stage === 'quote' || stage === 'contract';

function comparedOptions(
  { content, deadline }: Sourcing,
  { supplier, order, state }: Answered,
  statement: Statement,
): ComparedOption[] {
  const version = offered(state);
  if (version === null) return [];
  const stated = statementFor(statement, supplier);
  return optionsOf(version).map((option) => {
    const { terms, hash } = option;
    const landed = landedCost(quotedGoods(option), content.compare, stated);
    const short = shortfall(content.demand.items, terms);
    return {
      order,
      supplier,
      version: version.version,
      hash,
      incoterm: terms.incoterm,
      namedPlace: terms.namedPlace,
      currency: terms.currency,
      quotedMinor: totalOf(terms),
      validUntil: version.validUntil,
      deliverBy: terms.deliverBy,
      leadDays: Math.max(1, Math.ceil((Date.parse(terms.deliverBy) - Date.parse(deadline)) / day)),
      laterPaymentBp: laterShare(terms),
      landed,
      missing: [...short, ...(landed.comparable ? [] : landed.missing)],
      lines: comparedLines(content.demand.items, terms, landed),
      scores: null,
      rank: null,
    };
  });
}

const laterShare = ({ paymentPlan }: Terms): number =>
  paymentPlan.filter(({ due }) => due !== 'ON_CONTRACT').reduce((sum, { share }) => sum + share, 0);

/** Items of the demand that the terms do not answer, or not in full. */
function shortfall(items: Sourcing['content']['demand']['items'], { lines }: Terms): string[] {
  return items.flatMap(({ quantity }, index) => {
    const line = lines.find((each) => each.line === index + 1);
    if (line === undefined) return [`line ${index + 1}: not offered`];
    return line.quantity < quantity ? [`line ${index + 1}: ${line.quantity} of ${quantity} offered`] : [];
  });
}

function comparedLines(
  items: Sourcing['content']['demand']['items'],
  terms: Terms,
  landed: LandedCost,
): ComparedLine[] {
  return terms.lines.map(({ line, quantity, minimum }, index) => {
    const cost = landed.comparable ? landed.lines[index] : undefined;
    return {
      line,
      quantity,
      demanded: items[line - 1]?.quantity ?? 0,
      minimum: minimum ?? { quantity, multiple: 1 },
      totalMinor: cost?.totalMinor ?? null,
      perPiece: cost?.perPiece ?? null,
    };
  });
}

/**
 * Every option of every quote under one rule and in one currency, scored and ranked. An option that leaves part of the
 * demand out, or whose cost nobody stated in full, has no score and says what is missing. Pure: the same quotes,
 * statement and ratings always give the same comparison.
 */
export function compare(
  sourcing: Sourcing,
  answers: readonly Answered[],
  stated: { version: number; content: Statement } | null,
  { past, own = {}, now }: { past: readonly PastPerformance[]; own?: Record<string, number>; now: string },
): Comparison {
  const statement = stated?.content ?? nothingStated;
  const options = answers.flatMap((answer) => comparedOptions(sourcing, answer, statement));
  const { compare: target, weights } = sourcing.content;
  return {
    number: sourcing.number,
    at: now,
    compare: target,
    weights,
    statement: stated?.version ?? 0,
    asked: answers.length,
    answered: answers.filter(({ state }) => hasAnswered(state)).length,
    options: scoresOf(options, weights, { past, own, now }),
  };
}
