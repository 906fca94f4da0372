import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Opening } from '../src/domain/order/opening.ts';
import type { Order } from '../src/domain/order/order.ts';
import type { Actor } from '../src/domain/parties.ts';
import type { Answer } from '../src/domain/record.ts';

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
