import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openMillisBetween } from '../../src/domain/calendar/calendar.ts';
import type { OrderAt, Stage } from '../../src/domain/order/order.ts';
import { addHours, addMillis, millisBetween } from '../../src/domain/order/time.ts';
import { factsOf } from '../../src/persistence/order-reader.ts';
import { expectClosed, happyPath } from '../support/books.ts';
import { termsOf } from '../support/deal.ts';
import { playTrade, type Trade, upTo } from '../support/trade.ts';
import { offeredHash } from '../support/ways.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

const standing = async <S extends Stage>(trade: Trade, stage: S): Promise<OrderAt<S>> => {
  const order = await trade.order();
  expect(order.stage).toBe(stage);
  return order as OrderAt<S>;
};
/** A server looks at its timers once a second. */
const second = 1000;
const atOnce = 2 * second;

describe('an enquiry', () => {
  it('is over when the supplier declines it', async () => {
    const trade = await playTrade(shop, upTo('enquiry'));
    await trade.issue('supplier', 'declineEnquiry', { reason: 'We make no lamps.' });
    await expectClosed(shop, trade, { outcome: 'declined', path: 'enquiry closed' });
  });

  it('closes unanswered at the end of the answer clock, to the second, after a warning', async () => {
    const trade = await playTrade(shop, upTo('enquiry'));
    const { answer } = await standing(trade, 'enquiry');
    await trade.skipTo(answer.dueAt);
    const { closedAt } = await standing(trade, 'closed');
    expect(millisBetween(answer.dueAt, closedAt)).toBeLessThan(atOnce);
    const clocks = (await factsOf(shop.orm, trade.number)).filter(({ type }) => type === 'ClockElapsed');
    expect(clocks.map(({ data }) => data.clock)).toEqual(['answerWarning', 'answerDue']);
    expect(millisBetween(answer.warnAt, clocks[0]?.at ?? '')).toBeLessThan(atOnce);
    await expectClosed(shop, trade, { outcome: 'unanswered', path: 'enquiry closed' });
  });

  it('pauses the answer clock while details are awaited, and gives back what was left on it', async () => {
    const trade = await playTrade(shop, upTo('enquiry'));
    const before = (await standing(trade, 'enquiry')).answer;
    await trade.issue('supplier', 'askForDetails', { question: 'Which plug?' });
    const { askedAt } = (await standing(trade, 'enquiry')).answer;
    await trade.skipTo(addHours(before.dueAt, 30));
    await standing(trade, 'enquiry');
    await trade.issue('buyer', 'answerDetails', { answer: 'Type G' });
    const after = (await standing(trade, 'enquiry')).answer;
    const answeredAt = (await factsOf(shop.orm, trade.number)).at(-1)?.at ?? '';
    expect(openMillisBetween(answeredAt, after.dueAt, 'CN')).toBe(openMillisBetween(askedAt ?? '', before.dueAt, 'CN'));
    await trade.skipTo(after.dueAt);
    await expectClosed(shop, trade, { outcome: 'unanswered', path: 'enquiry closed' });
  });

  it('ends when the buyer never gives the details asked for', async () => {
    const trade = await playTrade(shop, upTo('enquiry'));
    await trade.issue('supplier', 'askForDetails', { question: 'Which plug?' });
    await trade.skipDays(40);
    await expectClosed(shop, trade, { outcome: 'withdrawn', path: 'enquiry closed' });
  });
});

describe('a quote', () => {
  const quoted = async (millis: number) => {
    const trade = await playTrade(shop, upTo('enquiry'));
    const { openedAt } = await trade.order();
    const validUntil = addMillis(openedAt, millis);
    await trade.issue('supplier', 'submitQuote', { terms: termsOf({}, openedAt), validUntil });
    return { trade, validUntil, hash: offeredHash(await trade.order()) };
  };

  it('lapses at the second its validity ends', async () => {
    const { trade, validUntil, hash } = await quoted(7 * 86_400_000 + 12_345);
    await trade.skipTo(validUntil);
    const { closedAt } = await standing(trade, 'closed');
    expect(millisBetween(validUntil, closedAt)).toBeGreaterThanOrEqual(0);
    expect(millisBetween(validUntil, closedAt)).toBeLessThan(atOnce);
    expect(await trade.refusal('buyer', 'acceptQuote', { hash })).toBe('wrong-stage');
    await expectClosed(shop, trade, { outcome: 'lapsed', path: 'enquiry quote closed' });
  });

  it('can be accepted until shortly before that', async () => {
    const { trade, validUntil, hash } = await quoted(86_400_000);
    await trade.skipTo(addMillis(validUntil, -4 * second));
    expect((await trade.issue('buyer', 'acceptQuote', { hash })).stage).toBe('contract');
    await trade.issue('buyer', 'withdraw', { reason: 'Changed our mind.' });
    await expectClosed(shop, trade, { outcome: 'withdrawn', path: 'enquiry quote contract closed' });
  });

  it('is negotiated no more rounds than the profile allows, then accepted or broken off', async () => {
    const trade = await playTrade(shop, upTo('quote'));
    const { openedAt, profile } = await trade.order();
    const offer = (round: number) => ({
      terms: { ...termsOf({}, openedAt), warrantyDays: 90 + round },
      validUntil: addHours(openedAt, 100),
    });
    for (let round = 2; round <= profile.negotiationRounds; round += 1) {
      await trade.issue(round % 2 === 0 ? 'buyer' : 'supplier', 'counterOffer', offer(round));
    }
    expect(await trade.refusal('supplier', 'counterOffer', offer(99))).toBe('round-limit');
    await trade.issue('buyer', 'declineQuote', { reason: 'No agreement on the warranty.' });
    await expectClosed(shop, trade, { outcome: 'declined', path: 'enquiry quote closed' });
  });
});

describe('a contract', () => {
  it('that is never confirmed ends the trade when its time is over', async () => {
    const trade = await playTrade(shop, upTo('contract'));
    await trade.issue('buyer', 'issuePurchaseOrder', { number: 'PO-1', hash: offeredHash(await trade.order()) });
    await trade.issue('supplier', 'draftContract');
    const { drafting } = await standing(trade, 'contract');
    await trade.skipTo(drafting.confirmBy);
    await expectClosed(shop, trade, { outcome: 'not-contracted', path: 'enquiry quote contract closed' });
  });

  it('signed on paper binds once a second person has confirmed the scan', async () => {
    const trade = await playTrade(shop, upTo('contract'));
    await trade.issue('buyer', 'issuePurchaseOrder', { number: 'PO-1', hash: offeredHash(await trade.order()) });
    await trade.issue('supplier', 'draftContract');
    await trade.issue('buyer', 'requestChange', { change: 'Name the port.' });
    await trade.issue('supplier', 'draftContract');
    const scan = { hash: offeredHash(await trade.order()), document: 'scan-1' };
    await trade.issue('buyer', 'signOffline', scan);
    expect(await trade.refusal('buyer', 'signOffline', scan)).toBe('same-person');
    await trade.issue('adviser', 'signOffline', scan);
    expect((await trade.running()).contract.method).toBe('OFFLINE');
    await trade.goOn('completed');
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: happyPath,
    });
  });
});
