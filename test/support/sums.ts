import type { HappenedFact } from '../../src/domain/order/facts.ts';

/** Where the money of one order is by its facts, in minor units of one currency; `held` is asked of the ledger. */
export interface Sums {
  received: number;
  released: number;
  refunded: number;
  /** What the house has kept: the cost of returns, and charges of payments. */
  fees: number;
  /** What the buyer owes: taken back after it had left, and charges not paid yet. */
  owed: number;
  /** Net of what came in and left, on the trust account and with providers. */
  atBank: number;
  atProviders: number;
}

type Change = Partial<Omit<Sums, 'atBank' | 'atProviders'>> & { came?: number };

const promised = (kind: 'PAYOUT' | 'REFUND' | 'RETURN', amountMinor: number): Change =>
  kind === 'PAYOUT' ? { released: amountMinor } : { refunded: amountMinor };

/** What one fact changes: money promised counts as released or refunded, whether it has left already or not. */
function changeBy(each: HappenedFact): Change {
  switch (each.type) {
    case 'PaymentReceived':
      return { received: each.data.amountMinor, came: each.data.amountMinor };
    case 'PaymentMismatched': {
      const { amountMinor, costMinor } = each.data;
      return { received: amountMinor, fees: costMinor, came: amountMinor };
    }
    case 'ChargesPaid':
      return { received: each.data.amountMinor, owed: -each.data.amountMinor, came: each.data.amountMinor };
    case 'PaymentReversed': {
      const { amountMinor, costMinor, claimMinor } = each.data;
      return { received: -amountMinor, fees: -costMinor, owed: claimMinor, came: -amountMinor };
    }
    case 'ChargesReversed':
      return { received: -each.data.amountMinor, owed: each.data.amountMinor, came: -each.data.amountMinor };
    case 'ChargesIncurred':
      return { fees: each.data.amountMinor, owed: each.data.amountMinor };
    case 'ClaimCovered':
    case 'ChargesCovered':
      return { owed: -each.data.amountMinor };
    case 'DisbursementOpened':
      return promised(each.data.disbursement.kind, each.data.disbursement.amountMinor);
    case 'DisbursementVoided':
      return promised(each.data.kind, -each.data.amountMinor);
    case 'DisbursementRevived':
      return { ...promised(each.data.kind, each.data.amountMinor), owed: each.data.claimMinor };
    case 'DisbursementSettled':
      return { came: -each.data.amountMinor };
    case 'DisbursementReturned':
      return { fees: -each.data.costMinor, came: each.data.amountMinor - each.data.costMinor };
    default:
      return {};
  }
}

/** Adds the facts of an order up, in the currency of its contract: all of a model's trades have one. */
export function sumsOf(facts: readonly HappenedFact[]): Sums {
  const sums: Sums = { received: 0, released: 0, refunded: 0, fees: 0, owed: 0, atBank: 0, atProviders: 0 };
  for (const each of facts) {
    const { came = 0, ...change } = changeBy(each);
    for (const [part, minor] of Object.entries(change)) sums[part as keyof Sums] += minor;
    const { rail } = each.data as { rail?: string };
    sums[rail === undefined ? 'atBank' : 'atProviders'] += came;
  }
  return sums;
}

/** What is wrong with the sums of one order; empty when held + released + refunded + fees = received + owed. */
export function faultsOfSums(facts: readonly HappenedFact[], heldMinor: number): string[] {
  const { received, released, refunded, fees, owed } = sumsOf(facts);
  const accounted = heldMinor + released + refunded + fees - owed;
  const parts = `held ${heldMinor} + released ${released} + refunded ${refunded} + fees ${fees} - owed ${owed}`;
  const rules: [broken: boolean, fault: string][] = [
    [accounted !== received, `${parts} is not the received ${received}`],
    [heldMinor < 0, `held is ${heldMinor}`],
    [released < 0 || refunded < 0, `released ${released}, refunded ${refunded}: less than nothing`],
  ];
  return rules.filter(([broken]) => broken).map(([, fault]) => fault);
}
