// The part of the provider the tests use; the package brings no types of its own.
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

  interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }
  interface IdToken {
    client: object;
    issue(given: object): Promise<string>;
  }
  interface Context {
    path: string;
    respond: boolean;
    req: IncomingMessage;
    res: ServerResponse;
    oidc: { provider: { Grant: new (of: { clientId: string; accountId: string }) => Grant } };
  }
  interface Configuration {
    clients: { client_id: string; client_secret: string; redirect_uris: string[] }[];
    pkce: { required: () => boolean };
    claims: Record<string, string[]>;
    cookies: { keys: string[] };
    features: { devInteractions: { enabled: boolean } };
    interactions: { url: () => string };
    findAccount(context: Context, id: string): { accountId: string; claims: () => Record<string, unknown> };
    loadExistingGrant(context: Context): Promise<Grant>;
  }
  class Provider {
    constructor(issuer: string, configuration: Configuration);
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void;
    interactionFinished(req: IncomingMessage, res: ServerResponse, result: object): Promise<void>;
    callback(): RequestListener;
    IdToken: { prototype: IdToken };
  }
  export { Provider as default };
}
