import { DeskUnavailable } from '../temporal/desk.ts';

interface Lane {
  running: number;
  waiting: (() => void)[];
}

/**
 * Lets at most `inFlight` commands of one order run at once and `waiting` more wait in line: an order's workflow takes
 * only so many updates, and a caller is told to come back rather than meet that limit. Throws DeskUnavailable `busy`.
 */
export function orderQueue({ inFlight = 5, waiting = 100 } = {}) {
  const lanes = new Map<string, Lane>();
  const enter = (order: string): Promise<void> | undefined => {
    const lane = lanes.get(order) ?? { running: 0, waiting: [] };
    lanes.set(order, lane);
    if (lane.running < inFlight) {
      lane.running += 1;
      return undefined;
    }
    if (lane.waiting.length >= waiting) {
      throw new DeskUnavailable('busy', `${waiting} commands are waiting for this order already`);
    }
    return new Promise((resolve) => lane.waiting.push(resolve));
  };
  const leave = (order: string): void => {
    const lane = lanes.get(order);
    if (lane === undefined) return;
    const next = lane.waiting.shift();
    // The place passes on to the next in line, so the count stays.
    if (next !== undefined) next();
    else if (--lane.running === 0) lanes.delete(order);
  };
  return async <T>(order: string, work: () => Promise<T>): Promise<T> => {
    await enter(order);
    try {
      return await work();
    } finally {
      leave(order);
    }
  };
}

export type OrderQueue = ReturnType<typeof orderQueue>;
