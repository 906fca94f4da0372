import {
  type Client,
  isGrpcServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowIdReusePolicy } from '@temporalio/common';
import type { ApprovalRefusal, ApprovalRefusalCode } from '../domain/approvals/refusal.ts';
import type { ApprovalRequest } from '../domain/approvals/request.ts';
import {
  type ApprovalInput,
  approvalWorkflowId,
  decideApproval,
  type Decided,
  voidApproval,
} from '../../workflows/messages.ts';
import { DeskUnavailable } from './desk.ts';

export type { Decided } from '../../workflows/messages.ts';
export type ApprovalAnswer = { request: ApprovalRequest } | { rejection: ApprovalRefusal };

/** Where approvals are watched over and decided. Throws DeskUnavailable when that cannot be done now. */
export interface ApprovalDesk {
  /** Starts watching over a request; once by its id. */
  watch(request: ApprovalRequest): Promise<void>;
  decide(id: string, decided: Decided): Promise<ApprovalAnswer>;
  /** The terms are no longer on the table; a request that has ended stays as it is. */
  void(id: string, why: string): Promise<void>;
}

const patience = 15_000;

/** The desk that hands decisions to the approvals' workflows. */
export function connectApprovalDesk(client: Client, taskQueue: string): ApprovalDesk {
  const inTime = <T>(act: () => Promise<T>) => client.connection.withDeadline(Date.now() + patience, act);
  return {
    async watch(request) {
      const args = [{ request }] satisfies [ApprovalInput];
      const start = () =>
        client.workflow.start('approval', {
          workflowId: approvalWorkflowId(request.id),
          workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
          taskQueue,
          args,
          staticSummary: `Approval of order ${request.order}`,
        });
      try {
        await inTime(start);
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw unavailable(error);
      }
    },
    async decide(id, decided) {
      const handle = client.workflow.getHandle(approvalWorkflowId(id));
      try {
        const update = { updateId: decided.commandId, args: [decided] satisfies [Decided] };
        return { request: await inTime(() => handle.executeUpdate(decideApproval, update)) };
      } catch (error) {
        const rejection = rejectionOf(error);
        if (rejection !== null) return { rejection };
        // Whoever asks has read that it is open: its workflow has not begun yet, or has ended just now.
        if (isOver(error)) throw new DeskUnavailable('down', `approval ${id} is not watched over`, { cause: error });
        throw unavailable(error);
      }
    },
    async void(id, why) {
      const handle = client.workflow.getHandle(approvalWorkflowId(id));
      try {
        await inTime(() => handle.executeUpdate(voidApproval, { args: [why] }));
      } catch (error) {
        if (!isOver(error)) throw unavailable(error);
      }
    },
  };
}

const notFound = 5;
const isOver = (error: unknown): boolean =>
  error instanceof WorkflowNotFoundError || (isGrpcServiceError(error) && Number(error.code) === notFound);

function rejectionOf(error: unknown): ApprovalRefusal | null {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  if (!(cause instanceof ApplicationFailure) || cause.type === 'INTERNAL') return null;
  const data = cause.details?.[0] as ApprovalRefusal['data'];
  const code = cause.type as ApprovalRefusalCode;
  return { code, detail: cause.message, ...(data === undefined ? {} : { data }) };
}

const unavailable = (error: unknown): DeskUnavailable =>
  new DeskUnavailable('unknown', error instanceof Error ? error.message : String(error), { cause: error });
