import { unstorableText } from '../domain/storable.ts';

const deepest = 32;

/** Something in a JSON value that cannot be kept: the dotted path to it, and why. */
export interface JsonFault {
  path: string;
  why: string;
}

/** What of a JSON value cannot be kept: more than 32 levels, or a text no database takes. Null when all of it can. */
export function faultOfJson(value: unknown): JsonFault | null {
  if (isDeeperThan(value, deepest)) return { path: '', why: `is nested deeper than ${deepest} levels` };
  const path = unstorableText(value);
  return path === null ? null : { path, why: 'holds the character NUL, or half a surrogate pair' };
}

/** Goes level by level, so that a hostile depth cannot exhaust the stack. */
function isDeeperThan(value: unknown, most: number): boolean {
  let level = [value];
  for (let depth = 0; depth <= most; depth += 1) {
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? (Object.values(each) as unknown[]) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}
