import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { expectClosed, happyPath } from '../support/books.ts';
import { playTrade, upTo } from '../support/trade.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  // A busy machine asks for an eviction while the record is being written: the write is tried again, and counts once.
  shop = await openWorkshop({ maxCachedWorkflows: 0, forgive: /^WARN Eviction requested while local activities/ });
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

const total = 1_411_195;

// Without a cache every workflow task replays the order from its first event: what is not deterministic fails at once.
describe('a worker that remembers nothing', () => {
  it('plays a whole trade', async () => {
    const trade = await playTrade(shop, upTo('completed'), {
      paymentPlan: [
        { share: 3000, due: 'ON_CONTRACT' },
        { share: 7000, due: 'BEFORE_TITLE_TRANSFER' },
      ],
    });
    await trade.issue('buyer', 'openWarrantyClaim', { line: 1, quantity: 2, detail: 'It flickers.' });
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: happyPath,
      cash: { received: total, supplier: total, buyer: 0, costs: 0 },
    });
  });

  it('plays a dispute with clocks and a bank that loses its answer', async () => {
    const trade = await playTrade(shop, upTo('receipt'), {
      settlement: { trigger: 'RECEIPT_CONFIRMED' },
      rollOverAfter: 90,
    });
    await trade.issue('buyer', 'rejectReceipt', { reason: 'Dented.' });
    const { dispute } = await trade.running();
    await trade.skipTo(dispute?.negotiateUntil ?? '');
    const ruling = { buyerShareBp: 5000, reason: 'Both are right.' };
    await trade.issue('adviser', 'ruleDispute', ruling);
    await trade.issue('secondAdviser', 'ruleDispute', ruling);
    shop.bank.next({ answer: 'lost' });
    shop.bank.next({ answer: 'reject', reason: 'account blocked' });
    await trade.approve();
    await trade.until((order) => order.attention?.code === 'bank-refused', 'the refusal of the bank');
    await trade.settleDisbursements();
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: happyPath.replace('release ', '').replace('completed', 'refund'),
      cash: { received: total, supplier: total / 2 - 0.5, buyer: total / 2 + 0.5, costs: 0 },
    });
  });
});
