import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { type Contracted, type ContractStage, isContracted, type Order } from '../../src/domain/order/order.ts';
import { runningClocks } from '../../src/domain/order/process.ts';
import { findOrder } from '../../src/persistence/order-reader.ts';
import { type DeskAnswer, DeskUnavailable } from '../../src/temporal/desk.ts';
import { afterSalesWorkflowId, orderWorkflowId } from '../../workflows/messages.ts';
import { skipTime, timeOf } from './clock.ts';
import { people, type Who } from './people.ts';
import type { Workshop } from './workshop.ts';

const patience = 20_000;
const attempts = 4;
const DAY = 86_400_000;

/** What a command answered: the facts that followed from it, and where the order stands. */
export interface Answered {
  order: string;
  version: number;
  stage: string;
  outcome?: string;
  facts: string[];
}

export type Talk = ReturnType<typeof talkTo>;

/** Commands to one order over the desk, what the database says of it, and its time. */
export function talkTo({ desk, client, orm, ...shop }: Workshop, number: string) {
  let stage: string = 'enquiry';
  const order = async (): Promise<Order> => {
    const view = await findOrder(orm, number);
    if (view === null) throw new Error(`there is no order ${number}`);
    stage = view.stage;
    return view.state as Order;
  };
  /** Asks again under the same id, as a client does, while the answer is not known yet or too many are asking. */
  const ask = async (who: Who, name: string, input: unknown = {}, id: string = randomUUID()): Promise<DeskAnswer> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await desk.issue(number, { commandId: id, name, input, by: people[who] }, stage);
      } catch (error) {
        if (!(error instanceof DeskUnavailable) || error.kind === 'down' || attempt === attempts) throw error;
      }
    }
  };
  const until = async (holds: (order: Order) => boolean, what: string): Promise<Order> => {
    const giveUp = Date.now() + patience;
    for (;;) {
      const now = await order();
      if (holds(now)) return now;
      if (Date.now() > giveUp) throw new Error(`order ${number} in ${now.stage} waited in vain for ${what}`);
      await new Promise((resume) => setTimeout(resume, 15));
    }
  };
  const workflow = (): WorkflowHandle =>
    client.workflow.getHandle(stage === 'completed' ? afterSalesWorkflowId(number) : orderWorkflowId(number));
  const now = () => timeOf({ client, namespace: shop.namespace }, workflow());
  const skipTo = async (instant: string): Promise<void> => {
    await order();
    const by = Date.parse(instant) - (await now());
    if (by > 0) await skipTime({ client, namespace: shop.namespace }, workflow(), by);
    const due = ({ at }: { at: string }) => Date.parse(at) <= Date.parse(instant);
    await until((later) => !runningClocks(later).some(due), `its clocks of ${instant}`);
  };

  return {
    number,
    order,
    ask,
    until,
    /** The workflow that takes commands now: the order's own, or its after-sales. */
    workflow,
    /** Lets time pass to an instant, and waits until every clock up to then has done its work. */
    skipTo,
    skipDays: async (days: number): Promise<void> => skipTo(new Date((await now()) + days * DAY).toISOString()),
    /** The order, which must have a contract. */
    async running(): Promise<Contracted & { stage: ContractStage }> {
      const standing = await order();
      if (!isContracted(standing)) throw new Error(`order ${number} has no contract in ${standing.stage}`);
      return standing;
    },
    /** Issues a command that must be accepted. */
    async issue(who: Who, name: string, input: unknown = {}, commandId?: string): Promise<Answered> {
      const answer = await ask(who, name, input, commandId);
      if ('rejection' in answer) {
        throw new Error(`${name} by ${who} was refused: ${answer.rejection.code}, ${answer.rejection.detail}`);
      }
      const answered = answer.answer.body as Answered;
      stage = answered.stage;
      return answered;
    },
    /** The code a command is refused with; throws when it is not. */
    async refusal(who: Who, name: string, input: unknown = {}): Promise<string> {
      const answer = await ask(who, name, input);
      if ('rejection' in answer) return answer.rejection.code;
      throw new Error(`${name} by ${who} was not refused: ${JSON.stringify(answer.answer.body)}`);
    },
  };
}
