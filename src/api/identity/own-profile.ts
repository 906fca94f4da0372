import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';
import { line } from '../../domain/identity/founding.ts';
import { refuse } from '../../domain/identity/refusal.ts';
import { changeOwn, changePassword, signInOf } from '../../persistence/identity/own-profile.ts';
import { post } from '../../persistence/outbox.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { attemptLimit, faultOf, localeSchema, passwordSchema, refusedBy, sealed, writing } from './writes.ts';

const mostTries = 10;
const profileSchema = z.object({ id: z.string(), email: z.string(), name: z.string(), locale: localeSchema });

const change = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/me',
    id: 'changeMe',
    tag: 'sessions',
    access: 'person',
    key: true,
    summary: 'Change your own name, or the language you are written to in; what is left out stays',
    body: json(
      z
        .strictObject({ name: line(120).optional(), locale: localeSchema.optional() })
        .refine(({ name, locale }) => name !== undefined || locale !== undefined, {
          path: ['name'],
          error: 'give a name or a locale',
        }),
    ),
    answers: { 200: { description: 'As it is from now on', schema: profileSchema } },
    problems: [400, 401, 403, 409, 413, 415, 422],
    handle: ({ actor, body: { name = null, locale = null }, key }) =>
      writing(deps, { actor, key, route: 'POST /v1/me', content: { name, locale } }, async ({ db }) => ({
        status: 200,
        body: await changeOwn(db, actor.user, { name, locale }),
      })),
  });

const changeOwnPassword = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/me/password',
    id: 'changePassword',
    tag: 'sessions',
    access: 'person',
    key: true,
    summary: 'Change your password, giving the one you have; all your other sessions end',
    body: json(z.strictObject({ current: passwordSchema, password: passwordSchema })),
    guard: attemptLimit(mostTries, (request) => request.header('Authorization') ?? ''),
    answers: { 204: { description: 'Changed; this session goes on' } },
    problems: [400, 401, 403, 409, 413, 415, 422, 429],
    async handle({ actor, caller, body: { current, password }, key }) {
      const content = { current: sealed(deps, current), password: sealed(deps, password) };
      const write = { actor, key, route: 'POST /v1/me/password', content };
      const passwordHash = await hash(password);
      const reply = await writing(deps, write, async ({ db, at, idOf }) => {
        const known = await signInOf(db, actor.user);
        if (!(await verify(known.passwordHash, current).catch(() => false)))
          return refusedBy(refuse('wrong-password', 'current: this is not your password.'));
        if (current === password) return refusedBy(refuse('no-change', 'password: this is the one you have.'));
        const fault = faultOf(password, known);
        if (fault !== null) return refusedBy(fault);
        await changePassword(db, { user: actor.user, passwordHash, session: caller.session ?? '', at });
        const letter = { key: idOf('password-changed'), kind: 'password-changed', order: null, at };
        await post(db, { ...letter, to: { user: actor.user }, data: { name: known.name, at } });
        return { status: 204, body: {} };
      });
      if (reply.status !== 204) return reply;
      const { headers = {} } = reply;
      return { status: 204, headers };
    },
  });

/** What people change about themselves. */
export const ownProfileOperations = (deps: ApiDeps) => [change(deps), changeOwnPassword(deps)];
