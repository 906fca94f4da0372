import { describe, expect, it } from '@jest/globals';
import { toldBy } from '../../../src/domain/order/bank-notice.ts';
import { untoldShipment } from '../../../src/domain/order/any-stage/letter-of-credit.ts';
import { openRequests } from '../../../src/domain/order/escrow.ts';
import { leftForCredit } from '../../../src/domain/order/secured.ts';
import { addDays } from '../../../src/domain/order/time.ts';
import { termsSchema } from '../../../src/domain/order/terms.ts';
import type { Clauses } from '../../support/deal.ts';
import { termsOf } from '../../support/deal.ts';
import { approveOne, handedOver, onward, payAll, settleAll, upTo } from '../../support/play.ts';
import { answer, elapse, issue, last, monday, type Played, running } from '../../support/played.ts';

const byCredit: Clauses = {
  paymentMethod: 'LETTER_OF_CREDIT',
  paymentPlan: [
    { share: 3000, due: 'ON_CONTRACT' },
    { share: 7000, due: 'BEFORE_TITLE_TRANSFER' },
  ],
};
const onReceipt: Clauses = { ...byCredit, settlement: { trigger: 'RECEIPT_CONFIRMED' }, inspection: { mode: 'NONE' } };
const credit = 'LC26000001';
const stands = (played: Played, days = 120): Played =>
  issue(played, 'house', 'creditStood', { credit, until: addDays(played.now, days) });
const refusalOf = (
  played: Played,
  ...asked: Parameters<typeof answer> extends [Played, ...infer Rest] ? Rest : never
) => {
  const { judgement } = answer(played, ...asked);
  return 'rejection' in judgement ? judgement.rejection.code : 'accepted';
};
const deposited = (clauses = byCredit): Played => payAll(upTo('escrow', clauses));
const until = (played: Played, stage: string): Played => {
  let on = played;
  while (on.order.stage !== stage) on = onward(on);
  return on;
};

describe('a contract paid by letter of credit', () => {
  it('asks for something before title transfer, which is all that a credit pays', () => {
    const terms = { ...termsOf(byCredit, monday), paymentPlan: [{ share: 10_000, due: 'ON_CONTRACT' }] };
    expect(termsSchema.safeParse(terms).error?.issues.map(({ path }) => path.join('.'))).toEqual(['paymentMethod']);
  });

  it('waits after the deposit until a bank is bound, for at most 30 days', () => {
    const waiting = deposited();
    expect(waiting.order.stage).toBe('escrow');
    // 14,111.95 USD less the deposit of 30 per cent, 4,233.59 (rounded by the largest remainder).
    expect(leftForCredit(running(waiting))).toBe(987_836);
    expect(stands(waiting).order.stage).toBe('production');
    const lapsed = elapse(waiting, addDays(waiting.now, 31));
    expect(last(lapsed, 'RefundDecided').detail).toBe('The letter of credit was not issued in time.');
  });

  it('gives the balance until the bank’s time is over, and the days of a transfer when the credit ends', () => {
    const asked = until(stands(deposited()), 'release');
    const [request] = openRequests(running(asked));
    expect(request).toMatchObject({ amountMinor: 987_836, deadline: running(asked).credit?.until });
    expect(elapse(asked, addDays(asked.now, 60)).order.stage).toBe('release');
    const fallen = issue(asked, 'house', 'creditFell', { credit });
    const { balancePaymentDays } = fallen.order.profile.clocks;
    expect(openRequests(running(fallen))[0]?.deadline).toBe(addDays(fallen.now, balancePaymentDays));
    const closes = toldBy(running(fallen), addDays(fallen.now, balancePaymentDays));
    expect(last(elapse(fallen, closes), 'RefundDecided').outcome).toBe('unpaid');
    expect(refusalOf(asked, 'house', 'creditFell', { credit: 'LC26000009' })).toBe('accepted');
    expect(running(issue(asked, 'house', 'creditFell', { credit: 'LC26000009' })).credit?.number).toBe(credit);
  });

  it('keeps what its bank has honoured due when it is, where the credit ceases for the rest', () => {
    const twice: Clauses = {
      ...byCredit,
      paymentPlan: [6000, 4000].map((share) => ({ share, due: 'BEFORE_TITLE_TRANSFER' as const })),
    };
    const asked = until(stands(upTo('escrow', twice)), 'release');
    const [first] = openRequests(running(asked));
    const fallen = issue(asked, 'house', 'creditFell', { credit, honoured: ['P1'] });
    const byTransfer = addDays(fallen.now, fallen.order.profile.clocks.balancePaymentDays);
    expect(openRequests(running(fallen)).map(({ deadline }) => deadline)).toEqual([first?.deadline, byTransfer]);
    expect(running(fallen).credit).toBeUndefined();
    const late = elapse(fallen, addDays(fallen.now, 11));
    expect(last(late, 'RefundDecided').outcome).toBe('unpaid');
  });

  it('moves title only when the credit has paid', () => {
    const asked = until(stands(deposited()), 'release');
    expect(refusalOf(asked, 'warehouse', 'transferTitle', { act: 'A-1' })).toBe('payments-open');
    expect(settleAll(issue(payAll(asked), 'warehouse', 'transferTitle', { act: 'A-1' })).order.stage).toBe('shipment');
  });

  it('cannot be said to be secured where the contract is paid by transfer', () => {
    const input = { credit, until: addDays(monday, 90) };
    expect(refusalOf(upTo('production'), 'house', 'creditStood', input)).toBe('clause-fixed');
  });
});

describe('goods that are paid for on receipt', () => {
  const aboard = (): Played => handedOver(until(stands(deposited(onReceipt)), 'shipment'));

  it('leave on the undertaking of the bank, and not without it', () => {
    const ready = until(stands(deposited(onReceipt)), 'shipment');
    expect(running(aboard()).shipment.handedOverAt).not.toBeNull();
    const input = { carrier: 'Sandbox Lines', transportDocument: { type: '705', number: 'BL-1' } };
    const fallen = issue(ready, 'house', 'creditFell', { credit });
    expect(refusalOf(fallen, 'carrier', 'handOver', input)).toBe('payments-open');
  });

  it('tell the credit when they were shipped, once', () => {
    const shipped = aboard();
    const day = untoldShipment(running(shipped));
    expect(day).toMatch(/^2026-0\d-\d\d$/);
    const told = issue(shipped, 'house', 'creditToldOfShipment', { credit, on: day });
    expect(untoldShipment(running(told))).toBeNull();
  });

  it('are not confirmed, by the buyer or by silence, before the bank has paid; then all is paid out', () => {
    const arrived = issue(aboard(), 'carrier', 'arrived', { evidence: 'POD-1' });
    const lines = running(arrived).contract.terms.lines.map(({ line, quantity }) => ({ line, accepted: quantity }));
    expect(refusalOf(arrived, 'buyer', 'confirmReceipt', { lines })).toBe('payments-open');
    expect(elapse(arrived, addDays(arrived.now, 50)).order.stage).toBe('receipt');
    const confirmed = issue(payAll(arrived), 'buyer', 'confirmReceipt', { lines });
    const [payout] = running(confirmed).disbursements;
    expect(payout).toMatchObject({ kind: 'PAYOUT', amountMinor: 1_411_195 });
    expect(approveOne(confirmed, payout!).order.stage).toBe('release');
    expect(until(confirmed, 'completed').order.stage).toBe('completed');
  });

  it('are not kept by a buyer who lets credit and deadline pass: title stayed with the supplier', () => {
    const arrived = issue(aboard(), 'carrier', 'arrived', { evidence: 'POD-1' });
    const fallen = issue(arrived, 'house', 'creditFell', { credit });
    const over = elapse(fallen, addDays(fallen.now, 11));
    expect(last(over, 'RefundDecided').outcome).toBe('unpaid');
    expect(running(over).titleTransferredAt).toBeNull();
  });

  it('nor while they are still on their way: the trade ends, and does not wait for ever to be received', () => {
    const afloat = aboard();
    const fallen = issue(afloat, 'house', 'creditFell', { credit });
    const over = elapse(fallen, addDays(fallen.now, 11));
    expect(last(over, 'RefundDecided').outcome).toBe('unpaid');
    expect(over.order.stage).toBe('refund');
    const refunded = settleAll(over);
    expect(refunded.order).toMatchObject({ stage: 'closed', outcome: 'unpaid' });
    expect(last(refunded, 'DisbursementSettled')).toMatchObject({ kind: 'REFUND', amountMinor: 423_359 });
  });
});
