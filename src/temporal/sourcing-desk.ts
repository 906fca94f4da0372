import {
  Client,
  Connection,
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { WorkflowIdConflictPolicy } from '@temporalio/common';
import type { Answer } from '../domain/record.ts';
import { type Refused, refuse } from '../domain/sourcing/sourcing.ts';
import {
  type AwardEnvelope,
  awaitSourcing,
  awardSourcing,
  type ExtensionEnvelope,
  extendSourcing,
  type SourcingStart,
  sourcingWorkflowId,
} from '../../workflows/messages.ts';
import { DeskUnavailable } from './desk.ts';

/**
 * Where enquiries to several suppliers are handed in, and their awards. Throws `DeskUnavailable` when that cannot be
 * done now.
 */
export interface SourcingDesk {
  /** Opens a sourcing (once for its number). */
  open(start: SourcingStart): Promise<Answer>;
  /** Hands an award in: answered when it is written down, carried out after. */
  award(envelope: AwardEnvelope): Promise<{ answer: Answer } | Refused>;
  /** Hands more time for the suppliers in: answered when every order has it. */
  extend(envelope: ExtensionEnvelope): Promise<{ answer: Answer } | Refused>;
}

const patience = 15_000;
const notFound = 5;

export interface ConnectedSourcingDesk extends SourcingDesk {
  close(): Promise<void>;
}

/** The desk that hands sourcings to their workflows. */
export function connectSourcingDesk({
  address,
  namespace,
  taskQueue,
}: {
  address: string;
  namespace: string;
  taskQueue: string;
}): ConnectedSourcingDesk {
  const connection = Connection.lazy({ address });
  const client = new Client({ connection, namespace });
  const inTime = <T>(act: () => Promise<T>) => connection.withDeadline(Date.now() + patience, act);
  const handIn = async (act: () => Promise<{ answer: Answer } | Refused>) => {
    try {
      return await inTime(act);
    } catch (error) {
      if (isOver(error)) return refuse('sourcing-over', 'The sourcing is over.');
      throw unavailable(error);
    }
  };
  return {
    async open(start) {
      const { number } = start.opening;
      const startWorkflowOperation = new WithStartWorkflowOperation('sourcing', {
        workflowId: sourcingWorkflowId(number),
        workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
        taskQueue,
        args: [start],
        staticSummary: `Sourcing ${number}`,
      });
      const update = { startWorkflowOperation, updateId: start.commandId };
      try {
        return await inTime(() => client.workflow.executeUpdateWithStart(awaitSourcing, update));
      } catch (error) {
        throw unavailable(error);
      }
    },
    async award(envelope) {
      const update = { updateId: envelope.commandId, args: [envelope] satisfies [AwardEnvelope] };
      return handIn(() =>
        client.workflow.getHandle(sourcingWorkflowId(envelope.number)).executeUpdate(awardSourcing, update),
      );
    },
    async extend(envelope) {
      const update = { updateId: envelope.commandId, args: [envelope] satisfies [ExtensionEnvelope] };
      return handIn(() =>
        client.workflow.getHandle(sourcingWorkflowId(envelope.number)).executeUpdate(extendSourcing, update),
      );
    },
    close: () => connection.close(),
  };
}

const isOver = (error: unknown): boolean =>
  error instanceof WorkflowNotFoundError || (isGrpcServiceError(error) && Number(error.code) === notFound);

function unavailable(error: unknown): DeskUnavailable {
  const message = error instanceof Error ? error.message : String(error);
  const kind = error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ? 'unknown' : 'down';
  return new DeskUnavailable(kind, message, { cause: error });
}
