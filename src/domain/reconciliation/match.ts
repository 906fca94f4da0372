import { formatAmount } from '../money.ts';
import type {
  AccountDay, DayBooks, Notified, OrderedPayment, StatedEntry, TrustAccount, TrustPosting,
} from './books.ts';
import { type Break, type BreakKind, subjects } from './breaks.ts';

/** The books of a day, indexed by what connects bank and ledger: the key of the movement. */
export interface Matched {
  day: DayBooks;
  stated: Map<string, StatedEntry>;
  posted: Map<string, TrustPosting[]>;
  payments: Map<string, OrderedPayment>;
  /** Movements stated without a posting, and the notifications that said them differently, or in more detail. */
  partners: Map<string, Notified[]>;
}

/** Things by a name several of them may share, in the order given. */
export function grouped<Thing>(things: Thing[], nameOf: (thing: Thing) => string): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const group = groups.get(nameOf(thing));
    if (group === undefined) groups.set(nameOf(thing), [thing]);
    else group.push(thing);
  }
  return groups;
}

/** What a movement adds to the account, in minor units. */
export const effect = ({ creditDebit, amountMinor }: Pick<StatedEntry, 'creditDebit' | 'amountMinor'>): number =>
  creditDebit === 'CRDT' ? amountMinor : -amountMinor;

export const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

export const money = (minor: number, currency: string): string => `${formatAmount(minor, currency)} ${currency}`;

export const entriesOf = ({ statements }: AccountDay): StatedEntry[] => statements.flatMap(({ entries }) => entries);

/** Indexes the books and pairs what the bank stated differently from how it was notified. */
export function match(day: DayBooks): Matched {
  const entries = day.accounts.flatMap((one) => [...one.earlier, ...entriesOf(one)]);
  const stated = new Map(entries.map((entry) => [entry.key, entry]));
  const posted = grouped(day.postings.filter(({ entry }) => entry !== null), ({ entry }) => entry as string);
  const payments = new Map(day.payments.map((payment) => [payment.id, payment]));
  const partners = partnersOf(entries.filter(({ key }) => !posted.has(key)),
    day.notified.filter(({ key }) => !stated.has(key) && posted.has(key)));
  return { day, stated, posted, payments, partners };
}

/** By the booking, or else by the bank's references; each only where neither side has what belongs to it. */
function partnersOf(unbooked: StatedEntry[], unstated: Notified[]): Map<string, Notified[]> {
  const byBooking = grouped(unstated, ({ booking }) => booking);
  const byMark = new Map(unstated.flatMap((one) => marksOf(one).map((mark) => [mark, one] as const)));
  return new Map(unbooked.flatMap((entry) => {
    const marked = marksOf(entry).map((mark) => byMark.get(mark)).find((one) => one !== undefined);
    const partners = byBooking.get(entry.booking) ?? (marked === undefined ? [] : [marked]);
    return partners.length === 0 ? [] : [[entry.key, partners] as const];
  }));
}

const marksOf = ({ bankReference, uetr }: Pick<Notified, 'bankReference' | 'uetr'>): string[] => [
  ...(uetr === null ? [] : [`uetr ${uetr}`]),
  ...(bankReference === null ? [] : [`reference ${bankReference}`]),
];

/** The postings made for a movement, directly or for the notification it replaces. */
export function postingsFor({ posted, partners }: Matched, { key }: StatedEntry): TrustPosting[] {
  const keys = [key, ...(partners.get(key) ?? []).map((partner) => partner.key)];
  return keys.flatMap((each) => posted.get(each) ?? []);
}

/** A debit that is nothing but the bank's own price. */
export const isCharge = ({ creditDebit, endToEndId, chargesMinor, amountMinor, code }: StatedEntry): boolean =>
  creditDebit === 'DBIT' && endToEndId === null
  && (chargesMinor === amountMinor || /\/(CHRG|FEES|COMM)$/.test(code ?? ''));

/** How the postings of a movement differ from it; null when together they are it, 'nothing' when there are none. */
export function difference(
  entry: StatedEntry, { ledger }: TrustAccount, postings: TrustPosting[],
): Exclude<BreakKind, 'ledger-altered'> | 'nothing' | null {
  const [mine, others] = [postings.filter((one) => isHere(one)), postings.filter((one) => !isHere(one))];
  const here = sum(mine.map(({ amountMinor }) => amountMinor));
  const due = effect(entry);
  const strays = others.filter(({ amountMinor }) => amountMinor !== 0);
  const elsewhere = sum(strays.map(({ amountMinor }) => amountMinor)) !== 0;
  if (here === due) return elsewhere ? 'booked-twice' : null;
  if (here === 0) {
    if (!elsewhere) return 'nothing';
    return strays.some(({ currency }) => currency !== entry.currency) ? 'currency-differs' : 'booked-on-other-account';
  }
  if (here === -due) return 'direction-differs';
  if (here % due === 0 && here / due > 1 && new Set(mine.map((one) => one.transaction)).size > 1) return 'booked-twice';
  if (entry.creditDebit === 'DBIT' && here - entry.chargesMinor === due) return 'charges-not-booked';
  return 'amount-differs';

  function isHere(one: TrustPosting): boolean {
    return one.ledger === ledger && one.currency === entry.currency;
  }
}

/** A break about one movement at the bank. */
export const aboutEntry = (
  kind: BreakKind, { id }: TrustAccount, entry: StatedEntry, sentence: string, order: string | null = null,
): Break => ({
  kind,
  subject: subjects.entry(entry.key),
  account: id,
  order,
  amountMinor: entry.amountMinor,
  currency: entry.currency,
  sentence,
});

/** The movement in a sentence: direction, amount, the bank's reference and date. */
export function describe(entry: StatedEntry): string {
  const what = entry.creditDebit === 'CRDT' ? 'credit' : 'debit';
  const reference = entry.bankReference ?? entry.endToEndId ?? entry.uetr ?? 'without a reference';
  const amount = money(entry.amountMinor, entry.currency);
  return `${what} of ${amount} (${reference}, booked ${entry.bookingDate ?? 'undated'})`;
}
