import { hkdfSync } from 'node:crypto';
import type { Request } from 'express';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';
import { roles } from '../../domain/parties.ts';
import { userOf } from '../../persistence/identity/external.ts';
import { userById } from '../../persistence/people.ts';
import { openSession } from '../authentication.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { problem } from '../problem.ts';
import { instant } from '../schemas.ts';
import { attemptLimit } from './writes.ts';

/** A provider by which people sign in, as `src/gateways/identity/openid.ts` has it. */
export interface SignInProvider {
  secure: boolean;
  begin(): Promise<{ url: string; attempt: Attempt }>;
  complete(
    query: URLSearchParams,
    attempt: Attempt,
  ): Promise<{
    issuer: string;
    subject: string;
    email: string | null;
    emailVerified: boolean;
  }>;
}

const attemptSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
type Attempt = z.output<typeof attemptSchema>;

const cookieName = 'trade_openid';
const attemptMinutes = 10;
const mostAttempts = 60;
const path = '/v1/sessions/oidc';

/** A key of its own: what signs sessions does not encrypt cookies. */
const cookieKey = ({ jwtSecret }: ApiDeps) => new Uint8Array(hkdfSync('sha256', jwtSecret, '', 'openid attempt', 32));

/** The attempt goes to the browser and comes back with it, unreadable: the answer is good only where it was asked. */
async function cookieOf(deps: ApiDeps, attempt: Attempt, secure: boolean): Promise<string> {
  const sealed = await new EncryptJWT({ ...attempt })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setExpirationTime(`${attemptMinutes}m`)
    .encrypt(cookieKey(deps));
  return cookie(sealed, attemptMinutes * 60, secure);
}

const cookie = (value: string, seconds: number, secure: boolean): string =>
  `${cookieName}=${value}; Path=${path}; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? '; Secure' : ''}`;

async function attemptOf(deps: ApiDeps, request: Request): Promise<Attempt | null> {
  const pairs = (request.header('Cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
  const value = pairs.find(([name]) => name === cookieName)?.[1];
  if (value === undefined) return null;
  const opened = await jwtDecrypt(value, cookieKey(deps)).catch(() => null);
  return attemptSchema.safeParse(opened?.payload).data ?? null;
}

function providerOf({ openId }: ApiDeps): SignInProvider {
  if (openId === undefined) throw problem(404, 'no-provider', 'No OpenID Connect provider is configured here.');
  return openId;
}

/** Runs a request to the provider; one that does not answer is a 503, and anything it refuses a 401. */
async function asked<T>(deps: ApiDeps, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && error.name === 'OpenIdRefused') {
      throw problem(401, 'provider-refused', 'The provider did not confirm who you are: begin again.');
    }
    deps.logger.warn({ err: error }, 'openid provider');
    throw problem(503, 'provider-unavailable', 'The provider does not answer now; try again later.', {
      headers: { 'Retry-After': '5' },
    });
  }
}

const begin = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path,
    id: 'beginOpenId',
    tag: 'sessions',
    access: 'public',
    summary: 'Sign in by the configured OpenID Connect provider: leads there, and it leads to the callback',
    guard: attemptLimit(mostAttempts),
    answers: { 302: { description: 'To the provider' } },
    problems: [404, 429, 503],
    async handle() {
      const provider = providerOf(deps);
      const { url, attempt } = await asked(deps, () => provider.begin());
      const headers = { Location: url, 'Set-Cookie': await cookieOf(deps, attempt, provider.secure) };
      return { status: 302, headers };
    },
  });

const userSchema = z.object({ id: z.string(), company: z.string(), roles: z.array(z.enum(roles)) });

const complete = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: `${path}/callback`,
    id: 'completeOpenId',
    tag: 'sessions',
    access: 'public',
    summary: 'Where the provider leads back to: answers a token to those who are users here already',
    query: z.looseObject({}),
    guard: attemptLimit(mostAttempts),
    answers: {
      200: { description: 'Signed in', schema: z.object({ token: z.string(), expiresAt: instant, user: userSchema }) },
    },
    problems: [401, 403, 404, 429, 503],
    async handle({ request }) {
      const provider = providerOf(deps);
      const attempt = await attemptOf(deps, request);
      if (attempt === null) throw problem(401, 'no-attempt', 'This browser has no sign-in under way: begin again.');
      const query = new URL(request.originalUrl, 'http://localhost').searchParams;
      const person = await asked(deps, () => provider.complete(query, attempt));
      const found = await userOf(deps.orm, person, deps.now());
      if ('rejection' in found) throw problem(403, found.rejection.code, found.rejection.detail);
      const user = await userById(deps.orm, found.user);
      const headers = { 'Set-Cookie': cookie('', 0, provider.secure) };
      return { status: 200, body: { ...(await openSession(deps, user.id)), user }, headers };
    },
  });

/** Signing in by a provider, where one is configured. */
export const openIdOperations = (deps: ApiDeps) => [begin(deps), complete(deps)];
