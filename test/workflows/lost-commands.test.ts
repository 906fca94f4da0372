import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { judge } from '../../src/domain/order/judge.ts';
import { canonicalJson } from '../../src/domain/hash.ts';
import { findOrder } from '../../src/persistence/order-reader.ts';
import { record } from '../../src/persistence/order-store.ts';
import { afterSalesWorkflowId, orderState, orderWorkflowId, recordedMeanwhile } from '../../workflows/messages.ts';
import { recordOf } from '../../workflows/record.ts';
import { people, type Who } from '../support/people.ts';
import { playTrade, type Trade, upTo } from '../support/trade.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

/**
 * Puts a command on the record and nowhere else: what is left when worker and Temporal die between record and answer.
 */
async function lose(
  trade: Trade,
  who: Who,
  name: string,
  input: unknown,
): Promise<{ commandId: string; version: number }> {
  const before = await trade.order();
  const judgement = judge(before, { name, input }, people[who], new Date().toISOString());
  if ('rejection' in judgement) throw new Error(`${name} was refused: ${judgement.rejection.detail}`);
  const commandId = randomUUID();
  const { after, ...written } = recordOf(before, judgement.facts, { id: commandId, name });
  expect(await record(shop.orm, written)).toEqual({ status: 'written' });
  return { commandId, version: after.version };
}

const agreedHash = async (trade: Trade): Promise<string> => {
  const order = await trade.order();
  return order.stage === 'quote' || order.stage === 'contract' ? (order.versions.at(-1)?.hash ?? '') : '';
};

/** What the workflow holds, and what the database has. */
async function held(trade: Trade): Promise<{ workflow: string; database: string }> {
  const state = await trade.workflow().query(orderState);
  const view = await findOrder(shop.orm, trade.number);
  return { workflow: canonicalJson(state), database: canonicalJson(view?.state) };
}

describe('a command that is on the record and was lost to its workflow', () => {
  it('is taken over before the next command is judged, by whoever has read the record', async () => {
    const trade = await playTrade(shop, upTo('quote'));
    const hash = await agreedHash(trade);
    const { version } = await lose(trade, 'buyer', 'acceptQuote', { hash });
    const next = { name: 'issuePurchaseOrder', input: { number: 'PO-1', hash }, by: people.buyer };
    expect(await shop.desk.issue(trade.number, { commandId: randomUUID(), ...next }, 'quote')).toMatchObject({
      rejection: { code: 'wrong-stage' },
    });
    expect(
      await shop.desk.issue(trade.number, { commandId: randomUUID(), ...next, seen: version }, 'contract'),
    ).toMatchObject({ answer: { status: 200, body: { version: version + 1 } } });
    const { workflow, database } = await held(trade);
    expect(workflow).toBe(database);
  });

  it('gets the recorded answer when it is asked again, and happens once', async () => {
    const trade = await playTrade(shop, upTo('quote'));
    const hash = await agreedHash(trade);
    const { commandId, version } = await lose(trade, 'buyer', 'acceptQuote', { hash });
    const again = await shop.desk.issue(
      trade.number,
      { commandId, name: 'acceptQuote', input: { hash }, by: people.buyer },
      'quote',
    );
    expect(again).toMatchObject({ answer: { status: 200, body: { version } } });
    expect((await trade.order()).version).toBe(version);
  });

  it('does not keep the house from paying out: the workflow catches up, and the bank gets its order', async () => {
    const trade = await playTrade(shop, upTo('release'));
    await trade.issue('warehouse', 'transferTitle', { act: 'ACT-1' });
    const [payout] = (await trade.running()).disbursements;
    const approval = { disbursement: payout?.id, hash: payout?.hash };
    await trade.issue('adviser', 'approvePayout', approval);
    const { version } = await lose(trade, 'secondAdviser', 'approvePayout', approval);
    await shop.desk.catchUp(trade.number, version);
    await trade.until(
      (order) => 'disbursements' in order && order.disbursements[0]?.status === 'SENT',
      'the payment order',
    );
  });

  it('ends the workflow when it closed the order', async () => {
    const trade = await playTrade(shop, upTo('quote'));
    const { version } = await lose(trade, 'supplier', 'withdraw', { reason: 'sold out' });
    await shop.desk.catchUp(trade.number, version);
    await expect(trade.workflow().result()).resolves.toMatchObject({ outcome: 'withdrawn' });
    await expect(shop.desk.catchUp(trade.number, version)).resolves.toBeUndefined();
  });
});

describe('after-sales', () => {
  it('takes over what the order’s own workflow recorded after it had handed over', async () => {
    const trade = await playTrade(shop, upTo('completed'));
    await shop.client.workflow.getHandle(orderWorkflowId(trade.number)).result();
    const { version } = await lose(trade, 'buyer', 'rate', { stars: 5, comment: '' });
    await shop.client.workflow.getHandle(afterSalesWorkflowId(trade.number)).signal(recordedMeanwhile, version);
    // A signal is answered before it is handled.
    let standing = await held(trade);
    for (let tries = 0; standing.workflow !== standing.database && tries < 50; tries += 1) {
      await sleep(100);
      standing = await held(trade);
    }
    expect(standing.workflow).toBe(standing.database);
  });
});

describe('catching up', () => {
  it('leaves nothing in the history of a workflow that knows the version already', async () => {
    const trade = await playTrade(shop, upTo('quote'));
    const { version } = await trade.order();
    const before = (await trade.workflow().fetchHistory()).events?.length;
    await shop.desk.catchUp(trade.number, version);
    expect((await trade.workflow().fetchHistory()).events).toHaveLength(before ?? 0);
  });
});
