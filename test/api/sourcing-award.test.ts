import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { openTender, statement, type Tender } from './sourcing-tender.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

interface Ready {
  tender: Tender;
  orders: [string, string];
  hashes: [string, string];
  award(shares: object[], status: number): Promise<{ code?: string; data?: object; state?: string }>;
}

/** Two quotes, 12.50 and 12.00 USD, opened, stated and judged. */
async function ready(changes: object = {}): Promise<Ready> {
  const tender = await openTender(office, changes);
  const orders: [string, string] = [await tender.quote('supplier', 1250), await tender.quote('supplier-two', 1200)];
  await tender.close();
  await office.post('buyer', `${tender.path}/statement`, statement).expect(201);
  await office.post('buyer', `${tender.path}/evaluation`, { reason: 'all compared' }).expect(201);
  const hashes: [string, string] = [await tender.hashOf('buyer', orders[0]), await tender.hashOf('buyer', orders[1])];
  return {
    tender,
    orders,
    hashes,
    award: async (shares, status) =>
      (
        await office
          .post('buyer', `${tender.path}/award`, { evaluation: 1, reason: 'cheapest landed', shares })
          .expect(status)
      ).body,
  };
}

const orderOf = async (order: string) => (await office.get('auditor', `/v1/orders/${order}`).expect(200)).body;
const share = (order: string, hash: string, quantity: number) => ({ order, hash, lines: [{ line: 1, quantity }] });

describe('an award of a whole quote', () => {
  it('accepts it in its order by its hash and declines the others with the reason', async () => {
    const { tender, orders, hashes, award } = await ready();
    expect(await award([{ order: orders[1], hash: hashes[1] }], 202)).toMatchObject({ state: 'awarding' });
    expect(await orderOf(orders[1])).toMatchObject({ stage: 'contract', state: { acceptedHash: hashes[1] } });
    expect(await orderOf(orders[0])).toMatchObject({
      stage: 'closed',
      outcome: 'declined',
      state: { reason: 'cheapest landed' },
    });
    const told = await query<{ kind: string; to: string }>(office.orm, {
      text: `select kind, to_user as "to" from outbox_letter where order_no = any($1)
        and kind not in ('sourced-enquiry-received') order by kind, to_user`,
      values: [orders],
    });
    // One letter about the award to each supplier, and none to the buyer who made it.
    expect(told).toEqual([
      { kind: 'awarded', to: 'u-supplier-two' },
      { kind: 'not-awarded', to: 'u-supplier' },
    ]);
    const { body } = await office.get('buyer', tender.path).expect(200);
    expect(body).toMatchObject({
      state: 'awarded',
      awards: [{ version: 1, reason: 'cheapest landed' }],
    });
    expect(body.outcomes.map(({ order, result }: { order: string; result: string }) => [order, result]).sort()).toEqual(
      [
        [orders[0], 'declined'],
        [orders[1], 'awarded'],
      ],
    );
    expect(await award([], 409)).toMatchObject({ code: 'sourcing-over' });
  });

  it('is carried out once although the answer of an order is lost on the way', async () => {
    const { tender, orders, hashes } = await ready();
    const body = { evaluation: 1, reason: 'cheapest', shares: [{ order: orders[1], hash: hashes[1] }] };
    office.desk.failNext('unknown', 'after');
    await office.post('buyer', `${tender.path}/award`, body, 'award-lost').expect(504);
    expect((await office.get('buyer', tender.path).expect(200)).body.state).toBe('awarding');
    expect((await office.post('buyer', `${tender.path}/award`, body, 'another').expect(409)).body.code).toBe(
      'award-running',
    );
    await office.sourcing.goOn(tender.number);
    expect((await office.get('buyer', tender.path).expect(200)).body).toMatchObject({ state: 'awarded' });
    const { entries } = (await office.get('buyer', `/v1/orders/${orders[1]}/timeline`).expect(200)).body;
    expect(entries.filter(({ type }: { type: string }) => type === 'QuoteAccepted')).toHaveLength(1);
    expect(await orderOf(orders[0])).toMatchObject({ outcome: 'declined' });
    expect((await office.post('buyer', `${tender.path}/award`, body, 'award-lost').expect(202)).body.award).toBe(1);
  });

  it('to nobody declines all', async () => {
    const { tender, orders, award } = await ready();
    await award([], 202);
    for (const order of orders) expect(await orderOf(order)).toMatchObject({ outcome: 'declined' });
    expect((await office.get('buyer', tender.path).expect(200)).body.state).toBe('not-awarded');
  });
});

describe('an award in parts', () => {
  it('gives each supplier its quantity in a version of its own, which the contract is drafted from', async () => {
    const { orders, hashes, award, tender } = await ready();
    await award([share(orders[0], hashes[0], 300), share(orders[1], hashes[1], 700)], 202);
    expect((await office.get('buyer', tender.path).expect(200)).body.state).toBe('awarded');
    const { state, totalMinor } = await orderOf(orders[0]);
    expect(totalMinor).toBe(375_000);
    expect(state.versions).toHaveLength(2);
    expect(state.versions[1]).toMatchObject({
      by: 'buyer',
      hash: state.acceptedHash,
      changes: [{ path: 'lines.1.quantity', from: 1000, to: 300 }],
    });
    const hash = state.acceptedHash;
    await office.post('buyer', `/v1/orders/${orders[0]}/issuePurchaseOrder`, { number: 'PO-1', hash }).expect(200);
    await office.post('supplier', `/v1/orders/${orders[0]}/draftContract`).expect(200);
    const drafted = await orderOf(orders[0]);
    expect(drafted.state.drafting.draft).toMatchObject({ changes: [], terms: { lines: [{ quantity: 300 }] } });
    const papers = (await office.get('supplier', `/v1/orders/${orders[0]}/documents`).expect(200)).body.documents;
    expect(papers.map(({ title }: { title: string }) => title)).toContain('Offer, version 2');
  });

  it('is refused below the minimum, off the multiple, beyond the quote and beyond the demand', async () => {
    const { orders, hashes, award } = await ready();
    const [a, b] = [orders[0], orders[1]];
    expect(await award([share(a, hashes[0], 200)], 422)).toMatchObject({
      code: 'below-minimum',
      data: { minimum: 300 },
    });
    expect(await award([share(a, hashes[0], 350)], 422)).toMatchObject({
      code: 'not-a-multiple',
      data: { multiple: 100 },
    });
    expect(await award([share(a, hashes[0], 1100)], 422)).toMatchObject({
      code: 'over-quoted',
      data: { offered: 1000 },
    });
    expect(await award([share(a, hashes[0], 600), share(b, hashes[1], 500)], 422)).toMatchObject({
      code: 'over-awarded',
      data: { lines: [{ line: 1, demanded: 1000, awarded: 1100 }] },
    });
    expect(await award([share(a, hashes[1], 300)], 409)).toMatchObject({ code: 'stale-hash' });
    expect(await award([share('26999999', hashes[1], 300)], 422)).toMatchObject({ code: 'unknown-quote' });
    expect((await orderOf(a)).stage).toBe('quote');
  });

  it('is refused where the suppliers were asked for whole quotes', async () => {
    const { orders, hashes, award } = await ready({ split: 'WHOLE' });
    expect(await award([share(orders[0], hashes[0], 300)], 422)).toMatchObject({ code: 'split-not-offered' });
    const both = orders.map((order, index) => ({ order, hash: hashes[index] }));
    expect(await award(both, 422)).toMatchObject({ code: 'split-not-offered' });
  });

  it('of which a share fails leaves the others undeclined, to be awarded again', async () => {
    const { tender, orders, hashes } = await ready();
    const { desk } = office;
    const issue = desk.issue.bind(desk);
    // The first supplier withdraws in the moment between the award's judgement and its acceptance.
    desk.issue = async (order, command, stage) => {
      if (command.name === 'awardShare' && order === orders[0]) {
        desk.issue = issue;
        await office.post('supplier', `/v1/orders/${order}/withdraw`, { reason: 'sold out' }).expect(200);
      }
      return issue(order, command, stage);
    };
    const award = (shares: object[]) => ({ evaluation: 1, reason: 'split', shares });
    const split = award([share(orders[0], hashes[0], 300), share(orders[1], hashes[1], 300)]);
    await office.post('buyer', `${tender.path}/award`, split).expect(202);
    const { body } = await office.get('buyer', tender.path).expect(200);
    expect(body.state).toBe('evaluating');
    expect(body.outcomes).toMatchObject(
      [
        { order: orders[0], result: 'failed', detail: expect.stringContaining('wrong-stage') },
        { order: orders[1], result: 'awarded' },
      ].sort((left, right) => (left.order < right.order ? -1 : 1)),
    );
    const more = award([share(orders[1], hashes[1], 700)]);
    expect((await office.post('buyer', `${tender.path}/award`, more).expect(409)).body.code).toBe('already-awarded');
    await office.post('buyer', `${tender.path}/award`, award([])).expect(202);
    expect((await office.get('buyer', tender.path).expect(200)).body.state).toBe('awarded');
    expect((await orderOf(orders[1])).stage).toBe('contract');
  });

  it('must rest on the last evaluation', async () => {
    const { tender, orders, hashes } = await ready();
    await office.post('buyer', `${tender.path}/evaluation`, { reason: 'second thoughts' }).expect(201);
    const stale = { evaluation: 1, reason: '-', shares: [{ order: orders[0], hash: hashes[0] }] };
    const refused = await office.post('buyer', `${tender.path}/award`, stale).expect(409);
    expect(refused.body).toMatchObject({ code: 'stale-version', data: { version: 2 } });
  });
});
