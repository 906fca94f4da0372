import { accounts, type LedgerTransaction, reverse, transfer } from '../ledger.ts';

/** Credited money that a provider takes back, or has taken back and gives again. */
export interface Reversal {
  entry: string;
  dispute: string;
  rail: string;
  amountMinor: number;
  currency: string;
}

/**
 * What a dispute takes out of the money a provider holds for us. The order was credited already, so until people have
 * decided who bears it, the loss stands in suspense, where the daily proof and the operators see it.
 */
export const creditReversed = ({ dispute, rail, amountMinor, currency }: Reversal): LedgerTransaction =>
  transfer(
    `dispute:${dispute}`,
    'credit-reversed',
    currency,
    amountMinor,
    accounts.suspense,
    accounts.rail(rail, currency),
  );

/** The provider gave it back: the dispute was won. */
export const creditReinstated = (reversal: Reversal): LedgerTransaction => reverse(creditReversed(reversal));
