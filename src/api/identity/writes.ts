import { createHmac, randomBytes } from 'node:crypto';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { sha256Hex } from '../../domain/hash.ts';
import { type IdentityRefusal, type IdentityRefusalCode, refuse } from '../../domain/identity/refusal.ts';
import { faultOfPassword, longest, type PasswordContext } from '../../domain/identity/password.ts';
import { roles } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import { locales } from '../../domain/words/locale.ts';
import { type Db, writeOnce } from '../../persistence/catalogue/write-once.ts';
import type { Reply } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { type KeyedWrite, once } from '../idempotency.ts';
import { problem, refusalOf } from '../problem.ts';

/** The status of every refusal: a new code without a status does not compile. */
const statusOf: Record<IdentityRefusalCode, 401 | 403 | 404 | 409 | 422> = {
  'role-not-of-company': 422,
  'needs-two-people': 422,
  'not-for-systems': 422,
  'proposal-decided': 409,
  'proposal-void': 409,
  'same-person': 403,
  'stale-hash': 409,
  'token-invalid': 404,
  'address-taken': 409,
  'already-with-us': 409,
  'weak-password': 422,
  'wrong-password': 403,
  'last-admin': 409,
  'kinds-set-by-platform': 403,
  'kind-in-use': 409,
  'user-deactivated': 409,
  'user-active': 409,
  'no-change': 422,
  'not-open': 409,
  'expiry-passed': 422,
  'too-many-keys': 409,
  'too-many-invitations': 409,
  'not-registered': 403,
  'platform-exists': 409,
  'already-registered': 409,
  'already-administered': 409,
};

/** A refusal as an answer that is kept for its Idempotency-Key. */
export const refusedBy = ({ code, detail }: IdentityRefusal): Answer => refusalOf(statusOf[code], code, detail);

/** What a write works with: ids made of the command's, so that a retry makes nothing twice. */
export interface Making {
  db: Db;
  at: string;
  idOf(prefix: string): string;
}

/**
 * Carries a write out once for its key, in one transaction with the answer that is kept for it; an answer of 400 and
 * above leaves nothing written. Throws ProblemError as `once` does.
 */
export const writing = (
  deps: ApiDeps,
  write: Omit<KeyedWrite, 'order' | 'opens'>,
  work: (making: Making) => Promise<Answer>,
): Promise<Reply> => {
  const at = deps.now();
  return once(deps, write, ({ commandId }) => {
    const idOf = (prefix: string) => `${prefix}-${sha256Hex(`${commandId} ${prefix}`).slice(0, 20)}`;
    return writeOnce(deps.orm, commandId, (db) => work({ db, at, idOf }));
  });
};

/** Who writes without being signed in: as far as keys go, whoever has the same address or code. */
export const anonymous = (by: string) => ({ user: `anonymous-${sha256Hex(by).slice(0, 32)}` });

/** A password as part of what a key stands for: nothing that could be guessed at is kept. */
export const sealed = ({ jwtSecret }: ApiDeps, password: string): string =>
  createHmac('sha256', jwtSecret).update(password).digest('hex');

/** A code good once: the code for the letter, its hash to keep. */
export function newToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: sha256Hex(token) };
}

/** The instant so many hours after another. */
export const hoursAfter = (at: string, hours: number): string =>
  new Date(Date.parse(at) + hours * 3_600_000).toISOString();

/** Why a password is not good enough, as a refusal naming the field, or null. */
export function faultOf(password: string, context: PasswordContext): IdentityRefusal | null {
  const fault = faultOfPassword(password, context);
  return fault === null ? null : refuse('weak-password', `password: ${fault}.`);
}

const windowMs = 15 * 60_000;

/** At most `limit` attempts a quarter of an hour by one sender, counted apart for what `of` names. */
export const attemptLimit = (limit: number, of: (request: Request) => string = () => ''): RequestHandler =>
  rateLimit({
    windowMs,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => sha256Hex(`${ipKeyGenerator(request.ip ?? '')} ${of(request)}`),
    handler: (_request, _response, next) => {
      const headers = { 'Retry-After': String(windowMs / 1000) };
      next(problem(429, 'too-many-attempts', 'Too many attempts; try again later.', { headers }));
    },
  });

export const emailSchema = z
  .email()
  .max(254)
  .transform((address) => address.toLowerCase());
/** The upper end only keeps out what would be slow to hash; the rules are in the domain. */
export const passwordSchema = z
  .string()
  .min(1)
  .max(longest * 4);
export const localeSchema = z.enum(locales);
export const tokenSchema = z.string().regex(/^[\w-]{43}$/, 'a code as it stands in the letter');
export const rolesSchema = z.array(z.enum(roles)).min(1).max(roles.length);
export const acceptedAnswer = { 202: { description: 'Taken in; what follows is in the letter', schema: z.object({}) } };
