/** A seeded source of chance (mulberry32), so that a proof can be repeated to the last choice. */
export interface Chance {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True so many times in a hundred. */
  percent(share: number): boolean;
  pick<Thing>(things: readonly Thing[]): Thing;
}

const golden = 0x6d2b79f5;

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + golden) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    between,
    percent: (share) => next() * 100 < share,
    pick(things) {
      const thing = things[between(0, things.length - 1)];
      if (thing === undefined) throw new RangeError('things: there is nothing to pick from');
      return thing;
    },
  };
}
