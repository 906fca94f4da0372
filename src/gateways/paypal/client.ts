export interface PayPalSettings {
  clientId: string;
  clientSecret: string;
  webhookId: string;
  /** https://api-m.paypal.com, its sandbox, or a server of a trial. */
  baseUrl: string;
  /** Where the payer comes back to. */
  returnUrl: string;
}

/** What PayPal answered. `sent: false` when the request can not have reached it. */
export type PayPalAnswer = { status: number; body: Record<string, unknown> };

/** The request may or may not have been carried out. */
export class PayPalUnreachable extends Error {}

export type CallPayPal = (
  method: 'GET' | 'POST',
  path: string,
  request?: { body?: object | string; requestId?: string },
) => Promise<PayPalAnswer>;

const waitMs = 20_000;
const earlyMs = 60_000;

/**
 * Calls PayPal's REST API with an access token of the client-credentials grant, which is kept until a minute before it
 * ends. Throws PayPalUnreachable when there is no answer or one that decides nothing (5xx, 429).
 */
export function payPalClient(settings: PayPalSettings, now: () => number = Date.now): CallPayPal {
  const { clientId, clientSecret, baseUrl } = settings;
  let token: { value: string; until: number } | null = null;

  const send = async (path: string, init: RequestInit): Promise<PayPalAnswer> => {
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(new URL(path, baseUrl), { ...init, signal: AbortSignal.timeout(waitMs) });
      text = await answer.text();
    } catch (error) {
      throw new PayPalUnreachable('PayPal does not answer', { cause: error });
    }
    if (answer.status >= 500 || answer.status === 429) throw new PayPalUnreachable(`PayPal answered ${answer.status}`);
    return { status: answer.status, body: parsed(text) };
  };

  const accessToken = async (): Promise<string> => {
    if (token !== null && token.until > now()) return token.value;
    const { status, body } = await send('/v1/oauth2/token', {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    const { access_token: value, expires_in: seconds } = body;
    if (status !== 200 || typeof value !== 'string' || typeof seconds !== 'number')
      throw new PayPalUnreachable(`PayPal gave no access token (${status})`);
    token = { value, until: now() + seconds * 1000 - earlyMs };
    return value;
  };

  return async (method, path, { body, requestId } = {}) =>
    send(path, {
      method,
      headers: {
        Authorization: `Bearer ${await accessToken()}`,
        'Content-Type': 'application/json',
        Prefer: 'return=representation',
        ...(requestId === undefined ? {} : { 'PayPal-Request-Id': requestId }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
