import { skipTime, timeOf } from './clock.ts';
import { addressOf, type Workshop } from './workshop.ts';

/** Plays some workflows for the histories that are kept, and answers their ids. */
export type Scenario = (shop: Workshop) => Promise<string[]>;

export const connected = ({ namespace, taskQueue }: Workshop) => ({ address: addressOf(), namespace, taskQueue });
export const ended = (shop: Workshop, workflowId: string): Promise<unknown> =>
  shop.client.workflow.getHandle(workflowId).result();

/** Lets a workflow's time pass an instant. */
export async function passes(shop: Workshop, workflowId: string, instant: number): Promise<void> {
  const handle = shop.client.workflow.getHandle(workflowId);
  await skipTime(shop, handle, Math.max(1, instant - (await timeOf(shop, handle)) + 1000));
}
