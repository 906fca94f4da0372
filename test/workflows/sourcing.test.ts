import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order } from '../../src/domain/order/order.ts';
import { addDays } from '../../src/domain/order/time.ts';
import type { Actor } from '../../src/domain/parties.ts';
import { type AwardInput, sourcingSchema, type SourcingState } from '../../src/domain/sourcing/sourcing.ts';
import { findOrder } from '../../src/persistence/order-reader.ts';
import { writeOnce } from '../../src/persistence/catalogue/write-once.ts';
import { outcomesOf } from '../../src/persistence/sourcing/awards.ts';
import { findSourcing, reader } from '../../src/persistence/sourcing/sourcings.ts';
import { addVersion } from '../../src/persistence/sourcing/versions.ts';
import { type ConnectedSourcingDesk, connectSourcingDesk } from '../../src/temporal/sourcing-desk.ts';
import { sourcingWorkflowId } from '../../workflows/messages.ts';
import { skipTime, timeOf } from '../support/clock.ts';
import { termsOf } from '../support/deal.ts';
import { people } from '../support/people.ts';
import { talkTo } from '../support/talk.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
let desk: ConnectedSourcingDesk;
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
}, 120_000);
afterAll(async () => {
  await desk?.close();
  await shop?.close();
}, 60_000);

const supplierTwo: Actor = { user: 'u-supplier-two', company: 'c-pearlriver', roles: ['supplier'] };
const companies = ['c-brightworks', 'c-pearlriver'] as const;

/** Two suppliers asked for the test's lamps, one day to answer, under seal. */
async function opened() {
  const number = `S26${String(randomInt(1e9)).padStart(9, '0')}`;
  const at = new Date().toISOString();
  const input = sourcingSchema.parse({
    title: 'Lamps',
    demand: {
      items: [
        { description: 'Desk lamp', quantity: 1000 },
        { description: 'Shade', quantity: 199 },
      ],
      destination: 'HK',
    },
    suppliers: [...companies],
    sealed: true,
    deadline: addDays(at, 1),
    split: 'BY_LINE',
    compare: { incoterm: 'FCA', place: 'Shenzhen', currency: 'USD' },
    weights: { landedCost: 10_000, leadTime: 0, rating: 0, validity: 0, paymentTerms: 0 },
  });
  const opening = { number, buyer: people.buyer.company, user: people.buyer.user, at, input };
  const start = { opening, commandId: randomUUID() };
  const answer = await desk.open(start);
  const invitations = await eventually(async () => {
    const found = (await findSourcing(reader(shop.orm), number))?.invitations ?? [];
    const orders = await Promise.all(found.map(({ order }) => findOrder(shop.orm, order)));
    return orders.length === 2 && orders.every((order) => order !== null) ? found : null;
  });
  const orders = companies.map((company) => invitations.find(({ supplier }) => supplier === company)?.order ?? '');
  return { number, start, answer, deadline: input.deadline, orders: orders as [string, string] };
}
type Tender = Awaited<ReturnType<typeof opened>>;

async function eventually<T>(look: () => Promise<T | null>): Promise<T> {
  for (const giveUp = Date.now() + 20_000; ; ) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > giveUp) throw new Error('waited in vain');
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

const stateOf = async (order: string): Promise<Order> => (await findOrder(shop.orm, order))?.state as Order;
const handleOf = ({ number }: Tender) => shop.client.workflow.getHandle(sourcingWorkflowId(number));
const reached = ({ number }: Tender, state: SourcingState) =>
  eventually(async () => {
    const found = await findSourcing(reader(shop.orm), number);
    return found?.state === state ? found : null;
  });

/** A supplier's quote, without a shade where `lines` says so. */
async function quote(order: string, by: Actor, lines: number[] = [1, 2]) {
  const { openedAt } = await stateOf(order);
  const terms = termsOf({}, openedAt);
  const offer = {
    terms: { ...terms, lines: terms.lines.filter(({ line }) => lines.includes(line)) },
    validUntil: addDays(openedAt, 30),
  };
  const command = { commandId: randomUUID(), name: 'submitQuote', input: offer, by };
  return shop.desk.issue(order, command, 'enquiry');
}

/** Lets the deadline pass in the orders and in the sourcing. */
async function pass(tender: Tender): Promise<void> {
  for (const order of tender.orders) await talkTo(shop, order).skipTo(tender.deadline);
  const by = Date.parse(tender.deadline) - (await timeOf(shop, handleOf(tender)));
  await skipTime(shop, handleOf(tender), by + 1000);
}

async function award({ number }: Tender, shares: AwardInput['shares'], commandId = randomUUID()) {
  await writeOnce(shop.orm, randomUUID(), async (db) => {
    await addVersion(db, 'sourcing_evaluation', {
      sourcing: number,
      content: {},
      at: new Date().toISOString(),
      user: 'u-buyer',
    });
    return { status: 201, body: {} };
  });
  const input = { evaluation: 1, reason: 'best of each line', shares };
  return desk.award({ commandId, number, user: people.buyer.user, at: new Date().toISOString(), input });
}

async function hashOf(order: string): Promise<string> {
  const state = await stateOf(order);
  if (state.stage !== 'quote') throw new Error(state.stage);
  return state.versions.at(-1)?.hash ?? '';
}

describe('a sourcing', () => {
  it('opens an order for each supplier once, however often it is opened', async () => {
    const tender = await opened();
    expect(tender.answer).toMatchObject({ status: 201, body: { sourcing: tender.number, state: 'open' } });
    expect(await desk.open(tender.start)).toEqual(tender.answer);
    const [first] = await Promise.all(tender.orders.map(stateOf));
    expect(first).toMatchObject({
      stage: 'enquiry',
      sourcing: { number: tender.number, sealed: true, openedAt: null },
      answer: { dueAt: tender.deadline },
    });
  });

  it('opens sealed quotes at the deadline, and leaves out the supplier that never answered', async () => {
    const tender = await opened();
    expect(await quote(tender.orders[0], people.supplier)).toHaveProperty('answer');
    const early = await award(tender, []);
    expect(early).toMatchObject({ rejection: { code: 'still-open' } });
    await pass(tender);
    await reached(tender, 'evaluating');
    expect(await stateOf(tender.orders[0])).toMatchObject({
      stage: 'quote',
      sourcing: { openedAt: expect.any(String) },
    });
    expect(await stateOf(tender.orders[1])).toMatchObject({ stage: 'closed', outcome: 'unanswered' });
    expect(await quote(tender.orders[1], supplierTwo)).toMatchObject({ rejection: { code: 'wrong-stage' } });
  });

  it('to which nobody answers is over at the deadline', async () => {
    const tender = await opened();
    await pass(tender);
    expect(await handleOf(tender).result()).toBe('unanswered');
  });

  it('splits the award by line, once, also when the worker dies while it is carried out', async () => {
    const tender = await opened();
    await quote(tender.orders[0], people.supplier);
    await quote(tender.orders[1], supplierTwo, [2]);
    await pass(tender);
    await reached(tender, 'evaluating');
    deaths = 1;
    const [a, b] = [await hashOf(tender.orders[0]), await hashOf(tender.orders[1])];
    const shares = [
      { order: tender.orders[0], hash: a, lines: [{ line: 1, quantity: 1000 }] },
      { order: tender.orders[1], hash: b },
    ];
    const id = randomUUID();
    const decided = await award(tender, shares, id);
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
    expect(await handleOf(tender).result()).toBe('awarded');
    const first = await stateOf(tender.orders[0]);
    if (first.stage !== 'contract') throw new Error(first.stage);
    expect(first.versions.map(({ terms }) => terms.lines.map(({ line }) => line))).toEqual([[1, 2], [1]]);
    expect(await stateOf(tender.orders[1])).toMatchObject({ stage: 'contract', acceptedHash: b });
    expect(await outcomesOf(reader(shop.orm), tender.number)).toMatchObject([
      { result: 'awarded' },
      { result: 'awarded' },
    ]);
    expect(await award(tender, [])).toMatchObject({ rejection: { code: 'sourcing-over' } });
  });

  it('ends by itself when the quotes have lapsed and nobody was awarded', async () => {
    const tender = await opened();
    await quote(tender.orders[0], people.supplier);
    await pass(tender);
    await reached(tender, 'evaluating');
    const { openedAt } = await stateOf(tender.orders[0]);
    await talkTo(shop, tender.orders[0]).skipTo(addDays(openedAt, 30));
    await skipTime(shop, handleOf(tender), 31 * 86_400_000);
    expect(await handleOf(tender).result()).toBe('not-awarded');
    expect(await stateOf(tender.orders[0])).toMatchObject({ stage: 'closed', outcome: 'lapsed' });
  });
});
