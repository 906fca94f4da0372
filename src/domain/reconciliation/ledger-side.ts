import { bankDateOf, bankingDay } from './banking-days.ts';
import { type Break, subjects } from './breaks.ts';
import type { AccountDay, TrustPosting } from './books.ts';
import { effect, entriesOf, grouped, type Matched, money, sum } from './match.ts';
import { inOrder, isCovered } from './statements.ts';

/** What the ledger and the orders show and the bank does not, or not any more in time. */
export function ledgerBreaks(books: Matched): Break[] {
  const covered = books.day.accounts.filter((one) => isCovered(one, books.day));
  return [
    ...covered.flatMap((one) => [...unstated(books, one), ...balance(books, one)]),
    ...undebited(books), ...aged(books), ...holds(books), ...altered(books),
  ];
}

/** Postings whose movement the bank has not stated, though its statements have come past their day. */
function unstated(books: Matched, { account }: AccountDay): Break[] {
  const { day, policy, notified } = books.day;
  const paired = new Set([...books.partners.values()].flat().map(({ key }) => key));
  const booked = new Map(notified.map(({ key, bookingDate }) => [key, bookingDate]));
  const open = books.day.postings.filter(({ ledger, entry }) =>
    ledger === account.ledger && (entry === null || (!books.stated.has(entry) && !paired.has(entry))));
  const byCause = grouped(open, ({ entry, transaction }) => entry ?? transaction);
  return [...byCause.values()].flatMap((postings) => {
    const first = postings[0] as TrustPosting;
    const total = sum(postings.map(({ amountMinor }) => amountMinor));
    const since = (first.entry === null ? null : booked.get(first.entry)) ?? bankDateOf(first.at);
    const overdue = day >= bankingDay(since, policy.statedWithinDays, policy.calendar);
    return total === 0 || !overdue ? [] : [notAtBank(first, account.id, total, since)];
  });
}

function notAtBank(first: TrustPosting, account: string, total: number, since: string): Break {
  const { transaction, order, currency, kind } = first;
  const moves = `Transaction ${transaction} (${kind}) moves ${money(total, currency)} since ${since}`;
  return {
    kind: 'ledger-not-at-bank', subject: subjects.transaction(transaction), account, order,
    amountMinor: Math.abs(total), currency, sentence: `${moves}; the bank has not stated it.`,
  };
}

/**
 * Before the window, ledger and bank were equal. Every posting inside it is compared one by one, so what differs here
 * was posted to a movement that had been proved before.
 */
function balance(books: Matched, one: AccountDay): Break[] {
  const { id, ledger, currency } = one.account;
  const first = inOrder(one)[0];
  if (first === undefined) return [];
  const before = one.before?.closingMinor ?? first.openingMinor;
  const bank = before - sum(one.earlier.map(effect));
  const window = books.day.postings.filter((posting) => posting.ledger === ledger);
  const book = one.ledgerMinor - sum(window.map(({ amountMinor }) => amountMinor));
  if (book === bank) return [];
  const closing = bank + sum([...one.earlier, ...entriesOf(one)].map(effect));
  return [{
    kind: 'ledger-balance-differs', subject: subjects.account(id, currency), account: id, order: null,
    amountMinor: book - bank, currency,
    sentence: `The ledger has ${money(one.ledgerMinor, currency)} on ${ledger}; with what is still on its way, `
      + `${money(closing, currency)} at the bank leave ${money(book - bank, currency)} unexplained.`,
  }];
}

/** Payments the bank should have debited by now; where a statement is missing, the debit may stand in it. */
function undebited({ day: books, stated }: Matched): Break[] {
  const { payments, day, policy, accounts } = books;
  const debits = [...stated.values()].filter(({ creditDebit }) => creditDebit === 'DBIT');
  const seen = new Set(debits.map(({ endToEndId }) => endToEndId));
  return payments.flatMap(({ id, status, sentAt, amountMinor, currency, order }): Break[] => {
    if (!['SENT', 'UNKNOWN'].includes(status) || sentAt === null || seen.has(id)) return [];
    if (day <= bankingDay(bankDateOf(sentAt), policy.payoutDays, policy.calendar)) return [];
    const account = accounts.find((one) => one.account.currency === currency);
    if (account !== undefined && !isCovered(account, books)) return [];
    return [{
      kind: 'payout-not-debited', subject: subjects.disbursement(id), account: account?.account.id ?? null, order,
      amountMinor, currency,
      sentence: `${id} over ${money(amountMinor, currency)} was sent on ${bankDateOf(sentAt)} and is not debited.`,
    }];
  });
}

const aged = ({ day: { suspense, day, policy } }: Matched): Break[] =>
  suspense
    .filter(({ since }) => day > bankingDay(bankDateOf(since), policy.suspenseDays, policy.calendar))
    .map(({ entry, amountMinor, currency, since }) => ({
      kind: 'suspense-aged', subject: subjects.entry(entry), account: null, order: null, amountMinor, currency,
      sentence: `${money(amountMinor, currency)} are in suspense since ${bankDateOf(since)}.`,
    }));

const holds = ({ day }: Matched): Break[] =>
  day.holds
    .filter(({ ledgerMinor, requestsMinor }) => ledgerMinor !== requestsMinor)
    .map(({ order, currency, ledgerMinor, requestsMinor }) => ({
      kind: 'hold-differs', subject: subjects.order(order), account: null, order,
      amountMinor: ledgerMinor - requestsMinor, currency,
      sentence: `The ledger holds ${money(ledgerMinor, currency)} for order ${order}; its requests and payments leave `
        + `${money(requestsMinor, currency)}.`,
    }));

const altered = ({ day }: Matched): Break[] =>
  day.faults.map(({ where, detail }) => ({
    kind: 'ledger-altered', subject: subjects.ledger(where), account: null, order: null, amountMinor: null,
    currency: null, sentence: `The sealed ledger fails at ${where}: ${detail}.`,
  }));
