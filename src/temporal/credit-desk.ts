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
import {
  awaitDrafted,
  creditWorkflowId,
  type Envelope,
  issueCreditCommand,
  type LetterOfCreditInput,
} from '../../workflows/messages.ts';
import { type CreditRejectionCode, creditRejectionCodes } from '../domain/credit/decision.ts';
import { formatAmount } from '../domain/money.ts';
import type { CreditAnswer, CreditDesk } from './credits.ts';
import { DeskUnavailable } from './desk.ts';
import { buyerId, orderStage, supplierId } from './search-attributes.ts';

/** How long a command may take before the caller is told that its outcome is not known yet. */
const patience = 15_000;
const taskTimeout = '3s';
const resourceExhausted = 8;

export interface ConnectedCredits extends CreditDesk {
  close(): Promise<void>;
}

/** The desk that hands commands to the workflows of letters of credit, as updates under the command's own id. */
export function connectCreditDesk({
  address,
  namespace,
  taskQueue,
}: {
  address: string;
  namespace: string;
  taskQueue: string;
}): ConnectedCredits {
  const connection = Connection.lazy({ address });
  const client = new Client({ connection, namespace });
  const asked = (act: () => Promise<CreditAnswer>) =>
    answered(() => connection.withDeadline(Date.now() + patience, act));
  return {
    draft: (credit, by, commandId) =>
      asked(async () => {
        const startWorkflowOperation = startOf({ ...credit, by, commandId }, taskQueue);
        const update = { startWorkflowOperation, updateId: commandId };
        return { answer: await client.workflow.executeUpdateWithStart(awaitDrafted, update) };
      }),
    issue: (credit, command) =>
      asked(async () => {
        const update = { updateId: command.commandId, args: [command] satisfies [Envelope] };
        const handle = client.workflow.getHandle(creditWorkflowId(credit));
        return { answer: await handle.executeUpdate(issueCreditCommand, update) };
      }),
    close: () => connection.close(),
  };
}

function startOf(input: Extract<LetterOfCreditInput, { terms: unknown }>, taskQueue: string) {
  const { number, terms } = input;
  const worth = `${formatAmount(terms.amountMinor, terms.currency)} ${terms.currency}`;
  return new WithStartWorkflowOperation('letterOfCredit', {
    workflowId: creditWorkflowId(number),
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    taskQueue,
    args: [input],
    workflowTaskTimeout: taskTimeout,
    staticSummary: `Letter of credit ${number}, ${worth}, order ${terms.order}`,
    typedSearchAttributes: [
      { key: orderStage, value: 'credit:draft' },
      { key: buyerId, value: terms.applicant.company },
      { key: supplierId, value: terms.beneficiary.company },
    ],
  });
}

/** What the workflow refused is an answer; everything else means that it could not be asked. */
async function answered(ask: () => Promise<CreditAnswer>): Promise<CreditAnswer> {
  try {
    return await ask();
  } catch (error) {
    const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
    if (cause instanceof ApplicationFailure && creditRejectionCodes.includes(cause.type as CreditRejectionCode)) {
      const data = cause.details?.[0] as Record<string, unknown> | undefined;
      const code = cause.type as CreditRejectionCode;
      return { rejection: { code, detail: cause.message, ...(data === undefined ? {} : { data }) } };
    }
    if (error instanceof WorkflowNotFoundError && !/^update .* not found/i.test(error.message)) {
      return { rejection: { code: 'wrong-stage', detail: 'The letter of credit is closed.' } };
    }
    throw unavailable(error);
  }
}

function unavailable(error: unknown): DeskUnavailable {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || /^update .* not found/i.test(message))
    return new DeskUnavailable('unknown', message, { cause: error });
  const { cause = error } = error as { cause?: unknown };
  const busy = isGrpcServiceError(cause) && Number(cause.code) === resourceExhausted;
  return new DeskUnavailable(busy ? 'busy' : 'down', message, { cause: error });
}
