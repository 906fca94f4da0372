import { hkdfSync } from 'node:crypto';
import { compactVerify, CompactSign } from 'jose';
import { z } from 'zod';

const claims = z.strictObject({ order: z.string(), link: z.string() });
export type LinkClaims = z.output<typeof claims>;

/** A key of its own (RFC 5869), so that a link's token is no session and a session's token no link. */
const keyOf = (secret: string): Uint8Array => new Uint8Array(hkdfSync('sha256', secret, '', 'payment-link', 32));

/**
 * The token of a payment link: a JWS (RFC 7515, HS256) over the order and the link. It is the same whenever it is made,
 * so none has to be kept; whether it still pays is the order's to say.
 */
export const linkToken = (secret: string, { order, link }: LinkClaims): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify({ order, link })))
    .setProtectedHeader({ alg: 'HS256' })
    .sign(keyOf(secret));

/** What a token names, or null when we did not make it. */
export async function readLinkToken(secret: string, token: string): Promise<LinkClaims | null> {
  try {
    const { payload } = await compactVerify(token, keyOf(secret), { algorithms: ['HS256'] });
    return claims.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch {
    return null;
  }
}
