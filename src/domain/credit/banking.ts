import { isOpen } from '../calendar/calendar.ts';
import { dateOf, dayNumber } from '../calendar/days.ts';
import { bankDateOf } from '../reconciliation/banking-days.ts';
import type { CreditTerms } from './terms.ts';

/** Dates, both included, on which acts of God, strikes or the like kept the bank closed (article 36). */
export interface Interruption {
  from: string;
  until: string;
  reason: string;
}

type Bank = Pick<CreditTerms, 'calendar' | 'bankingHours'>;

const examinationDays = 5;

const interrupted = (date: string, interruptions: readonly Interruption[]): boolean =>
  interruptions.some(({ from, until }) => from <= date && date <= until);

const next = (date: string): string => dateOf(dayNumber(date) + 1);

/** The date itself when the bank is regularly open on it, or the first day after on which it is (article 2, 29(a)). */
export function openDayFrom(date: string, { calendar }: Bank): string {
  let day = date;
  while (!isOpen(day, calendar)) day = next(day);
  return day;
}

/**
 * The instant at which the bank closes on a date, ISO in UTC; the calendars are those of places eight hours ahead. It
 * is the first outside its hours: what had to happen by then has not.
 */
export const closingOf = (date: string, { bankingHours }: Bank): string =>
  new Date(`${date}T${bankingHours.closes}:00+08:00`).toISOString();

/**
 * The banking day on which a presentation made at an instant counts: a bank need not take one outside its hours
 * (article 33), so what comes at its closing or after, or on a day it is closed for whatever reason, counts on the
 * next.
 */
export function dayOfPresentation(at: string, bank: Bank, interruptions: readonly Interruption[]): string {
  const date = bankDateOf(at);
  const inTime = Date.parse(at) < Date.parse(closingOf(date, bank));
  let day = openDayFrom(inTime ? date : next(date), bank);
  while (interrupted(day, interruptions)) day = openDayFrom(next(day), bank);
  return day;
}

/**
 * The `days`-th banking day after a date. A day on which force majeure keeps the bank closed is none (articles 2 and
 * 36).
 */
export function bankingDayAfter(
  date: string,
  days: number,
  bank: Bank,
  interruptions: readonly Interruption[] = [],
): string {
  let day = date;
  for (let left = days; left > 0; ) {
    day = next(day);
    if (isOpen(day, bank.calendar) && !interrupted(day, interruptions)) left -= 1;
  }
  return day;
}

/** The last day to examine: five banking days following the day of presentation, whatever expires meanwhile (14(b)). */
export const lastExaminationDay = (day: string, bank: Bank, interruptions: readonly Interruption[]): string =>
  bankingDayAfter(day, examinationDays, bank, interruptions);

/** The last day to present under the credit as such: its expiry, or the first banking day after it (article 29(a)). */
export const lastDayOf = ({ expiry, ...bank }: Bank & Pick<CreditTerms, 'expiry'>): string =>
  openDayFrom(expiry.date, bank);

/**
 * The last day to present documents for goods shipped on a date (article 14(c)), moved to the next banking day as the
 * expiry is (29(a)). The latest date of shipment never moves (29(c)).
 */
export const lastDayAfterShipment = (shipped: string, terms: Bank & Pick<CreditTerms, 'presentationDays'>): string =>
  openDayFrom(dateOf(dayNumber(shipped) + terms.presentationDays), terms);
