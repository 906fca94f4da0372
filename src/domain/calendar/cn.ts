/**
 * One year as the General Office of the State Council arranged it: days off (ranges include both ends) and weekend
 * days worked instead.
 */
type Notice = { notice: string; off: string; worked: string };

/**
 * Mainland China by yearly notice of the General Office of the State Council. The notice of 2020 is as amended by
 * 国办发明电〔2020〕1号, which lengthened the Spring Festival to 2 February. A year is added when its notice is out, usually
 * in November of the year before.
 */
export const stateCouncilNotices: Record<number, Notice> = {
  2020: {
    notice: '国办发明电〔2019〕16号',
    off: '01-01 01-24..02-02 04-04..04-06 05-01..05-05 06-25..06-27 10-01..10-08',
    worked: '01-19 04-26 05-09 06-28 09-27 10-10',
  },
  2021: {
    notice: '国办发明电〔2020〕27号',
    off: '01-01..01-03 02-11..02-17 04-03..04-05 05-01..05-05 06-12..06-14 09-19..09-21 10-01..10-07',
    worked: '02-07 02-20 04-25 05-08 09-18 09-26 10-09',
  },
  2022: {
    notice: '国办发明电〔2021〕11号',
    off: '01-01..01-03 01-31..02-06 04-03..04-05 04-30..05-04 06-03..06-05 09-10..09-12 10-01..10-07',
    worked: '01-29 01-30 04-02 04-24 05-07 10-08 10-09',
  },
  2023: {
    notice: '国办发明电〔2022〕16号',
    off: '01-01..01-02 01-21..01-27 04-05 04-29..05-03 06-22..06-24 09-29..10-06',
    worked: '01-28 01-29 04-23 05-06 06-25 10-07 10-08',
  },
  2024: {
    notice: '国办发明电〔2023〕7号',
    off: '01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07',
    worked: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  },
  2025: {
    notice: '国办发明电〔2024〕12号',
    off: '01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08',
    worked: '01-26 02-08 04-27 09-28 10-11',
  },
  2026: {
    notice: '国办发明电〔2025〕7号',
    off: '01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07',
    worked: '01-04 02-14 02-28 05-09 09-20 10-10',
  },
};

/**
 * Spring Festival's first day, Qingming, Dragon Boat and Mid-Autumn of the years without a notice, by the lunar
 * calendar (GB/T 33661-2017).
 */
const lunarFestivals: Record<
  number,
  readonly [spring: string, qingming: string, dragonBoat: string, midAutumn: string]
> = {
  2027: ['02-06', '04-05', '06-09', '09-15'],
  2028: ['01-26', '04-04', '05-28', '10-03'],
  2029: ['02-13', '04-04', '06-16', '09-22'],
  2030: ['02-03', '04-05', '06-05', '09-12'],
  2031: ['01-23', '04-05', '06-24', '10-01'],
  2032: ['02-11', '04-04', '06-12', '09-19'],
  2033: ['01-31', '04-04', '06-01', '09-08'],
  2034: ['02-19', '04-05', '06-20', '09-27'],
  2035: ['02-08', '04-05', '06-10', '09-16'],
};

const DAY = 86_400_000;

/**
 * The 13 statutory days off of the years without a notice (Regulation on Public Holidays, State Council Order 795):
 * the eve and the first three days of the Spring Festival, 1 January, 1 and 2 May, 1 to 3 October, and the three other
 * festivals. Which further days the year's notice will swap is not known yet, so these years are provisional. ISO
 * dates, by year.
 */
export const statutoryHolidays: ReadonlyMap<number, readonly string[]> = new Map(
  Object.entries(lunarFestivals).map(([year, [spring, ...others]]) => {
    const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
    const springDays = [-1, 0, 1, 2].map((offset) =>
      new Date(Date.parse(`${year}-${spring}T00:00:00Z`) + offset * DAY).toISOString().slice(0, 10),
    );
    return [Number(year), [...springDays, ...[...fixed, ...others].map((date) => `${year}-${date}`)]] as const;
  }),
);
