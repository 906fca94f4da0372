import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Who the provider of the tests lets in next. */
export interface Account {
  id: string;
  email?: string;
  emailVerified?: boolean;
}

export const redirectUri = 'http://127.0.0.1:3999/v1/sessions/oidc/callback';
const clientId = 'trade';
const clientSecret = 'a secret of the tests of the provider';

/** The same client under another name. */
const answeringFor = (client: object, clientId: string): object =>
  new Proxy(client, {
    get(one, name) {
      const value: unknown = Reflect.get(one, name, one);
      if (name === 'clientId') return clientId;
      return typeof value === 'function' ? (value.bind(one) as unknown) : value;
    },
  });

/** A real OpenID Connect provider on this machine that asks nobody for anything. */
export async function openProvider() {
  let account: Account = { id: 'nobody' };
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    claims: { email: ['email', 'email_verified'] },
    cookies: { keys: ['a key of the tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/interaction' },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        ...(account.email === undefined ? {} : { email: account.email, email_verified: account.emailVerified }),
      }),
    }),
    async loadExistingGrant(context) {
      const grant = new context.oidc.provider.Grant({ clientId, accountId: account.id });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    if (context.path !== '/interaction') return next();
    context.respond = false;
    await provider.interactionFinished(context.req, context.res, { login: { accountId: account.id, remember: false } });
  });
  server.on('request', provider.callback());
  let audience: string | null = null;
  const { issue } = provider.IdToken.prototype;
  // The token is signed as ever, by the provider's own key, and only says that it is for somebody else.
  provider.IdToken.prototype.issue = function (given) {
    const named = audience;
    if (named !== null) this.client = answeringFor(this.client, named);
    return issue.call(this, given);
  };
  return {
    settings: { issuer, clientId, clientSecret, redirectUri },
    issuer,
    lets(next: Account) {
      account = next;
    },
    /** Whom the next ID tokens are for; null: the client that asks for them. */
    signsFor(next: string | null) {
      audience = next;
    },
    /** Follows the browser from the provider's door to the callback, and answers the callback's query. */
    async throughBrowser(url: string): Promise<string> {
      const jar = new Map<string, string>();
      for (let at = url; ; ) {
        if (at.startsWith(redirectUri)) return at.slice(redirectUri.length);
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
        for (const set of response.headers.getSetCookie()) {
          const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
          if (value === '') jar.delete(name);
          else jar.set(name, value);
        }
        const location = response.headers.get('location');
        if (location === null) throw new Error(`the provider stopped at ${at}: ${await response.text()}`);
        at = new URL(location, at).href;
      }
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
