import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import Holidays from 'date-holidays';
import { corrections, hongKongFile } from '../../scripts/regenerate-calendars.ts';
import { isOpen } from '../../src/domain/calendar/calendar.ts';
import { type CalendarId, calendarIds, calendars } from '../../src/domain/calendar/calendars.ts';
import { stateCouncilNotices, statutoryHolidays } from '../../src/domain/calendar/cn.ts';
import { hongKongHolidays } from '../../src/domain/calendar/hk.ts';

const DAY = 86_400_000;
const datesOf = (year: number): string[] => {
  const first = Date.UTC(year, 0, 1);
  return Array.from({ length: (Date.UTC(year + 1, 0, 1) - first) / DAY }, (_, index) =>
    new Date(first + index * DAY).toISOString().slice(0, 10),
  );
};
const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();
const isWeekday = (date: string): boolean => weekday(date) >= 1 && weekday(date) <= 5;
const years = Array.from({ length: 16 }, (_, index) => 2020 + index);

describe('the Hong Kong calendar', () => {
  it('is the file the generator writes from date-holidays now', () => {
    expect(readFileSync(new URL('../../src/domain/calendar/hk.ts', import.meta.url), 'utf8')).toBe(hongKongFile());
  });

  it('corrects date-holidays only in 2033, where the library has the leap month wrong', () => {
    const library = new Holidays('HK').getHolidays(2033).map(({ date }) => date.slice(0, 10));
    expect(Object.keys(corrections)).toEqual(['2033']);
    expect(library).toEqual(expect.arrayContaining(['2033-10-08', '2033-10-31']));
    expect(hongKongHolidays[2033]).toMatch(/09-09 10-01 10-03/);
  });

  it.each(years)('has 17 general holidays in %i, none on a Sunday', (year) => {
    const dates = (hongKongHolidays[year] ?? '').split(' ').map((date) => `${year}-${date}`);
    expect(new Set(dates).size).toBe(17);
    expect(dates.filter((date) => weekday(date) === 0)).toEqual([]);
    expect(dates.filter((date) => isOpen(date, 'HK'))).toEqual([]);
  });

  it('has the days gazetted for 2026 and 2027', () => {
    expect(hongKongHolidays[2026]).toBe(
      '01-01 02-17 02-18 02-19 04-03 04-04 04-06 04-07 05-01 05-25 06-19 07-01 09-26 10-01 10-19 12-25 12-26',
    );
    expect(hongKongHolidays[2027]).toBe(
      '01-01 02-06 02-08 02-09 03-26 03-27 03-29 04-05 05-01 05-13 06-09 07-01 09-16 10-01 10-08 12-25 12-27',
    );
  });

  it('works Monday to Friday', () => {
    expect(isOpen('2026-11-20', 'HK')).toBe(true);
    expect(isOpen('2026-11-21', 'HK')).toBe(false);
    expect(isOpen('2026-11-22', 'HK')).toBe(false);
    expect(isOpen('2026-11-23', 'HK')).toBe(true);
  });
});

describe('the mainland calendar', () => {
  // Weekdays off and weekend days worked, counted by the yearly notices; kept by chinesecalendar 1.11.0 and
  // chinese-days 1.5.7 alike.
  it.each([
    [
      2020,
      '01-01 01-24 01-27 01-28 01-29 01-30 01-31 04-06 05-01 05-04 05-05 06-25 06-26 ' +
        '10-01 10-02 10-05 10-06 10-07 10-08',
      '01-19 04-26 05-09 06-28 09-27 10-10',
    ],
    [
      2021,
      '01-01 02-11 02-12 02-15 02-16 02-17 04-05 05-03 05-04 05-05 06-14 09-20 09-21 10-01 10-04 10-05 10-06 10-07',
      '02-07 02-20 04-25 05-08 09-18 09-26 10-09',
    ],
    [
      2022,
      '01-03 01-31 02-01 02-02 02-03 02-04 04-04 04-05 05-02 05-03 05-04 06-03 09-12 10-03 10-04 10-05 10-06 10-07',
      '01-29 01-30 04-02 04-24 05-07 10-08 10-09',
    ],
    [
      2023,
      '01-02 01-23 01-24 01-25 01-26 01-27 04-05 05-01 05-02 05-03 06-22 06-23 09-29 10-02 10-03 10-04 10-05 10-06',
      '01-28 01-29 04-23 05-06 06-25 10-07 10-08',
    ],
    [
      2024,
      '01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 ' +
        '10-01 10-02 10-03 10-04 10-07',
      '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
    ],
    [
      2025,
      '01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08',
      '01-26 02-08 04-27 09-28 10-11',
    ],
    [
      2026,
      '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 ' +
        '10-01 10-02 10-05 10-06 10-07',
      '01-04 02-14 02-28 05-09 09-20 10-10',
    ],
  ])('follows the State Council in %i, working weekends included', (year, weekdaysOff, weekendsWorked) => {
    const short = (dates: string[]): string => dates.map((date) => date.slice(5)).join(' ');
    expect(short(datesOf(year).filter((date) => isWeekday(date) && !isOpen(date, 'CN')))).toBe(weekdaysOff);
    expect(short(datesOf(year).filter((date) => !isWeekday(date) && isOpen(date, 'CN')))).toBe(weekendsWorked);
  });

  it('cites the notice of every year it takes as settled', () => {
    const settled = Object.keys(stateCouncilNotices);
    expect(settled).toEqual(['2020', '2021', '2022', '2023', '2024', '2025', '2026']);
    settled.forEach((year) => {
      expect(stateCouncilNotices[Number(year)]?.notice).toMatch(
        new RegExp(`^国办发明电〔${Number(year) - 1}〕\\d+号$`),
      );
    });
  });

  it('works weekdays but the statutory days in years without a notice', () => {
    expect(isOpen('2027-02-05', 'CN')).toBe(false);
    expect(isOpen('2027-02-08', 'CN')).toBe(false);
    expect(isOpen('2027-02-09', 'CN')).toBe(true);
    expect(isOpen('2027-09-15', 'CN')).toBe(false);
    expect(datesOf(2030).filter((date) => !isWeekday(date) && isOpen(date, 'CN'))).toEqual([]);
  });

  it.each([...statutoryHolidays.keys()])('has the lunar festivals of %i where date-holidays computes them', (year) => {
    const festivals = ['春节', '清明节 清明節', '端午节', '中秋节'];
    const library = new Holidays('CN').getHolidays(year).filter(({ name }) => festivals.includes(name));
    // The library's leap month of 2033 is wrong, so that year's Mid-Autumn is left to the Hong Kong test.
    const expected = library.map(({ date }) => date.slice(0, 10)).filter((date) => date !== '2033-10-07');
    expect(expected.length).toBeGreaterThanOrEqual(5);
    expect(statutoryHolidays.get(year)).toEqual(expect.arrayContaining(expected));
    expect(statutoryHolidays.get(year)).toHaveLength(13);
  });
});

describe('every calendar', () => {
  it('is open in HK+CN exactly when both are', () => {
    for (const date of years.flatMap(datesOf)) {
      expect(isOpen(date, 'HK+CN')).toBe(isOpen(date, 'HK') && isOpen(date, 'CN'));
    }
  });

  it.each(calendarIds)('%s names its edition and refuses days it does not cover', (name) => {
    const { edition, from, until } = calendars[name];
    expect(edition).toContain(name === 'HK+CN' ? ' + ' : name);
    expect([isOpen(from, name), isOpen(until, name)]).toHaveLength(2);
    for (const outside of ['2019-12-31', '2036-01-01']) {
      expect(() => isOpen(outside, name)).toThrow(
        new RangeError(`date: ${outside} lies outside the coverage of calendar ${name}, 2020-01-01 to 2035-12-31`),
      );
    }
  });

  it.each(['2026-02-30', '2026-13-01', '2026-2-3', '20260203', '2026-02-03T00:00:00Z', ''])(
    'refuses %p, which is no date',
    (text) => {
      expect(() => isOpen(text, 'HK' as CalendarId)).toThrow(/is not a date written YYYY-MM-DD/);
    },
  );
});
