import type { HappenedFact } from '../../src/domain/order/facts.ts';
import type { GoodsReceipt } from '../../src/domain/order/parts.ts';
import type { Terms } from '../../src/domain/order/terms.ts';
import { faultsOfSums } from './sums.ts';

type Opened = Extract<HappenedFact, { type: 'DisbursementOpened' }>['data']['disbursement'];

/** What the contract and the facts so far say, kept apart from the domain's own reckoning. */
interface Ledger {
  terms: Terms | null;
  stage: string;
  receipt: GoodsReceipt | null;
  overdue: boolean;
  held: number;
  /** Of what was promised and not voided: the supplier's, and of it what the buyer got for a late delivery. */
  released: number;
  damages: number;
  opened: Record<string, Opened>;
  proposedFee: number | null;
  offer: Extract<HappenedFact, { type: 'DisputeOfferMade' }>['data']['offer'] | null;
}

const DAY = 86_400_000;
/** Secured trade: what leaving costs the buyer in each stage, in basis points of the contract. */
const feeBp: Record<string, number> = {
  ...{ production: 1000, warehouse: 2000, inspection: 2000, matching: 2000, customs: 3000, release: 3000 },
};
const sum = (amounts: number[]): number => amounts.reduce((total, each) => total + each, 0);
const part = (minor: number, bp: number): number => (minor * bp) / 10_000;
const differs = (minor: number, exact: number): boolean => Math.abs(minor - exact) > 0.5;

/** What the supplier has earned of each line: the price of what arrived, of no more than was ordered. */
const earned = ({ terms, receipt }: Ledger, accepted: (line: number) => number): number =>
  sum(
    (terms?.lines ?? []).map(({ line, quantity, price }) => {
      const counted = receipt?.perLine.find((each) => each.line === line)?.quantity ?? 0;
      const arrived = receipt === null ? quantity : counted;
      return (Math.min(quantity, arrived, accepted(line)) * price.minor) / price.per;
    }),
  );

/** What the clause lateDelivery costs by the day of the goods receipt, reckoned on the calendar of Hong Kong. */
function damagesOf(ledger: Ledger): number {
  const { terms, receipt } = ledger;
  if (terms?.lateDelivery === undefined || receipt === null) return 0;
  const { perDayBp, capBp, graceDays } = terms.lateDelivery;
  const day = (instant: string) => Math.floor((Date.parse(instant) + DAY / 3) / DAY);
  const late = Math.max(0, day(receipt.at) - day(`${terms.deliverBy}T00:00:00+08:00`) - graceDays);
  return Math.round(part(earned(ledger, () => Number.MAX_SAFE_INTEGER), Math.min(capBp, late * perDayBp)));
}

/** The ledger after one fact. */
function after(ledger: Ledger, each: HappenedFact): Ledger {
  switch (each.type) {
    case 'ContractSealed':
      return { ...ledger, terms: each.data.contract.terms };
    case 'StageEntered':
      return { ...ledger, stage: each.data.stage };
    case 'GoodsReceived':
      return { ...ledger, receipt: each.data.receipt };
    case 'ClockElapsed':
      return { ...ledger, overdue: ledger.overdue || each.data.clock === 'deliveryOverdue' };
    case 'CancellationProposed':
      return { ...ledger, proposedFee: each.data.cancellation.feeMinor };
    case 'CancellationRefused':
      return { ...ledger, proposedFee: null };
    case 'DisputeOfferMade':
      return { ...ledger, offer: each.data.offer };
    case 'PaymentReceived':
      return { ...ledger, held: ledger.held + each.data.amountMinor };
    case 'PaymentReversed':
      return { ...ledger, held: ledger.held - each.data.holdMinor };
    case 'ClaimCovered':
    case 'ChargesCovered':
      return { ...ledger, held: ledger.held - each.data.amountMinor };
    default:
      return promised(ledger, each);
  }
}

/** Money promised leaves the hold, and comes back into it when it does not go out. */
function promised(ledger: Ledger, each: HappenedFact): Ledger {
  const moved = ({ amountMinor, kind, purpose }: Opened, heldMinor: number, sign: 1 | -1): Ledger => {
    if (kind === 'RETURN') return ledger;
    const late = purpose === 'LATE_DELIVERY' ? sign * amountMinor : 0;
    const released = ledger.released + (kind === 'PAYOUT' ? sign * amountMinor : late);
    return { ...ledger, held: ledger.held - sign * heldMinor, released, damages: ledger.damages + late };
  };
  switch (each.type) {
    case 'DisbursementOpened': {
      const { disbursement } = each.data;
      const opened = { ...ledger.opened, [disbursement.id]: disbursement };
      return { ...moved(disbursement, disbursement.amountMinor, 1), opened };
    }
    case 'DisbursementVoided':
      return moved(ledger.opened[each.data.disbursement] as Opened, each.data.amountMinor, -1);
    case 'DisbursementRevived':
      return moved(ledger.opened[each.data.disbursement] as Opened, each.data.holdMinor, 1);
    default:
      return ledger;
  }
}

/** Payments opened by the same step as the fact at `at`, and charges kept out of them. */
function step(facts: readonly HappenedFact[], at: number): { opened: Opened[]; covered: number } {
  const opened: Opened[] = [];
  let covered = 0;
  for (const each of facts.slice(at)) {
    if (each.type === 'DisbursementOpened') opened.push(each.data.disbursement);
    else if (each.type === 'ChargesCovered') covered += each.data.amountMinor;
    else if (!inOneStep.includes(each.type)) break;
  }
  return { opened, covered };
}
const inOneStep: string[] = ['SettlementEventReached', 'LateDeliveryAssessed', 'OrderCancelled', 'DisputeResolved'];

/** A release that no event of its own begins: what was stopped is opened anew. */
const beginsRelease = (facts: readonly HappenedFact[], at: number): boolean => {
  const [before, each] = [facts[at - 1], facts[at]];
  const begun = before !== undefined && [...inOneStep, 'DisbursementOpened'].includes(before.type);
  if (begun) return false;
  return each?.type === 'DisbursementOpened'
    ? each.data.disbursement.cause.startsWith('settlement on')
    : each?.type === 'LateDeliveryAssessed';
};

const amountOf = (opened: Opened[], which: (one: Opened) => boolean): number =>
  sum(opened.filter(which).map(({ amountMinor }) => amountMinor));

/** The whole plan is due: what was earned goes out, less what the lateness costs, and the rest goes back. */
function faultsOfRelease(ledger: Ledger, { opened }: ReturnType<typeof step>): string[] {
  const gross = Math.max(0, Math.min(earned(ledger, () => Number.MAX_SAFE_INTEGER) - ledger.released, ledger.held));
  const damages = Math.max(0, Math.min(gross, damagesOf(ledger) - ledger.damages));
  const paid = amountOf(opened, ({ kind }) => kind === 'PAYOUT');
  const late = amountOf(opened, ({ purpose }) => purpose === 'LATE_DELIVERY');
  const back = amountOf(opened, ({ kind, purpose }) => kind === 'REFUND' && purpose === undefined);
  return [
    ...(paid === gross - damages ? [] : [`the release pays ${paid} out, not ${gross} less damages of ${damages}`]),
    ...(late === damages ? [] : [`the damages for late delivery are ${late}, not ${damages}`]),
    ...(back === ledger.held - gross ? [] : [`${back} go back beside the release, not ${ledger.held - gross}`]),
  ];
}

function faultsOfDispute(ledger: Ledger, bp: number, agreed: boolean, { opened, covered }: ReturnType<typeof step>) {
  const lines = agreed ? ledger.offer?.lines : undefined;
  const back = amountOf(opened, ({ kind }) => kind === 'REFUND') + covered;
  const paid = amountOf(opened, ({ kind }) => kind === 'PAYOUT');
  if (lines === undefined) {
    if (bp === 0) return [];
    const wrong = differs(back, part(ledger.held, bp)) || back + paid !== ledger.held;
    return wrong ? [`${bp} basis points of ${ledger.held} are not ${back} for the buyer and ${paid} besides`] : [];
  }
  const accepted = earned(ledger, (line) => lines.find((each) => each.line === line)?.accepted ?? 0);
  const due = Math.max(0, accepted - ledger.released - Math.max(0, damagesOf(ledger) - ledger.damages));
  const supplier = Math.min(ledger.held, due);
  const wrong = paid !== supplier || back !== ledger.held - supplier;
  const fault = `accepted in part: ${supplier} of ${ledger.held} are the supplier's, not ${paid} and ${back} back`;
  return wrong ? [fault] : [];
}

function faultsOfFee(ledger: Ledger, by: string, feeMinor: number): string[] {
  const free = by !== 'buyer' || (ledger.overdue && ledger.receipt === null);
  const total = earned({ ...ledger, receipt: null }, () => Number.MAX_SAFE_INTEGER);
  const due = free ? 0 : Math.min(ledger.held, Math.round(part(total, feeBp[ledger.stage] ?? 0)));
  return feeMinor === due ? [] : [`leaving in ${ledger.stage} costs the ${by} ${due}, not ${feeMinor}`];
}

/** What is wrong with what one fact makes due. */
function faultsOfStep(ledger: Ledger, facts: readonly HappenedFact[], at: number): string[] {
  const each = facts[at] as HappenedFact;
  switch (each.type) {
    case 'SettlementEventReached':
      return faultsOfRelease(ledger, step(facts, at));
    case 'DisputeResolved':
      return faultsOfDispute(ledger, each.data.buyerShareBp, each.data.how === 'AGREED', step(facts, at));
    case 'CancellationProposed':
      return faultsOfFee(ledger, each.data.cancellation.by, each.data.cancellation.feeMinor);
    case 'OrderCancelled': {
      const { by, feeMinor } = each.data;
      const paid = amountOf(step(facts, at).opened, ({ kind }) => kind === 'PAYOUT');
      const fault = paid === feeMinor ? [] : [`the fee of leaving is ${feeMinor} and ${paid} are paid out for it`];
      const proposed = ledger.proposedFee;
      if (proposed === null) return [...fault, ...faultsOfFee(ledger, by, feeMinor)];
      const became = `the fee of ${proposed} became ${feeMinor}`;
      return feeMinor === Math.min(proposed, ledger.held) ? fault : [...fault, became];
    }
    case 'OrderClosed':
      return ledger.held === 0 ? [] : [`closed with ${ledger.held} held`];
    default:
      return beginsRelease(facts, at) ? faultsOfRelease(ledger, step(facts, at)) : [];
  }
}

/**
 * What is wrong with the money of one order, reckoned again from its contract and its facts: what a release, damages,
 * a partial acceptance, a dispute and leaving make due, and that all of it adds up. For secured trade that settles
 * once, on title or receipt, and is not amended.
 */
export function faultsOfDues(facts: readonly HappenedFact[]): string[] {
  const faults: string[] = [];
  let ledger: Ledger = {
    ...{ terms: null, stage: 'enquiry', receipt: null, overdue: false, held: 0, released: 0, damages: 0 },
    ...{ opened: {}, proposedFee: null, offer: null },
  };
  facts.forEach((each, at) => {
    faults.push(...faultsOfStep(ledger, facts, at));
    ledger = after(ledger, each);
  });
  return [...faults, ...faultsOfSums(facts, ledger.held)];
}
