import { describe, expect, it } from '@jest/globals';
import { runningClocks, waitingOn } from '../../../src/domain/order/process.ts';
import { addDays, addMillis } from '../../../src/domain/order/time.ts';
import { given } from '../../support/given.ts';
import { elapse, issue, last, running } from '../../support/played.ts';
import { credit, debit, upTo } from '../../support/play.ts';

const done = upTo('completed');
const receivedAt = running(done).receipt.confirmed?.at ?? '';
const about = { line: 1, quantity: 10, detail: 'scratched' };

describe('a completed order', () => {
  it('waits for nobody and closes when claim period and warranty are over', () => {
    expect(waitingOn(done.order)).toEqual([]);
    expect(runningClocks(done.order).map(({ clock, at }) => [clock, at])).toEqual([
      ['afterSalesEnd', addDays(receivedAt, 90)],
    ]);
    expect(elapse(done, addDays(receivedAt, 90)).order).toMatchObject({ stage: 'closed', outcome: 'completed' });
  });

  it('takes returns until the end of the claim period, and warranty claims until the end of the warranty', () => {
    const lastDay = addDays(receivedAt, 14);
    given(done).when('buyer', 'openReturn', about, lastDay).thenFacts('ReturnOpened');
    given(done).when('buyer', 'openReturn', about, addMillis(lastDay, 1)).thenRejected('claim-period-over');
    given(done).when('buyer', 'openWarrantyClaim', about, addMillis(lastDay, 1)).thenFacts('WarrantyClaimed');
    const unending = { ...done, order: { ...running(done), elapsed: ['afterSalesEnd'], disbursements: [] } };
    const over = addDays(receivedAt, 91);
    given(unending).when('buyer', 'openWarrantyClaim', about, over).thenRejected('warranty-over');
  });

  it('takes no more pieces into cases than the line has', () => {
    const one = issue(done, 'buyer', 'openReturn', { ...about, quantity: 995 });
    given(one).when('buyer', 'openReturn', about).thenRejected('quantities-do-not-add-up');
    given(one)
      .when('buyer', 'openReturn', { ...about, quantity: 5 })
      .thenFacts('ReturnOpened');
    given(done)
      .when('buyer', 'openReturn', { ...about, line: 9 })
      .thenRejected('lines-unknown');
    given(done)
      .when('buyer', 'openWarrantyClaim', { ...about, line: 9 })
      .thenRejected('lines-unknown');
  });

  it('takes no customised goods back, but claims under warranty', () => {
    const customised = upTo('completed', { customised: true });
    const refused = given(customised)
      .when('buyer', 'openReturn', { ...about, line: 2 })
      .thenRejected('non-returnable');
    expect(refused.data).toEqual({ clause: 'lines.2.customised' });
    given(customised)
      .when('buyer', 'openWarrantyClaim', { ...about, line: 2 })
      .thenFacts('WarrantyClaimed');
    given(customised).when('buyer', 'openReturn', about).thenFacts('ReturnOpened');
  });

  it('takes orders of parts for its lines', () => {
    given(done).when('buyer', 'orderParts', about).thenFacts('PartsOrdered');
    given(done)
      .when('buyer', 'orderParts', { ...about, line: 9 })
      .thenRejected('lines-unknown');
  });

  it('is rated once by either side', () => {
    const rated = given(done).when('buyer', 'rate', { stars: 5 }).thenFacts('Rated');
    given(rated).when('buyer', 'rate', { stars: 1 }).thenRejected('already-rated');
    given(rated).when('supplier', 'rate', { stars: 4 }).thenFacts('Rated');
  });

  it('refuses a dispute and cites the clause that ended it', () => {
    const refused = given(done).when('buyer', 'openDispute', { reason: 'colour' }).thenRejected('dispute-closed');
    expect(refused.detail).toContain('settlement (TITLE_TRANSFER)');
  });

  it('stays open until a payment that came much too late is back with its sender', () => {
    const [request] = running(done).payments;
    if (request === undefined) throw new Error('nothing was asked');
    const late = issue(done, 'bank', 'creditReceived', credit(request));
    expect(last(late, 'PaymentMismatched').why).toBe('ALREADY_PAID');
    const over = elapse(late, addDays(receivedAt, 90));
    expect(over.order.stage).toBe('completed');
    expect(waitingOn(over.order)).toEqual(['bank']);
    const back = last(late, 'DisbursementOpened').disbursement;
    expect(issue(over, 'bank', 'transferSettled', debit(back)).order).toMatchObject({ outcome: 'completed' });
  });

  it('is reached only when such a payment is back, also when the buyer rejects the goods meanwhile', () => {
    const receiving = upTo('receipt');
    const [request] = running(receiving).payments;
    if (request === undefined) throw new Error('nothing was asked');
    const twice = issue(receiving, 'bank', 'creditReceived', credit(request));
    const rejected = given(twice)
      .when('buyer', 'rejectReceipt', { reason: 'broken' })
      .thenFacts('ReceiptRejected', 'StageEntered');
    expect(rejected.order.stage).toBe('release');
    const back = last(twice, 'DisbursementOpened').disbursement;
    const settled = given(rejected)
      .when('bank', 'transferSettled', debit(back))
      .thenFacts('DisbursementSettled', 'StageEntered');
    expect(settled.order.stage).toBe('completed');
  });

  it('closed takes no command any more', () => {
    const closed = elapse(done, addDays(receivedAt, 90));
    given(closed).when('buyer', 'rate', { stars: 5 }).thenRejected('wrong-stage');
    expect(runningClocks(closed.order)).toEqual([]);
  });
});
