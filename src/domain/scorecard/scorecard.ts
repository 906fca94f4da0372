import type { ForceMajeure } from '../order/force-majeure.ts';
import { excusedUntil } from '../order/late-delivery.ts';
import { addMillis, endOfDay, isAfter } from '../order/time.ts';

/** What a scorecard reads of one fact of an order; which of it is there follows from the type. */
export interface ScoredFact {
  order: string;
  seq: number;
  type: string;
  at: string;
  /** Of OrderOpened: the stages its profile does without. */
  skips?: string[];
  /** Of ContractSealed and ContractAmended: the delivery date, and what the clause lateDelivery counts. */
  deliverBy?: string;
  measuredBy?: string | null;
  verdict?: string;
  discrepancies?: number;
  clock?: string;
  /** Of DisputeOpened and Rated. */
  party?: string;
  buyerShareBp?: number;
  stars?: number;
  claim?: ForceMajeure;
  hash?: string;
  endedAt?: string;
}

/** A share in basis points and the number of orders it is a share of; null where there are none. */
export interface Figure {
  shareBp: number | null;
  orders: number;
}

/** How a supplier has traded in a period, told by what happened; the stars of its buyers stand apart. */
export interface Scorecard {
  onTime: Figure;
  inspectionPassed: Figure;
  disputed: Figure;
  documentDiscrepancies: Figure;
  stars: { meanHundredths: number | null; ratings: number };
}

/** From the first instant to just before the second. */
export interface Period {
  from: string;
  to: string;
}

const whole = 10_000;
const hundredthsOfFiveStars = 500;

const first = (facts: readonly ScoredFact[], type: string) => facts.find((each) => each.type === type);

/**
 * The fact by which an order counts as delivered: what the warehouse received, unless contract or profile say other.
 */
function deliveryFact(facts: readonly ScoredFact[], measuredBy: string | null | undefined): string {
  const skips = first(facts, 'OrderOpened')?.skips ?? [];
  if (skips.includes('shipment') || measuredBy === 'GOODS_READY') return 'GoodsReady';
  return skips.includes('warehouse') ? 'HandedOver' : 'GoodsReceived';
}

function claimsOf(facts: readonly ScoredFact[]): ForceMajeure[] {
  const accepted = new Set(facts.filter(({ type }) => type === 'ForceMajeureAccepted').map(({ hash }) => hash));
  return facts.flatMap(({ claim }) => {
    if (claim === undefined || !accepted.has(claim.hash)) return [];
    const ended = facts.find(({ type, hash }) => type === 'ForceMajeureEnded' && hash === claim.hash);
    return [{ ...claim, status: 'ACCEPTED' as const, endedAt: ended?.endedAt ?? null }];
  });
}

type Counted = { at: string; good: boolean };

/**
 * Whether an order was delivered by the date of the contract then in force, moved by accepted force majeure; an order
 * that is overdue and not delivered is late. Null where neither has happened.
 */
function deliveryOf(facts: readonly ScoredFact[]): Counted | null {
  const contracts = facts.filter(({ deliverBy }) => deliverBy !== undefined);
  const delivered = facts.findLast(
    ({ type, seq }) => type === deliveryFact(facts, contracts.findLast((each) => each.seq < seq)?.measuredBy),
  );
  const told = delivered ?? facts.findLast(({ clock }) => clock === 'deliveryOverdue');
  if (told === undefined) return null;
  const inForce = delivered === undefined ? contracts.at(-1) : contracts.findLast(({ seq }) => seq < delivered.seq);
  if (inForce?.deliverBy === undefined) return null;
  const due = addMillis(endOfDay(inForce.deliverBy), excusedUntil({ forceMajeure: claimsOf(facts) }, told.at));
  if (delivered !== undefined) return { at: delivered.at, good: !isAfter(delivered.at, due) };
  // The date was amended, or excused, after the clock had run out: nothing is late yet.
  return isAfter(due, told.at) ? null : { at: told.at, good: false };
}

/** The first verdict counts: goods that pass after they were sorted or reworked did not pass. */
function inspectionOf(facts: readonly ScoredFact[]): Counted | null {
  const verdict = first(facts, 'VerdictGiven');
  return verdict === undefined ? null : { at: verdict.at, good: verdict.verdict === 'accept' };
}

/** The first comparison of contract, packing list and goods receipt counts, whatever was corrected after it. */
function discrepancyOf(facts: readonly ScoredFact[]): Counted | null {
  const matched = first(facts, 'DocumentsMatched');
  return matched === undefined ? null : { at: matched.at, good: (matched.discrepancies ?? 0) > 0 };
}

/** Counted when the contract was sealed. A dispute that was withdrawn, or gave the buyer nothing, does not count. */
function disputeOf(facts: readonly ScoredFact[]): Counted | null {
  const sealed = first(facts, 'ContractSealed');
  if (sealed === undefined) return null;
  const stood = facts.some(({ type, seq, party }) => {
    if (type !== 'DisputeOpened' || party !== 'buyer') return false;
    const ended = facts.find((each) => each.seq > seq && /^Dispute(Withdrawn|Resolved)$/.test(each.type));
    return ended === undefined || (ended.type === 'DisputeResolved' && (ended.buyerShareBp ?? 0) > 0);
  });
  return { at: sealed.at, good: stood };
}

const within = ({ from, to }: Period, at: string): boolean => !isAfter(from, at) && isAfter(to, at);

function figure(counted: readonly (Counted | null)[], period: Period): Figure {
  const those = counted.filter((each) => each !== null && within(period, each.at)) as Counted[];
  const hits = those.filter(({ good }) => good).length;
  return { shareBp: those.length === 0 ? null : Math.floor((hits * whole) / those.length), orders: those.length };
}

function starsOf(facts: readonly ScoredFact[], period: Period): Scorecard['stars'] {
  const given = facts.filter(({ type, party, at }) => type === 'Rated' && party === 'buyer' && within(period, at));
  const sum = given.reduce((total, { stars = 0 }) => total + stars, 0);
  const meanHundredths = given.length === 0 ? null : Math.round((sum * 100) / given.length);
  return { meanHundredths, ratings: given.length };
}

/**
 * The scorecard of one supplier (requirements.md B19), from the facts of its orders in the order they were recorded.
 * Each figure counts the orders in which what it tells of happened in the period. Shares are rounded down.
 */
export function scorecardOf(facts: readonly ScoredFact[], period: Period): Scorecard {
  const orders = [...Map.groupBy(facts, ({ order }) => order).values()];
  return {
    onTime: figure(orders.map(deliveryOf), period),
    inspectionPassed: figure(orders.map(inspectionOf), period),
    disputed: figure(orders.map(disputeOf), period),
    documentDiscrepancies: figure(orders.map(discrepancyOf), period),
    stars: starsOf(facts, period),
  };
}

/**
 * One measure of past performance in basis points: the mean of what is known of on time, passed, undisputed, papers
 * without discrepancy, and stars over five, which so weigh as much as any one of the others. Null where nothing is.
 */
export function performanceOf({ onTime, inspectionPassed, disputed, documentDiscrepancies, stars }: Scorecard) {
  const against = ({ shareBp }: Figure) => (shareBp === null ? null : whole - shareBp);
  const starsBp = stars.meanHundredths === null ? null : (stars.meanHundredths * whole) / hundredthsOfFiveStars;
  const parts = [onTime.shareBp, inspectionPassed.shareBp, against(disputed), against(documentDiscrepancies), starsBp];
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? null : Math.floor(known.reduce((sum, part) => sum + part, 0) / known.length);
}
