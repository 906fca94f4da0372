import { bankingDay, bankingDaysBetween } from './banking-days.ts';
import { type Break, type BreakKind, subjects } from './breaks.ts';
import type { AccountDay, DayBooks, ProofPolicy, StatedEntry, Statement } from './books.ts';
import { aboutEntry, describe, effect, entriesOf, money, sum } from './match.ts';

/** What the statements of a day say wrongly by themselves, before anything is compared with the ledger. */
export function statementBreaks({ accounts, foreign, policy, day }: DayBooks): Break[] {
  const unknown = foreign.map(({ id, account, currency, closingMinor }): Break => ({
    kind: 'statement-account-unknown', subject: subjects.statement(id), account, order: null,
    amountMinor: closingMinor, currency,
    sentence: `Statement ${id} is for account ${account} in ${currency}, which is no trust account of the house.`,
  }));
  return [
    ...unknown,
    ...accounts.flatMap((one) => [
      ...missingBreaks(one, day, policy),
      ...chainBreaks(one, isCovered(one, { day, policy })),
      ...copyBreaks(one),
      ...dateBreaks(one, policy),
      ...repeatBreaks(one),
    ]),
  ];
}

/** Statements in the order of their numbers; where the bank gives none, each after the one whose balance it takes. */
export function inOrder({ before, statements }: Pick<AccountDay, 'before' | 'statements'>): Statement[] {
  const waiting = statements.toSorted((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
  if (statements.every(({ sequence }) => sequence !== null)) return waiting;
  const ordered: Statement[] = [];
  let balance = before?.closingMinor;
  while (waiting.length > 0) {
    const next = Math.max(0, waiting.findIndex(({ openingMinor }) => openingMinor === balance));
    ordered.push(...waiting.splice(next, 1));
    balance = ordered.at(-1)?.closingMinor;
  }
  return ordered;
}

/**
 * Days, or a number, for which there is no statement. The bank's own numbering decides where it has one; it may start
 * again at 1 with the year.
 */
export function missing({ before, statements }: AccountDay, day: string, { calendar }: ProofPolicy): string[] {
  const first = inOrder({ before, statements })[0];
  if (first === undefined) {
    return bankingDaysBetween(before?.day ?? bankingDay(day, -1, calendar), bankingDay(day, 1, calendar), calendar);
  }
  if (before === null) return [];
  if (first.sequence !== null && before.sequence !== null) {
    const newYear = first.sequence === 1 && first.day.slice(0, 4) > before.day.slice(0, 4);
    const follows = newYear || first.sequence === before.sequence + 1;
    return follows ? [] : [`number ${before.sequence + 1}`];
  }
  return bankingDaysBetween(before.day, first.day, calendar);
}

function missingBreaks(one: AccountDay, day: string, policy: ProofPolicy): Break[] {
  const { id, currency } = one.account;
  const gaps = missing(one, day, policy);
  if (gaps[0] === undefined) return [];
  const last = one.before === null ? 'No statement came before.' : `The last one was of ${one.before.day}.`;
  return [{
    kind: 'statement-missing', subject: subjects.statementDay(id, currency, gaps[0]), account: id, order: null,
    amountMinor: null, currency,
    sentence: `Account ${id} in ${currency} has no statement for ${gaps.join(', ')}. ${last}`,
  }];
}

/** Across a missing statement, opening and closing cannot be compared. */
function chainBreaks(one: AccountDay, covered: boolean): Break[] {
  const breaks: Break[] = [];
  let before = covered ? (one.before?.closingMinor ?? null) : null;
  for (const statement of inOrder(one)) {
    const { id, openingMinor, closingMinor, entries, currency } = statement;
    const about = (kind: BreakKind, offBy: number, sentence: string): Break => ({
      kind, subject: subjects.statement(id), account: one.account.id, order: null, amountMinor: offBy, currency,
      sentence,
    });
    if (before !== null && before !== openingMinor) {
      const sentence = `Statement ${id} opens with ${money(openingMinor, currency)}; `
        + `the one before closed with ${money(before, currency)}.`;
      breaks.push(about('opening-differs', openingMinor - before, sentence));
    }
    const reached = openingMinor + sum(entries.map(effect));
    if (reached !== closingMinor) {
      const sentence = `Statement ${id} closes with ${money(closingMinor, currency)}; `
        + `opening and entries give ${money(reached, currency)}.`;
      breaks.push(about('closing-differs', closingMinor - reached, sentence));
    }
    before = closingMinor;
  }
  return breaks;
}

/** A second statement under the id and number of one before, with other entries or figures. */
function copyBreaks({ account, statements }: AccountDay): Break[] {
  return statements.flatMap(({ id, repeats, sequence, closingMinor, currency, entries }): Break[] => {
    if (repeats === undefined) return [];
    const numbered = sequence === null ? '' : `, number ${sequence},`;
    const sentence = `Statement ${repeats}${numbered} came again and says something else: it closes with `
      + `${money(closingMinor, currency)} after ${entries.length} movements. It is kept as ${id}.`;
    const subject = subjects.statement(id);
    return [{
      kind: 'statement-differs', subject, account: account.id, order: null, amountMinor: null, currency, sentence,
    }];
  });
}

function dateBreaks(one: AccountDay, { calendar, valueDateDays }: ProofPolicy): Break[] {
  return one.statements.flatMap(({ day, entries }) =>
    entries.flatMap((entry): Break[] => {
      const { bookingDate, valueDate } = entry;
      if (bookingDate === null || valueDate === null) return [];
      const from = bankingDay(bookingDate, -valueDateDays, calendar);
      const to = bankingDay(bookingDate, valueDateDays, calendar);
      const outside = valueDate < from || valueDate > to;
      if (!outside && bookingDate <= day) return [];
      const found = outside
        ? `has the value date ${valueDate}, outside ${from} to ${to}`
        : `was booked after the day of its statement, ${day}`;
      return [aboutEntry('value-date-outside-cut-off', one.account, entry, `The ${describe(entry)} ${found}.`)];
    }),
  );
}

/** Movements of the day that say the same as one before them under another reference of the bank. */
function repeatBreaks(one: AccountDay): Break[] {
  const seen = new Map<string, StatedEntry>();
  const breaks: Break[] = [];
  const today = new Set(entriesOf(one));
  for (const entry of [...one.earlier, ...today]) {
    const marks = sameness(entry);
    const first = marks.map((mark) => seen.get(mark)).find((found) => found !== undefined && found.key !== entry.key);
    for (const mark of marks) if (!seen.has(mark)) seen.set(mark, entry);
    if (first === undefined || !today.has(entry)) continue;
    const sentence = `The ${describe(entry)} repeats the ${describe(first)} under another reference.`;
    breaks.push(aboutEntry('reported-twice', one.account, entry, sentence));
  }
  return breaks;
}

/** UETR is unique to a payment; an end-to-end id is unique to its payer, as far as payers keep to it. */
function sameness(entry: StatedEntry): string[] {
  const { uetr, endToEndId, counterparty, reversal, returned } = entry;
  const movement = `${effect(entry)} ${entry.currency} ${reversal || returned}`;
  return [
    ...(uetr === null ? [] : [`${movement} uetr ${uetr}`]),
    ...(endToEndId === null || counterparty === null ? [] : [`${movement} id ${endToEndId} ${counterparty}`]),
  ];
}

/** True when statements lead without a gap from the last proved day to this one: then absence means something. */
export const isCovered = (one: AccountDay, { day, policy }: Pick<DayBooks, 'day' | 'policy'>): boolean =>
  missing(one, day, policy).length === 0;
