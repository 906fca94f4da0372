import { proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { HappenedFact } from '../src/domain/order/facts.ts';
import { evolve } from '../src/domain/order/evolve.ts';
import type { Order } from '../src/domain/order/order.ts';
import type { Draft } from '../src/domain/order/draft.ts';
import type { Answer, MissedCommand, RecordedFact, RecordOutcome } from '../src/domain/record.ts';

// A local activity answers within the same workflow task; it is short and writes once however often it runs.
const { recordCommand, commandsSince } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '10s',
  localRetryThreshold: '30s',
  retry: { initialInterval: '50ms', backoffCoefficient: 2, maximumInterval: '1s' },
});

export { recordOf } from '../src/domain/order/draft.ts';
export { recordCommand };

/** A fact as the database gave it back. */
const asHappened = ({ type, at, by, data }: RecordedFact): HappenedFact =>
  ({ type, at, by, data }) as unknown as HappenedFact;

export interface Recorded {
  order: Order;
  /** Commands that are on the record now, this one or those of a worker that died before it could say so. */
  answers: Record<string, Answer>;
}

/**
 * What is on the record after a command was written down. What an earlier attempt already wrote wins: the order is
 * then as the database has it, and the caller judges again unless its own command is among the answers.
 */
export function recordedBy(
  before: Order | null,
  { after, commandId, answer }: Draft,
  outcome: Exclude<RecordOutcome, { status: 'lapsed' }>,
): Recorded {
  return outcome.status === 'written'
    ? { order: after, answers: { [commandId]: answer } }
    : takenOver(before, after.order, outcome.commands);
}

/**
 * What the record has beyond what the order knows. It comes about when worker and server die together: the command was
 * written down, and the update that brought it went with the server's memory.
 */
export const readOn = async (order: Order): Promise<Recorded> =>
  takenOver(order, order.order, await commandsSince(order.order, order.version));

function takenOver(before: Order | null, number: string, commands: MissedCommand[]): Recorded {
  const known = before?.version ?? 0;
  const missed = commands
    .flatMap((each) => each.facts)
    .filter(({ seq }) => seq > known)
    .sort((a, b) => a.seq - b.seq);
  const order = missed.map(asHappened).reduce<Order | null>(evolve, before);
  if (order === null) throw new Error(`order ${number}: the record says it exists, and has no facts`);
  return { order, answers: Object.fromEntries(commands.map(({ commandId, answer }) => [commandId, answer])) };
}
