import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import type { Activities } from '../../activities/index.ts';
import { judge, judgeClocks } from '../../src/domain/order/judge.ts';
import type { Order } from '../../src/domain/order/order.ts';
import { addMillis, millisBetween } from '../../src/domain/order/time.ts';
import type { CommandRecord } from '../../src/domain/record.ts';
import { factsOf } from '../../src/persistence/order-reader.ts';
import { recordOf } from '../../workflows/record.ts';
import { expectClosed } from '../support/books.ts';
import { skipTime } from '../support/clock.ts';
import { people, type Who } from '../support/people.ts';
import { playTrade, type Trade, upTo } from '../support/trade.ts';
import { offeredHash } from '../support/ways.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
type Recording = Activities['recordCommand'];
/** What happens to the next attempt to write a command down, instead of the writing. */
let instead: ((record: CommandRecord, write: Recording) => ReturnType<Recording>) | null = null;
const breakable = ({ recordCommand }: Activities): Partial<Activities> => ({
  recordCommand(record) {
    const once = instead;
    instead = null;
    return once === null ? recordCommand(record) : once(record, recordCommand);
  },
});
beforeAll(async () => {
  shop = await openWorkshop({ activities: breakable, forgive: /Activity failed|cannot be recorded/ });
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

const types = async ({ number }: Trade): Promise<string[]> => (await factsOf(shop.orm, number)).map(({ type }) => type);
/** What a worker that died wrote down: the same command, judged a moment earlier than now. */
function writtenBefore(order: Order, who: Who, command: { id: string; name: string; input: unknown }): CommandRecord {
  const judged = judge(order, command, people[who], addMillis(order.stageSince, 1));
  if ('rejection' in judged) throw new Error(judged.rejection.code);
  const { after: _, ...record } = recordOf(order, judged.facts, command);
  return record;
}
const withdrawn = async (trade: Trade, path: string): Promise<void> => {
  await trade.issue('buyer', 'withdraw', { reason: 'Enough.' });
  await expectClosed(shop, trade, { outcome: 'withdrawn', path });
};

describe('a worker that dies between writing a command down and answering it', () => {
  it('writes it once when it tries again itself', async () => {
    const trade = await playTrade(shop, upTo('quote'));
    instead = async (record, write) => {
      await write(record);
      throw new Error('the connection broke after the commit');
    };
    await trade.issue('buyer', 'acceptQuote', { hash: offeredHash(await trade.order()) });
    expect((await types(trade)).filter((type) => type === 'QuoteAccepted')).toHaveLength(1);
    await withdrawn(trade, 'enquiry quote contract closed');
  });

  it('is succeeded by one that finds the command on the record and gives the recorded answer', async () => {
    const trade = await playTrade(shop, upTo('quote'));
    const order = await trade.order();
    const command = { id: `${trade.number}-accept`, name: 'acceptQuote', input: { hash: offeredHash(order) } };
    const written = writtenBefore(order, 'buyer', command);
    instead = async (record, write) => {
      expect(await write(written)).toEqual({ status: 'written' });
      const outcome = await write(record);
      expect(outcome.status).toBe('missed');
      return outcome;
    };
    const answer = await trade.ask('buyer', command.name, command.input, command.id);
    expect(answer).toEqual({ answer: written.answer });
    expect((await trade.order()).stageSince).toBe(written.facts[0]?.at);
    expect((await types(trade)).filter((type) => type === 'QuoteAccepted')).toHaveLength(1);
    await withdrawn(trade, 'enquiry quote contract closed');
  });

  it('is succeeded by one that refuses what the record overtook, and answers that when it comes', async () => {
    const trade = await playTrade(shop, upTo('quote'));
    const order = await trade.order();
    const command = { id: `${trade.number}-accept`, name: 'acceptQuote', input: { hash: offeredHash(order) } };
    const written = writtenBefore(order, 'buyer', command);
    instead = async (record, write) => {
      await write(written);
      return write(record);
    };
    expect(await trade.refusal('supplier', 'declineQuote', { reason: 'Too slow.' })).toBe('wrong-stage');
    expect(await trade.ask('buyer', command.name, command.input, command.id)).toEqual({ answer: written.answer });
    expect(await types(trade)).toEqual([
      'OrderOpened',
      'QuoteSubmitted',
      'StageEntered',
      'QuoteAccepted',
      'StageEntered',
    ]);
    await withdrawn(trade, 'enquiry quote contract closed');
  });

  it('is succeeded by one that carries out another command after the recorded one', async () => {
    const trade = await playTrade(shop, upTo('production'));
    const command = { id: `${trade.number}-cut`, name: 'reportMilestone', input: { name: 'cut', detail: '-' } };
    const written = writtenBefore(await trade.order(), 'supplier', command);
    instead = async (record, write) => {
      await write(written);
      return write(record);
    };
    await trade.issue('supplier', 'reportMilestone', { name: 'assembled', detail: '-' });
    expect(await trade.ask('supplier', command.name, command.input, command.id)).toEqual({ answer: written.answer });
    expect((await trade.running()).goods.milestones.map(({ name }) => name)).toEqual(['cut', 'assembled']);
    await trade.issue('supplier', 'cancel', { reason: 'Enough.', feeMinor: 0 });
    await trade.settleDisbursements();
    await expectClosed(shop, trade, {
      outcome: 'cancelled',
      path: 'enquiry quote contract escrow production refund closed',
    });
  });

  it('lets a clock run out once', async () => {
    const trade = await playTrade(shop, upTo('enquiry'));
    const order = await trade.order();
    if (order.stage !== 'enquiry') throw new Error('the order has moved');
    const { facts } = judgeClocks(order, addMillis(order.answer.warnAt, 1));
    const { after: _, ...written } = recordOf(order, facts, {
      id: `clocks:${order.order}:${order.version}`,
      name: 'clocksElapsed',
    });
    instead = async (record, write) => {
      await write(written);
      return write(record);
    };
    await trade.skipTo(order.answer.dueAt);
    expect((await types(trade)).filter((type) => type === 'ClockElapsed')).toHaveLength(2);
    await expectClosed(shop, trade, { outcome: 'unanswered', path: 'enquiry closed' });
  });
});

describe('a command the record refuses for good', () => {
  const refuse = () =>
    Promise.reject(ApplicationFailure.create({ type: 'RECORD_REFUSED', message: 'a bug', nonRetryable: true }));

  it('has not happened, and the next one can', async () => {
    const trade = await playTrade(shop, upTo('quote'));
    const other = await playTrade(shop, upTo('quote'));
    const hash = offeredHash(await trade.order());
    const id = `${other.number}-decline`;
    await other.issue('buyer', 'declineQuote', { reason: 'No.' }, id);
    // The same id belongs to another order: a rule of the database.
    await expect(trade.ask('buyer', 'acceptQuote', { hash }, id)).rejects.toThrow();
    expect((await trade.order()).stage).toBe('quote');
    await trade.issue('buyer', 'acceptQuote', { hash });
    await withdrawn(trade, 'enquiry quote contract closed');
  });

  it('does not cost the order its life when the house brings it: it is tried again, for operators to see', async () => {
    const trade = await playTrade(shop, upTo('enquiry'));
    const order = await trade.order();
    if (order.stage !== 'enquiry') throw new Error('the order has moved');
    instead = refuse;
    await skipTime(shop, trade.workflow(), millisBetween(order.openedAt, order.answer.warnAt) + 2000);
    const { searchAttributes } = await trade.workflow().describe();
    expect(searchAttributes).toMatchObject({ AttentionReason: ['record-refused'] });
    expect(await types(trade)).toEqual(['OrderOpened']);
    await trade.skipTo(order.answer.dueAt);
    await expectClosed(shop, trade, { outcome: 'unanswered', path: 'enquiry closed' });
  });
});
