/**
 * Length of a day, and how far Hong Kong is ahead of UTC: 8 hours all year, as it has kept no summer time since 1979.
 * Milliseconds.
 */
export const DAY_MS = 86_400_000;
const HONG_KONG_OFFSET_MS = 28_800_000;

/** Days since 1 January 1970 of an ISO date 'YYYY-MM-DD'; RangeError when there is no such date. */
export function dayNumber(date: string): number {
  const ms = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || dateOf(ms / DAY_MS) !== date) {
    throw new RangeError(`date: '${date}' is not a date written YYYY-MM-DD`);
  }
  return ms / DAY_MS;
}

/** The ISO date of a day number. */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Saturday or Sunday; day 0 was a Thursday. */
export const isWeekend = (day: number): boolean => ((day % 7) + 7) % 7 === 2 || ((day % 7) + 7) % 7 === 3;

/** The day number in Hong Kong at an instant in milliseconds. */
export const hongKongDay = (instant: number): number => Math.floor((instant + HONG_KONG_OFFSET_MS) / DAY_MS);

/** The instant at which a day begins in Hong Kong, in milliseconds. */
export const startOfDay = (day: number): number => day * DAY_MS - HONG_KONG_OFFSET_MS;

/**
 * Milliseconds of an ISO 8601 instant. It must carry Z or an offset, since without one its meaning depends on the
 * machine. RangeError else.
 */
export function instantOf(text: string, field: string): number {
  const written = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/.exec(
    text,
  );
  const ms = Date.parse(text);
  if (!written || Number.isNaN(ms)) {
    throw new RangeError(`${field}: '${text}' is not an ISO 8601 instant with Z or an offset`);
  }
  dayNumber(written[1] ?? '');
  return ms;
}
