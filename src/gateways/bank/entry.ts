import { formatAmount, parseAmount } from '../../domain/money.ts';

export type CreditDebit = 'CRDT' | 'DBIT';

/**
 * An amount as the bank wrote it. `minor` is null when it cannot be expressed exactly in the currency's minor units.
 */
export type SaidAmount = { amount: string; currency: string; minor: number | null };

export type Charge = SaidAmount & {
  creditDebit: CreditDebit | null;
  includedInd: boolean | null;
  bearer: string | null;
};

export type Party = { name: string | null; account: string | null };

/** One transaction detail of an entry (an entry that gives no details makes one), as the bank said it. */
export type BankEntry = {
  messageId: string | null;
  statementId: string | null;
  /** Position in the statement and in the entry, from 1; `txIndex` 0 is an entry without details. */
  entryIndex: number;
  txIndex: number;
  account: string | null;
  entryReference: string | null;
  /** Null when the detail of a batch says no amount of its own. */
  amount: string | null;
  currency: string | null;
  amountMinor: number | null;
  amountFrom: 'TxDtls/Amt' | 'AmtDtls/TxAmt' | 'Ntry/Amt' | null;
  creditDebit: CreditDebit;
  reversal: boolean;
  status: string | null;
  /** Date or date-time, as written. */
  bookingDate: string | null;
  valueDate: string | null;
  acctSvcrRef: string | null;
  txAcctSvcrRef: string | null;
  /** Null also for NOTPROVIDED, the word ISO 20022 usage rules prescribe for 'none'. */
  endToEndId: string | null;
  txId: string | null;
  uetr: string | null;
  instrId: string | null;
  structuredReferences: string[];
  structuredReferenceTypes: string[];
  documentNumbers: string[];
  unstructured: string;
  additionalInfo: string;
  charges: Charge[];
  /**
   * Charges said for the entry as a whole; in a batch they are also the sum of those of the details, so never add
   * both.
   */
  entryCharges: Charge[];
  instructedAmount: SaidAmount | null;
  debtor: Party;
  creditor: Party;
  bankTransactionCode: string | null;
  /** Set when the bank says that this is a payment coming back (RtrInf). */
  returned: { reasonCode: string | null; reasonText: string | null } | null;
  /** What the account was in fact credited or debited, for the whole entry. */
  booked: SaidAmount & { creditDebit: CreditDebit; details: number };
  /** Why the amount may not be relied on; null when details and entry agree. */
  amountProblem: string | null;
  /** The same for every report of this booking: camt.053 or camt.054, whatever version. */
  entryKey: string;
  /** The same for every report of this transaction detail. */
  dedupeKey: string;
};

export type Balance = SaidAmount & {
  statementId: string | null;
  account: string | null;
  /** ISO 20022 balance type, such as OPBD, CLBD, PRCD, CLAV. */
  type: string | null;
  creditDebit: CreditDebit | null;
  date: string | null;
};

export type Skipped = { where: string; why: string };

export type BankNotification = {
  message: {
    kind: 'camt.053' | 'camt.054';
    version: string | null;
    messageId: string | null;
    createdAt: string | null;
  };
  entries: BankEntry[];
  skipped: Skipped[];
  balances: Balance[];
};

/** Reads an amount; a negative or inexact one, or one in no active currency, keeps its text and has `minor` null. */
export function saidAmount(amount: string, currency: string): SaidAmount {
  const minor = minorUnits(amount, currency);
  return { amount, currency, minor: typeof minor === 'number' ? minor : null };
}

// Room for the zeros some banks put on either side of the 18 digits.
const LONGEST_AMOUNT = 40;

/**
 * Minor units of an ISO 20022 amount (never negative, clause ActiveCurrencyAndAmount), or the sentence saying why
 * there are none.
 */
export function minorUnits(amount: string, currency: string): number | string {
  if (amount.length > LONGEST_AMOUNT) return `amount: has ${amount.length} characters, ISO 20022 allows 18 digits`;
  try {
    const minor = parseAmount(amount, currency);
    return minor < 0 ? `amount: ${amount} ${currency} is negative, the direction belongs in CdtDbtInd` : minor;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** The amount with the decimals of its currency ('8.850' EUR is '8.85'); as written when it is not exact. */
export const normalised = ({ amount, currency, minor }: SaidAmount): string =>
  minor === null ? amount : formatAmount(minor, currency);

export type EntryDescription = {
  amount: string | null;
  currency: string | null;
  creditDebit: CreditDebit;
  reversal: boolean;
  endToEndId: string | null;
  structuredReferences: string[];
  unstructured: string;
  charges: {
    amount: string;
    currency: string;
    creditDebit: CreditDebit | null;
    includedInd: boolean | null;
    bearer: string | null;
  }[];
};

/** What a dry run answers for one transaction detail; amounts in the decimals of their currency. */
export function describeEntry(entry: BankEntry): EntryDescription {
  const { amount, currency, amountMinor: minor } = entry;
  return {
    amount: amount === null || currency === null ? null : normalised({ amount, currency, minor }),
    currency,
    creditDebit: entry.creditDebit,
    reversal: entry.reversal,
    endToEndId: entry.endToEndId,
    structuredReferences: entry.structuredReferences,
    unstructured: entry.unstructured,
    charges: entry.charges.map(({ minor: chargeMinor, ...charge }) => ({
      ...charge,
      amount: normalised({ ...charge, minor: chargeMinor }),
    })),
  };
}
