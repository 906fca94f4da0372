import { randomInt, randomUUID } from 'node:crypto';
import type { Order } from '../../src/domain/order/order.ts';
import { addDays } from '../../src/domain/order/time.ts';
import type { Actor } from '../../src/domain/parties.ts';
import type { Answer } from '../../src/domain/record.ts';
import {
  type AwardInput,
  type SourcingInput,
  sourcingSchema,
  type SourcingState,
} from '../../src/domain/sourcing/sourcing.ts';
import { findOrder } from '../../src/persistence/order-reader.ts';
import { writeOnce } from '../../src/persistence/catalogue/write-once.ts';
import { findSourcing, reader } from '../../src/persistence/sourcing/sourcings.ts';
import { addVersion } from '../../src/persistence/sourcing/versions.ts';
import type { SourcingDesk } from '../../src/temporal/sourcing-desk.ts';
import { type SourcingStart, sourcingWorkflowId } from '../../workflows/messages.ts';
import { skipTime, timeOf } from './clock.ts';
import { termsOf } from './deal.ts';
import { people } from './people.ts';
import { talkTo } from './talk.ts';
import type { Workshop } from './workshop.ts';

/** One sourcing and its two orders, in the order of the companies asked. */
export interface Tender {
  number: string;
  start: SourcingStart;
  answer: Answer;
  deadline: string;
  orders: [string, string];
}

export const supplierTwo: Actor = { user: 'u-supplier-two', company: 'c-pearlriver', roles: ['supplier'] };
const companies = ['c-brightworks', 'c-pearlriver'] as const;

async function eventually<T>(look: () => Promise<T | null>): Promise<T> {
  for (const giveUp = Date.now() + 20_000; ; ) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > giveUp) throw new Error('waited in vain');
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

/** Sourcings on the real engine: opened, quoted for, let run out, and awarded. */
export function tendersIn(shop: Workshop, desk: SourcingDesk) {
  /** Two suppliers asked for the test's lamps, one day to answer, under seal. */
  async function opened(changes: Partial<SourcingInput> = {}): Promise<Tender> {
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
      ...changes,
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

  const extend = ({ number }: Tender, deadline: string, commandId = randomUUID()) =>
    desk.extend({ commandId, number, user: people.buyer.user, input: { deadline, reason: 'holidays' } });

  async function hashOf(order: string): Promise<string> {
    const state = await stateOf(order);
    if (state.stage !== 'quote') throw new Error(state.stage);
    return state.versions.at(-1)?.hash ?? '';
  }

  return { opened, stateOf, handleOf, reached, quote, pass, award, extend, hashOf };
}
