import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { toldBy } from '../../src/domain/order/bank-notice.ts';
import { expectClosed } from '../support/books.ts';
import { consumerOpeningOf } from '../support/deal.ts';
import { people } from '../support/people.ts';
import { type Trade, tradeOf } from '../support/trade.ts';
import { openWorkshop, orderNumber, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

const total = 125_100;

async function clicked(): Promise<Trade> {
  const number = orderNumber();
  const commandId = randomUUID();
  const opening = consumerOpeningOf(number);
  const first = await shop.desk.open(opening, people.buyer, commandId);
  // Asked again under its id, as a client does that heard no answer, it is the same order.
  expect(await shop.desk.open(opening, people.buyer, commandId)).toEqual(first);
  expect(first).toMatchObject({ answer: { status: 201, body: { order: number, stage: 'escrow' } } });
  return tradeOf(shop, number);
}

describe("a consumer's order", () => {
  it('runs in the same workflow: clicked, paid, with the courier, confirmed by silence, paid out', async () => {
    const trade = await clicked();
    await trade.goOn('receipt');
    await trade.skipTo((await trade.running()).receipt.autoConfirmAt ?? '');
    await trade.goOn('completed');
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: 'enquiry quote contract escrow production shipment receipt release completed closed',
      cash: { received: total, supplier: total, buyer: 0, costs: 0 },
    });
  });

  it('closes unpaid when its payment does not come in the day it has, nor the bank’s word in the next', async () => {
    const trade = await clicked();
    const [request] = (await trade.running()).payments;
    await trade.skipTo(toldBy(await trade.running(), request?.deadline ?? ''));
    await expectClosed(shop, trade, {
      outcome: 'unpaid',
      path: 'enquiry quote contract escrow refund closed',
      cash: { received: 0, supplier: 0, buyer: 0, costs: 0 },
    });
  });
});
