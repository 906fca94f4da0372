import { describe, expect, it } from '@jest/globals';
import { addOpenMillis, openMillisBetween } from '../../../src/domain/calendar/calendar.ts';
import { runningClocks, waitingOn } from '../../../src/domain/order/process.ts';
import { addDays, addMillis } from '../../../src/domain/order/time.ts';
import { termsOf } from '../../support/deal.ts';
import { given } from '../../support/given.ts';
import { elapse, issue, monday, opened, type Played } from '../../support/played.ts';

const enquired = opened();
const offer = { terms: termsOf({}, monday), validUntil: addDays(monday, 30) };
const answerOf = ({ order }: Played) => {
  if (order.stage !== 'enquiry') throw new Error(order.stage);
  return order.answer;
};

describe('an enquiry', () => {
  it('waits for the supplier, two of its business days, with a warning after one', () => {
    expect(waitingOn(enquired.order)).toEqual(['supplier']);
    expect(runningClocks(enquired.order).map(({ clock, at }) => [clock, at])).toEqual([
      ['answerWarning', '2026-03-03T02:00:00.000Z'],
      ['answerDue', '2026-03-04T02:00:00.000Z'],
    ]);
  });

  it('becomes a quote with the first offer, hashed as version 1', () => {
    const quoted = given(enquired).when('supplier', 'submitQuote', offer).thenFacts('QuoteSubmitted', 'StageEntered');
    if (quoted.order.stage !== 'quote') throw new Error(quoted.order.stage);
    expect(quoted.order.versions[0]).toMatchObject({ version: 1, by: 'supplier', changes: [] });
    expect(quoted.order.versions[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['in the past', addDays(monday, -1)],
    ['at this very instant', addMillis(monday, 60_000)],
    ['more than a year ahead', addDays(monday, 400)],
  ])('takes no offer that is valid until %s', (_when, validUntil) => {
    given(enquired)
      .when('supplier', 'submitQuote', { ...offer, validUntil })
      .thenRejected('valid-until-past');
  });

  it('is not answered by the buyer, nor by another company', () => {
    given(enquired).when('buyer', 'submitQuote', offer).thenRejected('not-your-move');
    given(enquired).when('outsider', 'withdraw', { reason: 'mistake' }).thenRejected('not-your-move');
  });

  it('ends when the supplier declines, or the buyer withdraws', () => {
    const declined = given(enquired).when('supplier', 'declineEnquiry', { reason: 'too small' });
    expect(declined.thenFacts('EnquiryDeclined', 'OrderClosed').order).toMatchObject({ outcome: 'declined' });
    const withdrawn = given(enquired).when('buyer', 'withdraw', { reason: 'found elsewhere' });
    expect(withdrawn.thenFacts('Withdrawn', 'OrderClosed').order).toMatchObject({ outcome: 'withdrawn' });
  });

  it('tells an unknown command from one of another stage', () => {
    given(enquired).when('buyer', 'acceptEverything').thenRejected('unknown-command');
    given(enquired)
      .when('buyer', 'acceptQuote', { hash: 'a'.repeat(64) })
      .thenRejected('wrong-stage');
    given(enquired).when('buyer', 'constructor').thenRejected('unknown-command');
  });

  it('warns at the first deadline and closes unanswered at the second, to the millisecond', () => {
    const warned = elapse(enquired, '2026-03-04T01:59:59.999Z');
    expect(warned.order).toMatchObject({ stage: 'enquiry', elapsed: ['answerWarning'] });
    expect(elapse(warned, '2026-03-04T02:00:00.000Z').order).toMatchObject({ stage: 'closed', outcome: 'unanswered' });
  });

  it('keeps texts that PostgreSQL cannot hold out of the record', () => {
    given(enquired).when('supplier', 'declineEnquiry', { reason: 'a\0b' }).thenRejected('invalid-input');
    given(enquired).when('supplier', 'declineEnquiry', { reason: '\ud800' }).thenRejected('invalid-input');
  });
});

describe('a question about an enquiry', () => {
  const askedAt = '2026-03-02T10:00:00.000Z';
  const asked = issue(enquired, 'supplier', 'askForDetails', { question: 'Which voltage?' }, askedAt);

  it('stops the answer clock and waits for the buyer instead', () => {
    expect(waitingOn(asked.order)).toEqual(['buyer']);
    expect(runningClocks(asked.order).map(({ clock }) => clock)).toEqual(['detailsDue']);
  });

  it('is asked one at a time, and only what was asked is answered', () => {
    given(asked).when('supplier', 'askForDetails', { question: 'And colour?' }).thenRejected('details-awaited');
    given(enquired).when('buyer', 'answerDetails', { answer: '230 V' }).thenRejected('no-details-asked');
  });

  it('leaves the supplier, once answered, the open time of its own calendar that was left', () => {
    // Friday evening to Monday morning: the weekend gives nothing and takes nothing.
    const answeredAt = '2026-03-06T12:00:00.000Z';
    const goingOn = issue(asked, 'buyer', 'answerDetails', { answer: '230 V' }, answeredAt);
    const left = openMillisBetween(askedAt, '2026-03-04T02:00:00.000Z', 'CN');
    expect(answerOf(goingOn)).toMatchObject({ dueAt: addOpenMillis(answeredAt, left, 'CN'), question: null });
    expect(openMillisBetween(answeredAt, answerOf(goingOn).dueAt, 'CN')).toBe(left);
    expect(answerOf(goingOn).dueAt).toBe('2026-03-10T04:00:00.000Z');
  });

  it('asked after the warning had run out leaves the warning run out and shifts the deadline alone', () => {
    const late = issue(enquired, 'supplier', 'askForDetails', { question: 'Which plug?' }, '2026-03-03T12:00:00.000Z');
    const goingOn = issue(late, 'buyer', 'answerDetails', { answer: 'Type G' }, '2026-03-05T12:00:00.000Z');
    expect(answerOf(goingOn)).toMatchObject({ warnAt: '2026-03-03T02:00:00.000Z', dueAt: '2026-03-06T02:00:00.000Z' });
    expect(runningClocks(goingOn.order).map(({ clock }) => clock)).toEqual(['answerDue']);
  });

  it('that the buyer leaves unanswered for ten business days withdraws the enquiry', () => {
    const [clock] = runningClocks(asked.order);
    expect(clock?.at).toBe('2026-03-16T10:00:00.000Z');
    expect(elapse(asked, '2026-03-16T10:00:00.000Z').order).toMatchObject({ stage: 'closed', outcome: 'withdrawn' });
  });

  it('does not lose the time an operator gave the supplier before it', () => {
    const until = '2026-03-06T02:00:00.000Z';
    const given3 = issue(enquired, 'operator', 'extendDeadline', {
      clock: 'answerDue',
      until,
      reason: 'fair in Canton',
    });
    const paused = issue(given3, 'supplier', 'askForDetails', { question: 'Which plug?' }, '2026-03-03T02:00:00.000Z');
    const goingOn = issue(paused, 'buyer', 'answerDetails', { answer: 'Type G' }, '2026-03-04T02:00:00.000Z');
    expect(answerOf(goingOn).dueAt).toBe('2026-03-09T02:00:00.000Z');
  });
});
