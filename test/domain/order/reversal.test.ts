import { describe, expect, it } from '@jest/globals';
import { toldBy } from '../../../src/domain/order/bank-notice.ts';
import { held, openRequests, released } from '../../../src/domain/order/escrow.ts';
import { addDays } from '../../../src/domain/order/time.ts';
import { given } from '../../support/given.ts';
import { balancesOf } from '../../support/invariants.ts';
import { elapse, issue, last, type Played, running } from '../../support/played.ts';
import { approveOne, credit, debit, handedOver, payAll, settleAll, surrendered, upTo } from '../../support/play.ts';

const total = 1_411_195;
const halves = [
  { share: 3000, due: 'ON_CONTRACT' as const },
  { share: 7000, due: 'BEFORE_TITLE_TRANSFER' as const },
];
let reversals = 0;

/** The bank takes back what funded a request. */
function takenBack(played: Played, id = 'P1', amountMinor?: number) {
  reversals += 1;
  const one = running(played).payments.find((each) => each.id === id);
  if (!one?.entry) throw new Error(`${id} is not paid`);
  const amount = amountMinor ?? one.amountMinor;
  return { entry: `R${reversals}`, original: one.entry, amountMinor: amount, currency: 'USD', reason: 'recalled' };
}
const titled = () => issue(upTo('release'), 'warehouse', 'transferTitle', { act: 'ACT-1' });
const balance = (played: Played, account: string) => balancesOf(played)[`${account} USD`] ?? 0;

describe('a payment the bank takes back', () => {
  it('is asked for again by its own reference, and the order goes on when it is paid again', () => {
    const making = upTo('production');
    const back = given(making)
      .when('bank', 'creditReversed', takenBack(making))
      .thenFacts('PaymentReversed', 'AttentionRaised', 'PaymentRequestReopened');
    const [asked] = openRequests(running(back));
    expect(asked).toMatchObject({ id: 'P1', amountMinor: total, deadline: addDays(back.now, 5) });
    expect(held(running(back))).toBe(0);
    expect(back.order.attention).toMatchObject({ code: 'bank-credit-reversed' });
    expect(held(running(payAll(back)))).toBe(total);
  });

  it('ends the trade unpaid when nobody pays again in time', () => {
    const making = upTo('production');
    const back = issue(making, 'bank', 'creditReversed', takenBack(making));
    const closes = toldBy(running(back), addDays(back.now, 5));
    expect(elapse(back, closes).order).toMatchObject({ stage: 'closed', outcome: 'unpaid' });
  });

  it('is taken back once, and its credit never counts as paid again', () => {
    const making = upTo('production');
    const taken = takenBack(making);
    const back = issue(making, 'bank', 'creditReversed', taken);
    given(back).when('bank', 'creditReversed', taken).thenFacts();
    given(back)
      .when('bank', 'creditReversed', { ...taken, entry: 'other' })
      .thenRejected('payment-unknown');
    const [asked] = openRequests(running(back));
    if (asked === undefined) throw new Error('nothing is asked');
    given(back)
      .when('bank', 'creditReceived', credit(asked, { entry: taken.original }))
      .thenFacts();
  });

  it('may not be more than was paid, nor in another currency', () => {
    const making = upTo('production');
    const taken = takenBack(making);
    given(making)
      .when('bank', 'creditReversed', { ...taken, amountMinor: total + 1 })
      .thenRejected('payment-unknown');
    given(making)
      .when('bank', 'creditReversed', { ...taken, currency: 'EUR' })
      .thenRejected('payment-unknown');
    given(making).when('buyer', 'creditReversed', taken).thenRejected('not-your-move');
  });

  it('keeps title and goods with the supplier until it is paid again', () => {
    const releasing = payAll(upTo('release', { paymentPlan: halves }));
    const back = issue(releasing, 'bank', 'creditReversed', takenBack(releasing, 'P1'));
    given(back).when('warehouse', 'transferTitle', { act: 'ACT-1' }).thenRejected('payment-reversed');
    issue(payAll(back), 'warehouse', 'transferTitle', { act: 'ACT-1' });
  });

  it('voids the payout that has not left, approved or not, and opens it anew when it is paid again', () => {
    const due = titled();
    const [payout] = running(due).disbursements;
    if (payout === undefined) throw new Error('no payout');
    for (const before of [due, approveOne(due, payout)]) {
      const back = issue(before, 'bank', 'creditReversed', takenBack(before, 'P1', 400_000));
      expect(running(back).disbursements).toMatchObject([{ status: 'VOIDED' }]);
      expect(held(running(back))).toBe(total - 400_000);
      expect(back.order.stage).toBe('release');
      const whole = payAll(back);
      expect(running(whole).disbursements.slice(1)).toMatchObject([
        { status: 'AWAITING_APPROVAL', approvals: [], kind: 'PAYOUT', amountMinor: total },
      ]);
      expect(settleAll(whole).order.stage).toBe('shipment');
    }
  });

  it('is owed by the buyer when the money has left, and the next payment makes up for it first', () => {
    const paidOut = settleAll(titled());
    const back = issue(paidOut, 'bank', 'creditReversed', takenBack(paidOut));
    expect(last(back, 'PaymentReversed')).toMatchObject({ holdMinor: 0, claimMinor: total });
    expect(held(running(back))).toBe(0);
    expect(balance(back, 'parties:c-harbour:receivable')).toBe(-total);
    const whole = payAll(back);
    expect(balance(whole, 'parties:c-harbour:receivable')).toBe(0);
    expect(running(whole).disbursements).toHaveLength(1);
  });

  it('releases what is there when the goods are gone and nobody pays again', () => {
    const gone = handedOver(upTo('shipment', { settlement: { trigger: 'RECEIPT_CONFIRMED' } }));
    const back = issue(gone, 'bank', 'creditReversed', takenBack(gone, 'P1', 11_195));
    const arrived = issue(back, 'carrier', 'arrived', { evidence: 'POD-1' });
    const late = elapse(arrived, addDays(arrived.now, 10));
    const lines = running(late).contract.terms.lines.map(({ line, quantity }) => ({ line, accepted: quantity }));
    const confirmed = issue(late, 'buyer', 'confirmReceipt', { lines });
    expect(running(confirmed).disbursements).toMatchObject([{ kind: 'PAYOUT', amountMinor: total - 11_195 }]);
  });

  it('stops what a fallen price gives back only as far as it reaches: the rest of it is opened anew', () => {
    const plan = [3000, 3000, 4000].map((share) => ({ share, due: 'ON_CONTRACT' as const }));
    const paid = upTo('production', { paymentPlan: plan });
    const { terms } = running(paid).contract;
    const lines = terms.lines.map((line) => ({ ...line, price: { minor: 1, per: 1 } }));
    const asked = issue(paid, 'buyer', 'proposeAmendment', { terms: { ...terms, lines }, reason: 'a discount' });
    const fallen = issue(asked, 'supplier', 'consentAmendment', { hash: running(asked).amendment?.hash });
    expect(held(running(fallen))).toBe(1199);
    const taken = takenBack(fallen);
    const back = issue(fallen, 'bank', 'creditReversed', taken);
    const rest = total - taken.amountMinor - 1199;
    const { disbursements } = running(back);
    expect(disbursements.map(({ status, amountMinor }) => [status, amountMinor])).toEqual([
      ['VOIDED', total - 1199],
      ['AWAITING_APPROVAL', rest],
    ]);
    expect(held(running(back))).toBe(1199);
    expect(openRequests(running(back))).toEqual([]);
  });

  it('and never made again leaves what is disputed in the release until the dispute is settled', () => {
    const onReceipt = {
      settlement: { trigger: 'RECEIPT_CONFIRMED' as const },
      paymentPlan: [3000, 7000].map((share) => ({ share, due: 'ON_CONTRACT' as const })),
    };
    const lines = [1000, 199].map((accepted, at) => ({ line: at + 1, accepted }));
    const confirmed = issue(surrendered(upTo('receipt', onReceipt)), 'buyer', 'confirmReceipt', { lines });
    const back = issue(confirmed, 'bank', 'creditReversed', takenBack(confirmed));
    const disputed = issue(back, 'buyer', 'openDispute', { reason: 'not as agreed' });
    const unpaid = elapse(disputed, addDays(disputed.now, 11));
    expect(unpaid.order.stage).toBe('release');
    const heldMinor = held(running(unpaid));
    expect(heldMinor).toBe(total - Math.round(total * 0.3));
    const settled = settleAll(issue(unpaid, 'buyer', 'withdrawDispute'));
    expect(settled.order.stage).toBe('completed');
    expect(released(running(settled))).toBe(heldMinor);
    expect(held(running(settled))).toBe(0);
  });

  it('stops what was opened in the place of a voided payout that has left after all: nobody is paid twice', () => {
    const due = titled();
    const [payout] = running(due).disbursements;
    if (payout === undefined) throw new Error('no payout');
    const approved = approveOne(due, payout);
    const whole = payAll(issue(approved, 'bank', 'creditReversed', takenBack(approved)));
    expect(running(whole).disbursements).toMatchObject([{ status: 'VOIDED' }, { status: 'AWAITING_APPROVAL' }]);
    const sent = issue(whole, 'house', 'disbursementSent', { disbursement: payout.id, bankReference: 'B1' });
    expect(running(sent).disbursements).toMatchObject([{ status: 'SENT' }, { status: 'VOIDED' }]);
    expect(released(running(sent))).toBe(total);
    expect(balance(sent, 'parties:c-brightworks:payable')).toBe(total);
    expect(balance(sent, 'parties:c-harbour:receivable')).toBe(0);
    expect(held(running(sent))).toBe(0);
  });

  it('counts a voided payout again when the bank had it already', () => {
    const due = titled();
    const [payout] = running(due).disbursements;
    if (payout === undefined) throw new Error('no payout');
    const approved = approveOne(due, payout);
    const back = issue(approved, 'bank', 'creditReversed', takenBack(approved));
    const sent = given(back)
      .when('house', 'disbursementSent', { disbursement: payout.id, bankReference: 'B1' })
      .thenFacts('DisbursementRevived', 'DisbursementSent');
    expect(balance(sent, 'parties:c-harbour:receivable')).toBe(-total);
    const settled = issue(sent, 'bank', 'transferSettled', debit(payout));
    expect(balance(settled, 'parties:c-brightworks:payable')).toBe(0);
    expect(balance(payAll(settled), 'parties:c-harbour:receivable')).toBe(0);
  });

  it('that was not exact comes out of its return, while that has not left', () => {
    const asking = upTo('escrow');
    const [asked] = openRequests(running(asking));
    if (asked === undefined) throw new Error('nothing is asked');
    const short = issue(asking, 'bank', 'creditReceived', credit(asked, { entry: 'short', amountMinor: 10_000 }));
    const taken = { entry: 'RS', original: 'short', amountMinor: 10_000, currency: 'USD', reason: 'recalled' };
    const back = issue(short, 'bank', 'creditReversed', taken);
    expect(last(back, 'PaymentReversed')).toMatchObject({ returnsMinor: 7500, costMinor: 2500, claimMinor: 0 });
    expect(running(back).disbursements).toMatchObject([{ kind: 'RETURN', status: 'VOIDED' }]);
    const gone = issue(settleAll(short), 'bank', 'creditReversed', taken);
    expect(last(gone, 'PaymentReversed')).toMatchObject({ returnsMinor: 0, costMinor: 0, claimMinor: 10_000 });
  });
});

describe('a payout that comes back after it was carried out', () => {
  it('is owed again in full and waits for two people; what its way cost is the house’s', () => {
    const paidOut = settleAll(titled());
    const [payout] = running(paidOut).disbursements;
    if (payout === undefined) throw new Error('no payout');
    const came = { disbursement: payout.id, entry: 'Y1', amountMinor: total - 1500, currency: 'USD', reason: 'AC04' };
    const back = given(paidOut).when('bank', 'disbursementReturned', came).thenFacts('DisbursementReturned');
    expect(running(back).disbursements).toMatchObject([{ status: 'AWAITING_APPROVAL', approvals: [] }]);
    expect(balance(back, 'parties:c-brightworks:payable')).toBe(total);
    expect(balance(back, 'house:return-costs')).toBe(-1500);
    given(back)
      .when('bank', 'disbursementReturned', { ...came, entry: 'Y2' })
      .thenRejected('payment-unknown');
    expect(balance(settleAll(back), 'parties:c-brightworks:payable')).toBe(0);
  });
});
