import { hashOf } from '../../domain/hash.ts';
import type { BankEntry, KeptBankEntry, TakenDetail } from '../../persistence/bank.ts';
import type { BankReader, EntryKind, ReadEntry } from './reader.ts';

/** What is kept of a transaction detail beside its money, so that it can be applied later without its message. */
export interface MovementContent extends Record<string, unknown> {
  kind: EntryKind;
  entryKey: string;
  messageId: string | null;
  txIndex: number;
  /** Why no machine may say what the money is for. */
  problem: string | null;
  /** Why the bank sent a payment back. */
  reason: string;
  uetr: string | null;
  bankReference: string | null;
  /** What the bank charges for the credit besides, in its currency; 0 when it says of none. */
  chargesMinor: number;
  /** The bank that reported it; what was kept before banks were told apart does not say. */
  bank?: string;
  /** Who paid: where a payment that cannot be taken goes back to. */
  debtor: { name: string | null; account: string | null };
}

/** Money that moved on the trust account, as far as matching it needs to know. */
export interface Movement {
  dedupeKey: string;
  currency: string;
  amountMinor: number;
  endToEndId: string | null;
  /** What the payer may have meant, best first. */
  references: string[];
  kind: EntryKind;
  problem: string | null;
  reason: string;
  account: string;
  uetr: string | null;
  bankReference: string | null;
  chargesMinor: number;
  /** The bank that reported it; null where that is not known. */
  bank: string | null;
  /** The day on which the bank booked it; null where it did not say. */
  bookedOn: string | null;
}

/** What a booking without a date counts as of. */
const undated = '1970-01-01';

export const movementOf = ({
  dedupeKey,
  account,
  currency,
  amountMinor,
  endToEndId,
  references,
  bookingDate,
  content,
}: BankEntry | KeptBankEntry): Movement => {
  // What was kept before these four were read does not have them.
  const { uetr = null, bankReference = null, chargesMinor = 0, bank = null } = content as MovementContent;
  const { kind, problem, reason } = content as MovementContent;
  const bookedOn = bookingDate === undated ? null : bookingDate;
  const said = { kind, problem, reason, uetr, bankReference, chargesMinor, bank, bookedOn };
  return { dedupeKey, account, currency, amountMinor, endToEndId, references, ...said };
};

/** A detail as it would be kept, or why it is not: it moved nothing, or nobody can say what. */
export type Draft = { keep: BankEntry; taken: TakenDetail & { entryKey: string } } | { why: string };

/** The same entry, as reported by a bank. */
export const reportedBy = (entry: BankEntry, bank: string): BankEntry => ({
  ...entry,
  content: { ...entry.content, bank },
});

/** What carries the references of a payer: the credit, and the debit that takes it back. */
const naming: readonly EntryKind[] = ['CUSTOMER_CREDIT', 'REVERSED_CREDIT'];

/**
 * What is to be kept of a detail. Only BOOK entries are: a pending one has the same key as the booking that follows it.
 */
export function draftOf(reader: BankReader, entry: ReadEntry): Draft {
  const { kind, why } = reader.classify(entry);
  if (kind === 'IGNORED') return { why };
  if (entry.amountProblem !== null) return wholeEntry(entry, kind, entry.amountProblem);
  const moved = reader.movedMoney(entry);
  if (!moved.ok) return { why: moved.why };
  return drafted(entry, kind, {
    dedupeKey: entry.dedupeKey,
    txIndex: entry.txIndex,
    currency: moved.money.currency,
    amountMinor: moved.money.minor,
    references: naming.includes(kind) ? reader.matchReferences(entry).map(({ reference }) => reference) : [],
    endToEndId: entry.endToEndId,
    problem: null,
  });
}

/** An entry whose details do not explain it moved money all the same: it is kept whole, once, for a person to split. */
function wholeEntry(entry: ReadEntry, kind: EntryKind, problem: string): Draft {
  const { currency, minor } = entry.booked;
  if (minor === null || minor === 0) return { why: `cannot be booked: ${problem}` };
  return drafted(entry, kind, {
    dedupeKey: hashOf([entry.entryKey, 'whole']),
    txIndex: 0,
    currency,
    amountMinor: minor,
    references: [],
    endToEndId: null,
    problem,
  });
}

type Said = Pick<BankEntry, 'dedupeKey' | 'currency' | 'amountMinor' | 'references' | 'endToEndId'> & {
  txIndex: number;
  problem: string | null;
};

function drafted(entry: ReadEntry, kind: EntryKind, { txIndex, problem, ...said }: Said): Draft {
  const { entryKey, messageId, returned, debtor } = entry;
  const reason = [returned?.reasonCode, returned?.reasonText].filter(Boolean).join(' ') || 'returned by the bank';
  const { uetr = null, txAcctSvcrRef: bankReference = null } = entry;
  const chargesMinor = kind === 'CUSTOMER_CREDIT' && problem === null ? chargedBesides(entry, said) : 0;
  const content = { kind, entryKey, messageId, txIndex, problem, reason, debtor, uetr, bankReference, chargesMinor };
  return {
    keep: {
      ...said,
      account: entry.account ?? 'unknown',
      creditDebit: problem === null ? entry.creditDebit : entry.booked.creditDebit,
      reversal: entry.reversal,
      bookingDate: dateOf(entry.bookingDate),
      content: content satisfies MovementContent,
    },
    taken: { dedupeKey: said.dedupeKey, messageId, txIndex, entryKey },
  };
}

/**
 * The date of a date or date-time as the bank wrote it; a booking without one counts as of the epoch, visibly wrong.
 */
const dateOf = (written: string | null): string => /^\d{4}-\d\d-\d\d/.exec(written ?? '')?.[0] ?? undated;

/**
 * What the bank debits besides for a credit (camt `Chrgs` with `ChrgInclInd` false), in the credit's currency. Charges
 * that are in the amount already have made it short, and those of another currency are for a person.
 */
function chargedBesides({ charges }: ReadEntry, { currency }: Pick<Said, 'currency'>): number {
  const besides = charges.filter(
    ({ includedInd, creditDebit, currency: of }) => includedInd === false && creditDebit !== 'CRDT' && of === currency,
  );
  return besides.reduce((total, { minor }) => total + (minor ?? 0), 0);
}
