import { describe, expect, it } from '@jest/globals';
import { addBusinessHours } from '../../src/domain/calendar/business-hours.ts';

/** Hong Kong is 8 hours ahead of UTC: 9:00 there is 01:00Z, 18:00 is 10:00Z. */
describe('business hours', () => {
  const cases: [from: string, hours: number, due: string, why: string][] = [
    ['2026-03-02T02:00:00Z', 2, '2026-03-02T04:00:00.000Z', 'run on within a day'],
    ['2026-03-02T02:00:00Z', 8, '2026-03-02T10:00:00.000Z', 'are over at closing time when they run out with it'],
    ['2026-03-02T02:00:00Z', 9, '2026-03-03T02:00:00.000Z', 'go on the next morning'],
    ['2026-03-01T20:00:00Z', 1, '2026-03-02T02:00:00.000Z', 'begin when the office opens'],
    ['2026-03-02T10:00:00Z', 1, '2026-03-03T02:00:00.000Z', 'begin the next morning at closing time itself'],
    ['2026-03-02T09:59:59.999Z', 1, '2026-03-03T01:59:59.999Z', 'count the last millisecond of a day'],
    ['2026-03-06T09:00:00Z', 2, '2026-03-09T02:00:00.000Z', 'leave the weekend out'],
    ['2026-02-16T09:00:00Z', 2, '2026-02-20T02:00:00.000Z', 'leave the Lunar New Year out'],
    ['2026-03-07T04:00:00Z', 0, '2026-03-09T01:00:00.000Z', 'of none, from a closed day, are the next opening'],
    ['2026-03-02T03:00:00+08:00', 1, '2026-03-02T02:00:00.000Z', 'are counted in Hong Kong whatever the offset'],
  ];
  it.each(cases)('from %s, %i hours later it is %s: they %s', (from, hours, due) => {
    expect(addBusinessHours(from, hours, 'HK')).toBe(due);
  });

  it('follow the calendar: a Sunday the State Council makes a working day counts in the mainland only', () => {
    expect(addBusinessHours('2026-01-04T01:00:00Z', 1, 'CN')).toBe('2026-01-04T02:00:00.000Z');
    expect(addBusinessHours('2026-01-04T01:00:00Z', 1, 'HK')).toBe('2026-01-05T02:00:00.000Z');
  });

  it('are whole and not negative', () => {
    expect(() => addBusinessHours('2026-03-02T02:00:00Z', 1.5, 'HK')).toThrow(RangeError);
    expect(() => addBusinessHours('2026-03-02T02:00:00Z', -1, 'HK')).toThrow(RangeError);
    expect(() => addBusinessHours('2026-03-02T02:00:00', 1, 'HK')).toThrow('from');
  });
});
