import { describe, expect, it } from '@jest/globals';
import { gathering } from '../../src/persistence/gathering.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A write that ends when it is let go, and remembers what it was given together. */
function slowWrite() {
  const given: string[][] = [];
  const letGo: (() => void)[] = [];
  const write = async (items: readonly string[]) => {
    given.push([...items]);
    await new Promise<void>((resolve) => letGo.push(resolve));
    if (items.includes('unwritable')) throw new Error(`cannot write ${items.join()}`);
    return items.map((item) => `wrote ${item}`);
  };
  const letAllGo = async () => {
    for (let next = letGo.shift(); next !== undefined; next = letGo.shift()) {
      next();
      await settled();
    }
  };
  return { given, write, letAllGo };
}

describe('writes that are gathered', () => {
  it('share one trip when they come together, or while there is no room', async () => {
    const { given, write, letAllGo } = slowWrite();
    const put = gathering(write);
    const together = ['a', 'b'].map(put);
    await settled();
    const alone = put('c');
    await settled();
    const late = ['d', 'e'].map(put);
    await settled();
    expect(given).toEqual([['a', 'b'], ['c']]);
    await letAllGo();
    const wrote = ['a', 'b', 'c', 'd', 'e'].map((name) => `wrote ${name}`);
    expect(await Promise.all([...together, alone, ...late])).toEqual(wrote);
    expect(given).toEqual([['a', 'b'], ['c'], ['d', 'e']]);
  });

  it('fail alone: nobody is refused for what another one sent', async () => {
    const { given, write, letAllGo } = slowWrite();
    const put = gathering(write);
    const answers = Promise.allSettled(['a', 'b', 'c', 'unwritable', 'e'].map(put));
    await settled();
    await letAllGo();
    const outcomes = (await answers).map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)));
    expect(outcomes).toEqual(['wrote a', 'wrote b', 'wrote c', 'Error: cannot write unwritable', 'wrote e']);
    expect(given).toEqual([['a', 'b', 'c', 'unwritable', 'e'], ['a'], ['b'], ['c'], ['unwritable'], ['e']]);
  });

  it('carry at most a hundred at a time, in the order they came', async () => {
    const { given, write, letAllGo } = slowWrite();
    const put = gathering(write);
    const names = Array.from({ length: 252 }, (_, at) => `n${at}`);
    const answers = Promise.all(names.map(put));
    await settled();
    await letAllGo();
    expect(await answers).toEqual(names.map((name) => `wrote ${name}`));
    expect(given.map(({ length }) => length)).toEqual([100, 100, 52]);
    expect(given.flat()).toEqual(names);
  });

  it('begin again after a quiet time', async () => {
    const { given, write, letAllGo } = slowWrite();
    const put = gathering(write);
    const first = put('a');
    await settled();
    await letAllGo();
    await first;
    const second = put('b');
    await settled();
    await letAllGo();
    expect([await second, given]).toEqual(['wrote b', [['a'], ['b']]]);
  });
});
