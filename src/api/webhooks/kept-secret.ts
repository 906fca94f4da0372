import { hkdfSync } from 'node:crypto';
import { compactDecrypt, CompactEncrypt } from 'jose';
import type { Answer } from '../../domain/record.ts';
import type { Reply } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';

type Keyed = Pick<ApiDeps, 'jwtSecret'>;

/** What encrypts secrets in kept answers: of the setting that signs sessions, which the database never sees. */
const keyOf = ({ jwtSecret }: Keyed) =>
  new Uint8Array(hkdfSync('sha256', jwtSecret, '', 'secrets in kept answers', 32));

/**
 * An answer as it is kept for its Idempotency-Key: the secret in it encrypted (JWE, A256GCM), so that no reader of the
 * database has it.
 */
export async function sealed(deps: Keyed, { status, body }: Answer & { body: { secret: string } }): Promise<Answer> {
  const secret = await new CompactEncrypt(Buffer.from(body.secret))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(keyOf(deps));
  return { status, body: { ...body, secret } };
}

/**
 * A reply with its secret readable, the first time and every time it is repeated; null once the setting it was
 * encrypted under has been replaced, and where it was kept before secrets were.
 */
export async function opened(deps: Keyed, reply: Reply): Promise<Reply> {
  const { secret = null, ...rest } = (reply.body ?? {}) as { secret?: string | null };
  if (secret === null) return reply;
  return { ...reply, body: { ...rest, secret: await readable(deps, secret) } };
}

async function readable(deps: Keyed, secret: string): Promise<string | null> {
  try {
    return Buffer.from((await compactDecrypt(secret, keyOf(deps))).plaintext).toString();
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_JWE_DECRYPTION_FAILED') return null;
    throw error;
  }
}
