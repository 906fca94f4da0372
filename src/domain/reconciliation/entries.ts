import type { Break, BreakKind } from './breaks.ts';
import type { AccountDay, OrderedPayment, StatedEntry, TrustAccount, TrustPosting } from './books.ts';
import {
  aboutEntry,
  describe,
  difference,
  effect,
  entriesOf,
  isCharge,
  type Matched,
  money,
  postingsFor,
} from './match.ts';

/** What the bank states and the ledger shows otherwise or not at all; what the bank did without an order of ours. */
export function entryBreaks(books: Matched): Break[] {
  return books.day.accounts.flatMap((one) => [
    ...one.earlier.flatMap((entry) => stillDiffers(books, one.account, entry)),
    ...entriesOf(one).flatMap((entry) => judge(books, one, entry)),
  ]);
}

/** A movement proved on an earlier day can still be booked again later; that it was unordered is told once. */
function stillDiffers(books: Matched, account: TrustAccount, entry: StatedEntry): Break[] {
  const postings = postingsFor(books, entry);
  const kind = difference(entry, account, postings);
  if (kind === null || kind === 'nothing') return [];
  return [differing(kind, account, entry, postings)];
}

function judge(books: Matched, one: AccountDay, entry: StatedEntry): Break[] {
  const postings = postingsFor(books, entry);
  const kind = difference(entry, one.account, postings);
  const unordered = withoutCause(books, one, entry, postings);
  if (unordered !== null) return [unordered];
  if (kind === null) return [];
  return [kind === 'nothing' ? unbooked(books, one.account, entry) : differing(kind, one.account, entry, postings)];
}

function differing(kind: BreakKind, account: TrustAccount, entry: StatedEntry, postings: TrustPosting[]): Break {
  const booked = postings.map((one) => `${money(one.amountMinor, one.currency)} on ${one.ledger} (${one.transaction})`);
  const order = postings.find((one) => one.order !== null)?.order ?? null;
  return aboutEntry(kind, account, entry, `The ${describe(entry)} is in the ledger as ${booked.join(' and ')}.`, order);
}

/** What no entry of ours stands behind is a break even where it was parked in suspense, because it should not be. */
function withoutCause(books: Matched, one: AccountDay, entry: StatedEntry, postings: TrustPosting[]): Break | null {
  const about = (kind: BreakKind, sentence: string, order: string | null = null) =>
    aboutEntry(kind, one.account, entry, `The ${describe(entry)} ${sentence}`, order);
  const payment = entry.endToEndId === null ? undefined : books.payments.get(entry.endToEndId);
  const comesBack = entry.reversal || entry.returned;
  if (entry.creditDebit === 'CRDT') {
    return comesBack && payment === undefined
      ? about('return-without-original', 'came back to us, and no payment of ours went out as that.')
      : null;
  }
  if (comesBack) return followed(books, one, entry, postings) ? null : reversed(books, one, entry, about);
  if (isCharge(entry)) return null;
  if (payment === undefined) return about('payout-without-order', 'was ordered by nobody in the house.');
  return payment.status === 'AWAITING_APPROVAL' || payment.status === 'VOIDED'
    ? about('payout-without-order', `left although ${payment.id} has not been approved.`, payment.order)
    : null;
}

/** A reversal is followed when it is booked where the original was; in suspense only what was in suspense can end. */
function followed(books: Matched, one: AccountDay, entry: StatedEntry, postings: TrustPosting[]): boolean {
  if (postings.length === 0) return false;
  const original = originalOf(one, entry);
  const isParked = (posting: TrustPosting) => posting.against.includes('suspense');
  const kept = original === undefined ? [] : postingsFor(books, original);
  // What two people did with the rest of it later does not change where it was by then.
  const last = postings.map(({ at }) => at).sort().at(-1) ?? '';
  const before = kept.filter(({ at }) => at <= last);
  const then = before.length > 0 ? before : kept.slice(0, 1);
  return !postings.every(isParked) || (then.length > 0 && then.every(isParked));
}

function reversed(
  books: Matched,
  one: AccountDay,
  entry: StatedEntry,
  about: (kind: BreakKind, sentence: string, order: string | null) => Break,
): Break {
  const original = originalOf(one, entry);
  const order = original === undefined ? null : (postingsFor(books, original)[0]?.order ?? null);
  const what = original === undefined ? 'a credit we do not know' : `the ${describe(original)}`;
  return about('reversal-not-followed', `takes back ${what}, and the ledger does not follow.`, order);
}

/** What a reversal takes back, all or part of it. */
function originalOf(one: AccountDay, reversal: StatedEntry): StatedEntry | undefined {
  const same = (mark: 'uetr' | 'endToEndId' | 'bankReference', entry: StatedEntry) =>
    reversal[mark] !== null && reversal[mark] === entry[mark];
  const marked = [...one.earlier, ...entriesOf(one)].filter(
    (entry) =>
      Math.sign(effect(entry)) === -Math.sign(effect(reversal)) &&
      Math.abs(effect(entry)) >= Math.abs(effect(reversal)) &&
      !entry.reversal &&
      (same('uetr', entry) || same('endToEndId', entry) || same('bankReference', entry)),
  );
  return marked.find((entry) => effect(entry) === -effect(reversal)) ?? marked[0];
}

function unbooked(books: Matched, account: TrustAccount, entry: StatedEntry): Break {
  const about = (kind: BreakKind, sentence: string, order: string | null = null) =>
    aboutEntry(kind, account, entry, `The ${describe(entry)} ${sentence}`, order);
  if (isCharge(entry)) return about('charges-not-booked', 'is a charge of the bank that the ledger does not show.');
  const payment = entry.endToEndId === null ? undefined : books.payments.get(entry.endToEndId);
  if (entry.creditDebit === 'DBIT' && payment !== undefined) return unbookedPayment(entry, payment, about);
  return about('bank-entry-not-in-ledger', 'is not in the ledger.', payment?.order ?? null);
}

function unbookedPayment(
  entry: StatedEntry,
  payment: OrderedPayment,
  about: (kind: BreakKind, sentence: string, order: string | null) => Break,
): Break {
  const { id, amountMinor, currency, order } = payment;
  const ordered = `is the debit of ${id}, ordered as ${money(amountMinor, currency)}`;
  if (currency !== entry.currency) return about('currency-differs', `${ordered}.`, order);
  if (amountMinor === entry.amountMinor) {
    return about('bank-entry-not-in-ledger', `${ordered}, and not in the ledger.`, order);
  }
  if (amountMinor + entry.chargesMinor === entry.amountMinor) {
    return about('charges-not-booked', `${ordered}; ${money(entry.chargesMinor, currency)} of it are charges.`, order);
  }
  return about('amount-differs', `${ordered}.`, order);
}
