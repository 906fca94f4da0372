import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { share } from '../../src/domain/money.ts';
import type { Contracted } from '../../src/domain/order/order.ts';
import { type TransportMode, transportModes } from '../../src/domain/order/terms.ts';
import { addDays, addMillis, millisBetween } from '../../src/domain/order/time.ts';
import { factsOf } from '../../src/persistence/order-reader.ts';
import { expectClosed } from '../support/books.ts';
import { playTrade, type Trade, upTo } from '../support/trade.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

const total = 1_411_195;
const whole = { received: total, supplier: total, buyer: 0, costs: 0 };
const onReceipt = { settlement: { trigger: 'RECEIPT_CONFIRMED' } } as const;
const shipped = 'enquiry quote contract escrow production warehouse inspection matching customs shipment receipt';
const released =
  'enquiry quote contract escrow production warehouse inspection matching customs release shipment receipt';
const autoConfirmAt = async (trade: Trade): Promise<string> => (await trade.running()).receipt.autoConfirmAt ?? '';

describe('a rejected receipt', () => {
  const disputed = async (): Promise<Trade> => {
    const trade = await playTrade(shop, upTo('receipt'), onReceipt);
    await trade.issue('buyer', 'rejectReceipt', { reason: 'Half of them are dented.' });
    await trade.issue('supplier', 'answerDispute', { answer: 'They were fine when they left.' });
    return trade;
  };
  const dispute = async (trade: Trade): Promise<NonNullable<Contracted['dispute']>> => {
    const open = (await trade.running()).dispute;
    if (open === null) throw new Error('no dispute is open');
    return open;
  };

  it('is settled between the parties: what is held is split by the offer accepted', async () => {
    const trade = await disputed();
    await trade.issue('supplier', 'offerSettlement', { buyerShareBp: 3333 });
    await trade.issue('buyer', 'acceptSettlement', { hash: (await dispute(trade)).offer?.hash });
    await trade.settleDisbursements();
    const buyer = share(total, 3333);
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: `${shipped} refund closed`,
      cash: { received: total, supplier: total - buyer, buyer, costs: 0 },
    });
  });

  it('is ruled by two advisers, but only after the time to negotiate', async () => {
    const trade = await disputed();
    const ruling = { buyerShareBp: 10_000, reason: 'The photographs show it.' };
    expect(await trade.refusal('adviser', 'ruleDispute', ruling)).toBe('deadline-not-reached');
    await trade.skipTo((await dispute(trade)).negotiateUntil);
    await trade.issue('adviser', 'ruleDispute', ruling);
    expect(await trade.refusal('adviser', 'ruleDispute', ruling)).toBe('same-person');
    await trade.issue('secondAdviser', 'ruleDispute', ruling);
    await trade.settleDisbursements();
    await expectClosed(shop, trade, {
      outcome: 'refunded',
      path: `${shipped} refund closed`,
      cash: { received: total, supplier: 0, buyer: total, costs: 0 },
    });
  });

  it('counts as confirmed when the ruling gives the buyer nothing', async () => {
    const trade = await disputed();
    await trade.skipTo((await dispute(trade)).negotiateUntil);
    const ruling = { buyerShareBp: 0, reason: 'No damage was shown.' };
    await trade.issue('adviser', 'ruleDispute', ruling);
    await trade.issue('secondAdviser', 'ruleDispute', ruling);
    await trade.goOn('completed');
    await expectClosed(shop, trade, { outcome: 'completed', path: `${shipped} release completed closed`, cash: whole });
  });

  it('that is withdrawn lets the receipt clock go on with what was left', async () => {
    const trade = await playTrade(shop, upTo('receipt'), onReceipt);
    await trade.skipDays(5);
    await trade.issue('buyer', 'rejectReceipt', { reason: 'Dented.' });
    const { pausedMillis } = (await trade.running()).receipt;
    await trade.skipDays(60);
    expect((await trade.order()).stage).toBe('receipt');
    await trade.issue('buyer', 'withdrawDispute');
    const withdrawnAt = (await factsOf(shop.orm, trade.number)).at(-1)?.at ?? '';
    expect(await autoConfirmAt(trade)).toBe(addMillis(withdrawnAt, pausedMillis ?? 0));
    await trade.skipTo(await autoConfirmAt(trade));
    await trade.goOn('completed');
    await expectClosed(shop, trade, { outcome: 'completed', path: `${shipped} release completed closed`, cash: whole });
  });

  it('is a matter of after-sales when the money was released with title', async () => {
    const trade = await playTrade(shop, upTo('receipt'));
    const answer = await trade.issue('buyer', 'rejectReceipt', { reason: 'Dented.' });
    expect(answer).toMatchObject({ stage: 'completed', facts: ['ReceiptRejected', 'StageEntered'] });
    await expectClosed(shop, trade, { outcome: 'completed', path: `${released} completed closed`, cash: whole });
  });
});

describe('silence', () => {
  const days: Record<TransportMode, number> = { COURIER: 15, AIR: 15, ROAD: 30, RAIL: 30, SEA_FCL: 45, SEA_LCL: 45 };

  it.each(transportModes)(
    'confirms goods that came by %s when the clock of that mode has run out',
    async (transport) => {
      const trade = await playTrade(shop, upTo('receipt'), { ...onReceipt, transport, inspection: { mode: 'NONE' } });
      const { arrivedAt } = (await trade.running()).shipment;
      const due = addDays(arrivedAt ?? '', days[transport]);
      await trade.skipTo(addMillis(due, -5000));
      expect((await trade.order()).stage).toBe('receipt');
      await trade.skipTo(due);
      const { confirmed } = (await trade.running()).receipt;
      expect(confirmed?.by).toBe('house');
      expect(millisBetween(due, confirmed?.at ?? '')).toBeLessThan(2000);
      await trade.goOn('completed');
      await expectClosed(shop, trade, {
        outcome: 'completed',
        path: `${shipped.replace(' inspection', '')} release completed closed`,
        cash: whole,
      });
    },
  );

  it('does not confirm while an exception of the transport is open; then the clock goes on', async () => {
    const trade = await playTrade(shop, upTo('receipt'), { transport: 'AIR' });
    await trade.skipDays(10);
    await trade.issue('carrier', 'reportException', { detail: 'The pallet was dropped.' });
    expect(await autoConfirmAt(trade)).toBe('');
    await trade.skipDays(100);
    expect((await trade.order()).stage).toBe('receipt');
    expect(await trade.refusal('buyer', 'extendInspection')).toBe('exception-open');
    await trade.issue('carrier', 'resolveException', { detail: 'Only the film was torn.' });
    const left = millisBetween((await factsOf(shop.orm, trade.number)).at(-1)?.at ?? '', await autoConfirmAt(trade));
    expect(left).toBeGreaterThan(4.9 * 86_400_000);
    expect(left).toBeLessThan(5 * 86_400_000);
    await trade.skipTo(await autoConfirmAt(trade));
    await expectClosed(shop, trade, { outcome: 'completed', path: `${released} completed closed`, cash: whole });
  });

  it('confirms later when the buyer has asked for more time, once', async () => {
    const trade = await playTrade(shop, upTo('receipt'), { transport: 'AIR' });
    const first = await autoConfirmAt(trade);
    await trade.issue('buyer', 'extendInspection');
    expect(await trade.refusal('buyer', 'extendInspection')).toBe('already-extended');
    const extended = await autoConfirmAt(trade);
    expect(extended).toBe(addDays(first, 7));
    await trade.skipTo(addDays(first, 1));
    expect((await trade.order()).stage).toBe('receipt');
    await trade.skipTo(extended);
    await expectClosed(shop, trade, { outcome: 'completed', path: `${released} completed closed`, cash: whole });
  });
});

describe('a dispute', () => {
  it('is refused after release, citing the clause of the contract', async () => {
    const trade = await playTrade(shop, upTo('shipment'));
    const { contract } = await trade.running();
    const answer = await trade.ask('buyer', 'openDispute', { reason: 'We have second thoughts.' });
    expect(answer).toMatchObject({
      rejection: { code: 'dispute-closed', data: { clause: 'settlement', contract: contract.hash } },
    });
    await trade.goOn('completed');
    await expectClosed(shop, trade, { outcome: 'completed', path: `${released} completed closed`, cash: whole });
  });

  it('in production stops nothing but the money, and ends with the ruling', async () => {
    const trade = await playTrade(shop, upTo('production'));
    await trade.issue('buyer', 'openDispute', { reason: 'No news for weeks.' });
    await trade.goOn('release');
    expect(await trade.refusal('warehouse', 'transferTitle', { act: 'ACT-1' })).toBe('dispute-open');
    await trade.issue('buyer', 'withdrawDispute');
    await trade.goOn('completed');
    await expectClosed(shop, trade, { outcome: 'completed', path: `${released} completed closed`, cash: whole });
  });
});
