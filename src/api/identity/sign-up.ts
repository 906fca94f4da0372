import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';
import { line } from '../../domain/identity/founding.ts';
import { sha256Hex } from '../../domain/hash.ts';
import { isCountry } from '../../domain/identifiers/locode.ts';
import { tradingKinds } from '../../domain/identity/roles.ts';
import type { Locale } from '../../domain/words/locale.ts';
import {
  confirmSignUp,
  keepSignUp,
  renewSignUp,
  userOfAddress,
  waitingSignUps,
} from '../../persistence/identity/sign-ups.ts';
import { post } from '../../persistence/outbox.ts';
import type { Db } from '../../persistence/catalogue/write-once.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { problem } from '../problem.ts';
import {
  acceptedAnswer,
  anonymous,
  attemptLimit,
  emailSchema,
  faultOf,
  hoursAfter,
  localeSchema,
  newToken,
  passwordSchema,
  refusedBy,
  sealed,
  tokenSchema,
  writing,
} from './writes.ts';

const confirmHours = 24;
const mostSignUps = 20;
const mostLetters = 20;
const mostTries = 60;
/** Sign-ups of one address a password is tried against. */
const mostTried = 5;

const signUpSchema = z.strictObject({
  company: line(200),
  country: z.string().refine(isCountry, 'must be a country code of two capital letters (ISO 3166-1)'),
  kinds: z
    .array(z.enum(tradingKinds))
    .min(1)
    .max(tradingKinds.length)
    .refine((kinds) => new Set(kinds).size === kinds.length, 'each kind once'),
  email: emailSchema,
  name: line(100),
  password: passwordSchema,
  locale: localeSchema,
});

interface Confirming {
  email: string;
  name: string;
  company: string;
  locale: Locale;
  token: string;
  until: string;
}

const confirmLetter = (db: Db, at: string, { email, locale, token, ...data }: Confirming) =>
  post(db, {
    key: `confirm-address:${sha256Hex(token).slice(0, 32)}`,
    kind: 'confirm-address',
    to: { address: email, locale },
    order: null,
    data: { ...data, token },
    at,
  });

/** POST /v1/companies. Whether the address is known shows in the letter only; hashing takes its time either way. */
const signUp = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/companies',
    id: 'signUp',
    tag: 'companies',
    access: 'public',
    key: true,
    summary: 'Sign up a company and its first user; a letter brings the code that confirms the address',
    body: json(signUpSchema),
    guard: attemptLimit(mostSignUps),
    answers: acceptedAnswer,
    problems: [400, 409, 413, 415, 422, 429],
    async handle({ body, key }) {
      const { password, company, email, name, locale, country, kinds } = body;
      const fault = faultOf(password, body);
      if (fault !== null) throw problem(422, fault.code, fault.detail);
      const content = { ...body, password: sealed(deps, password) };
      const passwordHash = await hash(password);
      const write = { actor: anonymous(email), key, route: 'POST /v1/companies', content };
      return writing(deps, write, async ({ db, at, idOf }) => {
        const known = await userOfAddress(db, email);
        const id = idOf('s');
        if (known !== null) {
          const to = { user: known.id };
          await post(db, {
            key: `address-known:${id}`,
            kind: 'address-known',
            to,
            order: null,
            data: { name: known.name },
            at,
          });
          return { status: 202, body: {} };
        }
        const { token, tokenHash } = newToken();
        const until = hoursAfter(at, confirmHours);
        await keepSignUp(db, {
          id,
          email,
          name,
          passwordHash,
          companyName: company,
          country,
          kinds,
          locale,
          tokenHash,
          createdAt: at,
          expiresAt: until,
        });
        await confirmLetter(db, at, { email, name, company, locale, token, until });
        return { status: 202, body: {} };
      });
    },
  });

const confirm = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/companies/confirmations',
    id: 'confirmAddress',
    tag: 'companies',
    access: 'public',
    key: true,
    summary: 'Confirm the address with the code of the letter: company and user exist from now on',
    body: json(z.strictObject({ token: tokenSchema })),
    guard: attemptLimit(mostTries),
    answers: {
      201: { description: 'Confirmed: sign in', schema: z.object({ company: z.string(), user: z.string() }) },
    },
    problems: [400, 404, 409, 413, 415, 422, 429],
    handle({ body: { token }, key }) {
      const tokenHash = sha256Hex(token);
      const write = { actor: anonymous(token), key, route: 'POST /v1/companies/confirmations', content: { tokenHash } };
      return writing(deps, write, async ({ db, at, idOf }) => {
        const made = await confirmSignUp(db, tokenHash, { at, company: idOf('c'), user: idOf('u') });
        return 'rejection' in made ? refusedBy(made.rejection) : { status: 201, body: made };
      });
    },
  });

/** The sign-up of an address that somebody knows the password of; the time does not tell whether there is one. */
async function ownSignUp(db: Db, email: string, password: string): Promise<string | null> {
  const waiting = (await userOfAddress(db, email)) === null ? await waitingSignUps(db, email, mostTried) : [];
  for (const { id, passwordHash } of waiting) if (await verify(passwordHash, password)) return id;
  if (waiting.length === 0) await hash(password);
  return null;
}

const resend = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/companies/confirmations/resend',
    id: 'resendConfirmation',
    tag: 'companies',
    access: 'public',
    key: true,
    summary:
      'Send the code once more that confirms the sign-up with this password; the code before is good for nothing ' +
      'then. Others can have signed up with the same address, and theirs is not what its owner is to confirm',
    body: json(z.strictObject({ email: emailSchema, password: passwordSchema })),
    guard: attemptLimit(mostLetters),
    answers: acceptedAnswer,
    problems: [400, 409, 413, 415, 422, 429],
    handle({ body: { email, password }, key }) {
      const content = { email, password: sealed(deps, password) };
      const write = { actor: anonymous(email), key, route: 'POST /v1/companies/confirmations/resend', content };
      return writing(deps, write, async ({ db, at }) => {
        const own = await ownSignUp(db, email, password);
        if (own === null) return { status: 202, body: {} };
        const { token, tokenHash } = newToken();
        const until = hoursAfter(at, confirmHours);
        const { name, companyName: company, locale } = await renewSignUp(db, own, { tokenHash, expiresAt: until });
        await confirmLetter(db, at, { email, name, company, locale, token, until });
        return { status: 202, body: {} };
      });
    },
  });

/** How a company and its first user come in. */
export const signUpOperations = (deps: ApiDeps) => [signUp(deps), confirm(deps), resend(deps)];
