import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../src/domain/order/time.ts';
import { factsOf } from '../../src/persistence/order-reader.ts';
import { expectClosed, happyPath } from '../support/books.ts';
import { playTrade, upTo } from '../support/trade.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

const about = (line: number, quantity: number) => ({ line, quantity, detail: 'It flickers.' });

describe('after the sale', () => {
  it('takes returns in the claim period and claims until the warranty ends; then the order closes', async () => {
    const trade = await playTrade(shop, upTo('completed'), { claimDays: 14, warrantyDays: 90, customised: true });
    const { receipt } = await trade.running();
    const receivedAt = receipt.confirmed?.at ?? '';
    await trade.issue('buyer', 'openReturn', about(1, 10));
    expect(await trade.refusal('buyer', 'openReturn', about(1, 991))).toBe('quantities-do-not-add-up');
    expect(await trade.refusal('buyer', 'openReturn', about(2, 1))).toBe('non-returnable');
    await trade.skipTo(addDays(receivedAt, 15));
    expect(await trade.refusal('buyer', 'openReturn', about(1, 1))).toBe('claim-period-over');
    await trade.issue('buyer', 'openWarrantyClaim', about(2, 3));
    await trade.issue('buyer', 'orderParts', about(1, 5));
    await trade.skipTo(addDays(receivedAt, 89));
    expect((await trade.order()).stage).toBe('completed');
    await trade.skipTo(addDays(receivedAt, 90));
    expect(await trade.refusal('buyer', 'openWarrantyClaim', about(2, 3))).toBe('wrong-stage');
    const types = (await factsOf(shop.orm, trade.number)).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['ReturnOpened', 'WarrantyClaimed', 'PartsOrdered']));
    await expectClosed(shop, trade, { outcome: 'completed', path: happyPath });
  });

  it('each side rates the other once', async () => {
    const trade = await playTrade(shop, upTo('completed'));
    await trade.issue('buyer', 'rate', { stars: 5, comment: 'Fine lamps' });
    await trade.issue('supplier', 'rate', { stars: 4, comment: '' });
    expect(await trade.refusal('buyer', 'rate', { stars: 1, comment: '' })).toBe('already-rated');
    expect(await trade.refusal('outsider', 'rate', { stars: 1, comment: '' })).toBe('not-your-move');
    await expectClosed(shop, trade, { outcome: 'completed', path: happyPath });
  });
});
