import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ApprovalRequest } from '../src/domain/approvals/request.ts';
import type { CreditTerms } from '../src/domain/credit/terms.ts';
import type { Credit } from '../src/domain/credit/credit.ts';
import type { Opening } from '../src/domain/order/opening.ts';
import type { Order } from '../src/domain/order/order.ts';
import type { Actor } from '../src/domain/parties.ts';
import type { Qualification } from '../src/domain/qualification/qualification.ts';
import type { QualificationAnswer } from '../src/domain/qualification/record.ts';
import type { Answer } from '../src/domain/record.ts';
import type { ExtensionInput } from '../src/domain/sourcing/extension.ts';
import type { AwardInput, Refused, SourcingInput } from '../src/domain/sourcing/sourcing.ts';

/** One command on its way to an order; the id is also the update's id, so that it is carried out once. */
export interface Envelope {
  commandId: string;
  name: string;
  input: unknown;
  by: Actor;
  /**
   * The version of the order that the database had when the command was issued: a run that knows less catches up
   * first.
   */
  seen?: number;
}

/** Where an order's run starts: newly opened, or from the state an earlier run handed over. */
export type TradeOrderInput = (
  | { opening: Opening; by: Actor; commandId: string }
  | { snapshot: Order; answered: Record<string, Answer> }
) & {
  /** Hands over to a new run after this many events; left out, the server says when. Tests set it low. */
  rollOverAfter?: number;
};

/** The workflow's public contract: judged on arrival, answered once it is in the database. */
export const issueCommand = defineUpdate<Answer, [Envelope]>('issueCommand');

/** Answers once the order is opened and recorded. */
export const awaitOpened = defineUpdate<Answer, []>('awaitOpened');

/**
 * Takes over what is on the record up to this version and the run does not know; refused, without a trace, when it
 * knows.
 */
export const catchUp = defineUpdate<void, [number]>('catchUp');
export const knownAlready = 'known-already';

/** Tells after-sales up to which version the order's own workflow has recorded commands since it handed over. */
export const recordedMeanwhile = defineSignal<[number]>('recordedMeanwhile');

/** For operators: the state as the workflow holds it. */
export const orderState = defineQuery<Order>('order.state');

export const orderWorkflowId = (order: string): string => `order-${order}`;
export const afterSalesWorkflowId = (order: string): string => `after-sales-${order}`;

/** Where a company's qualification goes on: from what is on the record, or from nothing. */
export interface QualificationInput {
  company: string;
  standing: Qualification | null;
}

/** One command to a company's qualification, judged on arrival, answered once it is in the database. */
export const qualify = defineUpdate<QualificationAnswer, [Envelope]>('qualify');
export const qualificationWorkflowId = (company: string): string => `qualification-${company}`;

/** Something outside an order that operators have to look into; `id` makes it come once. */
export interface Alert {
  id: string;
  code: string;
  detail: string;
}
export const raiseAlert = defineSignal<[Alert]>('raiseAlert');

export const rescreenWorkflowId = (list: string): string => `rescreen-${list}`;
export const followUpScheduleId = (company: string): string => `follow-up-${company}`;
/** Where an approval's workflow starts: the request as it was kept. */
export interface ApprovalInput {
  request: ApprovalRequest;
}

/** One decision on its way to an approval; `for` is in whose place it is taken, `hash` what is approved. */
export interface Decided {
  commandId: string;
  by: string;
  for: string;
  approve: boolean;
  reason: string;
  hash: string;
}

/** Decides the open level of an approval; answers the request as it is then. */
export const decideApproval = defineUpdate<ApprovalRequest, [Decided]>('decideApproval');

/** Ends an approval whose terms are no longer on the table; the argument says why. */
export const voidApproval = defineUpdate<ApprovalRequest, [string]>('voidApproval');

export const approvalWorkflowId = (id: string): string => `approval-${id}`;
/** Where a sourcing's run starts. */
export interface SourcingStart {
  opening: { number: string; buyer: string; user: string; at: string; input: SourcingInput };
  commandId: string;
}

/** One award on its way; the id is also the update's, so that it is judged once. */
export interface AwardEnvelope {
  commandId: string;
  number: string;
  user: string;
  at: string;
  input: AwardInput;
}

/** More time for the suppliers on its way; judged by the workflow's own time. */
export interface ExtensionEnvelope {
  commandId: string;
  number: string;
  user: string;
  input: ExtensionInput;
}

/** Answers once the sourcing is written down. */
export const awaitSourcing = defineUpdate<Answer, []>('awaitSourcing');

/** The buyer's award: judged and written down before it is answered, carried out after. */
export const awardSourcing = defineUpdate<{ answer: Answer } | Refused, [AwardEnvelope]>('awardSourcing');

/** More time to answer: judged and written down, in the orders too, before it is answered. */
export const extendSourcing = defineUpdate<{ answer: Answer } | Refused, [ExtensionEnvelope]>('extendSourcing');

export const sourcingWorkflowId = (number: string): string => `sourcing-${number}`;
/** Where a credit's run starts: newly drafted, or from the state an earlier run handed over. */
export type LetterOfCreditInput = (
  | { number: string; terms: CreditTerms; by: Actor; commandId: string }
  | { snapshot: Credit; answered: Record<string, Answer>; told: string | null }
) & { rollOverAfter?: number };

/** One command of a party to a letter of credit. */
export const issueCreditCommand = defineUpdate<Answer, [Envelope]>('issueCreditCommand');

/** Answers once the credit is drafted and recorded. */
export const awaitDrafted = defineUpdate<Answer, []>('awaitDrafted');

/**
 * From a credit to its order: it stands until then, or (null) ended undrawn but for the requests it has `honoured`.
 * `version` is the credit's.
 */
export const creditMoved =
  defineSignal<[{ credit: string; version: number; until: string | null; honoured?: string[] }]>('creditMoved');

/** From an order to its credit: the day on which the goods were shipped, 'YYYY-MM-DD'. */
export const goodsShipped = defineSignal<[string]>('goodsShipped');

/** For operators: the credit as its workflow holds it. */
export const creditState = defineQuery<Credit>('credit.state');

export const creditWorkflowId = (credit: string): string => `credit-${credit}`;
