import { type CalendarId, calendars, isOpenDay } from './calendars.ts';
import { dateOf, dayNumber, hongKongDay, instantOf, startOfDay } from './days.ts';

export type { CalendarId } from './calendars.ts';
export { calendarIds } from './calendars.ts';

/** The calendar a company's working days are counted on; where neither is known, days open in both places count. */
export const calendarOfCountry = (country: string): CalendarId =>
  country === 'CN' || country === 'HK' ? country : 'HK+CN';

export type DueTime = { due: string; provisional: boolean };

/**
 * Whether an ISO date 'YYYY-MM-DD' is a business day; RangeError for no date, or one outside the calendar's coverage.
 */
export const isOpen = (date: string, calendar: CalendarId): boolean => isOpenDay(dayNumber(date), calendar);

/**
 * The instant `days` business days after `from` (ISO 8601 with offset), as an ISO string in UTC. Days are counted on
 * dates in Hong Kong after the starting date, and the clock time stays. 0 days from a closed day is the next open day,
 * from an open day itself. `provisional` tells that the answer rests on days not yet published. RangeError for
 * negative days or days outside the calendar's coverage.
 */
export function addBusinessDays(from: string, days: number, calendar: CalendarId): DueTime {
  if (!Number.isSafeInteger(days) || days < 0) throw new RangeError('days: must be a whole number of at least 0');
  const instant = instantOf(from, 'from');
  const start = hongKongDay(instant);
  let day = nextOpenDay(start, calendar);
  if (days > 0) {
    day = start;
    for (let left = days; left > 0; left -= 1) day = nextOpenDay(day + 1, calendar);
  }
  const due = new Date(startOfDay(day) + (instant - startOfDay(start))).toISOString();
  return { due, provisional: dateOf(day) >= calendars[calendar].provisionalFrom };
}

/**
 * Milliseconds of open time from one instant to a later one. An open day counts its whole 24 hours in Hong Kong, a
 * closed day nothing, so a clock that pauses and resumes keeps what it had left. RangeError when `to` is before
 * `from`, or outside the calendar's coverage.
 */
export function openMillisBetween(from: string, to: string, calendar: CalendarId): number {
  const start = instantOf(from, 'from');
  const end = instantOf(to, 'to');
  if (end < start) throw new RangeError(`to: ${to} is before ${from}`);
  let open = 0;
  for (let day = hongKongDay(start); day <= hongKongDay(end); day += 1) {
    if (isOpenDay(day, calendar)) open += Math.min(end, startOfDay(day + 1)) - Math.max(start, startOfDay(day));
  }
  return open;
}

/**
 * The open instant, as an ISO string in UTC, at which `millis` of open time have passed since `from`: what
 * openMillisBetween measures. When they run out as a day ends, it is the start of the next open day. RangeError for
 * negative millis or beyond the calendar's coverage.
 */
export function addOpenMillis(from: string, millis: number, calendar: CalendarId): string {
  if (!Number.isSafeInteger(millis) || millis < 0) throw new RangeError('millis: must be a whole number of at least 0');
  const start = instantOf(from, 'from');
  let day = nextOpenDay(hongKongDay(start), calendar);
  let instant = Math.max(start, startOfDay(day));
  let left = millis;
  while (left >= startOfDay(day + 1) - instant) {
    left -= startOfDay(day + 1) - instant;
    day = nextOpenDay(day + 1, calendar);
    instant = startOfDay(day);
  }
  return new Date(instant + left).toISOString();
}

function nextOpenDay(from: number, calendar: CalendarId): number {
  let day = from;
  while (!isOpenDay(day, calendar)) day += 1;
  return day;
}
