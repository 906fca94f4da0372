import type { Request } from 'express';
import { jwtVerify, SignJWT } from 'jose';
import { sha256Hex } from '../domain/hash.ts';
import { apiKeyActor } from '../persistence/identity/api-keys.ts';
import { createSession, sessionActor } from '../persistence/people.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import type { Caller } from './visible-order.ts';

const sessionHours = 12;
const issuer = 'trade-process-engine';
const mostRemembered = 10_000;
const keyPrefix = 'tpk_';

/** The session a verified token names, and when the token expires (seconds since 1970). */
interface Verified {
  sid: string;
  exp: number;
}

/** Tokens whose signature has been checked; whether their session still lasts is asked each time. */
const remembered = new WeakMap<ApiDeps, Map<string, Verified>>();

const secret = (deps: ApiDeps) => new TextEncoder().encode(deps.jwtSecret);

/** Opens a session of `user` and answers the token that names it. */
export async function openSession(deps: ApiDeps, user: string): Promise<{ token: string; expiresAt: string }> {
  const expiresAt = new Date(Date.parse(deps.now()) + sessionHours * 3_600_000).toISOString();
  const session = await createSession(deps.orm, user, expiresAt);
  const token = await new SignJWT({ sid: session.id })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setExpirationTime(new Date(expiresAt))
    .sign(secret(deps));
  return { token, expiresAt };
}

/** Who sent a request. Throws ProblemError 401 for a missing, false, expired or revoked token or key. */
export async function authenticate(deps: ApiDeps, request: Request): Promise<Caller> {
  const token = bearerOf(request);
  if (token.startsWith(keyPrefix)) return system(deps, token);
  const session = await sessionOf(deps, token);
  const found = await sessionActor(deps.orm, session);
  if (found === null) throw unauthorized('session-over', 'The session has ended: sign in again.', 'invalid_token');
  const { admin, ...actor } = found;
  return { actor, admin, session };
}

async function system(deps: ApiDeps, key: string): Promise<Caller> {
  const actor = await apiKeyActor(deps.orm, sha256Hex(key));
  if (actor === null) throw unauthorized('key-over', 'The API key is not valid, or not any more.', 'invalid_token');
  return { actor, admin: false, session: null };
}

function bearerOf(request: Request): string {
  const [scheme, token] = (request.header('Authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() === 'bearer' && token) return token;
  throw unauthorized('not-signed-in', 'Sign in with POST /v1/sessions and send the token as Authorization: Bearer.');
}

async function sessionOf(deps: ApiDeps, token: string): Promise<string> {
  const known = remembered.get(deps) ?? new Map<string, Verified>();
  remembered.set(deps, known);
  const kept = known.get(token);
  if (kept !== undefined && kept.exp > Date.now() / 1000) return kept.sid;
  known.delete(token);
  const verified = await jwtVerify(token, secret(deps), { algorithms: ['HS256'], issuer }).catch(() => null);
  const { sid, exp } = verified?.payload ?? {};
  if (typeof sid !== 'string' || exp === undefined)
    throw unauthorized('session-over', 'The token is not valid: sign in again.', 'invalid_token');
  // The one remembered longest makes room.
  const [oldest] = known.keys();
  if (oldest !== undefined && known.size >= mostRemembered) known.delete(oldest);
  known.set(token, { sid, exp });
  return sid;
}

/** The error of a request nobody stands behind, to be thrown. */
export function unauthorized(code: string, detail: string, error?: string) {
  const challenge = `Bearer realm="trade"${error === undefined ? '' : `, error="${error}"`}`;
  return problem(401, code, detail, { headers: { 'WWW-Authenticate': challenge } });
}
