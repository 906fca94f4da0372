import { verify } from '@node-rs/argon2';
import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import { sha256Hex } from '../domain/hash.ts';
import { roles } from '../domain/parties.ts';
import { locales } from '../domain/words/locale.ts';
import { profileOf } from '../persistence/identity/own-profile.ts';
import { unconfirmedPassword } from '../persistence/identity/sign-ups.ts';
import { seenBy } from '../persistence/party-view.ts';
import { companiesByIds, findUserByEmail, revokeSession } from '../persistence/people.ts';
import { openSession, unauthorized } from './authentication.ts';
import { json, operation } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { once } from './idempotency.ts';
import { problem } from './problem.ts';

const failureWindowMs = 15 * 60_000;
const mostFailures = 10;
/**
 * argon2id of a text nobody knows, with the parameters of real hashes: an unknown address costs as much time as a wrong
 * password, so the time does not tell who has an account.
 */
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$EjaBTi6z59mARyw0sr8KNA$+QbpK8NCcC/Hv874sfiefAv3MdNk5D+B7ev07Uh+9tI';

const userSchema = z.object({ id: z.string(), company: z.string(), roles: z.array(z.enum(roles)) });
const signInSchema = z.strictObject({ email: z.string().min(1).max(320), password: z.string().min(1).max(1024) });

const signIn = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/sessions',
    id: 'signIn',
    tag: 'sessions',
    access: 'public',
    summary: 'Sign in; the token goes as `Authorization: Bearer`',
    body: json(signInSchema),
    guard: failureLimit(),
    answers: {
      201: {
        description: 'Signed in',
        schema: z.object({ token: z.string(), expiresAt: z.iso.datetime(), user: userSchema }),
      },
    },
    problems: [400, 401, 403, 413, 415, 422, 429],
    async handle({ body: { email, password } }) {
      const [user, unconfirmed] = await Promise.all([
        findUserByEmail(deps.orm, email),
        unconfirmedPassword(deps.orm, email),
      ]);
      const matches = await verify(user?.passwordHash ?? unconfirmed ?? nobodysHash, password);
      if (!matches || (user === null && unconfirmed === null))
        throw unauthorized('bad-credentials', 'This e-mail address and password do not go together.');
      if (user === null)
        throw problem(403, 'address-not-confirmed', 'Confirm the address first, with the code in the letter we sent.');
      if (user.deactivated) throw problem(403, 'user-deactivated', 'Your company has ended your access.');
      if (user.suspended) throw problem(403, 'company-suspended', 'The platform has suspended your company.');
      const { id, company, roles: held } = user;
      return { status: 201, body: { ...(await openSession(deps, id)), user: { id, company, roles: held } } };
    },
  });

/** Failed attempts only, by sender and address: people behind one proxy do not lock one another out. */
const failureLimit = (): RequestHandler =>
  rateLimit({
    windowMs: failureWindowMs,
    limit: mostFailures,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => {
      const { email } = request.body as { email?: unknown };
      return sha256Hex(`${ipKeyGenerator(request.ip ?? '')} ${String(email).toLowerCase()}`);
    },
    handler: (_request, _response, next) => {
      const headers = { 'Retry-After': String(failureWindowMs / 1000) };
      next(problem(429, 'too-many-attempts', 'Too many failed attempts; try again later.', { headers }));
    },
  });

const signOut = (deps: ApiDeps) =>
  operation({
    method: 'delete',
    path: '/v1/sessions/current',
    id: 'signOut',
    tag: 'sessions',
    access: 'person',
    key: true,
    summary: 'Sign out: the token is good for nothing from now on',
    answers: { 204: { description: 'Signed out' } },
    problems: [400, 401, 403, 409, 422],
    async handle({ actor, caller, key }) {
      const session = caller.session ?? '';
      return once(deps, { actor, key, route: 'DELETE /v1/sessions/current', content: { session } }, async () => {
        await revokeSession(deps.orm, session);
        return { status: 204, body: {} };
      });
    },
  });

const me = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/me',
    id: 'me',
    tag: 'sessions',
    access: 'signed-in',
    summary: 'Who is signed in, for which company, in which roles',
    answers: {
      200: {
        description: 'The person signed in',
        schema: userSchema.extend({
          companyName: z.string(),
          country: z.string(),
          admin: z.boolean(),
          /** Null for systems, as the two below. */
          name: z.string().nullable(),
          email: z.string().nullable(),
          locale: z.enum(locales).nullable(),
        }),
      },
    },
    problems: [401],
    async handle({ actor, caller }) {
      const [[company], person] = await Promise.all([
        companiesByIds(deps.orm, [actor.company]),
        caller.session === null ? null : profileOf(seenBy(deps.orm, actor), actor.user),
      ]);
      const { user: id, company: of, roles: held } = actor;
      return {
        status: 200,
        body: {
          id,
          company: of,
          roles: held,
          companyName: company?.name ?? of,
          country: company?.country ?? '',
          admin: caller.admin,
          name: person?.name ?? null,
          email: person?.email ?? null,
          locale: person?.locale ?? null,
        },
      };
    },
  });

export const sessionOperations = (deps: ApiDeps) => [signIn(deps), signOut(deps), me(deps)];
