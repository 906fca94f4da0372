import { hashOf } from '../../domain/hash.ts';
import type { BankEntry } from './entry.ts';

export type Unkeyed = Omit<BankEntry, 'entryKey' | 'dedupeKey'>;

/**
 * Gives the details of one message their keys. An entry is known by account, the bank's reference for it, amount,
 * direction, reversal and status: facts that are the same in camt.053 and camt.054 of every version (booking dates
 * and UETR are not); by status, because an announcement (PDNG) must not hide the booking that follows. Banks reuse a
 * reference within a statement, so entries that share all of it are told apart by what their details say; equal ones
 * are the same booking said twice. An entry without a bank reference is known by all it says, and its repetitions in
 * one message are bookings of their own.
 */
export function withKeys(entries: Unkeyed[][]): BankEntry[] {
  const known = entries.map((details) => ({ details, ...identityOf(details) }));
  const contents = new Map<string, Set<string>>();
  for (const { key, content } of known) contents.set(key, (contents.get(key) ?? new Set()).add(content));
  const seen = new Map<string, number>();
  return known.flatMap(({ details, key, content, referenced }) => {
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    const ambiguous = (contents.get(key)?.size ?? 0) > 1;
    const suffix = referenced ? (ambiguous ? content : '') : String(occurrence);
    return details.map((detail) => ({ ...detail, entryKey: key, dedupeKey: hashOf([key, suffix, detail.txIndex]) }));
  });
}

function identityOf(details: Unkeyed[]): { key: string; content: string; referenced: boolean } {
  const entry = details[0] as Unkeyed;
  const { amount, currency, minor, creditDebit } = entry.booked;
  const money = [minor ?? amount, currency, creditDebit, entry.reversal, entry.status];
  const content = hashOf(details.map(contentOf));
  const reference = entry.acctSvcrRef;
  if (reference !== null) return { key: hashOf([entry.account, reference, ...money]), content, referenced: true };
  const dates = [entry.bookingDate, entry.valueDate].map((date) => date?.slice(0, 10) ?? null);
  return { key: hashOf([entry.account, content, ...money, ...dates]), content, referenced: false };
}

const contentOf = (detail: Unkeyed): unknown[] => [
  detail.amountMinor,
  detail.currency,
  detail.debtor.account,
  detail.structuredReferences,
  detail.unstructured,
  detail.returned?.reasonCode ?? null,
  detail.txAcctSvcrRef ?? detail.txId ?? detail.endToEndId ?? detail.instrId ?? detail.uetr ?? detail.entryReference,
];

/** What a store remembers of a detail it has taken, found by its entryKey. */
export type TakenDetail = Pick<BankEntry, 'dedupeKey' | 'messageId' | 'txIndex'>;

export type Repeat = { kind: 'NEW' } | { kind: 'REPEAT' | 'CONFLICT'; why: string };

/**
 * Whether a detail is news, given every detail taken before with the same entryKey. A statement often repeats without
 * details what a notification said in detail; the other way round the booking is already in suspense whole, so a
 * person has to split it: CONFLICT.
 */
export function judgeRepeat(entry: TakenDetail, taken: readonly TakenDetail[]): Repeat {
  if (taken.some(({ dedupeKey }) => dedupeKey === entry.dedupeKey)) {
    return { kind: 'REPEAT', why: 'this transaction was reported before' };
  }
  const elsewhere = taken.filter(({ messageId }) => messageId !== entry.messageId);
  if (elsewhere.length === 0) return { kind: 'NEW' };
  if (entry.txIndex === 0) return { kind: 'REPEAT', why: 'this booking was reported before, with its details' };
  return {
    kind: 'CONFLICT',
    why: 'this booking was reported before with other details; a person has to compare the two messages',
  };
}
