import type { TakenDetail } from '../../persistence/bank.ts';

/**
 * What the intake needs to know of one transaction detail of a bank's message; whoever reads the message may know more.
 */
export interface ReadEntry {
  messageId: string | null;
  txIndex: number;
  account: string | null;
  currency: string | null;
  amountMinor: number | null;
  creditDebit: 'CRDT' | 'DBIT';
  reversal: boolean;
  status: string | null;
  bookingDate: string | null;
  endToEndId: string | null;
  /** The end-to-end reference a payment keeps through all banks (ISO 20022 UETR). */
  uetr?: string | null;
  /** The bank's own reference for the transaction. */
  txAcctSvcrRef?: string | null;
  returned: { reasonCode: string | null; reasonText: string | null } | null;
  /** Who paid, as the bank names them. */
  debtor: { name: string | null; account: string | null };
  /** What the bank charges; `includedInd` false: debited besides, true or null: kept out of the amount already. */
  charges: readonly {
    minor: number | null;
    currency: string;
    creditDebit: 'CRDT' | 'DBIT' | null;
    includedInd: boolean | null;
  }[];
  booked: { amount: string; currency: string; minor: number | null; creditDebit: 'CRDT' | 'DBIT'; details: number };
  amountProblem: string | null;
  entryKey: string;
  dedupeKey: string;
}

export type EntryKind = 'CUSTOMER_CREDIT' | 'OUTGOING_DEBIT' | 'RETURNED_OUTGOING' | 'REVERSED_CREDIT' | 'IGNORED';

/** What a dry run says of an entry; amounts as decimal text. */
export interface EntryDescription {
  amount: string | null;
  currency: string | null;
  creditDebit: 'CRDT' | 'DBIT';
  reversal: boolean;
  endToEndId: string | null;
  structuredReferences: string[];
  unstructured: string;
  charges: object[];
}

export interface BankMessage {
  message: { kind: string; version: string | null; messageId: string | null };
  entries: ReadEntry[];
  /** Parts of the message that could not be read, and why. */
  skipped: { where: string; why: string }[];
}

/** One status a bank gives: of a transaction, of a payment information, or of a whole message. */
export interface StatusLine {
  /** MsgId of the payment order this answers. */
  originalMessageId: string | null;
  /** Null where the status is for more than one transaction. */
  endToEndId: string | null;
  paymentInformationId: string | null;
  /** The code of ISO 20022, such as ACSC. */
  status: string;
  outcome: 'PENDING' | 'SETTLED' | 'REJECTED';
  reasonCode: string | null;
  reasonText: string | null;
}

/** Reads ISO 20022 camt.053, camt.054 and pain.002: the port behind which the formats of banks stay. */
export interface BankReader {
  /**
   * The text of a file in whichever encoding it says. Throws like parseBankNotification when the bytes are not in it.
   */
  decodeBankFile(bytes: Uint8Array): string;
  /** Throws an error with a `code` of its own, named BankMessageError, for what is not such a message. */
  parseBankNotification(xml: string): BankMessage;
  /** The statuses of a payment status report (pain.002). Throws like parseBankNotification when it is none. */
  parsePain002(xml: string): StatusLine[];
  describeEntry(entry: ReadEntry): EntryDescription;
  classify(entry: ReadEntry): { kind: EntryKind; why: string };
  movedMoney(entry: ReadEntry): { ok: true; money: { currency: string; minor: number } } | { ok: false; why: string };
  /** What the payer may have meant to pay, best first. */
  matchReferences(entry: ReadEntry): { reference: string }[];
  /** Whether an entry is news, given the details taken before of the same entry. */
  judgeRepeat(
    entry: TakenDetail,
    taken: readonly TakenDetail[],
  ): { kind: 'NEW' } | { kind: 'REPEAT' | 'CONFLICT'; why: string };
}
