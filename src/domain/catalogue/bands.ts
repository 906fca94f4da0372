/** Something that holds from a quantity on, until the next band begins. */
export interface Band {
  from: number;
}

export const ascending = (a: Band, b: Band): number => a.from - b.from;

/** The band a quantity falls in: the one that begins last at or below it; null when all begin above. */
export function bandFor<B extends Band>(bands: readonly B[], quantity: number): B | null {
  const begun = bands.filter(({ from }) => from <= quantity).toSorted(ascending);
  return begun.at(-1) ?? null;
}
