import { describe, expect, it } from '@jest/globals';
import { toldBy } from '../../../src/domain/order/bank-notice.ts';
import { held, openRequests } from '../../../src/domain/order/escrow.ts';
import { runningClocks, waitingOn } from '../../../src/domain/order/process.ts';
import { strictSecuredTrade } from '../../../src/domain/order/profile.ts';
import { checkIdentifier } from '../../../src/domain/identifiers/check.ts';
import { addDays, addMillis } from '../../../src/domain/order/time.ts';
import { given } from '../../support/given.ts';
import { balancesOf } from '../../support/invariants.ts';
import { elapse, issue, last, type Played, running } from '../../support/played.ts';
import { approveOne, credit, debit, onward, upTo } from '../../support/play.ts';

const total = 1_411_195;
const sealed = upTo('escrow');
const request = (played: Played) => {
  const [one] = openRequests(running(played));
  if (one === undefined) throw new Error('nothing is asked');
  return one;
};
const asked = request(sealed);
const halves = [
  { share: 3000, due: 'ON_CONTRACT' as const },
  { share: 7000, due: 'BEFORE_TITLE_TRANSFER' as const },
];
const goodsFirst = [{ share: 10_000, due: 'BEFORE_TITLE_TRANSFER' as const }];

describe('the payment request', () => {
  it('asks the exact total, under a reference of its own that checks by ISO 11649', () => {
    expect(asked).toMatchObject({ id: 'P1', amountMinor: total, currency: 'USD', instalment: 0, status: 'OPEN' });
    expect(checkIdentifier('rf', asked.reference)).toEqual({ valid: true, reason: null });
    expect(waitingOn(sealed.order)).toEqual(['buyer', 'bank']);
  });

  it('is funded by the exact amount, and production begins', () => {
    const funded = given(sealed)
      .when('bank', 'creditReceived', credit(asked))
      .thenFacts('PaymentReceived', 'StageEntered');
    expect(held(running(funded))).toBe(total);
    expect(balancesOf(funded)).toEqual({ 'trust:main:USD': -total, 'orders:T-2601:escrow USD': total });
  });

  it('is paid by the bank alone, and under a reference of this order', () => {
    given(sealed).when('buyer', 'creditReceived', credit(asked)).thenRejected('not-your-move');
    given(sealed)
      .when('bank', 'creditReceived', credit(asked, { reference: 'RF18539007547034' }))
      .thenRejected('payment-unknown');
  });

  it('is to be paid within five days; the trade closes unpaid once the bank has had a day to tell, not before', () => {
    const deadline = addDays(asked.openedAt, 5);
    expect(asked.deadline).toBe(deadline);
    const closes = toldBy(running(sealed), deadline);
    expect(runningClocks(sealed.order)[0]).toMatchObject({ clock: 'paymentDue', at: closes });
    given(sealed)
      .when('bank', 'creditReceived', credit(asked), addMillis(deadline, -1))
      .thenFacts('PaymentReceived', 'StageEntered');
    expect(elapse(sealed, addMillis(closes, -1)).order.stage).toBe('escrow');
    expect(elapse(sealed, closes).order).toMatchObject({ stage: 'closed', outcome: 'unpaid' });
  });

  it('can be paid as long as an operator extended its deadline, and no longer', () => {
    const until = addDays(asked.deadline, 4);
    const longer = issue(sealed, 'operator', 'extendDeadline', { clock: 'paymentDue', until, reason: 'bank holiday' });
    const late = addDays(asked.deadline, 3);
    given(longer).when('bank', 'creditReceived', credit(asked), late).thenFacts('PaymentReceived', 'StageEntered');
    expect(elapse(longer, toldBy(running(longer), until)).order).toMatchObject({ outcome: 'unpaid' });
  });
});

describe('a payment that is not exact', () => {
  it.each([
    ['one unit short', { amountMinor: total - 1 }, 'SHORT', 'USD'],
    ['one unit over', { amountMinor: total + 1 }, 'OVER', 'USD'],
    ['in another currency', { currency: 'EUR' }, 'WRONG_CURRENCY', 'EUR'],
  ])('%s goes back less what the return costs, and the request stays open', (_what, differs, why, currency) => {
    const payment = credit(asked, differs);
    const mismatched = given(sealed)
      .when('bank', 'creditReceived', payment)
      .thenFacts('PaymentMismatched', 'DisbursementOpened');
    expect(last(mismatched, 'PaymentMismatched')).toMatchObject({ why, costMinor: 2500, currency });
    expect(last(mismatched, 'DisbursementOpened').disbursement).toMatchObject({
      kind: 'RETURN',
      amountMinor: payment.amountMinor - 2500,
      currency,
      entry: payment.entry,
      status: 'APPROVED',
    });
    expect(request(mismatched).status).toBe('OPEN');
    expect(held(running(mismatched))).toBe(0);
    expect(balancesOf(mismatched)).toMatchObject({ [`house:return-costs ${currency}`]: 2500 });
    given(mismatched).when('bank', 'creditReceived', credit(asked)).thenFacts('PaymentReceived', 'StageEntered');
  });

  it('counts once, however often the bank tells of it, also when its cost eats it up', () => {
    const small = credit(asked, { amountMinor: 2400 });
    const once = given(sealed).when('bank', 'creditReceived', small).thenFacts('PaymentMismatched');
    expect(last(once, 'PaymentMismatched').costMinor).toBe(2400);
    given(once).when('bank', 'creditReceived', small).thenFacts();
    const wrong = credit(asked, { amountMinor: total - 5 });
    const returned = issue(sealed, 'bank', 'creditReceived', wrong);
    given(returned).when('bank', 'creditReceived', wrong).thenFacts();
  });

  it('paid twice is returned, and the first payment stays', () => {
    const first = credit(asked);
    const funded = issue(sealed, 'bank', 'creditReceived', first);
    given(funded).when('bank', 'creditReceived', first).thenFacts();
    const twice = given(funded)
      .when('bank', 'creditReceived', credit(asked))
      .thenFacts('PaymentMismatched', 'DisbursementOpened');
    expect(last(twice, 'PaymentMismatched').why).toBe('ALREADY_PAID');
    expect(held(running(twice))).toBe(total);
  });

  it('that comes after the trade was given up is returned as late', () => {
    const paid = upTo('production', { paymentPlan: halves });
    const lapsed = elapse(onward(onward(onward(onward(paid)))), addDays(paid.now, 40));
    expect(lapsed.order.stage).toBe('refund');
    const balance = running(lapsed).payments[1];
    if (balance === undefined) throw new Error('no balance was asked');
    const late = given(lapsed)
      .when('bank', 'creditReceived', credit(balance))
      .thenFacts('PaymentMismatched', 'DisbursementOpened');
    expect(last(late, 'PaymentMismatched').why).toBe('LATE');
  });

  it('of an unknown currency is no command at all', () => {
    expect(() => issue(sealed, 'bank', 'creditReceived', credit(asked, { currency: 'XXX' }))).toThrow('ISO 4217');
  });

  it('ends the trade at once by the strict profile, and every cent goes back', () => {
    const strict = upTo('escrow', { profile: strictSecuredTrade });
    const ended = given(strict)
      .when('bank', 'creditReceived', credit(request(strict), { amountMinor: total - 100 }))
      .thenFacts('PaymentMismatched', 'DisbursementOpened', 'RefundDecided', 'StageEntered', 'PaymentRequestWithdrawn');
    const [back] = running(ended).disbursements;
    if (back === undefined) throw new Error('nothing goes back');
    const closed = issue(ended, 'bank', 'transferSettled', debit(back));
    expect(closed.order).toMatchObject({ stage: 'closed', outcome: 'unpaid' });
    expect(balancesOf(closed)).toMatchObject({ 'trust:main:USD': -2500, 'house:return-costs USD': 2500 });
  });

  it('not exact ends no trade that is done, by the strict profile either: it is asked for still', () => {
    const done = upTo('completed', { profile: strictSecuredTrade });
    const [paid] = running(done).payments;
    const taking = { entry: 'R1', original: paid?.entry, amountMinor: total, currency: 'USD', reason: 'recalled' };
    const owing = issue(done, 'bank', 'creditReversed', taking);
    const kept = given(owing)
      .when('bank', 'creditReceived', credit(request(owing), { entry: 'C2', amountMinor: total + 1 }))
      .thenFacts('PaymentMismatched', 'DisbursementOpened');
    expect(running(kept)).toMatchObject({ stage: 'completed', payments: [{ status: 'OPEN' }] });
  });

  it('sent back and refused by the bank is looked at by two people before it is sent again', () => {
    const returned = issue(sealed, 'bank', 'creditReceived', credit(asked, { amountMinor: total - 1 }));
    const { id, hash } = last(returned, 'DisbursementOpened').disbursement;
    const refused = issue(returned, 'bank', 'disbursementRefused', { disbursement: id, reason: 'account closed' });
    expect(refused.order.attention).toMatchObject({ code: 'bank-refused' });
    const once = issue(refused, 'adviser', 'approveRefund', { disbursement: id, hash });
    given(once).when('adviser', 'approveRefund', { disbursement: id, hash }).thenRejected('already-approved');
    const [again] = running(issue(once, 'secondAdviser', 'approveRefund', { disbursement: id, hash })).disbursements;
    expect(again?.status).toBe('APPROVED');
  });
});

describe('the clause paymentPlan', () => {
  it('with a deposit asks for it on contract and for the balance before title passes, to the cent', () => {
    const deposit = upTo('escrow', { paymentPlan: halves });
    expect(request(deposit)).toMatchObject({ amountMinor: 423_359, due: 'ON_CONTRACT' });
    const clearing = upTo('customs', { paymentPlan: halves });
    expect(request(clearing)).toMatchObject({ amountMinor: 987_836, due: 'BEFORE_TITLE_TRANSFER' });
    expect(423_359 + 987_836).toBe(total);
  });

  it('with 0 % deposit lets the goods come first and asks for the whole before title passes', () => {
    const confirmed = onward(upTo('contract', { paymentPlan: goodsFirst }));
    expect(confirmed.order.stage).toBe('production');
    expect(held(running(confirmed))).toBe(0);
    const clearing = upTo('customs', { paymentPlan: goodsFirst });
    expect(request(clearing)).toMatchObject({ amountMinor: total, due: 'BEFORE_TITLE_TRANSFER' });
    const releasing = upTo('release', { paymentPlan: goodsFirst });
    given(releasing).when('warehouse', 'transferTitle', { act: 'ACT-1' }).thenRejected('payments-open');
    expect(waitingOn(releasing.order)).toEqual(['buyer', 'bank']);
  });

  it('closes unpaid when the balance does not come, and the deposit goes back', () => {
    const clearing = upTo('customs', { paymentPlan: halves });
    const unpaid = elapse(clearing, toldBy(running(clearing), request(clearing).deadline));
    expect(unpaid.order).toMatchObject({ stage: 'refund', refundReason: { outcome: 'unpaid' } });
    const [back] = running(unpaid).disbursements;
    expect(back).toMatchObject({ kind: 'REFUND', amountMinor: 423_359 });
  });
});

describe('four eyes', () => {
  const unpaid = elapse(
    upTo('customs', { paymentPlan: halves }),
    addDays(upTo('customs', { paymentPlan: halves }).now, 14),
  );
  const [back] = running(unpaid).disbursements;
  if (back === undefined) throw new Error('nothing goes back');
  const naming = { disbursement: back.id, hash: back.hash };

  it('lets money leave only after two different people approved the same hash', () => {
    const once = given(unpaid).when('adviser', 'approveRefund', naming).thenFacts('DisbursementApproved');
    given(once).when('adviser', 'approveRefund', naming).thenRejected('already-approved');
    given(once)
      .when('secondAdviser', 'approveRefund', { ...naming, hash: 'd'.repeat(64) })
      .thenRejected('stale-hash');
    const both = given(once).when('secondAdviser', 'approveRefund', naming).thenFacts('DisbursementApproved');
    given(both).when('secondAdviser', 'approveRefund', naming).thenRejected('not-awaiting-approval');
    expect(running(both).disbursements[0]?.status).toBe('APPROVED');
  });

  it('tells a payout from a refund', () => {
    given(unpaid).when('adviser', 'approvePayout', naming).thenRejected('not-awaiting-approval');
    given(unpaid).when('operator', 'approveRefund', naming).thenRejected('not-your-move');
  });

  it('does not book a debit that nobody approved, nor one of another amount: somebody has to look', () => {
    const unapproved = given(unpaid).when('bank', 'transferSettled', debit(back)).thenFacts('AttentionRaised');
    expect(unapproved.order.attention?.code).toBe('debit-unapproved');
    const approved = approveOne(unpaid, back);
    const other = { ...debit(back), amountMinor: back.amountMinor - 1 };
    const differs = given(approved).when('bank', 'transferSettled', other).thenFacts('AttentionRaised');
    expect(differs.order.attention?.code).toBe('debit-differs');
    expect(balancesOf(differs)['trust:main:USD']).toBe(-back.amountMinor);
  });

  it('reminds when two business days have passed without the approvals', () => {
    const late = elapse(unpaid, addDays(unpaid.now, 5));
    expect(late.order.attention?.code).toBe('clock:approvalDue');
  });

  it('follows what the bank says late, twice and out of order', () => {
    const approved = approveOne(unpaid, back);
    const told = { disbursement: back.id, detail: 'no answer' };
    const unknown = given(approved)
      .when('house', 'disbursementOutcomeUnknown', told)
      .thenFacts('DisbursementOutcomeUnknown');
    expect(unknown.order.attention?.code).toBe('bank-outcome-unknown');
    const sent = given(unknown)
      .when('house', 'disbursementSent', { disbursement: back.id, bankReference: 'B1' })
      .thenFacts('DisbursementSent');
    expect(sent.order.attention).toBeNull();
    given(sent).when('house', 'disbursementOutcomeUnknown', told).thenFacts();
    const settled = issue(sent, 'bank', 'transferSettled', debit(back));
    expect(settled.order).toMatchObject({ stage: 'closed', outcome: 'unpaid' });
    given(sent)
      .when('bank', 'transferSettled', { ...debit(back), disbursement: 'T-2601-D9' })
      .thenRejected('payment-unknown');
    given(sent)
      .when('house', 'disbursementSent', { disbursement: 'T-2601-D9', bankReference: 'B1' })
      .thenRejected('payment-unknown');
  });
});
