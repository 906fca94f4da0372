import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { measureHistory } from '../support/history.ts';
import { playTrade, upTo } from '../support/trade.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';
import { orderWorkflowId } from '../../workflows/messages.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

describe('the history of a happy order', () => {
  it('takes at most 8 events and 4 KiB for each accepted command, everything included', async () => {
    const { number } = await playTrade(shop, upTo('completed'));
    const { perCommand, ...rest } = await measureHistory(shop, orderWorkflowId(number));
    process.stdout.write(`${JSON.stringify({ perCommand, ...rest }, null, 1)}\n`);
    expect(perCommand.events).toBeLessThanOrEqual(8);
    expect(perCommand.bytes).toBeLessThanOrEqual(4096);
  });
});
