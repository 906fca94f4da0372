import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CalendarId } from '../../src/domain/calendar/calendar.ts';
import { type Office, openOffice } from '../support/api.ts';
import { applyWhole, found } from './companies.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

/** The Thursday before Christmas 2026, in the morning in Hong Kong; 25 and 26 December are holidays there only. */
const thursday = '2026-12-24T02:00:00.000Z';

/** A company whose whole application was taken while the platform's reviewers worked by a calendar. */
async function applied(company: string, calendar: CalendarId | undefined) {
  office.moveTo(thursday);
  if (calendar === undefined) delete office.deps.reviewCalendar;
  else office.deps.reviewCalendar = calendar;
  const newcomer = await found(office, company, { name: `Company ${company}` });
  await applyWhole(newcomer);
  return {
    path: `/v1/qualifications/${company}`,
    newcomer,
    review: async () => (await newcomer.get('/v1/qualification').expect(200)).body.qualification.review,
  };
}

describe('the review of an application', () => {
  it.each([
    ['Hong Kong', 'HK', '2026-12-29T02:00:00.000Z'],
    ['the mainland', 'CN', '2026-12-28T02:00:00.000Z'],
    ['both', 'HK+CN', '2026-12-29T02:00:00.000Z'],
    ['Hong Kong, where the platform says nothing', undefined, '2026-12-29T02:00:00.000Z'],
  ] as const)('is due within two open days of %s', async (_where, calendar, dueAt) => {
    const { review } = await applied(`c-${(calendar ?? 'none').toLowerCase().replace('+', '-')}`, calendar);
    expect(await review()).toMatchObject({ dueAt, calendar: calendar ?? 'HK' });
  });

  it('keeps the calendar it began with, whatever the platform says later', async () => {
    const { path, newcomer, review } = await applied('c-keeps', 'CN');
    office.deps.reviewCalendar = 'HK';
    office.moveTo('2026-12-25T02:00:00.000Z');
    await office.post('account-manager', `${path}/ask-more-info`, { question: 'Whose seal?' }).expect(200);
    await newcomer.post(`${path}/answer`, { answer: 'Ours.' }).expect(200);
    expect(await review()).toMatchObject({ dueAt: '2026-12-28T02:00:00.000Z', calendar: 'CN', paused: false });
  });
});
