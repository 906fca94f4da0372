import { isGrpcServiceError } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import proto, { type temporal } from '@temporalio/proto';
import type { Workshop } from './workshop.ts';

type Event = temporal.api.history.v1.IHistoryEvent;
const { HistoryEvent } = proto.temporal.api.history.v1;
const { EventType } = proto.temporal.api.enums.v1;

/** The name of an event as the server's documentation has it: WORKFLOW_TASK_STARTED. */
export const typeOf = ({ eventType }: Event): string => (EventType[eventType ?? 0] ?? '').replace('EVENT_TYPE_', '');

const notFound = 5;

/** Every run of a workflow, first to last; none when there is no such workflow. */
async function runsOf({ client }: Workshop, workflowId: string): Promise<temporal.api.history.v1.IHistory[]> {
  const fetch = (runId?: string) => client.workflow.getHandle(workflowId, runId).fetchHistory();
  const latest = await fetch().catch((error: unknown) => {
    if (isGrpcServiceError(error) && Number(error.code) === notFound) return null;
    throw error;
  });
  if (latest === null) return [];
  const runs: temporal.api.history.v1.IHistory[] = [];
  let runId = latest.events?.[0]?.workflowExecutionStartedEventAttributes?.firstExecutionRunId;
  while (runId) {
    const run = await fetch(runId);
    runs.push(run);
    runId = run.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return runs;
}

/** Every event of a workflow, over all its runs. */
export const eventsOf = async (shop: Workshop, workflowId: string): Promise<Event[]> =>
  (await runsOf(shop, workflowId)).flatMap(({ events }) => events ?? []);

export interface HistoryMeasure {
  commands: number;
  perCommand: { events: number; bytes: number };
  /** Events and bytes by type, the largest first. */
  byType: Record<string, { events: number; bytes: number }>;
}

/** What the history of an order costs, for each command it accepted (its opening counts as one). */
export async function measureHistory(shop: Workshop, workflowId: string): Promise<HistoryMeasure> {
  const events = await eventsOf(shop, workflowId);
  const byType = new Map<string, { events: number; bytes: number }>();
  for (const event of events) {
    const sum = byType.get(typeOf(event)) ?? { events: 0, bytes: 0 };
    byType.set(typeOf(event), {
      events: sum.events + 1,
      bytes: sum.bytes + HistoryEvent.encode(event).finish().length,
    });
  }
  const commands = byType.get('WORKFLOW_EXECUTION_UPDATE_ACCEPTED')?.events ?? 0;
  const bytes = [...byType.values()].reduce((total, each) => total + each.bytes, 0);
  const round = (value: number): number => Math.round(value * 100) / 100;
  return {
    commands,
    perCommand: { events: round(events.length / commands), bytes: round(bytes / commands) },
    byType: Object.fromEntries([...byType].sort(([, left], [, right]) => right.bytes - left.bytes)),
  };
}

/** One run of a workflow as it is kept for replay. */
export interface KeptRun {
  workflowId: string;
  history: { events: object[] };
}

/** Names of the machine that played the trade, and the stacks of failures, which are full of its paths. */
const ofTheMachine = new Set([
  'identity',
  'stackTrace',
  'binaryChecksum',
  'workerVersion',
  'sdkMetadata',
  'meteringMetadata',
  'requestId',
]);

/** Every run of these workflows that there are, without what belongs to the machine they were played on. */
export async function keptRuns(shop: Workshop, workflowIds: string[]): Promise<KeptRun[]> {
  const runs: KeptRun[] = [];
  for (const workflowId of workflowIds) {
    for (const history of await runsOf(shop, workflowId)) {
      const { events } = JSON.parse(historyToJSON(history)) as { events: object[] };
      runs.push({ workflowId, history: { events: scrubbed(events) as object[] } });
    }
  }
  return runs;
}

/** Task queues are named after process and host; replay does not look at them. */
function scrubbed(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => scrubbed(each));
  if (name === 'taskQueue') return { name: 'trade' };
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !ofTheMachine.has(key))
      .map(([key, each]) => [key, scrubbed(each, key)]),
  );
}
