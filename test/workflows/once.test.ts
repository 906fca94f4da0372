import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { orderQueue } from '../../src/api/order-queue.ts';
import { factsOf } from '../../src/persistence/order-reader.ts';
import type { DeskAnswer } from '../../src/temporal/desk.ts';
import { expectClosed, happyPath } from '../support/books.ts';
import { eventsOf, typeOf } from '../support/history.ts';
import { playTrade, type Trade, upTo } from '../support/trade.ts';
import { offeredHash } from '../support/ways.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';
import { orderWorkflowId } from '../../workflows/messages.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

/** As the API lets them through: an order takes ten updates at once, and a hundred callers are more. */
const inLine = orderQueue();
const many = (count: number) => Array.from({ length: count }, (_, index) => index);
const count = async ({ number }: Trade, type: string): Promise<number> =>
  (await factsOf(shop.orm, number)).filter((each) => each.type === type).length;
const refusals = (answers: DeskAnswer[]): string[] =>
  answers.flatMap((answer) => ('rejection' in answer ? [answer.rejection.code] : []));
const runs = async ({ number }: Trade): Promise<number> =>
  (await eventsOf(shop, orderWorkflowId(number))).filter((event) => typeOf(event) === 'WORKFLOW_EXECUTION_STARTED')
    .length;

describe('a hundred acceptances of one version at the same time', () => {
  it('make one contract, and every one is answered', async () => {
    const trade = await playTrade(shop, upTo('quote'));
    const hash = offeredHash(await trade.order());
    const answers = await Promise.all(
      many(100).map(() => inLine(trade.number, () => trade.ask('buyer', 'acceptQuote', { hash }))),
    );
    expect(answers.filter((answer) => 'answer' in answer)).toHaveLength(1);
    expect(refusals(answers)).toEqual(many(99).map(() => 'wrong-stage'));
    expect(await count(trade, 'QuoteAccepted')).toBe(1);
    await trade.issue('buyer', 'withdraw', { reason: 'Only a test of nerves.' });
    await expectClosed(shop, trade, { outcome: 'withdrawn', path: 'enquiry quote contract closed' });
  }, 90_000);
});

describe('a command that arrives again under its id', () => {
  it('is carried out once and answered alike, at the same time and later', async () => {
    const trade = await playTrade(shop, upTo('production'));
    const id = randomUUID();
    const milestone = { name: 'cut', detail: '-' };
    const answers = await Promise.all(many(8).map(() => trade.ask('supplier', 'reportMilestone', milestone, id)));
    await trade.issue('supplier', 'reportMilestone', { name: 'assembled', detail: '-' });
    answers.push(await trade.ask('supplier', 'reportMilestone', milestone, id));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await count(trade, 'MilestoneReported')).toBe(2);
  });

  it('is answered alike by a later run of the order', async () => {
    const trade = await playTrade(shop, upTo('contract'), { rollOverAfter: 20 });
    const id = randomUUID();
    const order = { number: 'PO-1', hash: offeredHash(await trade.order()) };
    const first = await trade.ask('buyer', 'issuePurchaseOrder', order, id);
    const before = await runs(trade);
    await trade.issue('supplier', 'draftContract');
    await trade.issue('buyer', 'confirmContract', { hash: offeredHash(await trade.order()) });
    await trade.goOn('warehouse');
    expect(await runs(trade)).toBeGreaterThan(before);
    expect(await trade.ask('buyer', 'issuePurchaseOrder', order, id)).toEqual(first);
    expect(await count(trade, 'PurchaseOrderIssued')).toBe(1);
  });

  it('opens one order, however often it is opened, also when a later run is asked', async () => {
    const trade = await playTrade(shop, upTo('quote'), { rollOverAfter: 10 });
    const [opened] = await factsOf(shop.orm, trade.number);
    const { rows } = await commandsOf(trade);
    const again = await shop.desk.open(
      opened?.data as never,
      { user: opened?.by.user ?? '', company: opened?.by.company ?? '', roles: ['buyer'] },
      rows[0] ?? '',
    );
    expect(again).toMatchObject({
      answer: { status: 201, body: { order: trade.number, version: 1, stage: 'enquiry' } },
    });
    expect(await count(trade, 'OrderOpened')).toBe(1);
  });
});

describe('an order whose runs hand over every few events', () => {
  it('is the same trade, to the end', async () => {
    const trade = await playTrade(shop, upTo('completed'), { rollOverAfter: 30 });
    expect(await runs(trade)).toBeGreaterThan(4);
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: happyPath,
      cash: { received: 1_411_195, supplier: 1_411_195, buyer: 0, costs: 0 },
    });
  });

  it('loses and doubles nothing of what arrives while it hands over', async () => {
    const trade = await playTrade(shop, upTo('production'), { rollOverAfter: 25 });
    const answers = await Promise.all(
      many(40).map((each) =>
        inLine(trade.number, () => trade.ask('supplier', 'reportMilestone', { name: `step ${each}`, detail: '-' })),
      ),
    );
    expect(refusals(answers)).toEqual([]);
    const { goods } = await trade.running();
    expect(goods.milestones.map(({ name }) => name).sort()).toEqual(
      many(40)
        .map((each) => `step ${each}`)
        .sort(),
    );
    expect(await runs(trade)).toBeGreaterThan(2);
  });

  it('keeps its clocks running', async () => {
    const trade = await playTrade(shop, upTo('receipt'), { rollOverAfter: 25, transport: 'AIR' });
    await trade.skipDays(16);
    await expectClosed(shop, trade, { outcome: 'completed', path: happyPath });
  });
});

async function commandsOf({ number }: Trade): Promise<{ rows: string[] }> {
  const rows = await shop.orm.em
    .getConnection()
    .execute<{ id: string }[]>('select id from command where order_no = ? order by first_seq', [number]);
  return { rows: rows.map(({ id }) => id) };
}
