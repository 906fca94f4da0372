import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addBusinessDays, addOpenMillis, isOpen, openMillisBetween } from '../../src/domain/calendar/calendar.ts';
import { type CalendarId, calendarIds } from '../../src/domain/calendar/calendars.ts';

const DAY = 86_400_000;
const due = (from: string, days: number, calendar: CalendarId): string => addBusinessDays(from, days, calendar).due;
const hongKongDate = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

const anyCalendar = fc.constantFrom(...calendarIds);
const anyInstant = fc
  .integer({ min: Date.UTC(2020, 0, 2), max: Date.UTC(2034, 0, 1) })
  .map((ms) => new Date(ms).toISOString());

describe('business days', () => {
  it.each([
    ['HK', '2026-11-20T02:00:00Z', 1, '2026-11-23T02:00:00.000Z'],
    ['HK', '2026-11-20T02:00:00Z', 2, '2026-11-24T02:00:00.000Z'],
    ['HK', '2026-12-24T10:30:15.250Z', 1, '2026-12-28T10:30:15.250Z'],
    ['HK', '2026-04-02T01:00:00Z', 1, '2026-04-08T01:00:00.000Z'],
    ['CN', '2026-02-13T01:00:00Z', 1, '2026-02-14T01:00:00.000Z'],
    ['CN', '2026-02-13T01:00:00Z', 2, '2026-02-24T01:00:00.000Z'],
    ['CN', '2026-09-30T01:00:00Z', 2, '2026-10-09T01:00:00.000Z'],
    ['CN', '2026-09-30T01:00:00Z', 3, '2026-10-10T01:00:00.000Z'],
    ['HK+CN', '2026-02-13T01:00:00Z', 1, '2026-02-24T01:00:00.000Z'],
  ] as const)('%s: %s and %i days is %s', (calendar, from, days, expected) => {
    expect(due(from, days, calendar)).toBe(expected);
  });

  it('are counted on dates in Hong Kong, the clock time staying', () => {
    // 16:30 UTC on Friday is already Saturday in Hong Kong.
    expect(due('2026-11-20T16:30:00Z', 1, 'HK')).toBe('2026-11-22T16:30:00.000Z');
    expect(due('2026-11-21T00:30:00+08:00', 1, 'HK')).toBe('2026-11-22T16:30:00.000Z');
    expect(due('2026-11-20T15:59:59.999Z', 1, 'HK')).toBe('2026-11-23T15:59:59.999Z');
  });

  it('of 0 leave an open day as it is and move a closed day to the next open one', () => {
    expect(due('2026-11-20T02:00:00Z', 0, 'HK')).toBe('2026-11-20T02:00:00.000Z');
    expect(due('2026-11-21T02:00:00Z', 0, 'HK')).toBe('2026-11-23T02:00:00.000Z');
    expect(due('2026-11-21T02:00:00Z', 1, 'HK')).toBe('2026-11-23T02:00:00.000Z');
  });

  it('are provisional once they reach days not yet published', () => {
    expect(addBusinessDays('2026-12-30T02:00:00Z', 1, 'CN')).toEqual({
      due: '2026-12-31T02:00:00.000Z',
      provisional: false,
    });
    expect(addBusinessDays('2026-12-31T02:00:00Z', 1, 'CN')).toEqual({
      due: '2027-01-04T02:00:00.000Z',
      provisional: true,
    });
    expect(addBusinessDays('2026-12-31T02:00:00Z', 1, 'HK').provisional).toBe(false);
    expect(addBusinessDays('2026-12-31T02:00:00Z', 1, 'HK+CN').provisional).toBe(true);
    expect(addBusinessDays('2028-03-01T02:00:00Z', 1, 'HK').provisional).toBe(true);
  });

  it('land on an open day, with exactly that many open days after the start, at the same time of day', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 1, max: 40 }), anyCalendar, (from, days, calendar) => {
        const end = due(from, days, calendar);
        let open = 0;
        for (let ms = Date.parse(from) + DAY; ms <= Date.parse(end); ms += DAY) {
          if (isOpen(hongKongDate(new Date(ms).toISOString()), calendar)) open += 1;
        }
        expect(open).toBe(days);
        expect(isOpen(hongKongDate(end), calendar)).toBe(true);
        expect((Date.parse(end) - Date.parse(from)) % DAY).toBe(0);
      }),
    );
  });

  it('add up: a days and then b days are a + b days', () => {
    fc.assert(
      fc.property(anyInstant, fc.nat(20), fc.nat(20), anyCalendar, (from, a, b, calendar) => {
        const start = due(from, 0, calendar);
        expect(due(due(start, a, calendar), b, calendar)).toBe(due(start, a + b, calendar));
      }),
    );
  });

  it('are refused when negative, not whole, or beyond the coverage', () => {
    expect(() => due('2026-11-20T02:00:00Z', -1, 'HK')).toThrow('days: must be a whole number of at least 0');
    expect(() => due('2026-11-20T02:00:00Z', 1.5, 'HK')).toThrow(RangeError);
    expect(() => due('2035-12-31T02:00:00Z', 1, 'HK')).toThrow(
      /2036-01-01 lies outside the coverage of calendar HK, 2020-01-01 to 2035-12-31/,
    );
    expect(() => due('2026-11-20T02:00:00Z', Number.MAX_SAFE_INTEGER, 'HK')).toThrow(/outside the coverage/);
    expect(() => due('2019-12-31T02:00:00Z', 1, 'CN')).toThrow(/2019-12-31 lies outside the coverage of calendar CN/);
  });

  it.each([
    '2026-11-20',
    '2026-11-20T02:00:00',
    '2026-02-30T02:00:00Z',
    '2026-11-20T24:00:00Z',
    '20 Nov 2026 02:00 UTC',
    '',
  ])('are refused from %p, which does not name an instant', (from) => {
    expect(() => due(from, 1, 'HK')).toThrow(RangeError);
  });
});

describe('open time', () => {
  it('counts open days whole and closed days not at all', () => {
    expect(openMillisBetween('2026-11-19T16:00:00Z', '2026-11-20T16:00:00Z', 'HK')).toBe(DAY);
    expect(openMillisBetween('2026-11-20T16:00:00Z', '2026-11-22T16:00:00Z', 'HK')).toBe(0);
    expect(openMillisBetween('2026-11-20T04:00:00Z', '2026-11-23T04:00:00Z', 'HK')).toBe(DAY);
    expect(openMillisBetween('2026-11-20T04:00:00Z', '2026-11-20T04:00:01Z', 'HK')).toBe(1000);
  });

  it('resumes where it stopped: adding what was measured up to an open instant gives that instant', () => {
    fc.assert(
      fc.property(anyInstant, fc.nat(60 * DAY), anyCalendar, (from, span, calendar) => {
        const to = new Date(Date.parse(from) + span).toISOString();
        fc.pre(isOpen(hongKongDate(to), calendar));
        expect(addOpenMillis(from, openMillisBetween(from, to, calendar), calendar)).toBe(to);
      }),
    );
  });

  it('measures what was added', () => {
    fc.assert(
      fc.property(anyInstant, fc.nat(40 * DAY), anyCalendar, (from, millis, calendar) => {
        const end = addOpenMillis(from, millis, calendar);
        expect(isOpen(hongKongDate(end), calendar)).toBe(true);
        expect(openMillisBetween(from, end, calendar)).toBe(millis);
      }),
    );
  });

  it('adds up over a pause', () => {
    fc.assert(
      fc.property(anyInstant, fc.nat(20 * DAY), fc.nat(20 * DAY), anyCalendar, (a, first, second, calendar) => {
        const b = new Date(Date.parse(a) + first).toISOString();
        const c = new Date(Date.parse(b) + second).toISOString();
        const whole = openMillisBetween(a, c, calendar);
        expect(openMillisBetween(a, b, calendar) + openMillisBetween(b, c, calendar)).toBe(whole);
      }),
    );
  });

  it('runs as long as the same number of business days', () => {
    fc.assert(
      fc.property(anyInstant, fc.nat(15), anyCalendar, (from, days, calendar) => {
        const start = due(from, 0, calendar);
        expect(addOpenMillis(start, days * DAY, calendar)).toBe(due(start, days, calendar));
      }),
    );
  });

  it('is refused backwards, negative, or beyond the coverage', () => {
    expect(() => openMillisBetween('2026-11-20T02:00:00Z', '2026-11-19T02:00:00Z', 'HK')).toThrow(/^to: .* is before/);
    expect(() => addOpenMillis('2026-11-20T02:00:00Z', -1, 'HK')).toThrow(
      'millis: must be a whole number of at least 0',
    );
    expect(() => addOpenMillis('2035-12-31T02:00:00Z', 5 * DAY, 'HK')).toThrow(/outside the coverage of calendar HK/);
  });
});
