import { sha256Hex } from '../hash.ts';

/**
 * Draws n of the cartons by chance that anyone can check: the drawn ones have the smallest SHA-256 of
 * `<seed>|<carton>`, which `printf '%s|%s' "$seed" "$carton" | sha256sum` prints. The seed is lower-case hexadecimal
 * and must not be known to whoever packs the cartons; the order of the list does not matter. Returns the chosen
 * cartons sorted by code unit; RangeError naming the field.
 */
export function drawCartons(seedHex: string, cartonIds: readonly string[], n: number): string[] {
  if (!/^[0-9a-f]+$/.test(seedHex)) throw new RangeError('seedHex: must be lower-case hexadecimal digits');
  if (new Set(cartonIds).size !== cartonIds.length) throw new RangeError('cartonIds: every carton must be listed once');
  if (!Number.isSafeInteger(n) || n < 0 || n > cartonIds.length) {
    throw new RangeError(`n: must be a whole number between 0 and the ${cartonIds.length} cartons listed`);
  }
  const tickets = cartonIds.map((id) => ({ id, ticket: sha256Hex(`${seedHex}|${id}`) }));
  return tickets
    .toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1))
    .slice(0, n)
    .map(({ id }) => id)
    .toSorted();
}
