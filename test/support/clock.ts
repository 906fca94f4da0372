import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';
import type { Workshop } from './workshop.ts';

type Server = Pick<Workshop, 'client' | 'namespace'>;

/** The time an order lives in, in milliseconds: that of the wall, or further on once some of it was skipped. */
export async function timeOf({ client, namespace }: Server, { workflowId }: WorkflowHandle): Promise<number> {
  const execution = { workflowId };
  const { workflowExtendedInfo } = await client.workflowService.describeWorkflowExecution({ namespace, execution });
  return optionalTsToMs(workflowExtendedInfo?.timeSkippingInfo?.currentTime) ?? Date.now();
}

/** Lets time jump for one order: by so many milliseconds, or to the end of its workflow when left out. */
export async function skipTime(
  { client, namespace }: Server,
  { workflowId }: WorkflowHandle,
  by?: number,
): Promise<void> {
  const workflowExecution = { workflowId };
  const id = `ff-${randomUUID()}`;
  const fastForwardConfig = by === undefined ? null : { id, duration: msToTs(by) };
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution,
    updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: { timeSkippingConfig: { enabled: true, fastForwardConfig } },
  });
  if (by !== undefined)
    await client.workflowService.pollWorkflowExecutionTimeSkipping({ namespace, workflowExecution, fastForwardId: id });
}
