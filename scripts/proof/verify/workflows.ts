import { Client, Connection } from '@temporalio/client';
import { canonicalJson } from '../../../src/domain/hash.ts';
import type { Order } from '../../../src/domain/order/order.ts';
import { afterSalesWorkflowId, orderState, orderWorkflowId } from '../../../workflows/messages.ts';
import type { Evidence, Found } from '../verify.ts';

interface Ended {
  order_no: string;
  stage: string;
  state: Order;
}

const WAIT_MS = 30_000;
const LOOK_AGAIN_MS = 250;
/** Attempts of one workflow task: a few come from workers that died, many mean that it cannot be carried out. */
const MANY_ATTEMPTS = 5;

/**
 * Every order's workflow has completed, with its after-sales running where there is one; none has failed a workflow
 * task or is stuck in one; and what the workflow makes of its history again is what the database has.
 */
export async function workflowsAreDone({ stack, database }: Evidence): Promise<Found> {
  const connection = await Connection.connect({ address: stack.temporalAddress });
  const client = new Client({ connection, namespace: stack.temporalNamespace });
  const { rows } = await database.query<Ended>('select order_no, stage, state from order_view order by order_no');
  const violations: string[] = [];
  let timedOut = 0;
  try {
    for (const order of rows) {
      const found = await lookAt(client, order);
      violations.push(...found.violations);
      timedOut += found.timedOut;
    }
    return { violations, notes: [`${timedOut} workflow tasks timed out, as they do when a worker dies with them`] };
  } finally {
    await connection.close();
  }
}

async function lookAt(
  client: Client,
  { order_no, stage, state }: Ended,
): Promise<{ violations: string[]; timedOut: number }> {
  const own = orderWorkflowId(order_no);
  const after = afterSalesWorkflowId(order_no);
  const expected = new Map([[own, 'COMPLETED'], ...(stage === 'completed' ? [[after, 'RUNNING'] as const] : [])]);
  const violations: string[] = [];
  let timedOut = 0;
  for (const [id, status] of expected) {
    const is = await settledStatus(client, id, status);
    if (is !== status) violations.push(`${id} is ${is}, not ${status}`);
    const history = await tasksOf(client, id);
    timedOut += history.timedOut;
    violations.push(...history.failures.map((why) => `${id} failed a workflow task: ${why}`));
  }
  const last = stage === 'completed' ? after : own;
  const held = await client.workflow.getHandle(last).query(orderState);
  if (canonicalJson(held) !== canonicalJson(state)) violations.push(`${last} holds another state than the database`);
  return { violations, timedOut };
}

/** The last task may still be on its way, so an unwanted status is looked at again for a while. */
async function settledStatus(client: Client, id: string, wanted: string): Promise<string> {
  for (const giveUp = Date.now() + WAIT_MS; ; await new Promise((next) => setTimeout(next, LOOK_AGAIN_MS))) {
    const {
      status: { name },
      raw,
    } = await client.workflow.getHandle(id).describe();
    const attempts = raw.pendingWorkflowTask?.attempt ?? 0;
    if (attempts > MANY_ATTEMPTS) return `${name}, stuck in a workflow task at attempt ${attempts}`;
    if (name === wanted && attempts === 0) return name;
    if (Date.now() > giveUp) return attempts === 0 ? name : `${name}, with a workflow task that nobody carries out`;
  }
}

async function tasksOf(client: Client, id: string): Promise<{ failures: string[]; timedOut: number }> {
  const { events } = await client.workflow.getHandle(id).fetchHistory();
  const failures = (events ?? []).flatMap(({ workflowTaskFailedEventAttributes: task }) =>
    task ? [`cause ${task.cause ?? ''}, ${task.failure?.message ?? ''}`] : [],
  );
  return { failures, timedOut: (events ?? []).filter(({ workflowTaskTimedOutEventAttributes: task }) => task).length };
}
