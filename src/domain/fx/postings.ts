import { accounts, type LedgerTransaction } from '../ledger.ts';
import type { Money } from '../money.ts';

interface Amount {
  amountMinor: number;
  currency: string;
}

/**
 * A payment in another currency at the rate of its quote: what was paid stands where it came in, what was asked is owed
 * to the order, and the house holds the position between the two until it is exchanged. Balanced in each currency.
 */
export function exchangedAt(id: string, asked: Amount, [from, to]: [string, string], paid: Amount): LedgerTransaction {
  const position = accounts.exchangePosition;
  return {
    id,
    kind: 'payment-exchanged',
    postings: [
      { account: from, currency: paid.currency, amountMinor: paid.amountMinor },
      { account: position, currency: paid.currency, amountMinor: -paid.amountMinor },
      { account: position, currency: asked.currency, amountMinor: asked.amountMinor },
      { account: to, currency: asked.currency, amountMinor: -asked.amountMinor },
    ],
  };
}

/**
 * The position of a quote is exchanged: `gave` left `source`, `got` came to `target`, and what it differs by from what
 * the quote promised is the house's gain (credit) or loss (debit) of exchange, in the contract's currency.
 */
export function conversionSettled(
  id: string,
  { gave, got, promisedMinor }: { gave: Money; got: Money; promisedMinor: number },
  { source, target }: { source: string; target: string },
): LedgerTransaction {
  const position = accounts.exchangePosition;
  const gainMinor = got.minor - promisedMinor;
  const postings = [
    { account: position, currency: gave.currency, amountMinor: gave.minor },
    { account: source, currency: gave.currency, amountMinor: -gave.minor },
    { account: target, currency: got.currency, amountMinor: got.minor },
    { account: position, currency: got.currency, amountMinor: -promisedMinor },
  ];
  const difference = { account: accounts.exchange, currency: got.currency, amountMinor: -gainMinor };
  return { id, kind: 'exchange-settled', postings: gainMinor === 0 ? postings : [...postings, difference] };
}
