/** An opaque place in a list: the sort values of the last row seen. */
export const cursorAfter = (values: string[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** The sort values in a cursor; throws RangeError when it is not one of `count` values. */
export function cursorValues(cursor: string, count: number): string[] {
  const values = parsed(cursor);
  if (!Array.isArray(values) || values.length !== count || values.some((value) => typeof value !== 'string')) {
    throw new RangeError('after: not a cursor this list gave out');
  }
  return values;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}
