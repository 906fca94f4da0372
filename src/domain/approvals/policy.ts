import { z } from 'zod';
import { calendarIds } from '../calendar/calendar.ts';
import { currencySchema, minorSchema } from '../money.ts';
import { roles } from '../parties.ts';

const userId = z.string().min(1).max(64);
const amount = minorSchema.min(0);
const label = z.string().trim().min(1).max(80);

/** Who decides a level: people by name, or everybody of the company who holds a role. */
const approvers = z.union([
  z.strictObject({ users: z.array(userId).min(1).max(20) }),
  z.strictObject({ role: z.enum(roles) }),
]);

const level = z.strictObject({
  name: label,
  currency: currencySchema,
  /** The band of amounts it decides, in minor units: from `fromMinor` up to, not including, `belowMinor`. */
  fromMinor: amount,
  belowMinor: amount.nullable().default(null),
  approvers,
  /** ANY: the first decision counts. ALL: every one of them approves. */
  needs: z.enum(['ANY', 'ALL']),
  /** True: whoever asks may decide as well, where two pairs of eyes are not wanted. */
  ownRequest: z.boolean().default(false),
  timeoutHours: z.int().min(1).max(900),
  /** What an unanswered level does: hand on to the next one, or refuse; the last one can only refuse. */
  onTimeout: z.enum(['ESCALATE', 'REFUSE']).default('ESCALATE'),
});

const limit = z.strictObject({
  of: z.enum(['USER', 'COMPANY']),
  /** Whose limit it is; left out, that of every user without one of their own. */
  user: userId.optional(),
  window: z.enum(['DAY', 'MONTH']),
  currency: currencySchema,
  minor: amount,
});
export type Limit = z.output<typeof limit>;

const fields = z.strictObject({
  /** IANA name of the zone in which the company's days and months begin. */
  timeZone: z.string().min(1).max(64).default('Asia/Hong_Kong'),
  /** On which days business hours run. */
  calendar: z.enum(calendarIds).default('HK'),
  levels: z.array(level).max(20).default([]),
  limits: z.array(limit).max(50).default([]),
  /** A purchase in a currency no level and no limit names: refused, unless the company says otherwise. */
  otherCurrencies: z.enum(['REFUSE', 'ALLOW']).default('REFUSE'),
});

/**
 * By which rules a company lets its people buy (requirements.md B3, B4). Amounts in minor units of the level's or the
 * limit's own currency; they are never converted.
 */
export const policySchema = fields.superRefine(({ levels, limits }, context) => {
  const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
  const names = levels.map(({ name }) => name);
  for (const [at, { name, fromMinor, belowMinor }] of levels.entries()) {
    if (names.indexOf(name) < at) fault(['levels', at, 'name'], 'another level has this name');
    if (belowMinor !== null && belowMinor <= fromMinor) fault(['levels', at, 'belowMinor'], 'must be above fromMinor');
  }
  const keys = limits.map(({ of, user, window, currency }) => JSON.stringify([of, user, window, currency]));
  for (const [at, { of, user }] of limits.entries()) {
    if (of === 'COMPANY' && user !== undefined) fault(['limits', at, 'user'], 'a limit of the company names no user');
    if (keys.indexOf(keys[at] as string) < at) fault(['limits', at], 'the limit stands there twice');
  }
});
export type Policy = z.output<typeof policySchema>;
export type Level = Policy['levels'][number];

/** The levels a purchase passes, first to last: those whose band holds the amount. */
export const levelsFor = ({ levels }: Policy, currency: string, amountMinor: number): Level[] =>
  levels.filter(
    (one) =>
      one.currency === currency &&
      one.fromMinor <= amountMinor &&
      (one.belowMinor === null || amountMinor < one.belowMinor),
  );

/** The limits a purchase of this user counts against; a user's own limit stands in place of the general one. */
export function limitsFor({ limits }: Policy, user: string, currency: string): Limit[] {
  const same = limits.filter((one) => one.currency === currency);
  const own = same.filter((one) => one.user === user).map(({ window }) => window);
  return same.filter((one) => one.of === 'COMPANY' || one.user === user || isGeneral(one, own));
}

const isGeneral = ({ user, window }: Limit, own: Limit['window'][]): boolean =>
  user === undefined && !own.includes(window);

/** Whether the policy lets its people buy in a currency at all. */
export const takesCurrency = ({ levels, limits, otherCurrencies }: Policy, currency: string): boolean =>
  otherCurrencies === 'ALLOW' || [...levels, ...limits].some((one) => one.currency === currency);

/** Every user the policy names, with the dotted path that names them. */
export const usersNamed = ({ levels, limits }: Policy): { path: string; user: string }[] => [
  ...levels.flatMap(({ approvers: who }, at) =>
    'users' in who ? who.users.map((user, place) => ({ path: `levels.${at}.approvers.users.${place}`, user })) : [],
  ),
  ...limits.flatMap(({ user }, at) => (user === undefined ? [] : [{ path: `limits.${at}.user`, user }])),
];
