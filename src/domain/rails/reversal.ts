import { accounts, type LedgerTransaction, reverse, transfer } from '../ledger.ts';

/** Credited money that a provider takes back, or has taken back and gives again. */
export interface Reversal {
  entry: string;
  dispute: string;
  rail: string;
  amountMinor: number;
  currency: string;
}

/** The id of the transaction by which a dispute stands in suspense. */
export const parkedId = (dispute: string): string => `dispute:${dispute}`;

/**
 * What a dispute takes out of the money a provider holds for us, where no order takes it: until people have decided who
 * bears it, the loss stands in suspense, where the daily proof and the operators see it.
 */
export const creditReversed = ({ dispute, rail, amountMinor, currency }: Reversal): LedgerTransaction =>
  transfer(
    parkedId(dispute),
    'credit-reversed',
    currency,
    amountMinor,
    accounts.suspense,
    accounts.rail(rail, currency),
  );

/** The provider gave it back: the dispute was won. */
export const creditReinstated = (reversal: Reversal): LedgerTransaction => reverse(creditReversed(reversal));

/** Given back for an order that had borne the loss and does not take it any more: whose it is, people decide. */
export const reinstatementParked = ({ dispute, rail, amountMinor, currency }: Reversal): LedgerTransaction =>
  transfer(
    `${parkedId(dispute)}:unclaimed`,
    'credit-reinstated',
    currency,
    amountMinor,
    accounts.rail(rail, currency),
    accounts.suspense,
  );
