/** The value below which `share` of the numbers lie (nearest rank); 0 for none. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export const median = (numbers: readonly number[]): number => percentile(numbers, 0.5);
export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** Runs `play` so often, by so many clients at a time; answers how many it did a second. */
export async function perSecond(
  times: number,
  clients: number,
  play: (index: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let index = next++; index < times; index = next++) await play(index);
    }),
  );
  return times / ((performance.now() - from) / 1000);
}
