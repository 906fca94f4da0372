import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import { expectClosed, happyPath } from '../support/books.ts';
import { eventsOf } from '../support/history.ts';
import { people } from '../support/people.ts';
import { playTrade, type Trade, upTo } from '../support/trade.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';
import { orderWorkflowId } from '../../workflows/messages.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

/** The orders of this workshop that a saved view of the Temporal UI would list; visibility lags a little behind. */
async function listed(filter: string, until: (ids: string[]) => boolean): Promise<string[]> {
  const giveUp = Date.now() + 10_000;
  for (;;) {
    const ids: string[] = [];
    for await (const { workflowId } of shop.client.workflow.list({
      query: `TaskQueue = '${shop.taskQueue}' AND WorkflowType = 'tradeOrder' AND ${filter}`,
    }))
      ids.push(workflowId);
    if (until(ids) || Date.now() > giveUp) return ids;
    await new Promise((resume) => setTimeout(resume, 50));
  }
}
interface Metadata {
  currentDetails: string;
  definition: { updateDefinitions: { name: string; description: string }[] };
}
const metadata = (trade: Trade): Promise<Metadata> => trade.workflow().query<Metadata>('__temporal_workflow_metadata');
/** The summaries that the UI shows on the timers of an order. */
const timers = async ({ number }: Trade): Promise<string[]> =>
  (await eventsOf(shop, orderWorkflowId(number)))
    .filter(({ timerStartedEventAttributes }) => timerStartedEventAttributes)
    .flatMap(({ userMetadata }) =>
      userMetadata?.summary ? [defaultPayloadConverter.fromPayload<string>(userMetadata.summary)] : [],
    );

describe('an operator', () => {
  it('finds an order that is stuck, sees why, and sees it leave the list when it is mended', async () => {
    const trade = await playTrade(shop, upTo('release'));
    const id = orderWorkflowId(trade.number);
    await trade.issue('warehouse', 'transferTitle', { act: 'ACT-1' });
    shop.bank.next({ answer: 'reject', reason: 'account blocked' });
    await trade.approve();
    await trade.until((order) => order.attention?.code === 'bank-refused', 'the refusal of the bank');
    const stuck = "AttentionReason = 'bank-refused' AND OrderStage = 'release'";
    expect(await listed(stuck, (ids) => ids.includes(id))).toEqual([id]);
    expect(
      await listed(`${stuck} AND SupplierId = '${people.supplier.company}' AND WaitingOn = 'adviser'`, (ids) =>
        ids.includes(id),
      ),
    ).toEqual([id]);
    expect(await listed("AttentionReason = 'bank-outcome-unknown'", (ids) => ids.length > 0 || true)).toEqual([]);
    const { currentDetails } = await metadata(trade);
    expect(currentDetails).toContain('**Needs attention** bank-refused');
    expect(currentDetails).toContain('account blocked');
    expect(currentDetails).toContain('**Waiting for** adviser');
    expect(currentDetails).toContain(`${trade.number}-D1: AWAITING_APPROVAL`);
    await trade.goOn('completed');
    expect(await listed(stuck, (ids) => ids.length === 0)).toEqual([]);
    await expectClosed(shop, trade, {
      outcome: 'completed',
      path: happyPath,
    });
  });

  it('reads on each timer what runs out, and finds orders by their next deadline', async () => {
    const trade = await playTrade(shop, upTo('enquiry'));
    const order = await trade.order();
    if (order.stage !== 'enquiry') throw new Error('the order has moved');
    const id = orderWorkflowId(trade.number);
    const { warnAt, dueAt } = order.answer;
    expect((await timers(trade)).at(-1)).toContain('half of the time to answer the enquiry is over');
    expect(
      await listed(`NextDeadline <= '${warnAt}' AND NextDeadline > '${order.openedAt}'`, (ids) => ids.includes(id)),
    ).toEqual([id]);
    await trade.skipTo(warnAt);
    expect(await listed(`NextDeadline = '${dueAt}'`, (ids) => ids.includes(id))).toEqual([id]);
    expect((await timers(trade)).at(-1)).toContain('time for the supplier to answer the enquiry');
    await trade.skipTo(dueAt);
    expect(
      await listed(`OrderStage = 'closed' AND NextDeadline IS NULL AND BuyerId = '${people.buyer.company}'`, (ids) =>
        ids.includes(id),
      ),
    ).toEqual([id]);
    await expectClosed(shop, trade, { outcome: 'unanswered', path: 'enquiry closed' });
  });

  it('sees what is held, and is told what each handler is for', async () => {
    const trade = await playTrade(shop, upTo('production'));
    const id = orderWorkflowId(trade.number);
    expect(await listed("AmountHeld > 14000 AND OrderCurrency = 'USD'", (ids) => ids.includes(id))).toEqual([id]);
    const { currentDetails, definition } = await metadata(trade);
    expect(currentDetails).toContain('**Held** 14111.95 USD');
    expect(definition.updateDefinitions.find(({ name }) => name === 'issueCommand')?.description).toBe(
      'One command of a party, judged on arrival',
    );
  });
});
