import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isContracted } from '../../src/domain/order/order.ts';
import { readPain001 } from '../../src/gateways/bank/sandbox.ts';
import { factsOf } from '../../src/persistence/order-reader.ts';
import { expectClosed, happyPath } from '../support/books.ts';
import { playTrade, type Trade, upTo } from '../support/trade.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop({ forgive: /UNKNOWN_OUTCOME/ });
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

const total = 1_411_195;
const whole = { received: total, supplier: total, buyer: 0, costs: 0 };

const titlePassed = async (): Promise<Trade> => {
  const trade = await playTrade(shop, upTo('release'));
  await trade.issue('warehouse', 'transferTitle', { act: 'ACT-1' });
  return trade;
};
/** How often the bank has taken an order for a payment of the trade. */
const taken = ({ number }: Trade): number =>
  shop.bank
    .taken()
    .flatMap((xml) => readPain001(xml).transfers)
    .filter(({ endToEndId }) => endToEndId.startsWith(number)).length;
const bankFacts = async ({ number }: Trade): Promise<string[]> =>
  (await factsOf(shop.orm, number)).map(({ type }) => type).filter((type) => type.startsWith('Disbursement'));
const status =
  (expected: string) =>
  (order: unknown): boolean => {
    const now = order as Parameters<typeof isContracted>[0];
    return isContracted(now) && now.disbursements[0]?.status === expected;
  };

describe('a payout', () => {
  it('that the bank refuses is approved again by two people, and then ordered anew', async () => {
    const trade = await titlePassed();
    shop.bank.next({ answer: 'reject', reason: 'account blocked' });
    await trade.approve();
    const refused = await trade.until((order) => order.attention?.code === 'bank-refused', 'the refusal of the bank');
    expect(refused.attention?.detail).toContain('account blocked');
    expect(taken(trade)).toBe(0);
    await trade.settleDisbursements();
    expect(taken(trade)).toBe(1);
    await trade.goOn('completed');
    await expectClosed(shop, trade, { outcome: 'completed', path: happyPath, cash: whole });
  });

  it('whose outcome the bank did not tell is asked for and never sent twice', async () => {
    const trade = await titlePassed();
    shop.bank.next({ answer: 'lost' });
    await trade.settleDisbursements();
    expect(taken(trade)).toBe(1);
    expect(await bankFacts(trade)).toEqual([
      'DisbursementOpened',
      'DisbursementApproved',
      'DisbursementApproved',
      'DisbursementOutcomeUnknown',
      'DisbursementSent',
      'DisbursementSettled',
    ]);
    await trade.goOn('completed');
    await expectClosed(shop, trade, { outcome: 'completed', path: happyPath, cash: whole });
  });

  it('that never reached the bank is approved and ordered again once the bank says so', async () => {
    const trade = await titlePassed();
    shop.bank.next({ answer: 'unreachable' });
    await trade.approve();
    await trade.until(status('UNKNOWN'), 'the unknown outcome');
    const disbursement = (await trade.running()).disbursements[0]?.id;
    await trade.issue('bank', 'disbursementRefused', { disbursement, reason: 'no such order was received' });
    await trade.settleDisbursements();
    expect(taken(trade)).toBe(1);
    await trade.goOn('completed');
    await expectClosed(shop, trade, { outcome: 'completed', path: happyPath, cash: whole });
  });

  it('is settled by the debit alone, also while its outcome is still unknown', async () => {
    const trade = await titlePassed();
    shop.bank.next({ answer: 'unreachable' });
    await trade.approve();
    await trade.until(status('UNKNOWN'), 'the unknown outcome');
    const { id, amountMinor, currency } = (await trade.running()).disbursements[0] ?? {};
    await trade.issue('bank', 'transferSettled', {
      disbursement: id,
      entry: `${trade.number}-debit`,
      amountMinor,
      currency,
    });
    await trade.goOn('completed');
    await expectClosed(shop, trade, { outcome: 'completed', path: happyPath, cash: whole });
  });

  it('waits for somebody to look when the bank debits another amount than was ordered', async () => {
    const trade = await titlePassed();
    await trade.approve();
    await trade.ordered();
    const { id, amountMinor = 0, currency } = (await trade.running()).disbursements[0] ?? {};
    await trade.issue('bank', 'transferSettled', {
      disbursement: id,
      entry: `${trade.number}-odd`,
      amountMinor: amountMinor - 1,
      currency,
    });
    expect((await trade.order()).attention?.code).toBe('debit-differs');
    await trade.issue('operator', 'clearAttention', { reason: 'The bank corrected its report.' });
    await trade.goOn('completed');
    await expectClosed(shop, trade, { outcome: 'completed', path: happyPath, cash: whole });
  });
});

describe('a payout of unknown outcome', () => {
  it('does not keep other money of the order from its way', async () => {
    const trade = await titlePassed();
    shop.bank.next({ answer: 'unreachable' });
    await trade.approve();
    await trade.until(status('UNKNOWN'), 'the unknown outcome');
    const { reference } = (await trade.running()).payments[0] ?? {};
    const paidTwice = { entry: `${trade.number}-twice`, reference, amountMinor: 500_000, currency: 'USD' };
    await trade.issue('bank', 'creditReceived', paidTwice);
    const waiting = await trade.until((order) => order.attention?.code === 'bank-refused', 'the return on its way');
    expect(waiting.attention?.detail).toContain('-D2: no account is on file');
    expect((await trade.running()).disbursements[0]?.status).toBe('UNKNOWN');
    const disbursement = (await trade.running()).disbursements[0]?.id;
    await trade.issue('bank', 'disbursementRefused', { disbursement, reason: 'no such order was received' });
  });
});

describe('a return', () => {
  it('to a sender whose account is not on file waits for a person instead of going astray', async () => {
    const trade = await playTrade(shop, upTo('escrow'));
    const reference = (await trade.running()).payments[0]?.reference;
    await trade.issue('bank', 'creditReceived', {
      entry: `${trade.number}-unknown`,
      reference,
      amountMinor: 500_000,
      currency: 'USD',
    });
    const waiting = await trade.until((order) => order.attention?.code === 'bank-refused', 'the missing account');
    expect(waiting.attention?.detail).toContain('no account is on file');
  });
});
