import { type CalendarId, isOpenDay } from './calendars.ts';
import { hongKongDay, instantOf, startOfDay } from './days.ts';

const HOUR_MS = 3_600_000;

/** When an office works on an open day, as hours of the clock in Hong Kong: from 9:00 up to, not including, 18:00. */
const opensAt = 9 * HOUR_MS;
const closesAt = 18 * HOUR_MS;

/**
 * The instant, as an ISO string in UTC, at which `hours` whole business hours have passed since `from` (ISO 8601 with
 * offset). A business hour lies between 9:00 and 18:00 in Hong Kong on an open day of the calendar; hours that run out
 * as the office closes are over at closing time. 0 hours from a closed time is the next opening. RangeError for
 * negative or broken hours, or days outside the calendar's coverage.
 */
export function addBusinessHours(from: string, hours: number, calendar: CalendarId): string {
  if (!Number.isSafeInteger(hours) || hours < 0) throw new RangeError('hours: must be a whole number of at least 0');
  const start = instantOf(from, 'from');
  let left = hours * HOUR_MS;
  for (let day = hongKongDay(start); ; day += 1) {
    if (!isOpenDay(day, calendar)) continue;
    const opened = Math.max(start, startOfDay(day) + opensAt);
    const worked = startOfDay(day) + closesAt - opened;
    if (worked > 0 && left <= worked) return new Date(opened + left).toISOString();
    left -= Math.max(0, worked);
  }
}
