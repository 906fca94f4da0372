import { describe, expect, it } from '@jest/globals';
import { held } from '../../../src/domain/order/escrow.ts';
import type { OpenStage } from '../../../src/domain/order/order.ts';
import { cancellationTerms } from '../../../src/domain/order/process.ts';
import { securedTrade } from '../../../src/domain/order/profile.ts';
import { amend, priced } from '../../support/amend.ts';
import { given } from '../../support/given.ts';
import { issue, type Played, running } from '../../support/played.ts';
import { handedOver, settleAll, upTo } from '../../support/play.ts';

const total = 1_411_195;
const reason = { reason: 'the shop closed' };
const feeOf = (played: Played): number => cancellationTerms(running(played), 'buyer').feeMinor;

describe('the cancellation matrix', () => {
  it.each<[OpenStage, string, number, string]>([
    ['escrow', 'ALLOWED', 0, 'ALLOWED'],
    ['production', 'NEEDS_CONSENT', 141_120, 'ALLOWED'],
    ['warehouse', 'NEEDS_CONSENT', 282_239, 'NEEDS_CONSENT'],
    ['inspection', 'NEEDS_CONSENT', 282_239, 'NEEDS_CONSENT'],
    ['matching', 'NEEDS_CONSENT', 282_239, 'NEEDS_CONSENT'],
    ['customs', 'NEEDS_CONSENT', 423_358, 'NEEDS_CONSENT'],
    ['release', 'NEEDS_CONSENT', 423_358, 'NEEDS_CONSENT'],
    ['shipment', 'REFUSED', 0, 'REFUSED'],
    ['receipt', 'REFUSED', 0, 'REFUSED'],
  ])('in %s: the buyer %s at a fee of %i, the supplier %s at none', (stage, buyer, feeMinor, supplier) => {
    const order = running(upTo(stage));
    expect(cancellationTerms(order, 'buyer')).toEqual({ how: buyer, feeMinor });
    expect(cancellationTerms(order, 'supplier')).toEqual({ how: supplier, feeMinor: 0 });
  });

  it('refuses both once the goods are on their way', () => {
    const gone = handedOver(upTo('shipment', { settlement: { trigger: 'RECEIPT_CONFIRMED' } }));
    given(gone).when('buyer', 'cancel', reason).thenRejected('cancellation-refused');
    given(gone).when('supplier', 'cancel', reason).thenRejected('cancellation-refused');
  });
});

describe('a cancellation', () => {
  const making = upTo('production');
  const asked = issue(making, 'buyer', 'cancel', { ...reason, feeMinor: feeOf(making) });

  it('before payment closes the order at once', () => {
    const paying = upTo('escrow');
    given(paying)
      .when('buyer', 'cancel', reason)
      .thenFacts('OrderCancelled', 'RefundDecided', 'StageEntered', 'PaymentRequestWithdrawn', 'OrderClosed');
  });

  it('names the fee, which the refusal tells', () => {
    expect(given(making).when('buyer', 'cancel', reason).thenRejected('fee-changed').data).toEqual({
      feeMinor: 141_120,
    });
  });

  it('that needs consent is answered by the other side, once', () => {
    given(asked).when('buyer', 'consentCancellation').thenRejected('not-your-move');
    given(asked)
      .when('buyer', 'cancel', { ...reason, feeMinor: feeOf(making) })
      .thenRejected('cancellation-open');
    const refused = given(asked).when('supplier', 'refuseCancellation', reason).thenFacts('CancellationRefused');
    given(refused).when('supplier', 'consentCancellation').thenRejected('no-cancellation');
    given(refused).when('supplier', 'refuseCancellation', reason).thenRejected('no-cancellation');
  });

  it('can be taken back by the one who asked', () => {
    given(asked).when('buyer', 'refuseCancellation', reason).thenFacts('CancellationRefused');
  });

  it('does not stand in the way of one that needs no consent', () => {
    given(asked)
      .when('supplier', 'cancel', reason)
      .thenFacts('OrderCancelled', 'RefundDecided', 'StageEntered', 'DisbursementOpened');
  });

  it('consented to pays the fee to the supplier and all the rest back, to the cent', () => {
    const left = given(asked)
      .when('supplier', 'consentCancellation')
      .thenFacts('OrderCancelled', 'DisbursementOpened', 'RefundDecided', 'StageEntered', 'DisbursementOpened');
    expect(running(left).disbursements.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['PAYOUT', 141_120],
      ['REFUND', total - 141_120],
    ]);
    expect(held(running(left))).toBe(0);
    expect(settleAll(left).order).toMatchObject({ stage: 'closed', outcome: 'cancelled' });
  });

  it('never costs more than is held', () => {
    const paymentPlan = [
      { share: 500, due: 'ON_CONTRACT' as const },
      { share: 9500, due: 'BEFORE_TITLE_TRANSFER' as const },
    ];
    const little = upTo('warehouse', { paymentPlan });
    expect(feeOf(little)).toBe(held(running(little)));
    const nothing = upTo('warehouse', { paymentPlan: [{ share: 10_000, due: 'BEFORE_TITLE_TRANSFER' }] });
    const leaving = issue(nothing, 'buyer', 'cancel', reason);
    expect(issue(leaving, 'supplier', 'consentCancellation').order).toMatchObject({
      stage: 'closed',
      outcome: 'cancelled',
    });
  });

  it('costs no more than is still held when it is consented to', () => {
    const cheaper = amend(asked, priced(asked, 1));
    expect(held(running(cheaper))).toBe(161_195);
    const cheapest = amend(cheaper, { ...priced(cheaper, 1), lines: priced(cheaper, 1).lines.slice(0, 1) });
    expect(held(running(cheapest))).toBe(1000);
    const left = issue(cheapest, 'supplier', 'consentCancellation');
    expect(running(left).disbursements.find(({ kind }) => kind === 'PAYOUT')?.amountMinor).toBe(1000);
    expect(held(running(left))).toBe(0);
  });

  it('follows the profile the order is pinned to', () => {
    const refused = { how: 'REFUSED' as const, feeBp: 0 };
    const profile = {
      ...securedTrade,
      cancellation: { ...securedTrade.cancellation, production: { buyer: refused, supplier: refused } },
    };
    given(upTo('production', { profile })).when('supplier', 'cancel', reason).thenRejected('cancellation-refused');
  });
});

describe('an operator', () => {
  const making = upTo('production');

  it('gives a running clock more time, with a reason, and up to a year', () => {
    const extend = (clock: string, until: string) =>
      given(making).when('operator', 'extendDeadline', { clock, until, ...reason });
    extend('deliveryWarning', '2026-05-01T00:00:00+08:00').thenFacts('DeadlineExtended');
    extend('deliveryWarning', '2026-03-03T00:00:00Z').thenRejected('no-such-clock');
    extend('deliveryWarning', '2028-05-01T00:00:00Z').thenRejected('no-such-clock');
    extend('answerDue', '2026-05-01T00:00:00Z').thenRejected('no-such-clock');
    extend('constructor', '2026-05-01T00:00:00Z').thenRejected('no-such-clock');
    given(making)
      .when('buyer', 'extendDeadline', { clock: 'deliveryWarning', until: '2026-05-01T00:00:00Z', ...reason })
      .thenRejected('not-your-move');
  });

  it('notes that what needed attention was looked into', () => {
    given(making).when('operator', 'clearAttention', reason).thenRejected('nothing-to-clear');
    const gone = issue(upTo('shipment'), 'carrier', 'reportException', { detail: 'rolled' });
    expect(issue(gone, 'operator', 'clearAttention', reason).order.attention).toBeNull();
  });
});
