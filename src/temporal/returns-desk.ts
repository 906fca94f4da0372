import { Client, Connection, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/common';

const patience = 5_000;

/** Where returns of money in suspense are handed in; starting one again changes nothing. */
export interface ReturnsDesk {
  start(id: string): Promise<void>;
}

/** The desk that starts one workflow a return, under the return's own id. */
export function connectReturnsDesk({
  address,
  namespace,
  taskQueue,
}: {
  address: string;
  namespace: string;
  taskQueue: string;
}): ReturnsDesk & { close(): Promise<void> } {
  const connection = Connection.lazy({ address });
  const client = new Client({ connection, namespace });
  return {
    async start(id) {
      try {
        await connection.withDeadline(Date.now() + patience, () =>
          client.workflow.start('suspenseReturn', {
            workflowId: `suspense-return-${id}`,
            taskQueue,
            args: [id],
            workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
            workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
            staticSummary: `Money in suspense goes back to its sender (${id})`,
          }),
        );
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },
    close: () => connection.close(),
  };
}
