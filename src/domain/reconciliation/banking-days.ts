import { type CalendarId, isOpen } from '../calendar/calendar.ts';
import { dateOf, dayNumber, hongKongDay, instantOf, isWeekend } from '../calendar/days.ts';

/** The date in Hong Kong, where the trust bank keeps its books, of an ISO instant. */
export const bankDateOf = (instant: string): string => dateOf(hongKongDay(instantOf(instant, 'at')));

/** The date of a date or date-time as a bank wrote it; null when there is no such day. */
export function dateIn(written: string | null): string | null {
  try {
    return written === null ? null : dateOf(dayNumber(written.slice(0, 10)));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Beyond the years the calendar knows, every weekday counts: a date of another age must not stop the proof. */
function isBankingDay(day: number, calendar: CalendarId): boolean {
  try {
    return isOpen(dateOf(day), calendar);
  } catch (error) {
    if (error instanceof RangeError) return !isWeekend(day);
    throw error;
  }
}

/** The date `days` banking days after (before, when negative) an ISO date; the date itself is not counted. */
export function bankingDay(date: string, days: number, calendar: CalendarId): string {
  const step = days < 0 ? -1 : 1;
  let day = dayNumber(date);
  for (let left = Math.abs(days); left > 0; ) {
    day += step;
    if (isBankingDay(day, calendar)) left -= 1;
  }
  return dateOf(day);
}

const longest = 400;

/** The banking days strictly between two ISO dates; of a gap of more than a year only the end. */
export function bankingDaysBetween(from: string, to: string, calendar: CalendarId): string[] {
  const days: string[] = [];
  const first = Math.max(dayNumber(from) + 1, dayNumber(to) - longest);
  for (let day = first; day < dayNumber(to); day += 1) {
    if (isBankingDay(day, calendar)) days.push(dateOf(day));
  }
  return days;
}
