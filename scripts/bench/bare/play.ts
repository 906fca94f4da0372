import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Client, Connection, WithStartWorkflowOperation, type WorkflowHandle } from '@temporalio/client';
import { WorkflowIdConflictPolicy } from '@temporalio/common';
import { defineUpdate } from '@temporalio/workflow';
import type { bare as bareWorkflow } from './workflows.ts';

const step = defineUpdate<number, [number]>('step');

export interface Bare {
  /** One workflow of so many updates, started with the first of them; answers the milliseconds each update took. */
  order(updates: number, activity: 'regular' | 'local'): Promise<number[]>;
  /** An open workflow to send single updates to. */
  open(activity: 'regular' | 'local'): Promise<(value: number) => Promise<void>>;
  stop(): Promise<void>;
}

/** The measure everything is held against: bare workflows on the same server, with a worker process of their own. */
export async function startBare(address: string, namespace: string): Promise<Bare> {
  const taskQueue = `bare-${randomUUID()}`;
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./worker.main.ts', import.meta.url)), address, namespace, taskQueue],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await ready(child);
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const begin = async (updates: number, activity: 'regular' | 'local'): Promise<WorkflowHandle> => {
    const startWorkflowOperation = new WithStartWorkflowOperation<typeof bareWorkflow>('bare', {
      workflowId: `bare-${randomUUID()}`,
      taskQueue,
      args: [{ updates, activity }],
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
    });
    await client.workflow.executeUpdateWithStart(step, { startWorkflowOperation, args: [0] });
    return await startWorkflowOperation.workflowHandle();
  };
  const send = (handle: WorkflowHandle, value: number) => handle.executeUpdate(step, { args: [value] });
  return {
    async order(updates, activity) {
      const took: number[] = [];
      const timed = async <T>(act: () => Promise<T>): Promise<T> => {
        const from = performance.now();
        const result = await act();
        took.push(performance.now() - from);
        return result;
      };
      const handle = await timed(() => begin(updates, activity));
      for (let value = 1; value < updates; value += 1) await timed(() => send(handle, value));
      return took;
    },
    async open(activity) {
      const handle = await begin(1_000_000, activity);
      return async (value) => void (await send(handle, value));
    },
    async stop() {
      await connection.close();
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

async function ready(child: ChildProcess): Promise<void> {
  for await (const chunk of child.stdout ?? []) {
    if (String(chunk).includes('"ready":true')) return;
  }
  throw new Error('the bare worker ended before it was ready');
}
