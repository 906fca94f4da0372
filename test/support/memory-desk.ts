import type { MikroORM } from '@mikro-orm/postgresql';
import { toSend } from '../../src/domain/order/escrow.ts';
import type { HappenedFact } from '../../src/domain/order/facts.ts';
import {
  type Command,
  judge,
  judgeClocks,
  judgeHouse,
  judgeWithout,
  type Judgement,
} from '../../src/domain/order/judge.ts';
import { lettersOf } from '../../src/domain/order/letters.ts';
import { judgeOpening } from '../../src/domain/order/opening-facts.ts';
import type { Order } from '../../src/domain/order/order.ts';
import type { Answer } from '../../src/domain/record.ts';
import { findOrder } from '../../src/persistence/order-reader.ts';
import { record } from '../../src/persistence/order-store.ts';
import { DeskUnavailable, type OrderDesk } from '../../src/temporal/desk.ts';
import { recordOf } from '../../workflows/record.ts';

/** The desk without Temporal: judges as the workflow does and writes down what it writes down. */
export interface MemoryDesk extends OrderDesk {
  /** The next command meets this failure; `after` lets it be carried out first, as when only the answer is lost. */
  failNext(kind: DeskUnavailable['kind'], when?: 'before' | 'after'): void;
  /** A failure nothing has met yet is taken back. */
  heal(): void;
  /** Lets a command of another desk meet the failure that was told. */
  failing<T>(act: () => Promise<T>): Promise<T>;
  /** Commands handed in so far, by name. */
  issued: string[];
  now: () => string;
  /** Lets the clocks of every order opened here run out that are due. */
  elapseAll(): Promise<void>;
  /** What the house brings of itself, as a letter of credit does. */
  tell(order: string, name: string, input: object): Promise<void>;
}

export function memoryDesk(orm: MikroORM, now: () => string): MemoryDesk {
  const answers = new Map<string, Answer>();
  const turns = new Map<string, Promise<unknown>>();
  const opened = new Set<string>();
  let failure: { kind: DeskUnavailable['kind']; when: 'before' | 'after' } | null = null;

  const inTurn = <T>(order: string, act: () => Promise<T>): Promise<T> => {
    const mine = (turns.get(order) ?? Promise.resolve()).then(act);
    turns.set(
      order,
      mine.catch(() => undefined),
    );
    return mine;
  };

  /** The order as written down; those whose approvals have lapsed where it rests on any, and nothing is written. */
  const attempt = async (
    before: Order | null,
    facts: HappenedFact[],
    command: { id: string; name: string },
  ): Promise<Order | string[]> => {
    const { after, ...written } = recordOf(before, facts, command);
    const outcome = await record(orm, written, lettersOf(written.facts, after));
    if (outcome.status === 'lapsed') return outcome.users;
    if (outcome.status !== 'written') throw new Error(`the memory desk missed commands of ${written.order}`);
    answers.set(command.id, written.answer);
    return after;
  };
  const write = async (before: Order | null, facts: HappenedFact[], id: string, name: string): Promise<Order> => {
    const after = await attempt(before, facts, { id, name });
    if (Array.isArray(after)) throw new Error(`${name} rests on approvals that have lapsed`);
    return after;
  };

  const standing = async (number: string): Promise<Order> => {
    const view = await findOrder(orm, number);
    if (view === null) throw new Error(`no order ${number}`);
    return view.state as Order;
  };

  /** Clocks that ran out happen first; payment orders are taken by the bank at once. */
  const elapse = async (order: Order): Promise<Order> => {
    const { facts } = judgeClocks(order, now());
    return facts.length === 0 ? order : write(order, facts, `clocks:${order.order}:${order.version}`, 'clocksElapsed');
  };
  const send = async (order: Order): Promise<void> => {
    let sending = order;
    for (const { id } of toSend(order)) {
      const command: Command = { name: 'disbursementSent', input: { disbursement: id, bankReference: `ref-${id}` } };
      const judgement: Judgement = judgeHouse(sending, command, now());
      if ('rejection' in judgement) throw new Error(judgement.rejection.detail);
      sending = await write(sending, judgement.facts, `send:${id}:${sending.version}`, 'disbursementSent');
    }
  };

  const failing = async <T>(act: () => Promise<T>): Promise<T> => {
    const failed = failure;
    failure = null;
    if (failed?.when === 'before') throw new DeskUnavailable(failed.kind, 'the desk was told to fail');
    const answer = await act();
    if (failed !== null) throw new DeskUnavailable(failed.kind, 'the answer was lost');
    return answer;
  };

  const desk: MemoryDesk = {
    issued: [],
    now,
    async elapseAll() {
      for (const order of opened) await inTurn(order, async () => void (await elapse(await standing(order))));
    },
    tell: (order, name, input) =>
      inTurn(order, async () => {
        const before = await standing(order);
        const judgement = judgeHouse(before, { name, input }, now());
        if ('rejection' in judgement) throw new Error(judgement.rejection.detail);
        await write(before, judgement.facts, `${name}:${order}:${before.version}`, name);
      }),
    failNext(kind, when = 'before') {
      failure = { kind, when };
    },
    heal() {
      failure = null;
    },
    failing,
    open: (opening, by, commandId) =>
      inTurn(opening.order, () =>
        failing(async () => {
          const known = answers.get(commandId);
          if (known !== undefined) return { answer: known };
          opened.add(opening.order);
          const judged = judgeOpening(opening, by, now());
          if ('rejection' in judged) return judged;
          await write(null, judged.facts, commandId, 'openOrder');
          return { answer: answers.get(commandId) as Answer };
        }),
      ),
    issue: (order, { commandId, name, input, by }) =>
      inTurn(order, () =>
        failing(async () => {
          desk.issued.push(name);
          const known = answers.get(commandId);
          if (known !== undefined) return { answer: known };
          const before = await elapse(await standing(order));
          for (let lapsed: string[] = []; ;) {
            const judgement = judgeWithout(before, { lapsed, now: now() }, (order) =>
              judge(order, { name, input }, by, now()),
            );
            if ('rejection' in judgement) return judgement;
            const after = await attempt(before, judgement.facts, { id: commandId, name });
            if (!Array.isArray(after)) {
              await send(after);
              return { answer: answers.get(commandId) as Answer };
            }
            lapsed = after;
          }
        }),
      ),
    // It keeps nothing beside the database, so it is never behind.
    catchUp: () => Promise.resolve(),
  };
  return desk;
}
