import {
  Client,
  Connection,
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowIdConflictPolicy } from '@temporalio/common';
import type { Rejection, RejectionCode } from '../domain/order/decision.ts';
import { rejectionCodes } from '../domain/order/decision.ts';
import type { Opening } from '../domain/order/opening.ts';
import type { Actor } from '../domain/parties.ts';
import {
  afterSalesWorkflowId,
  awaitOpened,
  catchUp,
  type Envelope,
  issueCommand,
  knownAlready,
  orderWorkflowId,
  type TradeOrderInput,
} from '../../workflows/messages.ts';
import { type ApprovalDesk, connectApprovalDesk } from './approval-desk.ts';
import { type DeskAnswer, DeskUnavailable, type IssuedCommand, type OrderDesk } from './desk.ts';
import { buyerId, orderStage, supplierId } from './search-attributes.ts';

/** How long a command may take before the caller is told that its outcome is not known yet. */
const patience = 15_000;
/** A worker that died is noticed after this time, and its command is taken over by another. */
const taskTimeout = '3s';
const notFound = 5;
const resourceExhausted = 8;

export interface ConnectedDesk extends OrderDesk {
  /** Approvals, over the same connection. */
  approvals: ApprovalDesk;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** The desk that hands commands to the orders' workflows, as updates under the command's own id. */
export async function connectOrderDesk({
  address,
  namespace,
  taskQueue,
}: {
  address: string;
  namespace: string;
  taskQueue: string;
}): Promise<ConnectedDesk> {
  const connection = Connection.lazy({ address });
  const client = new Client({ connection, namespace });
  const inTime = <T>(act: () => Promise<T>) => connection.withDeadline(Date.now() + patience, act);

  const issueTo = async (workflowId: string, { commandId, ...command }: IssuedCommand): Promise<DeskAnswer> => {
    const handle = client.workflow.getHandle(workflowId);
    const update = { updateId: commandId, args: [{ commandId, ...command }] satisfies [Envelope] };
    return inTime(async () => {
      for (;;) {
        try {
          return { answer: await handle.executeUpdate(issueCommand, update) };
        } catch (error) {
          if (!isUnjudged(error)) throw error;
        }
      }
    });
  };

  return {
    approvals: connectApprovalDesk(client, taskQueue),
    async open(opening, by, commandId) {
      const start = startOf(opening, by, commandId, taskQueue);
      return answered(() =>
        inTime(async () => {
          const answer = await client.workflow.executeUpdateWithStart(awaitOpened, {
            startWorkflowOperation: start,
            updateId: commandId,
          });
          return { answer };
        }),
      );
    },
    async issue(order, command, stage) {
      const [first, second] =
        stage === 'completed'
          ? [afterSalesWorkflowId(order), orderWorkflowId(order)]
          : [orderWorkflowId(order), afterSalesWorkflowId(order)];
      return answered(async () => {
        try {
          return await issueTo(first, command);
        } catch (error) {
          if (!isOver(error)) throw error;
        }
        try {
          // The order completed between the read and the command: its after-sales answers.
          return await issueTo(second, command);
        } catch (error) {
          // After-sales began between the two looks.
          if (!isOver(error)) throw error;
          return await issueTo(first, command);
        }
      });
    },
    async catchUp(order, version) {
      // The order's own workflow first: one that is behind has not begun its after-sales yet.
      for (const workflowId of [orderWorkflowId(order), afterSalesWorkflowId(order)]) {
        try {
          return await inTime(() => client.workflow.getHandle(workflowId).executeUpdate(catchUp, { args: [version] }));
        } catch (error) {
          if (isKnownAlready(error)) return;
          if (!isOver(error)) throw unavailable(error);
        }
      }
    },
    async ready() {
      try {
        await connection.withDeadline(Date.now() + 2000, () => client.workflowService.getSystemInfo({}));
        return true;
      } catch {
        return false;
      }
    },
    close: () => connection.close(),
  };
}

function startOf(opening: Opening, by: Actor, commandId: string, taskQueue: string) {
  const { order, demand, companies } = opening;
  return new WithStartWorkflowOperation('tradeOrder', {
    workflowId: orderWorkflowId(order),
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    taskQueue,
    args: [{ opening, by, commandId } satisfies TradeOrderInput],
    workflowTaskTimeout: taskTimeout,
    staticSummary: `Order ${order}`,
    staticDetails: demand.items
      .map(({ description, quantity }) => `- ${quantity} × ${description}`)
      .join('\n')
      .slice(0, 10_000),
    typedSearchAttributes: [
      { key: orderStage, value: 'enquiry' },
      { key: buyerId, value: companies.buyer },
      { key: supplierId, value: companies.supplier },
    ],
  });
}

/**
 * A server that has just restarted may have lost an update it had not written down; that is no sign of a workflow's
 * end.
 */
const lostUpdate = /^update .* not found/i;

function isOver(error: unknown): boolean {
  if (!(error instanceof Error) || lostUpdate.test(error.message)) return false;
  return error instanceof WorkflowNotFoundError || (isGrpcServiceError(error) && Number(error.code) === notFound);
}

const isKnownAlready = (error: unknown): boolean =>
  error instanceof WorkflowUpdateFailedError &&
  error.cause instanceof ApplicationFailure &&
  error.cause.type === knownAlready;

/**
 * The server gives up on an update that a worker in trouble handed back without a word: nobody has judged it, so it is
 * asked again.
 */
const isUnjudged = (error: unknown): boolean =>
  error instanceof WorkflowUpdateFailedError &&
  error.cause instanceof ApplicationFailure &&
  error.cause.type === 'UnprocessedUpdate';

/** What the workflow refused is an answer; everything else means that it could not be asked. */
async function answered(ask: () => Promise<DeskAnswer>): Promise<DeskAnswer> {
  try {
    return await ask();
  } catch (error) {
    const rejection = error instanceof WorkflowUpdateFailedError ? rejectionOf(error) : null;
    if (rejection !== null) return { rejection };
    if (isOver(error)) return { rejection: { code: 'wrong-stage', detail: 'The order is closed.' } };
    throw unavailable(error);
  }
}

function rejectionOf({ cause }: WorkflowUpdateFailedError): Rejection | null {
  if (!(cause instanceof ApplicationFailure) || !rejectionCodes.includes(cause.type as RejectionCode)) return null;
  const data = cause.details?.[0] as Rejection['data'];
  return { code: cause.type as RejectionCode, detail: cause.message, ...(data === undefined ? {} : { data }) };
}

function unavailable(error: unknown): DeskUnavailable {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || lostUpdate.test(message))
    return new DeskUnavailable('unknown', message, { cause: error });
  const { cause = error } = error as { cause?: unknown };
  if (isGrpcServiceError(cause) && Number(cause.code) === resourceExhausted)
    return new DeskUnavailable('busy', message, { cause: error });
  return new DeskUnavailable('down', message, { cause: error });
}
