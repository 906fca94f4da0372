import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cancellationTerms } from '../../src/domain/order/process.ts';
import { share } from '../../src/domain/money.ts';
import { addDays, endOfDay } from '../../src/domain/order/time.ts';
import { expectClosed } from '../support/books.ts';
import { playTrade, upTo } from '../support/trade.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

const total = 1_411_195;
const back = { received: total, supplier: 0, buyer: total, costs: 0 };
const signed = 'enquiry quote contract escrow';

describe('a party that leaves a trade', () => {
  it('before payment leaves free, and nothing has moved', async () => {
    const trade = await playTrade(shop, upTo('escrow'));
    await trade.issue('buyer', 'cancel', { reason: 'No longer needed.', feeMinor: 0 });
    await expectClosed(shop, trade, {
      outcome: 'cancelled',
      path: `${signed} refund closed`,
      cash: { received: 0, supplier: 0, buyer: 0, costs: 0 },
    });
  });

  it('after payment needs consent, and the fee it named goes to the supplier', async () => {
    const trade = await playTrade(shop, upTo('production'));
    const { feeMinor } = cancellationTerms(await trade.running(), 'buyer');
    expect(feeMinor).toBe(share(total, 1000));
    expect(await trade.refusal('buyer', 'cancel', { reason: 'No longer needed.', feeMinor: 0 })).toBe('fee-changed');
    await trade.issue('buyer', 'cancel', { reason: 'No longer needed.', feeMinor });
    expect((await trade.order()).stage).toBe('production');
    await trade.issue('supplier', 'consentCancellation');
    await trade.settleDisbursements();
    await expectClosed(shop, trade, {
      outcome: 'cancelled',
      path: `${signed} production refund closed`,
      cash: { received: total, supplier: feeMinor, buyer: total - feeMinor, costs: 0 },
    });
  });

  it('as the supplier in production leaves free, and the buyer has all back', async () => {
    const trade = await playTrade(shop, upTo('production'));
    await trade.issue('supplier', 'cancel', { reason: 'The factory burnt down.', feeMinor: 0 });
    await trade.settleDisbursements();
    await expectClosed(shop, trade, { outcome: 'cancelled', path: `${signed} production refund closed`, cash: back });
  });

  it('against the will of the other side stays, and cannot leave at all once the goods are on their way', async () => {
    const trade = await playTrade(shop, upTo('warehouse'));
    const { feeMinor } = cancellationTerms(await trade.running(), 'buyer');
    await trade.issue('buyer', 'cancel', { reason: 'Too late.', feeMinor });
    await trade.issue('supplier', 'refuseCancellation', { reason: 'All is made.' });
    await trade.goOn('shipment');
    expect(await trade.refusal('buyer', 'cancel', { reason: 'Too late.', feeMinor: 0 })).toBe('cancellation-refused');
    await trade.goOn('completed');
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: `${signed} production warehouse inspection matching customs release shipment receipt completed closed`,
      cash: { received: total, supplier: total, buyer: 0, costs: 0 },
    });
  });
});

describe('goods that do not come', () => {
  it('let the buyer leave without asking and without a fee once the delivery date has passed', async () => {
    const trade = await playTrade(shop, upTo('production'));
    const { contract } = await trade.running();
    await trade.skipTo(endOfDay(contract.terms.deliverBy));
    expect((await trade.order()).attention?.code).toBe('clock:deliveryOverdue');
    await trade.issue('buyer', 'cancel', { reason: 'Overdue.', feeMinor: 0 });
    await trade.settleDisbursements();
    await expectClosed(shop, trade, { outcome: 'cancelled', path: `${signed} production refund closed`, cash: back });
  });

  it('end the trade by themselves after the grace', async () => {
    const trade = await playTrade(shop, upTo('warehouse'));
    const { contract, profile } = await trade.running();
    await trade.skipTo(addDays(endOfDay(contract.terms.deliverBy), profile.clocks.deliveryGraceDays));
    expect((await trade.order()).stage).toBe('refund');
    await trade.settleDisbursements();
    await expectClosed(shop, trade, {
      outcome: 'refunded',
      path: `${signed} production warehouse refund closed`,
      cash: back,
    });
  });

  it('can be given more time by an operator', async () => {
    const trade = await playTrade(shop, upTo('production'));
    const { contract, profile } = await trade.running();
    const failed = addDays(endOfDay(contract.terms.deliverBy), profile.clocks.deliveryGraceDays);
    await trade.issue('operator', 'extendDeadline', {
      clock: 'deliveryFailed',
      until: addDays(failed, 30),
      reason: 'Port strike',
    });
    await trade.skipTo(addDays(failed, 1));
    await trade.goOn('completed');
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: `${signed} production warehouse inspection matching customs release shipment receipt completed closed`,
      cash: { received: total, supplier: total, buyer: 0, costs: 0 },
    });
  });
});
