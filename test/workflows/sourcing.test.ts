import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../src/domain/order/time.ts';
import { outcomesOf } from '../../src/persistence/sourcing/awards.ts';
import { reader } from '../../src/persistence/sourcing/sourcings.ts';
import { query } from '../../src/persistence/sql.ts';
import { type ConnectedSourcingDesk, connectSourcingDesk } from '../../src/temporal/sourcing-desk.ts';
import { skipTime } from '../support/clock.ts';
import { people } from '../support/people.ts';
import { talkTo } from '../support/talk.ts';
import { supplierTwo, tendersIn } from '../support/tenders.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
let desk: ConnectedSourcingDesk;
let tenders: ReturnType<typeof tendersIn>;
/** How often the worker is to die after it has carried an award out, before it can say so. */
let deaths = 0;
beforeAll(async () => {
  shop = await openWorkshop({
    activities: ({ carryOutAward }) => ({
      async carryOutAward(number, at) {
        const state = await carryOutAward(number, at);
        if (deaths-- > 0) throw new Error('died before it could say so');
        return state;
      },
    }),
    forgive: /Activity failed/,
  });
  desk = connectSourcingDesk({
    address: process.env.TEST_TEMPORAL_ADDRESS ?? '',
    namespace: shop.namespace,
    taskQueue: shop.taskQueue,
  });
  tenders = tendersIn(shop, desk);
}, 120_000);
afterAll(async () => {
  await desk?.close();
  await shop?.close();
}, 60_000);

describe('a sourcing', () => {
  it('opens an order for each supplier once, however often it is opened', async () => {
    const tender = await tenders.opened();
    expect(tender.answer).toMatchObject({ status: 201, body: { sourcing: tender.number, state: 'open' } });
    expect(await desk.open(tender.start)).toEqual(tender.answer);
    const [first] = await Promise.all(tender.orders.map(tenders.stateOf));
    expect(first).toMatchObject({
      stage: 'enquiry',
      sourcing: { number: tender.number, sealed: true, openedAt: null },
      answer: { dueAt: tender.deadline },
    });
  });

  it('passes over a company named to serve that was suspended meanwhile', async () => {
    const second = `c-${randomUUID()}`;
    await query(shop.orm, {
      text: `insert into company (id, name, country, kinds, suspended_at)
        values ($1, 'Second line', 'HK', '{carrier}', now())`,
      values: [second],
    });
    const tender = await tenders.opened({ providers: { carrier: second, broker: 'c-broker' } });
    const [first] = await Promise.all(tender.orders.map(tenders.stateOf));
    expect(first?.companies).toMatchObject({ carrier: 'c-carrier', broker: 'c-broker' });
  });

  it('opens sealed quotes at the deadline, and leaves out the supplier that never answered', async () => {
    const tender = await tenders.opened();
    expect(await tenders.quote(tender.orders[0], people.supplier)).toHaveProperty('answer');
    const early = await tenders.award(tender, []);
    expect(early).toMatchObject({ rejection: { code: 'still-open' } });
    await tenders.pass(tender);
    await tenders.reached(tender, 'evaluating');
    expect(await tenders.stateOf(tender.orders[0])).toMatchObject({
      stage: 'quote',
      sourcing: { openedAt: expect.any(String) },
    });
    expect(await tenders.stateOf(tender.orders[1])).toMatchObject({ stage: 'closed', outcome: 'unanswered' });
    expect(await tenders.quote(tender.orders[1], supplierTwo)).toMatchObject({ rejection: { code: 'wrong-stage' } });
  });

  it('waits for the new deadline when it is extended, and so do its orders, whose timers were set before', async () => {
    const tender = await tenders.opened();
    await tenders.quote(tender.orders[0], people.supplier);
    const later = addDays(tender.deadline, 2);
    expect(await tenders.extend(tender, later)).toMatchObject({ answer: { body: { extension: 1, deadline: later } } });
    await tenders.pass(tender);
    expect(await tenders.stateOf(tender.orders[0])).toMatchObject({ stage: 'quote', sourcing: { openedAt: null } });
    expect(await tenders.quote(tender.orders[1], supplierTwo)).toHaveProperty('answer');
    await tenders.pass({ ...tender, deadline: later });
    await tenders.reached(tender, 'evaluating');
    for (const order of tender.orders)
      expect(await tenders.stateOf(order)).toMatchObject({
        stage: 'quote',
        sourcing: { deadline: later, openedAt: expect.any(String) },
      });
    expect(await tenders.extend(tender, addDays(later, 1))).toMatchObject({ rejection: { code: 'deadline-passed' } });
  });

  it('to which nobody answers is over at the deadline', async () => {
    const tender = await tenders.opened();
    await tenders.pass(tender);
    expect(await tenders.handleOf(tender).result()).toBe('unanswered');
  });

  it('splits the award by line, once, also when the worker dies while it is carried out', async () => {
    const tender = await tenders.opened();
    await tenders.quote(tender.orders[0], people.supplier);
    await tenders.quote(tender.orders[1], supplierTwo, [2]);
    await tenders.pass(tender);
    await tenders.reached(tender, 'evaluating');
    deaths = 1;
    const [a, b] = [await tenders.hashOf(tender.orders[0]), await tenders.hashOf(tender.orders[1])];
    const shares = [
      { order: tender.orders[0], hash: a, lines: [{ line: 1, quantity: 1000 }] },
      { order: tender.orders[1], hash: b },
    ];
    const id = randomUUID();
    const decided = await tenders.award(tender, shares, id);
    expect(decided).toMatchObject({ answer: { status: 202, body: { award: 1 } } });
    expect(
      await desk.award({
        commandId: id,
        number: tender.number,
        user: 'u',
        at: '-',
        input: { evaluation: 1, reason: '', shares: [] },
      }),
    ).toEqual(decided);
    expect(await tenders.handleOf(tender).result()).toBe('awarded');
    const first = await tenders.stateOf(tender.orders[0]);
    if (first.stage !== 'contract') throw new Error(first.stage);
    expect(first.versions.map(({ terms }) => terms.lines.map(({ line }) => line))).toEqual([[1, 2], [1]]);
    expect(await tenders.stateOf(tender.orders[1])).toMatchObject({ stage: 'contract', acceptedHash: b });
    expect(await outcomesOf(reader(shop.orm), tender.number)).toMatchObject([
      { result: 'awarded' },
      { result: 'awarded' },
    ]);
    expect(await tenders.award(tender, [])).toMatchObject({ rejection: { code: 'sourcing-over' } });
  });

  it('ends by itself when the quotes have lapsed and nobody was awarded', async () => {
    const tender = await tenders.opened();
    await tenders.quote(tender.orders[0], people.supplier);
    await tenders.pass(tender);
    await tenders.reached(tender, 'evaluating');
    const { openedAt } = await tenders.stateOf(tender.orders[0]);
    await talkTo(shop, tender.orders[0]).skipTo(addDays(openedAt, 30));
    await skipTime(shop, tenders.handleOf(tender), 31 * 86_400_000);
    expect(await tenders.handleOf(tender).result()).toBe('not-awarded');
    expect(await tenders.stateOf(tender.orders[0])).toMatchObject({ stage: 'closed', outcome: 'lapsed' });
  });
});
