const DAY = 86_400_000;
const HONG_KONG = 8 * 3_600_000;

/** Calendar arithmetic on ISO instants in UTC; the answer keeps milliseconds, as JSON writes a Date. */
export const addDays = (from: string, days: number): string => addMillis(from, days * DAY);
export const addHours = (from: string, hours: number): string => addMillis(from, hours * 3_600_000);
export const addMillis = (from: string, millis: number): string => new Date(Date.parse(from) + millis).toISOString();
export const millisBetween = (from: string, to: string): number => Date.parse(to) - Date.parse(from);
export const isAfter = (left: string, right: string): boolean => Date.parse(left) > Date.parse(right);

/** The last millisecond of a calendar date in Hong Kong, where the contract's dates are counted. */
/** The first instant of a date in Hong Kong. */
export const beginOfDay = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - HONG_KONG).toISOString();
export const endOfDay = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + DAY - 1 - HONG_KONG).toISOString();
