import { describe, expect, it } from '@jest/globals';
import { orderQueue } from '../../src/api/order-queue.ts';
import { DeskUnavailable } from '../../src/temporal/desk.ts';

/** Work that lasts until it is told to end. */
function gate() {
  let open = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { held, open };
}

const settle = () => new Promise((resume) => setImmediate(resume));

describe('the queue of an order', () => {
  it('lets five commands run at once, and the next one when a place is free', async () => {
    const inLane = orderQueue();
    const gates = Array.from({ length: 10 }, gate);
    const begun: number[] = [];
    const all = gates.map(({ held }, index) =>
      inLane('1', () => {
        begun.push(index);
        return held;
      }),
    );
    await settle();
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    gates[3]?.open();
    await settle();
    expect(begun.at(-1)).toBe(5);
    for (const { open } of gates) open();
    await Promise.all(all);
    expect(begun).toHaveLength(10);
  });

  it('refuses what would wait behind a hundred others, and takes commands again when they are done', async () => {
    const inLane = orderQueue();
    const { held, open } = gate();
    const all = Array.from({ length: 105 }, () => inLane('1', () => held));
    await expect(inLane('1', () => held)).rejects.toMatchObject({ kind: 'busy' });
    await expect(inLane('1', () => held)).rejects.toBeInstanceOf(DeskUnavailable);
    open();
    await Promise.all(all);
    await expect(inLane('1', () => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('holds up no other order, and a command that fails gives its place free', async () => {
    const inLane = orderQueue({ inFlight: 1, waiting: 1 });
    const { held, open } = gate();
    const slow = inLane('1', () => held);
    await expect(inLane('2', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    await expect(inLane('2', () => Promise.resolve('done'))).resolves.toBe('done');
    open();
    await slow;
  });
});
