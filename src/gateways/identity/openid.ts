import * as client from 'openid-client';

/** How the provider knows this platform. */
export interface OpenIdSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
}

/** What a sign-in that is under way has to be remembered by until the provider answers. */
export interface OpenIdAttempt {
  state: string;
  nonce: string;
  verifier: string;
}

/** Who the provider says signed in: OpenID Connect Core 1.0, section 5.1. */
export interface OpenIdPerson {
  issuer: string;
  subject: string;
  email: string | null;
  emailVerified: boolean;
}

/** The provider's answer is not that of the attempt, or it does not let the person in. */
export class OpenIdRefused extends Error {
  override name = 'OpenIdRefused';
}

/** A provider of OpenID Connect, by which people sign in. */
export interface OpenIdProvider {
  /** True: the redirect URI is served over TLS, and so may cookies be bound to it. */
  secure: boolean;
  begin(): Promise<{ url: string; attempt: OpenIdAttempt }>;
  /**
   * Exchanges the code in the query of the callback. Throws OpenIdRefused when state, nonce, code or token are not
   * those of the attempt.
   */
  complete(query: URLSearchParams, attempt: OpenIdAttempt): Promise<OpenIdPerson>;
}

/**
 * Authorization code with PKCE (RFC 7636), state and nonce. The provider's metadata is read at the first sign-in, and
 * again after a failure: the platform starts without it. Plain HTTP is taken only from this machine.
 */
export function openIdProvider({ issuer, clientId, clientSecret, redirectUri }: OpenIdSettings): OpenIdProvider {
  let discovered: Promise<client.Configuration> | null = null;
  const configuration = (): Promise<client.Configuration> => {
    const server = new URL(issuer);
    const local = server.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(server.hostname);
    const options = local ? { execute: [client.allowInsecureRequests] } : {};
    discovered ??= client.discovery(server, clientId, clientSecret, undefined, options).catch((failure: unknown) => {
      discovered = null;
      throw failure;
    });
    return discovered;
  };
  return {
    secure: redirectUri.startsWith('https:'),
    async begin() {
      const verifier = client.randomPKCECodeVerifier();
      const attempt = { state: client.randomState(), nonce: client.randomNonce(), verifier };
      const url = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: 'openid email',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: attempt.state,
        nonce: attempt.nonce,
      });
      return { url: url.href, attempt };
    },
    async complete(query, { state, nonce, verifier }) {
      const config = await configuration();
      const callback = new URL(`${redirectUri}?${query.toString()}`);
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      try {
        const tokens = await client.authorizationCodeGrant(config, callback, checks);
        const claims = tokens.claims();
        if (claims === undefined) throw new OpenIdRefused('the provider sent no ID token');
        const told =
          typeof claims.email === 'string'
            ? claims
            : await client.fetchUserInfo(config, tokens.access_token, claims.sub);
        return {
          issuer: claims.iss,
          subject: claims.sub,
          email: typeof told.email === 'string' ? told.email : null,
          emailVerified: told.email_verified === true,
        };
      } catch (error) {
        throw isRefusal(error) ? new OpenIdRefused(String((error as Error).message), { cause: error }) : error;
      }
    },
  };
}

/** What the provider or the checks of its answer refuse, apart from a provider that cannot be reached. */
const isRefusal = (error: unknown): boolean =>
  error instanceof client.AuthorizationResponseError ||
  error instanceof client.ResponseBodyError ||
  error instanceof client.WWWAuthenticateChallengeError ||
  (error instanceof client.ClientError && error.code !== 'OAUTH_TIMEOUT');
