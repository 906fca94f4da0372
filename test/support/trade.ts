import { randomUUID } from 'node:crypto';
import type { OpenStage } from '../../src/domain/order/order.ts';
import type { Terms } from '../../src/domain/order/terms.ts';
import { afterSalesWorkflowId, awaitOpened, orderWorkflowId, type TradeOrderInput } from '../../workflows/messages.ts';
import { cashDesk } from './cash-desk.ts';
import { skipTime } from './clock.ts';
import { type Clauses, openingOf } from './deal.ts';
import { people } from './people.ts';
import { talkTo } from './talk.ts';
import { ways } from './ways.ts';
import { orderNumber, type Workshop } from './workshop.ts';

/** The order is played as far as this stage along the happy way. */
export const upTo = (stage: OpenStage): OpenStage => stage;

/** Opens a trade in `shop` and plays it the happy way until it stands in `stage`. */
export async function playTrade(shop: Workshop, stage: OpenStage = 'enquiry', clauses: Clauses = {}): Promise<Trade> {
  const number = clauses.number ?? orderNumber();
  const opening = openingOf(number, clauses.profile);
  const { rollOverAfter } = clauses;
  if (rollOverAfter === undefined) {
    const answer = await shop.desk.open(opening, people.buyer, randomUUID());
    if ('rejection' in answer) throw new Error(`the order was not opened: ${answer.rejection.code}`);
  } else {
    await openImpatient(shop, { opening, by: people.buyer, commandId: randomUUID(), rollOverAfter });
  }
  const trade = tradeOf(shop, number, clauses);
  await trade.goOn(stage);
  return trade;
}

/** Opens an order as the desk does, except that its runs hand over after a few events. */
async function openImpatient(
  { client, taskQueue }: Workshop,
  input: Extract<TradeOrderInput, { opening: unknown }>,
): Promise<void> {
  const workflowId = orderWorkflowId(input.opening.order);
  const handle = await client.workflow.start('tradeOrder', { workflowId, taskQueue, args: [input] });
  await handle.executeUpdate(awaitOpened, { updateId: input.commandId });
}

export type Trade = ReturnType<typeof tradeOf>;

/** A trade on the real engine, in the words of the trade. Reads come from the database, commands go over the desk. */
export function tradeOf(shop: Workshop, number: string, clauses: Clauses = {}) {
  const talk = talkTo(shop, number);
  const ended = (workflowId: string) => shop.client.workflow.getHandle(workflowId).result();
  const trade = {
    ...talk,
    ...cashDesk(shop, talk),
    clauses,
    terms: async (): Promise<Terms> => (await talk.running()).contract.terms,
    /** Follows the happy way until the order stands in `target`. */
    async goOn(target: OpenStage): Promise<void> {
      for (let now = await talk.order(); now.stage !== target; now = await talk.order()) {
        const { stage, version } = now;
        if (stage === 'closed') throw new Error(`order ${number} closed (${now.outcome}) before it came to ${target}`);
        await ways[stage](trade);
        await talk.until((moved) => moved.version > version, `a move out of ${stage}`);
      }
    },
    /** Waits until the order's workflow has ended, and lets the time of after-sales run out where there is one. */
    async finish(): Promise<void> {
      await ended(orderWorkflowId(number));
      if ((await talk.order()).stage !== 'completed') return;
      await skipTime(shop, talk.workflow());
      await ended(afterSalesWorkflowId(number));
    },
  };
  return trade;
}
