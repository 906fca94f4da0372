import { describe, expect, it } from '@jest/globals';
import { held } from '../../../src/domain/order/escrow.ts';
import { runningClocks, waitingOn } from '../../../src/domain/order/process.ts';
import type { TransportMode } from '../../../src/domain/order/terms.ts';
import { addDays } from '../../../src/domain/order/time.ts';
import { given } from '../../support/given.ts';
import { elapse, issue, last, type Played, running } from '../../support/played.ts';
import { codeOf, handedOver, onward, settleAll, surrendered, upTo } from '../../support/play.ts';

const onReceipt = { settlement: { trigger: 'RECEIPT_CONFIRMED' as const } };
const complete = (played: Played, change: object = {}) =>
  running(played).contract.terms.lines.map(({ line, quantity }, at) => ({
    line,
    accepted: quantity,
    ...(at === 0 ? change : {}),
  }));
const confirmedWithTitle = [
  'ReceiptConfirmed',
  'TitleTransferred',
  'SettlementEventReached',
  'DisbursementOpened',
  'StageEntered',
] as const;
const autoConfirmAt = (played: Played) => running(played).receipt.autoConfirmAt;

describe('the shipment', () => {
  const shipping = upTo('shipment');
  const carriage = { carrier: 'Sandbox Lines', transportDocument: { type: '705', number: 'BL-2601' } };

  it('is handed over once, then arrives', () => {
    given(shipping).when('carrier', 'arrived', { evidence: 'POD-1' }).thenRejected('not-handed-over');
    given(shipping).when('carrier', 'surrenderBillOfLading', { how: 'SURRENDERED' }).thenRejected('not-handed-over');
    const gone = given(shipping).when('carrier', 'handOver', carriage).thenFacts('HandedOver');
    given(gone).when('carrier', 'handOver', carriage).thenRejected('clause-fixed');
    given(gone).when('carrier', 'arrived', { evidence: 'POD-1' }).thenFacts('GoodsArrived', 'StageEntered');
  });

  it.each([
    ['SEA_FCL', '740'],
    ['AIR', '705'],
    ['COURIER', '730'],
    ['ROAD', '720'],
    ['RAIL', '705'],
  ] as const)('by %s does not travel with document %s', (transport, type) => {
    const here = upTo('shipment', { transport });
    const wrong = { carrier: 'Sandbox Lines', transportDocument: { type, number: 'BL-2601' } };
    given(here).when('carrier', 'handOver', wrong).thenRejected('transport-mode');
    expect(running(handedOver(here)).shipment.transportDocument?.type).not.toBe(type);
  });

  it('under settlement on receipt leaves only when everything is paid and settled between the parties', () => {
    const paymentPlan = [{ share: 10_000, due: 'BEFORE_TITLE_TRANSFER' as const }];
    const unpaid = upTo('shipment', { ...onReceipt, paymentPlan });
    given(unpaid).when('carrier', 'handOver', carriage).thenRejected('payments-open');
    expect(waitingOn(unpaid.order)).toEqual(['buyer', 'bank']);
    const disputed = issue(upTo('shipment', onReceipt), 'buyer', 'openDispute', { reason: 'late' });
    given(disputed).when('carrier', 'handOver', carriage).thenRejected('dispute-open');
  });

  it('without a sign of life for 48 hours asks somebody to look; a first event ends that', () => {
    const gone = handedOver(shipping);
    const clock = runningClocks(gone.order).find((each) => each.clock === 'firstTracking');
    expect(clock?.at).toBe(addDays(gone.now, 2));
    const seen = { milestone: 'LOADED', occurredAt: gone.now, event: 'evt-1', sha256: 'a'.repeat(64) };
    expect(runningClocks(issue(gone, 'carrier', 'transportMilestone', seen).order)).toEqual([]);
    expect(elapse(gone, addDays(gone.now, 2)).order.attention?.code).toBe('clock:firstTracking');
  });

  it('disturbed by an exception is visible until the carrier resolves it', () => {
    const disturbed = given(shipping)
      .when('carrier', 'reportException', { detail: 'rolled to next vessel' })
      .thenFacts('ExceptionReported');
    expect(disturbed.order.attention?.code).toBe('transport-exception');
    given(disturbed).when('carrier', 'reportException', { detail: 'again' }).thenRejected('exception-open');
    given(disturbed).when('carrier', 'resolveException', { detail: 'loaded' }).thenFacts('ExceptionResolved');
    given(shipping).when('carrier', 'resolveException', { detail: 'what' }).thenRejected('no-exception');
  });
});

describe('the receipt clock', () => {
  it.each<[TransportMode, number]>([
    ['SEA_FCL', 45],
    ['SEA_LCL', 45],
    ['AIR', 15],
    ['COURIER', 15],
    ['ROAD', 30],
    ['RAIL', 30],
  ])(
    'for %s confirms by itself %i days after the evidence of delivery, with a reminder three days before',
    (transport, days) => {
      const arrived = upTo('receipt', { transport });
      expect(runningClocks(arrived.order).map(({ clock, at }) => [clock, at])).toEqual([
        ['receiptReminder', addDays(arrived.now, days - 3)],
        ['autoConfirm', addDays(arrived.now, days)],
      ]);
      const silent = elapse(arrived, addDays(arrived.now, days));
      expect(silent.order.stage).toBe('completed');
      expect(last(silent, 'ReceiptConfirmed').by).toBe('house');
    },
  );

  const arrived = upTo('receipt', onReceipt);
  const due = addDays(arrived.now, 45);

  it('is extended by the buyer once, by the days of the contract, and reminds anew', () => {
    const reminded = elapse(arrived, addDays(due, -3));
    const longer = given(reminded).when('buyer', 'extendInspection').thenFacts('InspectionExtended');
    expect(autoConfirmAt(longer)).toBe(addDays(due, 7));
    expect(runningClocks(longer.order).map(({ clock }) => clock)).toEqual(['receiptReminder', 'autoConfirm']);
    given(longer).when('buyer', 'extendInspection').thenRejected('already-extended');
  });

  it('stands still while an exception is open and goes on with what was left', () => {
    const disturbed = issue(arrived, 'carrier', 'reportException', { detail: 'wet' }, addDays(arrived.now, 10));
    expect(runningClocks(disturbed.order)).toEqual([]);
    expect(elapse(disturbed, addDays(due, 100)).order.stage).toBe('receipt');
    given(disturbed)
      .when('buyer', 'confirmReceipt', { lines: complete(disturbed) })
      .thenRejected('exception-open');
    given(disturbed).when('buyer', 'extendInspection').thenRejected('exception-open');
    const resolved = issue(disturbed, 'carrier', 'resolveException', { detail: 'dried' }, addDays(arrived.now, 30));
    expect(autoConfirmAt(resolved)).toBe(addDays(due, 20));
  });

  it('stands still while a dispute is open, and goes on when it is withdrawn', () => {
    const disputed = issue(arrived, 'buyer', 'openDispute', { reason: 'scratches' }, addDays(arrived.now, 40));
    expect(runningClocks(disputed.order).map(({ clock }) => clock)).toEqual(['disputeAnswer', 'disputeNegotiation']);
    const withdrawn = issue(disputed, 'buyer', 'withdrawDispute', {}, addDays(arrived.now, 42));
    expect(autoConfirmAt(withdrawn)).toBe(addDays(due, 2));
  });

  it('stopped by both goes on only when neither stands in its way', () => {
    const disputed = issue(arrived, 'buyer', 'openDispute', { reason: 'scratches' }, addDays(arrived.now, 1));
    const both = issue(disputed, 'carrier', 'reportException', { detail: 'wet' }, addDays(arrived.now, 2));
    const one = issue(both, 'buyer', 'withdrawDispute', {}, addDays(arrived.now, 3));
    expect(autoConfirmAt(one)).toBeNull();
    expect(autoConfirmAt(issue(one, 'carrier', 'resolveException', { detail: 'dried' }, addDays(arrived.now, 5)))).toBe(
      addDays(due, 4),
    );
  });

  it('does not begin to run for goods that arrive under an open exception', () => {
    const gone = handedOver(upTo('shipment', onReceipt));
    const disturbed = issue(gone, 'carrier', 'reportException', { detail: 'customs hold abroad' });
    const there = issue(disturbed, 'carrier', 'arrived', { evidence: 'POD-1' });
    expect(runningClocks(there.order)).toEqual([]);
    const resolved = issue(there, 'carrier', 'resolveException', { detail: 'released' }, addDays(there.now, 10));
    expect(autoConfirmAt(resolved)).toBe(addDays(there.now, 55));
  });

  it('moved by an operator keeps that time when a dispute stops it', () => {
    const moved = issue(arrived, 'operator', 'extendDeadline', {
      clock: 'autoConfirm',
      until: addDays(due, 10),
      reason: 'strike',
    });
    const disputed = issue(moved, 'buyer', 'openDispute', { reason: 'scratches' }, addDays(arrived.now, 1));
    expect(autoConfirmAt(issue(disputed, 'buyer', 'withdrawDispute', {}, addDays(arrived.now, 2)))).toBe(
      addDays(due, 11),
    );
  });
});

describe('the receipt', () => {
  const arrived = upTo('receipt', onReceipt);

  it('confirmed line by line moves title and opens the payout where the contract waited for it', () => {
    const confirmed = given(arrived)
      .when('buyer', 'confirmReceipt', { lines: complete(arrived) })
      .thenFacts(
        'ReceiptConfirmed',
        'TitleTransferred',
        'SettlementEventReached',
        'DisbursementOpened',
        'StageEntered',
      );
    expect(confirmed.order.stage).toBe('release');
    expect(held(running(confirmed))).toBe(0);
    expect(onward(confirmed).order.stage).toBe('completed');
  });

  it('answers every line once, with the pieces that were shipped', () => {
    const wrong = (lines: object[]) =>
      given(arrived).when('buyer', 'confirmReceipt', { lines }).thenRejected('quantities-do-not-add-up');
    wrong([...complete(arrived), { line: 1, accepted: 1 }]);
    wrong(complete(arrived).slice(1));
    wrong(complete(arrived, { accepted: 999 }));
  });

  it('of fewer good pieces offers to settle while money is held, and is a record of it after the release', () => {
    const short = { accepted: 990, damaged: 10 };
    const offered = given(arrived)
      .when('buyer', 'confirmReceipt', { lines: complete(arrived, short) })
      .thenFacts('DisputeOpened', 'DisputeOfferMade');
    const { hash, buyerMinor } = last(offered, 'DisputeOfferMade').offer;
    expect(buyerMinor).toBe(10 * 1251);
    const whole = held(running(offered));
    const settled = given(offered)
      .when('supplier', 'acceptSettlement', { hash })
      .thenFacts('DisputeResolved', 'DisbursementOpened', 'DisbursementOpened', 'RefundDecided', 'StageEntered');
    const paid = running(settled).disbursements.map(({ kind, amountMinor }) => [kind, amountMinor]);
    expect(paid).toEqual([
      ['REFUND', 10 * 1251],
      ['PAYOUT', whole - 10 * 1251],
    ]);
    expect(settleAll(settled).order).toMatchObject({ stage: 'closed', outcome: 'completed' });
    const takenBack = issue(offered, 'buyer', 'withdrawDispute');
    given(takenBack)
      .when('buyer', 'confirmReceipt', { lines: complete(takenBack) })
      .thenFacts(...confirmedWithTitle);
    const released = upTo('receipt');
    given(released)
      .when('buyer', 'confirmReceipt', { lines: complete(released, short) })
      .thenFacts('ReceiptConfirmed', 'StageEntered');
  });

  it('rejected is a dispute while money is held, once', () => {
    const rejected = given(arrived)
      .when('buyer', 'rejectReceipt', { reason: 'broken' })
      .thenFacts('ReceiptRejected', 'DisputeOpened');
    given(rejected).when('buyer', 'rejectReceipt', { reason: 'broken' }).thenRejected('dispute-open');
    given(rejected)
      .when('buyer', 'confirmReceipt', { lines: complete(rejected) })
      .thenRejected('dispute-open');
    const takenBack = issue(rejected, 'buyer', 'withdrawDispute');
    given(takenBack)
      .when('buyer', 'confirmReceipt', { lines: complete(takenBack) })
      .thenFacts(
        'ReceiptConfirmed',
        'TitleTransferred',
        'SettlementEventReached',
        'DisbursementOpened',
        'StageEntered',
      );
  });

  it('rejected after the release is a matter of after-sales', () => {
    const rejected = given(upTo('receipt'))
      .when('buyer', 'rejectReceipt', { reason: 'broken' })
      .thenFacts('ReceiptRejected', 'StageEntered');
    expect(rejected.order.stage).toBe('completed');
  });
});

describe('the clause transport', () => {
  it('SEA_FCL lets the buyer collect at the port, once the bill of lading is surrendered', () => {
    const full = upTo('receipt', { transport: 'SEA_FCL' });
    given(full).when('buyer', 'collectAtPort', { reference: 'EIR-1' }).thenRejected('not-surrendered');
    const collected = given(surrendered(full))
      .when('buyer', 'collectAtPort', { reference: 'EIR-1' })
      .thenFacts('GoodsCollected');
    given(collected).when('buyer', 'collectAtPort', { reference: 'EIR-1' }).thenRejected('already-collected');
    given(full)
      .when('buyer', 'collectAtWarehouse', { releaseCode: codeOf(full) })
      .thenRejected('transport-mode');
  });

  it('SEA_LCL lets the buyer collect at the warehouse, with the code of the delivery order', () => {
    const part = upTo('receipt', { transport: 'SEA_LCL' });
    given(part).when('buyer', 'collectAtWarehouse', { releaseCode: 'AAAAAAAA' }).thenRejected('invalid-input');
    const collected = given(part)
      .when('buyer', 'collectAtWarehouse', { releaseCode: codeOf(part).toLowerCase() })
      .thenFacts('GoodsCollected');
    given(collected)
      .when('buyer', 'collectAtWarehouse', { releaseCode: codeOf(part) })
      .thenRejected('already-collected');
    given(part).when('buyer', 'collectAtPort', { reference: 'EIR-1' }).thenRejected('transport-mode');
  });

  it('COURIER comes to the door: nothing is collected', () => {
    const parcel = upTo('receipt', { transport: 'COURIER' });
    given(parcel).when('buyer', 'collectAtPort', { reference: 'EIR-1' }).thenRejected('transport-mode');
    given(parcel).when('buyer', 'collectAtWarehouse', { releaseCode: 'AAAAAAAA' }).thenRejected('transport-mode');
  });
});
