import type { Money } from '../../domain/money.ts';
import type { BankEntry } from './entry.ts';

export type EntryKind = 'CUSTOMER_CREDIT' | 'OUTGOING_DEBIT' | 'RETURNED_OUTGOING' | 'REVERSED_CREDIT' | 'IGNORED';

export type Classification = { kind: EntryKind; why: string };

/**
 * What an entry is to the house. Only BOOK has moved money (ISO 20022 external entry status; PDNG and INFO have not).
 * A reversal turns the meaning round: a reversed debit comes as a credit and was never a customer's. RtrInf says the
 * same without the indicator.
 */
export function classify(entry: BankEntry): Classification {
  if (entry.status !== 'BOOK') {
    return { kind: 'IGNORED', why: `its status is ${entry.status ?? 'not said'}; only BOOK entries have moved money` };
  }
  const comesBack = entry.reversal || entry.returned !== null;
  const mark = entry.reversal ? 'RvslInd' : 'RtrInf';
  if (entry.creditDebit === 'CRDT') {
    return comesBack
      ? { kind: 'RETURNED_OUTGOING', why: `a credit marked ${mark} is a payment of ours coming back, not a customer's` }
      : { kind: 'CUSTOMER_CREDIT', why: 'a booked credit' };
  }
  if (comesBack) return { kind: 'REVERSED_CREDIT', why: `a debit marked ${mark} takes back a credit booked before` };
  return entry.endToEndId === null
    ? {
        kind: 'OUTGOING_DEBIT',
        why: 'a booked debit without an EndToEndId: bank charges, or a transfer that is not ours',
      }
    : { kind: 'OUTGOING_DEBIT', why: 'a booked debit; its EndToEndId names the transfer it settles' };
}

/**
 * The money a detail moved, or why no machine may say: then the booked amount of the entry belongs in suspense until
 * a person settles it.
 */
export function movedMoney(entry: BankEntry): { ok: true; money: Money } | { ok: false; why: string } {
  if (entry.amountProblem !== null) return { ok: false, why: entry.amountProblem };
  if (entry.amountMinor === null || entry.currency === null)
    return { ok: false, why: 'the transaction says no amount' };
  if (entry.amountMinor === 0) return { ok: false, why: 'the amount is zero' };
  return { ok: true, money: { currency: entry.currency, minor: entry.amountMinor } };
}

export type Bookable =
  | { ok: true; money: Money }
  | { ok: false; code: 'not-a-customer-credit' | 'amount-unclear'; why: string };

/**
 * Whether an entry may be booked as a customer's payment without a person: a booked credit, no reversal, and an
 * amount beyond doubt.
 */
export function bookable(entry: BankEntry): Bookable {
  const { kind, why } = classify(entry);
  if (kind !== 'CUSTOMER_CREDIT') return { ok: false, code: 'not-a-customer-credit', why };
  const moved = movedMoney(entry);
  return moved.ok ? moved : { ok: false, code: 'amount-unclear', why: moved.why };
}
