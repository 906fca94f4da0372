import { hash } from '@node-rs/argon2';
import { z } from 'zod';
import { sha256Hex } from '../../domain/hash.ts';
import { refuse } from '../../domain/identity/refusal.ts';
import { keepReset, resetFor, resetPassword } from '../../persistence/identity/password-resets.ts';
import { post } from '../../persistence/outbox.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import {
  acceptedAnswer,
  anonymous,
  attemptLimit,
  emailSchema,
  faultOf,
  hoursAfter,
  newToken,
  passwordSchema,
  refusedBy,
  sealed,
  tokenSchema,
  writing,
} from './writes.ts';

const resetHours = 1;
const mostLetters = 20;
const mostTries = 60;

const ask = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/password-resets',
    id: 'askPasswordReset',
    tag: 'sessions',
    access: 'public',
    key: true,
    summary: 'Ask for a code to choose a new password; answers the same whether or not the address is known',
    body: json(z.strictObject({ email: emailSchema })),
    guard: attemptLimit(mostLetters),
    answers: acceptedAnswer,
    problems: [400, 409, 413, 415, 422, 429],
    handle({ body, key }) {
      const write = { actor: anonymous(body.email), key, route: 'POST /v1/password-resets', content: body };
      return writing(deps, write, async ({ db, at }) => {
        const { token, tokenHash } = newToken();
        const until = hoursAfter(at, resetHours);
        const kept = await keepReset(db, body.email, { tokenHash, at, expiresAt: until });
        if (kept !== null) {
          const data = { name: kept.name, token, until };
          const letterKey = `password-reset:${tokenHash.slice(0, 32)}`;
          await post(db, { key: letterKey, kind: 'password-reset', to: { user: kept.user }, order: null, data, at });
        }
        return { status: 202, body: {} };
      });
    },
  });

const redeem = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/password-resets/{token}',
    id: 'resetPassword',
    tag: 'sessions',
    access: 'public',
    key: true,
    summary: 'Choose a new password with the code of the letter; all sessions end',
    params: z.object({ token: tokenSchema }),
    body: json(z.strictObject({ password: passwordSchema })),
    guard: attemptLimit(mostTries),
    answers: { 204: { description: 'The password is changed: sign in' } },
    problems: [400, 404, 409, 413, 415, 422, 429],
    async handle({ params: { token }, body: { password }, key }) {
      const content = { password: sealed(deps, password) };
      const write = { actor: anonymous(token), key, route: 'POST /v1/password-resets/{token}', content };
      const passwordHash = await hash(password);
      return writing(deps, write, async ({ db, at }) => {
        const found = await resetFor(db, sha256Hex(token), at);
        if (found === null) {
          return refusedBy(refuse('token-invalid', 'token: unknown, used or expired; ask for a new one.'));
        }
        const fault = faultOf(password, found);
        if (fault !== null) return refusedBy(fault);
        await resetPassword(db, found.user, passwordHash, at);
        return { status: 204, body: {} };
      });
    },
  });

/** How somebody who has lost their password gets a new one. */
export const passwordResetOperations = (deps: ApiDeps) => [ask(deps), redeem(deps)];
