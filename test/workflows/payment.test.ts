import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toldBy } from '../../src/domain/order/bank-notice.ts';
import { openRequests } from '../../src/domain/order/escrow.ts';
import { strictSecuredTrade } from '../../src/domain/order/profile.ts';
import { cashOf, expectClosed, happyPath } from '../support/books.ts';
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
const cost = 2500;
const unpaid = 'enquiry quote contract escrow refund closed';

describe('a payment that is not exact', () => {
  it.each([
    ['a cent short', -1],
    ['a cent over', 1],
    ['twice the amount', total],
  ])('%s goes back less the cost, and the exact one counts', async (_how, moreMinor) => {
    const trade = await playTrade(shop, upTo('escrow'));
    await trade.pay({ moreMinor });
    await trade.debit();
    expect((await trade.order()).stage).toBe('escrow');
    await trade.goOn('completed');
    const wrong = total + moreMinor;
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: happyPath,
      cash: { received: total + wrong, supplier: total, buyer: wrong - cost, costs: cost },
    });
  });

  it('in another currency goes back in that currency', async () => {
    const trade = await playTrade(shop, upTo('escrow'));
    await trade.pay({ currency: 'EUR' });
    await trade.debit();
    await trade.goOn('completed');
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: happyPath,
      cash: { received: total, supplier: total, buyer: 0, costs: 0 },
    });
    expect(await cashOf(shop, trade, 'EUR')).toEqual({
      received: total,
      supplier: 0,
      buyer: total - cost,
      costs: cost,
    });
  });

  it('is used up by the cost when it is no larger than that', async () => {
    const trade = await playTrade(shop, upTo('escrow'));
    await trade.pay({ moreMinor: 2000 - total });
    await trade.goOn('completed');
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: happyPath,
      cash: { received: total + 2000, supplier: total, buyer: 0, costs: 2000 },
    });
  });

  it('ends a trade of the strict profile at once', async () => {
    const trade = await playTrade(shop, upTo('escrow'), { profile: strictSecuredTrade });
    const [answer] = await trade.pay({ moreMinor: -1 });
    expect(answer?.stage).toBe('refund');
    await trade.debit();
    await expectClosed(shop, trade, {
      outcome: 'unpaid',
      path: unpaid,
      cash: { received: total - 1, supplier: 0, buyer: total - 1 - cost, costs: cost },
    });
  });
});

describe('a payment request', () => {
  it('that is not paid by its deadline closes the trade unpaid; what comes after is not the order’s', async () => {
    const trade = await playTrade(shop, upTo('escrow'));
    const request = openRequests(await trade.running())[0];
    await trade.skipTo(toldBy(await trade.running(), request?.deadline ?? ''));
    const late = { entry: 'late-1', reference: request?.reference, amountMinor: total, currency: 'USD' };
    expect(await trade.refusal('bank', 'creditReceived', late)).toBe('wrong-stage');
    await expectClosed(shop, trade, {
      outcome: 'unpaid',
      path: unpaid,
      cash: { received: 0, supplier: 0, buyer: 0, costs: 0 },
    });
  });

  it('paid too late while the deposit is on its way back is sent back as well', async () => {
    const trade = await playTrade(shop, upTo('customs'), {
      paymentPlan: [
        { share: 3000, due: 'ON_CONTRACT' },
        { share: 7000, due: 'BEFORE_TITLE_TRANSFER' },
      ],
    });
    const balance = openRequests(await trade.running())[0];
    await trade.skipTo(toldBy(await trade.running(), balance?.deadline ?? ''));
    expect((await trade.order()).stage).toBe('refund');
    await trade.pay({ request: balance?.id ?? '' });
    await trade.settleDisbursements();
    await expectClosed(shop, trade, {
      outcome: 'unpaid',
      path: 'enquiry quote contract escrow production warehouse inspection matching customs refund closed',
      cash: { received: total, supplier: 0, buyer: total - cost, costs: cost },
    });
  });

  it('counts one bank entry once however often it is reported, and sends back a second payment', async () => {
    const trade = await playTrade(shop, upTo('escrow'));
    await trade.pay({ entry: `${trade.number}-first` });
    const [again] = await trade.pay({ request: 'P1', entry: `${trade.number}-first` });
    expect(again?.facts).toEqual([]);
    const [twice] = await trade.pay({ request: 'P1' });
    expect(twice?.facts).toEqual(['PaymentMismatched', 'DisbursementOpened']);
    await trade.debit();
    await trade.goOn('completed');
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: happyPath,
      cash: { received: 2 * total, supplier: total, buyer: total - cost, costs: cost },
    });
  });
});
