/** One line of a ledger transaction: a debit is positive, a credit negative, in minor units of the currency. */
export interface Posting {
  account: string;
  currency: string;
  amountMinor: number;
}

/** A balanced set of postings; its id makes it book once however often it is sent. */
export interface LedgerTransaction {
  id: string;
  kind: string;
  postings: Posting[];
}

/**
 * Account addresses (DESIGN.md section 6). Trust accounts are the platform's assets, all others what it owes or earns.
 */
export const accounts = {
  trust: (bank: string, currency: string) => `trust:${bank}:${currency}`,
  escrow: (order: string) => `orders:${order}:escrow`,
  returns: (order: string) => `orders:${order}:returns`,
  payable: (company: string) => `parties:${company}:payable`,
  receivable: (company: string) => `parties:${company}:receivable`,
  fees: 'house:fees',
  writeOffs: 'house:write-offs',
  suspenseReturns: 'returns:suspense',
  returnCosts: 'house:return-costs',
  suspense: 'suspense',
  /** What a provider has taken in for the trust account and not yet paid over. */
  rail: (rail: string, currency: string) => `rail:${rail}:${currency}`,
  /** Gains and losses of exchange. */
  exchange: 'house:fx',
  /** Money promised in one currency and held in another, until it is exchanged. */
  exchangePosition: 'house:fx-position',
} as const;

/**
 * Moves `amountMinor` between two accounts: `to` is credited (owed more), `from` is debited (owed less, or an asset
 * grown).
 */
export function transfer(
  id: string,
  kind: string,
  currency: string,
  amountMinor: number,
  from: string,
  to: string,
): LedgerTransaction {
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) {
    throw new RangeError(`amountMinor of ${kind} must be a positive whole number of minor units, not ${amountMinor}`);
  }
  return {
    id,
    kind,
    postings: [
      { account: from, currency, amountMinor },
      { account: to, currency, amountMinor: -amountMinor },
    ],
  };
}

/** The transaction that undoes another: the same postings with the signs turned. */
export function reverse(transaction: LedgerTransaction): LedgerTransaction {
  return {
    id: `${transaction.id}:reversed`,
    kind: `${transaction.kind}-reversed`,
    postings: transaction.postings.map((posting) => ({ ...posting, amountMinor: -posting.amountMinor })),
  };
}
