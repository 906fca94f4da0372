import type { CalendarId } from '../calendar/calendar.ts';
import type { Disbursement } from '../order/parts.ts';

/** A trust account as the bank knows it in one currency, and the ledger account that mirrors it. */
export interface TrustAccount {
  id: string;
  currency: string;
  ledger: string;
}

/** One booked movement of a statement (camt.053 Ntry, or one of its TxDtls); amounts in minor units, never negative. */
export interface StatedEntry {
  /** The same as in every notification of this movement. */
  key: string;
  /** The same for all details of one booking, however the bank splits it. */
  booking: string;
  statement: string;
  amountMinor: number;
  currency: string;
  creditDebit: 'CRDT' | 'DBIT';
  /** RvslInd: takes back an entry booked before. */
  reversal: boolean;
  /** RtrInf: a payment that comes back. */
  returned: boolean;
  /** ISO dates YYYY-MM-DD. */
  bookingDate: string | null;
  valueDate: string | null;
  bankReference: string | null;
  endToEndId: string | null;
  uetr: string | null;
  counterparty: string | null;
  /** What of the amount the bank names as its charges. */
  chargesMinor: number;
  /** ISO 20022 bank transaction code, domain/family/sub-family. */
  code: string | null;
}

/** An account statement (camt.053); balances are positive when the bank owes us. */
export interface Statement {
  id: string;
  account: string;
  currency: string;
  day: string;
  /** ElctrncSeqNb or LglSeqNb, where the bank numbers its statements. */
  sequence: number | null;
  openingMinor: number;
  closingMinor: number;
  entries: StatedEntry[];
  /** The bank's id of it, where another statement that says something else has that id and number already. */
  repeats?: string;
}

/** What the bank notified of a movement (camt.054), for pairing it with a statement that says it differently. */
export type Notified = Pick<StatedEntry, 'key' | 'booking' | 'bankReference' | 'uetr' | 'bookingDate'>;

/** One posting on a trust account of the ledger; a debit is positive: the asset grows. */
export interface TrustPosting {
  transaction: string;
  kind: string;
  ledger: string;
  currency: string;
  amountMinor: number;
  at: string;
  order: string | null;
  /** Key of the bank's movement it was booked for; null when its cause names none. */
  entry: string | null;
  /** The other accounts of the transaction. */
  against: string[];
}

/** One trust account on the day that is proved. */
export interface AccountDay {
  account: TrustAccount;
  /** The last statement before the day; null when this is the first one ever. */
  before: Pick<Statement, 'day' | 'sequence' | 'closingMinor'> | null;
  statements: Statement[];
  /** Movements stated on earlier days of the window. */
  earlier: StatedEntry[];
  /** Balance of the ledger account, all postings up to now. */
  ledgerMinor: number;
}

/** Money the house has ordered, or was asked, to pay. */
export type OrderedPayment = Pick<Disbursement, 'id' | 'amountMinor' | 'currency' | 'status'> & {
  /** Null for the return of a payment that belongs to no order. */
  order: string | null;
  sentAt: string | null;
};

/** A movement parked in suspense and not cleared. */
export interface SuspenseItem {
  entry: string;
  amountMinor: number;
  currency: string;
  since: string;
}

/** An order's escrow by the ledger and by its payment requests and disbursements, minor units, as an amount owed. */
export interface Hold {
  order: string;
  currency: string;
  ledgerMinor: number;
  requestsMinor: number;
}

/** Where the seal of the ledger is broken. */
export interface LedgerFault {
  where: string;
  detail: string;
}

/** How long things may take, in days on the bank's calendar. */
export interface ProofPolicy {
  calendar: CalendarId;
  /** Days after its booking by which a notified movement has to be in a statement. */
  statedWithinDays: number;
  valueDateDays: number;
  payoutDays: number;
  suspenseDays: number;
}

export const defaultPolicy: ProofPolicy = {
  calendar: 'HK',
  statedWithinDays: 1,
  valueDateDays: 1,
  payoutDays: 2,
  suspenseDays: 5,
};

/**
 * Everything the proof of one day looks at. The window is closed: `postings` holds every posting on a trust account
 * whose movement is stated in the window or not stated at all, so what is outside it was proved on earlier days.
 */
export interface DayBooks {
  day: string;
  policy: ProofPolicy;
  accounts: AccountDay[];
  /** Statements for accounts or currencies the house does not know. */
  foreign: Pick<Statement, 'id' | 'account' | 'currency' | 'closingMinor'>[];
  postings: TrustPosting[];
  notified: Notified[];
  payments: OrderedPayment[];
  suspense: SuspenseItem[];
  holds: Hold[];
  faults: LedgerFault[];
}
