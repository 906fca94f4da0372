import type { Answer, Backer, CommandRecord } from '../record.ts';
import { evolve } from './evolve.ts';
import type { HappenedFact } from './facts.ts';
import { backersOf } from './lapse.ts';
import type { Order } from './order.ts';
import { papersOf } from './papers.ts';
import { postingsOf } from './postings.ts';
import { viewOf } from './view.ts';

/** What one command writes, and the order as it is then. */
export type Draft = CommandRecord & { after: Order };

/** Everything one command writes, derived from its facts; `before` is null for the opening. */
export function recordOf(before: Order | null, facts: HappenedFact[], command: { id: string; name: string }): Draft {
  const first = (before?.version ?? 0) + 1;
  let order = before;
  const ledger: CommandRecord['ledger'] = [];
  const papers: CommandRecord['papers'] = [];
  const backers: Backer[] = [];
  for (const [index, happened] of facts.entries()) {
    if (order !== null) backers.push(...backersOf(order, happened));
    order = evolve(order, happened);
    ledger.push(...postingsOf(order, happened, first + index));
    papers.push(...papersOf(order, happened, first + index));
  }
  const after = order as Order;
  return {
    order: after.order,
    commandId: command.id,
    command: command.name,
    facts: facts.map(({ type, at, by, data }, index) => ({
      seq: first + index,
      type,
      at,
      by,
      data: data as Record<string, unknown>,
    })),
    view: viewOf(after),
    ledger,
    papers,
    answer: answerOf(after, facts),
    ...(backers.length === 0 ? {} : { backers }),
    after,
  };
}

const answerOf = (order: Order, facts: HappenedFact[]): Answer => ({
  status: order.version === facts.length ? 201 : 200,
  body: {
    order: order.order,
    version: order.version,
    stage: order.stage,
    ...(order.stage === 'closed' ? { outcome: order.outcome } : {}),
    facts: facts.map(({ type }) => type),
  },
});
