// A release that somebody changed without thinking of the orders that run: the replay test must find it.
import { sleep } from '@temporalio/workflow';
import { afterSales, tradeOrder as unchanged } from '../../workflows/index.ts';
import type { TradeOrderInput } from '../../workflows/messages.ts';

/** The order as it is, but it lets a second go by before it ends. */
export async function tradeOrder(input: TradeOrderInput): Promise<unknown> {
  const outcome = await unchanged(input);
  await sleep('1s');
  return outcome;
}

export { afterSales };
