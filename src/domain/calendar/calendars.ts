import { stateCouncilNotices, statutoryHolidays } from './cn.ts';
import { dateOf, dayNumber, isWeekend } from './days.ts';
import { hongKongHolidays } from './hk.ts';

/**
 * When a place works, day by day. `edition` names the data, so that an order can say by which it was judged. From
 * `provisionalFrom` on the days are computed rather than published, and may still change.
 */
export type Calendar = {
  edition: string;
  from: string;
  until: string;
  provisionalFrom: string;
  isOpenDay: (day: number) => boolean;
};

const days = (year: number | string, dates: string): number[] =>
  dates.split(' ').flatMap((range) => {
    const [first = '', last = first] = range.split('..');
    const start = dayNumber(`${year}-${first}`);
    return Array.from({ length: dayNumber(`${year}-${last}`) - start + 1 }, (_, index) => start + index);
  });

const notices = Object.entries(stateCouncilNotices);
const hongKongClosed = new Set(Object.entries(hongKongHolidays).flatMap(([year, dates]) => days(year, dates)));
const mainlandWorked = new Set(notices.flatMap(([year, { worked }]) => days(year, worked)));
const mainlandClosed = new Set([
  ...notices.flatMap(([year, { off }]) => days(year, off)),
  ...[...statutoryHolidays.values()].flat().map(dayNumber),
]);

const hongKong: Calendar = {
  edition: 'HK general holidays 2020-2035, as of 2026-11-22',
  from: '2020-01-01',
  until: '2035-12-31',
  provisionalFrom: '2028-01-01',
  isOpenDay: (day) => !isWeekend(day) && !hongKongClosed.has(day),
};

const mainland: Calendar = {
  edition: 'CN State Council notices 2020-2026, statutory days 2027-2035, as of 2026-11-22',
  from: '2020-01-01',
  until: '2035-12-31',
  provisionalFrom: '2027-01-01',
  isOpenDay: (day) => mainlandWorked.has(day) || (!isWeekend(day) && !mainlandClosed.has(day)),
};

const earlier = (left: string, right: string): string => (left < right ? left : right);
const later = (left: string, right: string): string => (left < right ? right : left);

const openInBoth = (left: Calendar, right: Calendar): Calendar => ({
  edition: `${left.edition} + ${right.edition}`,
  from: later(left.from, right.from),
  until: earlier(left.until, right.until),
  provisionalFrom: earlier(left.provisionalFrom, right.provisionalFrom),
  isOpenDay: (day) => left.isOpenDay(day) && right.isOpenDay(day),
});

/** The business calendars a contract can name. `HK+CN` is open when both are. */
export const calendars = {
  HK: hongKong,
  CN: mainland,
  'HK+CN': openInBoth(hongKong, mainland),
} as const satisfies Record<string, Calendar>;

export type CalendarId = keyof typeof calendars;

export const calendarIds = Object.keys(calendars) as [CalendarId, ...CalendarId[]];

/** Whether a day number is open; RangeError naming the coverage when the calendar does not know the day. */
export function isOpenDay(day: number, name: CalendarId): boolean {
  const calendar = calendars[name];
  const date = dateOf(day);
  if (date < calendar.from || date > calendar.until) {
    throw new RangeError(
      `date: ${date} lies outside the coverage of calendar ${name}, ${calendar.from} to ${calendar.until}`,
    );
  }
  return calendar.isOpenDay(day);
}
