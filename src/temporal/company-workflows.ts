import {
  type Client,
  Connection,
  Client as TemporalClient,
  isGrpcServiceError,
  ScheduleOverlapPolicy,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowIdConflictPolicy } from '@temporalio/common';
import {
  type QualificationRefusal,
  type QualificationRefusalCode,
  qualificationRefusalCodes,
} from '../domain/qualification/refusal.ts';
import {
  type Envelope,
  followUpScheduleId,
  type QualificationInput,
  qualificationWorkflowId,
  qualify,
  rescreenWorkflowId,
} from '../../workflows/messages.ts';
import type { CompanyDesk, FollowUpPlan, QualificationReply } from './company-desk.ts';
import { DeskUnavailable } from './desk.ts';
import { ensureSchedule } from './schedules.ts';

const patience = 15_000;
const resourceExhausted = 8;

interface Address {
  address: string;
  namespace: string;
  taskQueue: string;
}

/** The desk that asks the workflows of companies. */
export function connectCompanyDesk({
  address,
  namespace,
  taskQueue,
}: Address): CompanyDesk & { close(): Promise<void> } {
  const connection = Connection.lazy({ address });
  const desk = companyDesk(new TemporalClient({ connection, namespace }), taskQueue);
  const inTime = <T>(act: () => Promise<T>): Promise<T> =>
    connection.withDeadline(Date.now() + patience, act).catch((error: unknown) => {
      throw unavailable(error);
    });
  return {
    qualify: (company, command, standing) => inTime(() => desk.qualify(company, command, standing)),
    rescreen: (list) => inTime(() => desk.rescreen(list)),
    followUp: (plan) => inTime(() => desk.followUp(plan)),
    close: () => connection.close(),
  };
}

/** The same over a client that is connected already, as the worker's is. */
export const companyDesk = (client: Client, taskQueue: string): CompanyDesk => ({
  async qualify(company, command, standing) {
    const update = { updateId: command.commandId, args: [command] satisfies [Envelope] as [Envelope] };
    const workflowId = qualificationWorkflowId(company);
    return answered(async () => {
      if (command.name !== 'submit') return client.workflow.getHandle(workflowId).executeUpdate(qualify, update);
      const startWorkflowOperation = new WithStartWorkflowOperation('qualification', {
        workflowId,
        workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
        taskQueue,
        args: [{ company, standing } satisfies QualificationInput],
        staticSummary: `Qualification of company ${company}`,
      });
      return client.workflow.executeUpdateWithStart(qualify, { startWorkflowOperation, ...update });
    });
  },
  async rescreen(list) {
    try {
      await client.workflow.start('rescreen', {
        workflowId: rescreenWorkflowId(list),
        taskQueue,
        args: [{ list }],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  },
  followUp: (plan) => keepSchedule(client, taskQueue, plan),
});

const planned = (taskQueue: string, { company, everyDays, paused }: FollowUpPlan) => ({
  scheduleId: followUpScheduleId(company),
  spec: { intervals: [{ every: `${everyDays} days` as const }] },
  policies: { overlap: ScheduleOverlapPolicy.ALLOW_ALL, catchupWindow: '3 days' as const },
  action: {
    type: 'startWorkflow' as const,
    workflowType: 'followUp',
    workflowId: followUpScheduleId(company),
    taskQueue,
    args: [{ company }],
  },
  state: { paused },
});

/** Creates the schedule of a company's follow-ups, or makes the one there is as planned. */
async function keepSchedule(client: Client, taskQueue: string, plan: FollowUpPlan): Promise<void> {
  if (await ensureSchedule(client, planned(taskQueue, plan))) return;
  const { scheduleId, spec, policies, action } = planned(taskQueue, plan);
  await client.schedule
    .getHandle(scheduleId)
    .update(({ state }) => ({ spec, policies, action, state: { ...state, paused: plan.paused } }));
}

/** Sees to it that every company that is looked after has its schedule; one that is there stays as it is. */
export async function ensureFollowUps(
  client: Client,
  taskQueue: string,
  plans: readonly FollowUpPlan[],
): Promise<void> {
  for (const plan of plans) await ensureSchedule(client, planned(taskQueue, plan));
}

async function answered(ask: () => Promise<Extract<QualificationReply, { answer: unknown }>['answer']>) {
  try {
    return { answer: await ask() };
  } catch (error) {
    const rejection = rejectionOf(error);
    if (rejection !== null) return { rejection };
    throw error;
  }
}

function rejectionOf(error: unknown): QualificationRefusal | null {
  if (error instanceof WorkflowNotFoundError) {
    return { code: 'wrong-state', detail: 'No application of this company is open.' };
  }
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : null;
  if (!(cause instanceof ApplicationFailure)) return null;
  const code = qualificationRefusalCodes.find((each) => each === cause.type) as QualificationRefusalCode | undefined;
  if (code === undefined) return null;
  const data = cause.details?.[0] as QualificationRefusal['data'];
  return data === undefined ? { code, detail: cause.message } : { code, detail: cause.message, data };
}

function unavailable(error: unknown): Error {
  if (error instanceof DeskUnavailable) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) {
    return new DeskUnavailable('unknown', message, { cause: error });
  }
  const { cause = error } = error as { cause?: unknown };
  const busy = isGrpcServiceError(cause) && Number(cause.code) === resourceExhausted;
  return new DeskUnavailable(busy ? 'busy' : 'down', message, { cause: error });
}
