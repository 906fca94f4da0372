import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { overseers, traderRoles } from '../../domain/parties.ts';
import { hashOf } from '../../domain/hash.ts';
import { termsSchema } from '../../domain/order/terms.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { writeOnce } from '../../persistence/catalogue/write-once.ts';
import { keepKey, keysOf, revokeKey } from '../../persistence/signing/keys.ts';
import { type AnyOperation, json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { problem, refusalOf } from '../problem.ts';
import { instant, orderParams } from '../schemas.ts';
import { signedContent } from './gate.ts';

const keySchema = z.object({
  id: z.string(),
  user: z.string(),
  origin: z.enum(['PLATFORM', 'OWN']),
  publicKey: z.string(),
  at: instant,
  revokedAt: instant.nullable(),
});
const madeSchema = z.object({ key: z.string(), origin: z.enum(['PLATFORM', 'OWN']), publicKey: z.string() });

const list = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/signing-keys',
    id: 'listSigningKeys',
    tag: 'signing',
    access: 'person',
    summary: 'The keys you sign contracts with, newest first; the one that is not revoked is in use',
    answers: { 200: { description: 'Your keys', schema: z.object({ keys: z.array(keySchema) }) } },
    problems: [401],
    async handle({ actor }) {
      return { status: 200, body: { keys: await keysOf(seenBy(deps.orm, actor), actor.user) } };
    },
  });

const own = z.strictObject({
  /** SubjectPublicKeyInfo as PEM. */
  publicKey: z.string().min(1).max(2000),
  /** Shows that its holder registers it: an Ed25519 signature over "signing key of <user id>", in base64url. */
  proof: z.string().regex(/^[\w-]{86}$/, 'an Ed25519 signature in base64url'),
});

const ed25519 = (pem: string): KeyObject | null => {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
};
const pemOf = (key: KeyObject): string => key.export({ format: 'pem', type: 'spki' }).toString();

/** A key made for somebody, its secret sealed for them alone; or the one they bring, known in public only. */
function keyFor(deps: ApiDeps, id: string, user: string, brought: z.output<typeof own> | undefined) {
  if (brought !== undefined) {
    const key = ed25519(brought.publicKey);
    if (key === null) return refusalOf(422, 'invalid-input', 'own.publicKey: no Ed25519 public key as PEM.');
    const proof = Buffer.from(brought.proof, 'base64url');
    return verify(null, Buffer.from(`signing key of ${user}`), key, proof)
      ? { origin: 'OWN' as const, publicKey: pemOf(key), sealed: null }
      : refusalOf(422, 'signature-invalid', `own.proof: does not sign "signing key of ${user}" with this key.`);
  }
  if (deps.vault === null) return refusalOf(409, 'vault-closed', 'The platform keeps no keys; register your own.');
  const pair = generateKeyPairSync('ed25519');
  const secret = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  return {
    origin: 'PLATFORM' as const,
    publicKey: pemOf(pair.publicKey),
    sealed: deps.vault.seal(secret, `${user} ${id}`),
  };
}

const make = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/signing-keys',
    id: 'makeSigningKey',
    tag: 'signing',
    access: 'person',
    key: true,
    summary: 'Get a key made and kept for you by the platform, or register your own; it replaces the one in use',
    body: json(z.strictObject({ own: own.optional() })),
    answers: { 201: { description: 'In use from now on', schema: madeSchema } },
    problems: [400, 401, 409, 413, 415, 422],
    async handle({ actor, body, key }) {
      const write = { actor, key, route: 'POST /v1/signing-keys', content: body };
      return once(deps, write, ({ commandId }) =>
        writeOnce(deps.orm, commandId, async (db) => {
          const id = commandId.slice(0, 24);
          const made = keyFor(deps, id, actor.user, body.own);
          if ('status' in made) return made;
          await keepKey(db, { id, user: actor.user, at: deps.now(), ...made });
          return { status: 201, body: { key: id, origin: made.origin, publicKey: made.publicKey } };
        }),
      );
    },
  });

const revoke = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/signing-keys/{key}/revoke',
    id: 'revokeSigningKey',
    tag: 'signing',
    access: 'person',
    key: true,
    summary: 'Stop signing with a key of yours; what it has signed stays signed',
    params: z.object({ key: z.string().max(64) }),
    body: json(z.strictObject({})),
    answers: { 200: { description: 'No longer in use', schema: z.object({ key: z.string() }) } },
    problems: [400, 401, 404, 409, 413, 415, 422],
    async handle({ actor, params, key }) {
      const write = { actor, key, route: `POST /v1/signing-keys/${params.key}/revoke`, content: {} };
      return once(deps, write, ({ commandId }) =>
        writeOnce(deps.orm, commandId, async (db) => {
          if (await revokeKey(db, params.key, actor.user, deps.now()))
            return { status: 200, body: { key: params.key } };
          throw problem(404, 'unknown-key', 'You have no such key in use.');
        }),
      );
    },
  });

const preview = () =>
  operation({
    method: 'post',
    path: '/v1/orders/{order}/contract-preview',
    id: 'previewContract',
    tag: 'signing',
    access: {
      order: [...traderRoles, ...overseers],
      otherwise: { status: 404, code: 'unknown-order', detail: 'There is no such order.' },
    },
    summary:
      'What a draft or an amendment of these terms, or of the agreed ones, would sign, and its hash; keeps nothing',
    params: orderParams,
    body: json(z.strictObject({ terms: termsSchema.optional() })),
    answers: {
      200: {
        description: 'The content and its hash',
        schema: z.object({ hash: z.string(), content: z.record(z.string(), z.unknown()) }),
      },
    },
    problems: [401, 404, 409, 413, 415, 422],
    handle({ found: { order }, body }) {
      const content = signedContent(order, body.terms);
      if (content === null)
        throw problem(409, 'wrong-stage', `Nothing is drafted or amended in the stage ${order.stage}.`);
      return Promise.resolve({ status: 200, body: { hash: hashOf(content), content } });
    },
  });

export const signingOperations = (deps: ApiDeps): AnyOperation[] => [list(deps), make(deps), revoke(deps), preview()];
