import { describe, expect, it } from '@jest/globals';
import { bookedInTime, toldBy } from '../../../src/domain/order/bank-notice.ts';
import { held, openRequests } from '../../../src/domain/order/escrow.ts';
import { type Profile, securedTrade } from '../../../src/domain/order/profile.ts';
import { bankDateOf } from '../../../src/domain/reconciliation/banking-days.ts';
import { addDays, addMillis } from '../../../src/domain/order/time.ts';
import { given } from '../../support/given.ts';
import { elapse, last, running } from '../../support/played.ts';
import { credit, upTo } from '../../support/play.ts';

const sealed = upTo('escrow');
const [asked] = openRequests(running(sealed));
if (asked === undefined) throw new Error('nothing is asked');
const { deadline } = asked;
const closes = toldBy(running(sealed), deadline);
const theDay = bankDateOf(deadline);
const dayAfter = bankDateOf(addDays(deadline, 1));
/** As profiles were before they waited for the bank. */
const { bankNoticeBusinessDays: _, ...clocks } = securedTrade.clocks;
const impatient: Profile = { ...securedTrade, clocks };

describe('a payment the bank tells of after its deadline', () => {
  it('counts when the bank booked it by the day of the deadline, and the order still waits for the bank', () => {
    const late = addMillis(closes, -1);
    const told = given(sealed)
      .when('bank', 'creditReceived', { ...credit(asked), bookedOn: theDay }, late)
      .thenFacts('PaymentReceived', 'StageEntered');
    expect(held(running(told))).toBe(asked.amountMinor);
  });

  it.each([
    ['a day later', { bookedOn: dayAfter }],
    ['on a day nobody names', {}],
  ])('goes back as late when it was booked %s', (_when, booked) => {
    const told = given(sealed)
      .when('bank', 'creditReceived', { ...credit(asked), ...booked }, addMillis(deadline, 1))
      .thenFacts('PaymentMismatched', 'DisbursementOpened');
    expect(last(told, 'PaymentMismatched')).toMatchObject({ why: 'LATE', costMinor: 2500 });
  });

  it('goes back whole when it was in time and the trade has been given up for want of it', () => {
    const halves = [
      { share: 3000, due: 'ON_CONTRACT' as const },
      { share: 7000, due: 'BEFORE_TITLE_TRANSFER' as const },
    ];
    const clearing = upTo('customs', { paymentPlan: halves });
    const [balance] = openRequests(running(clearing));
    if (balance === undefined) throw new Error('no balance is asked');
    const unpaid = elapse(clearing, toldBy(running(clearing), balance.deadline));
    expect(unpaid.order.stage).toBe('refund');
    const paid = { ...credit(balance), bookedOn: bankDateOf(balance.deadline) };
    const told = given(unpaid)
      .when('bank', 'creditReceived', paid)
      .thenFacts('PaymentMismatched', 'DisbursementOpened');
    expect(last(told, 'PaymentMismatched')).toMatchObject({ why: 'TOLD_LATE', costMinor: 0 });
    expect(last(told, 'DisbursementOpened').disbursement).toMatchObject({
      kind: 'RETURN',
      amountMinor: balance.amountMinor,
    });
    const short = given(unpaid)
      .when('bank', 'creditReceived', { ...paid, amountMinor: balance.amountMinor - 1 })
      .thenFacts('PaymentMismatched', 'DisbursementOpened');
    expect(last(short, 'PaymentMismatched')).toMatchObject({ why: 'LATE', costMinor: 2500 });
  });

  it('finds orders of before as they were: closed at the deadline itself', () => {
    const before = upTo('escrow', { profile: impatient });
    const [request] = openRequests(running(before));
    expect(elapse(before, request?.deadline ?? '').order).toMatchObject({ stage: 'closed', outcome: 'unpaid' });
  });
});

describe('the day of the bank', () => {
  it('is that of Hong Kong: a deadline at 17:00 UTC is of the next day there', () => {
    expect(bookedInTime('2026-03-02T15:59:59.000Z', '2026-03-03')).toBe(false);
    expect(bookedInTime('2026-03-02T16:00:00.000Z', '2026-03-03')).toBe(true);
  });

  it('gives the bank one business day of Hong Kong, over a weekend too', () => {
    expect(toldBy({ profile: securedTrade }, '2026-03-06T02:00:00.000Z')).toBe('2026-03-09T02:00:00.000Z');
  });
});
