import { describe, expect, it } from '@jest/globals';
import { held } from '../../../src/domain/order/escrow.ts';
import { runningClocks, waitingOn } from '../../../src/domain/order/process.ts';
import { addDays } from '../../../src/domain/order/time.ts';
import { given } from '../../support/given.ts';
import { elapse, issue, last, type Played, running } from '../../support/played.ts';
import { onward, settleAll, upTo } from '../../support/play.ts';
import { milestones } from '../../support/terms.ts';

const receiving = upTo('receipt', { settlement: { trigger: 'RECEIPT_CONFIRMED' } });
const disputed = issue(receiving, 'buyer', 'openDispute', { reason: 'scratched' });
const negotiateUntil = addDays(disputed.now, 14);
const amounts = (played: Played) => running(played).disbursements.map(({ kind, amountMinor }) => [kind, amountMinor]);

describe('a dispute', () => {
  it('is opened by either side while money is held, one at a time', () => {
    given(upTo('production')).when('supplier', 'openDispute', { reason: 'no answer' }).thenFacts('DisputeOpened');
    given(disputed).when('supplier', 'openDispute', { reason: 'too' }).thenRejected('dispute-open');
    given(upTo('escrow')).when('buyer', 'openDispute', { reason: 'early' }).thenRejected('nothing-held');
  });

  it('is answered by the other side within three days, and asks somebody to look when it is not', () => {
    expect(waitingOn(disputed.order)).toEqual(expect.arrayContaining(['buyer', 'supplier', 'adviser']));
    given(disputed).when('buyer', 'answerDispute', { answer: 'indeed' }).thenRejected('not-your-move');
    const answered = given(disputed)
      .when('supplier', 'answerDispute', { answer: 'only two pieces' })
      .thenFacts('DisputeAnswered');
    expect(runningClocks(answered.order).map(({ clock }) => clock)).toEqual(['disputeNegotiation']);
    expect(elapse(disputed, addDays(disputed.now, 3)).order.attention?.code).toBe('clock:disputeAnswer');
    given(receiving).when('supplier', 'answerDispute', { answer: '?' }).thenRejected('no-dispute');
  });

  it('settled by agreement splits what is held to the cent and ends the trade', () => {
    const offered = issue(disputed, 'supplier', 'offerSettlement', { buyerShareBp: 3333 });
    const { hash } = last(offered, 'DisputeOfferMade').offer;
    given(offered).when('supplier', 'acceptSettlement', { hash }).thenRejected('own-offer');
    given(offered)
      .when('buyer', 'acceptSettlement', { hash: 'e'.repeat(64) })
      .thenRejected('stale-hash');
    given(disputed).when('buyer', 'acceptSettlement', { hash }).thenRejected('no-offer');
    const settled = given(offered)
      .when('buyer', 'acceptSettlement', { hash })
      .thenFacts('DisputeResolved', 'DisbursementOpened', 'DisbursementOpened', 'RefundDecided', 'StageEntered');
    expect(amounts(settled)).toEqual([
      ['REFUND', 470_351],
      ['PAYOUT', 940_844],
    ]);
    expect(470_351 + 940_844).toBe(1_411_195);
    expect(settleAll(settled).order).toMatchObject({ stage: 'closed', outcome: 'completed' });
  });

  it('settled wholly for the buyer closes refunded; wholly for the supplier the trade goes on', () => {
    const forBuyer = issue(disputed, 'supplier', 'offerSettlement', { buyerShareBp: 10_000 });
    const refunded = issue(forBuyer, 'buyer', 'acceptSettlement', {
      hash: last(forBuyer, 'DisputeOfferMade').offer.hash,
    });
    expect(settleAll(refunded).order).toMatchObject({ outcome: 'refunded' });
    const forSupplier = issue(disputed, 'buyer', 'offerSettlement', { buyerShareBp: 0 });
    const goesOn = given(forSupplier)
      .when('supplier', 'acceptSettlement', { hash: last(forSupplier, 'DisputeOfferMade').offer.hash })
      .thenFacts('DisputeResolved');
    expect(goesOn.order).toMatchObject({ stage: 'receipt', dispute: null });
    expect(runningClocks(goesOn.order).map(({ clock }) => clock)).toContain('autoConfirm');
  });

  it('over a rejected receipt, settled for the supplier, counts the receipt as confirmed', () => {
    const rejected = issue(receiving, 'buyer', 'rejectReceipt', { reason: 'broken' });
    const offered = issue(rejected, 'buyer', 'offerSettlement', { buyerShareBp: 0 });
    const confirmed = given(offered)
      .when('supplier', 'acceptSettlement', { hash: last(offered, 'DisputeOfferMade').offer.hash })
      .thenFacts(
        'DisputeResolved',
        'ReceiptConfirmed',
        'TitleTransferred',
        'SettlementEventReached',
        'DisbursementOpened',
        'StageEntered',
      );
    expect(settleAll(confirmed).order.stage).toBe('completed');
  });

  it('is ruled by two different advisers after the time to negotiate, not before', () => {
    const ruling = { buyerShareBp: 5000, reason: 'both are right' };
    given(disputed).when('adviser', 'ruleDispute', ruling).thenRejected('deadline-not-reached');
    given(receiving).when('adviser', 'ruleDispute', ruling).thenRejected('no-dispute');
    const once = issue(disputed, 'adviser', 'ruleDispute', ruling, negotiateUntil);
    given(once).when('adviser', 'ruleDispute', ruling).thenRejected('same-person');
    given(once)
      .when('secondAdviser', 'ruleDispute', { ...ruling, buyerShareBp: 4000 })
      .thenFacts('DisputeRulingProposed');
    const ruled = given(once)
      .when('secondAdviser', 'ruleDispute', ruling)
      .thenFacts('DisputeResolved', 'DisbursementOpened', 'DisbursementOpened', 'RefundDecided', 'StageEntered');
    // Half to even: the odd cent goes to the even half.
    expect(amounts(ruled)).toEqual([
      ['REFUND', 705_598],
      ['PAYOUT', 705_597],
    ]);
  });

  it('is not ruled before the time an operator gave the parties to negotiate', () => {
    const until = addDays(negotiateUntil, 7);
    const longer = issue(disputed, 'operator', 'extendDeadline', {
      clock: 'disputeNegotiation',
      until,
      reason: 'inspector comes',
    });
    const ruling = { buyerShareBp: 5000, reason: 'both are right' };
    given(longer).when('adviser', 'ruleDispute', ruling, negotiateUntil).thenRejected('deadline-not-reached');
    given(longer).when('adviser', 'ruleDispute', ruling, until).thenFacts('DisputeRulingProposed');
  });

  it('is withdrawn by the side that opened it, and the next one has clocks of its own', () => {
    given(disputed).when('supplier', 'withdrawDispute').thenRejected('not-your-move');
    given(receiving).when('buyer', 'withdrawDispute').thenRejected('no-dispute');
    const late = elapse(disputed, addDays(disputed.now, 4));
    const again = issue(issue(late, 'buyer', 'withdrawDispute'), 'buyer', 'openDispute', { reason: 'worse' });
    expect(runningClocks(again.order).map(({ clock }) => clock)).toEqual(['disputeAnswer', 'disputeNegotiation']);
  });

  it('keeps what is held where it is: no payout is approved, and production does not begin', () => {
    const early = upTo('production', { settlement: milestones(['CONTRACT_FUNDED', 4000], ['TITLE_TRANSFER', 6000]) });
    const { id, hash } = last(early, 'DisbursementOpened').disbursement;
    const stopped = issue(early, 'buyer', 'openDispute', { reason: 'no factory' });
    given(stopped).when('adviser', 'approvePayout', { disbursement: id, hash }).thenRejected('dispute-open');
    const halves = [
      { share: 5000, due: 'ON_CONTRACT' as const },
      { share: 5000, due: 'ON_CONTRACT' as const },
    ];
    const paying = upTo('escrow', { paymentPlan: halves });
    const [first] = running(paying).payments;
    if (first === undefined) throw new Error('nothing is asked');
    const credit = { entry: 'E-half', reference: first.reference, amountMinor: first.amountMinor, currency: 'USD' };
    const half = issue(issue(paying, 'bank', 'creditReceived', credit), 'buyer', 'openDispute', {
      reason: 'no factory',
    });
    const funded = onward(half);
    expect(funded.order.stage).toBe('escrow');
    expect(held(running(funded))).toBe(1_411_195);
    expect(issue(funded, 'buyer', 'withdrawDispute').order.stage).toBe('production');
  });
});
