import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Holidays from 'date-holidays';

const FIRST_YEAR = 2020;
const LAST_YEAR = 2035;
const TARGET = fileURLToPath(new URL('../src/domain/calendar/hk.ts', import.meta.url));

/**
 * Where date-holidays is wrong. In 2033 the leap month follows the eleventh month (GB/T 33661-2017); the library puts
 * it earlier in the year, and so has Mid-Autumn and Chung Yeung a month late. They fall on 8 September and 1 October;
 * the latter coincides with National Day, and the next weekday that is not a general holiday takes its place (General
 * Holidays Ordinance, Cap. 149).
 */
export const corrections: Record<number, { wrong: string[]; right: string[] }> = {
  2033: { wrong: ['2033-10-08', '2033-10-31'], right: ['2033-09-09', '2033-10-03'] },
};

/**
 * The general holidays of a year in Hong Kong other than Sundays, as sorted ISO dates; throws when a correction no
 * longer applies.
 */
function generalHolidays(year: number): string[] {
  const published = new Holidays('HK').getHolidays(year).filter(({ type }) => type === 'public');
  const dates = new Set(published.map(({ date }) => date.slice(0, 10)));
  const { wrong, right } = corrections[year] ?? { wrong: [], right: [] };
  for (const date of wrong) {
    if (!dates.delete(date)) throw new Error(`date-holidays no longer gives ${date}: review the correction of ${year}`);
  }
  return [...dates, ...right].toSorted();
}

const rows = (): string[] => {
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
  return years.map(
    (year) =>
      `  ${year}: '${generalHolidays(year)
        .map((date) => date.slice(5))
        .join(' ')}',`,
  );
};

/** The data file as scripts/regenerate-calendars.ts writes it, so that a test can tell whether it is up to date. */
export const hongKongFile = (): string =>
  `/**
 * General holidays in Hong Kong other than Sundays (General Holidays Ordinance, Cap. 149), month and day by year.
 * Written by scripts/regenerate-calendars.ts from the package date-holidays; change that script, not this file.
 */
export const hongKongHolidays: Record<number, string> = {
${rows().join('\n')}
};
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(TARGET, hongKongFile());
  process.stdout.write(`${TARGET} written: ${FIRST_YEAR} to ${LAST_YEAR}\n`);
}
