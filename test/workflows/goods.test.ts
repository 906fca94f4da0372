import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refunds } from '../../src/domain/order/escrow.ts';
import type { Terms } from '../../src/domain/order/terms.ts';
import { expectClosed } from '../support/books.ts';
import { inboundOf, type Pieces, packingListOf, receiptOf } from '../support/deal.ts';
import { playTrade, type Trade, upTo } from '../support/trade.ts';
import { packAndLodge } from '../support/ways.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

const total = 1_411_195;
const nothing = { received: total, supplier: 0, buyer: total, costs: 0 };
const whole = { received: total, supplier: total, buyer: 0, costs: 0 };
const made = 'enquiry quote contract escrow production warehouse';
const delivered = 'matching customs release shipment receipt completed closed';

const inspect = async (trade: Trade, verdict: string): Promise<void> => {
  const { goods } = await trade.running();
  const major = (goods.plan?.accept.major ?? 0) + 1;
  await trade.issue('inspector', 'recordFindings', {
    sampled: goods.plan?.sampleSize,
    defects: { critical: 0, major, minor: 0 },
    notes: 'dents',
  });
  await trade.issue('inspector', 'giveVerdict', { verdict });
};

describe('goods that do not pass inspection', () => {
  it('give the buyer the money back, to the cent', async () => {
    const trade = await playTrade(shop, upTo('inspection'));
    await inspect(trade, 'reject');
    await trade.settleDisbursements();
    await expectClosed(shop, trade, { outcome: 'refunded', path: `${made} inspection refund closed`, cash: nothing });
  });

  it.each(['sort', 'rework'])('and are sent back to %s are received and inspected again', async (verdict) => {
    const trade = await playTrade(shop, upTo('inspection'));
    const first = (await trade.running()).goods.plan?.seed;
    await inspect(trade, verdict);
    await trade.issue('warehouse', 'issueGoodsReceipt', receiptOf(await trade.terms(), { number: 'GR-2' }));
    const { goods } = await trade.running();
    expect(goods.plan).toMatchObject({ round: 2 });
    expect(goods.plan?.seed).not.toBe(first);
    await trade.goOn('completed');
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: `${made} inspection warehouse inspection ${delivered}`,
      cash: whole,
    });
  });
});

describe('goods that differ from the contract', () => {
  /** Delivered and packed as `counted`, inspected, and the papers compared. */
  const compared = async (counted: Pieces) => {
    const trade = await playTrade(shop, upTo('production'));
    const terms = await trade.terms();
    await trade.issue('supplier', 'bookInbound', inboundOf(terms, 'ASN-1', counted));
    await trade.issue('warehouse', 'issueGoodsReceipt', receiptOf(terms, { counted, booked: counted }));
    await trade.goOn('matching');
    await trade.issue('supplier', 'submitPackingList', packingListOf(terms, counted));
    const { goods } = await trade.running();
    expect(goods.discrepancies?.map(({ field, line }) => `${field} ${line}`)).toContain('quantity 1');
    return { trade, amended: amendedTo(terms, counted) };
  };
  const amendedTo = (terms: Terms, counted: Pieces): Terms => ({
    ...terms,
    lines: terms.lines.map((each) => ({ ...each, quantity: counted[each.line] ?? each.quantity })),
  });
  const propose = async (trade: Trade, terms: Terms): Promise<string> => {
    await trade.issue('supplier', 'proposeAmendment', { terms, reason: 'as delivered' });
    return (await trade.running()).amendment?.hash ?? '';
  };

  it('move the price and the money held down in the step in which both sides amend', async () => {
    const { trade, amended } = await compared({ 1: 900 });
    const hash = await propose(trade, amended);
    const answer = await trade.issue('buyer', 'consentAmendment', { hash });
    expect(answer.stage).toBe('customs');
    expect(refunds(await trade.running()).map(({ amountMinor }) => amountMinor)).toEqual([125_100]);
    await trade.goOn('completed');
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: `${made} inspection ${delivered}`,
      cash: { received: total, supplier: total - 125_100, buyer: 125_100, costs: 0 },
    });
  });

  it('ask the buyer for what an amendment adds, before title passes', async () => {
    const { trade, amended } = await compared({ 1: 1100 });
    const hash = await propose(trade, amended);
    await trade.issue('buyer', 'consentAmendment', { hash });
    expect((await trade.running()).payments.map(({ amountMinor, status }) => `${amountMinor} ${status}`)).toEqual([
      `${total} FUNDED`,
      '125100 OPEN',
    ]);
    await trade.goOn('completed');
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: `${made} inspection ${delivered}`,
      cash: { received: total + 125_100, supplier: total + 125_100, buyer: 0, costs: 0 },
    });
  });

  it('end the trade with a refund when the buyer does not accept them', async () => {
    const { trade, amended } = await compared({ 1: 900 });
    await propose(trade, amended);
    await trade.issue('buyer', 'refuseAmendment', { reason: 'We need all of them.' });
    await trade.settleDisbursements();
    await expectClosed(shop, trade, {
      outcome: 'refunded',
      path: `${made} inspection matching refund closed`,
      cash: nothing,
    });
  });

  it('match again when the supplier corrects the packing list', async () => {
    const trade = await playTrade(shop, upTo('matching'));
    const terms = await trade.terms();
    await trade.issue('supplier', 'submitPackingList', packingListOf(terms, { 2: 100 }));
    expect((await trade.running()).goods.discrepancies).not.toBeNull();
    await trade.goOn('completed');
    await expectClosed(shop, trade, { outcome: 'completed', path: `${made} inspection ${delivered}`, cash: whole });
  });
});

describe('a shipment that arrives in parts', () => {
  it('waits, visibly, until it is whole', async () => {
    const trade = await playTrade(shop, upTo('warehouse'));
    const terms = await trade.terms();
    const partial = await trade.issue('warehouse', 'issueGoodsReceipt', receiptOf(terms, { counted: { 1: 500 } }));
    expect(partial).toMatchObject({ stage: 'warehouse', facts: ['PartialArrivalRecorded'] });
    expect((await trade.order()).attention?.code).toBe('partial-arrival');
    await trade.goOn('completed');
    await expectClosed(shop, trade, { outcome: 'completed', path: `${made} inspection ${delivered}`, cash: whole });
  });
});

describe('customs', () => {
  it('does not release while a query is open', async () => {
    const trade = await playTrade(shop, upTo('customs'));
    await packAndLodge(trade);
    await trade.issue('broker', 'customsQueried', { query: 'Composition of the shade?' });
    expect(await trade.refusal('broker', 'customsReleased', { document: 'REL-1' })).toBe('query-open');
    await trade.issue('supplier', 'answerQuery', { answer: 'Glass' });
    await trade.issue('broker', 'customsReleased', { document: 'REL-1' });
    await trade.goOn('completed');
    await expectClosed(shop, trade, { outcome: 'completed', path: `${made} inspection ${delivered}`, cash: whole });
  });

  it('that refuses the goods sends the money back', async () => {
    const trade = await playTrade(shop, upTo('customs'));
    await packAndLodge(trade);
    await trade.issue('broker', 'customsRefused', { reason: 'Dual use' });
    await trade.settleDisbursements();
    await expectClosed(shop, trade, {
      outcome: 'refunded',
      path: `${made} inspection matching customs refund closed`,
      cash: nothing,
    });
  });
});
