import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the API answered: its status and its JSON, an empty object where it sent none. */
export interface Reply<Body = Record<string, unknown>> {
  status: number;
  body: Body;
}

/** An RFC 9457 problem as the API sends it. */
export interface ProblemBody {
  code: string;
  detail: string;
  data?: Record<string, unknown>;
}

/** Somebody who is signed in and can ask and write. */
export interface Caller {
  get<Body>(path: string): Promise<Reply<Body>>;
  /** A write. The same key sent again gets the same answer; a key of its own is made when none is given. */
  post<Body>(path: string, body: unknown, key?: string): Promise<Reply<Body>>;
  /** A bank's message, as the bank sends it. */
  postXml<Body>(path: string, xml: string): Promise<Reply<Body>>;
}

const requestMs = 30_000;
const tries = 8;
const pauseMs = 500;

interface Sent {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
}

/**
 * Signs a user in. Throws with the API's own words when it does not let them in, or with its address when it does not
 * answer.
 */
export async function signIn(apiUrl: string, email: string, password: string): Promise<Caller> {
  const json = { 'Content-Type': 'application/json' };
  const entry = await send<{ token?: string } & ProblemBody>(`${apiUrl}/v1/sessions`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email, password }),
  });
  const { token } = entry.body;
  if (token === undefined) throw new Error(`${email} cannot sign in: ${entry.status} ${entry.body.detail ?? ''}`);
  const authorized = { Authorization: `Bearer ${token}` };
  const write = (type: string, key: string) => ({ ...authorized, 'Content-Type': type, 'Idempotency-Key': key });
  return {
    get: (path) => send(apiUrl + path, { method: 'GET', headers: authorized }),
    post: (path, body, key = randomUUID()) =>
      send(apiUrl + path, { method: 'POST', headers: write('application/json', key), body: JSON.stringify(body) }),
    postXml: (path, xml) =>
      send(apiUrl + path, { method: 'POST', headers: write('application/xml', randomUUID()), body: xml }),
  };
}

/** Sends a request again, with the same key, while the API is away or busy: that is what the key is for. */
async function send<Body>(url: string, sent: Sent): Promise<Reply<Body>> {
  for (let attempt = 1; ; attempt += 1) {
    const reply = await once<Body>(url, sent).catch((cause: unknown) => {
      if (attempt < tries) return null;
      throw new Error(`${url} does not answer`, { cause });
    });
    const stillRunning = reply?.status === 409 && (reply.body as { code?: string }).code === 'still-running';
    const later = reply === null || reply.status === 503 || reply.status === 504 || stillRunning;
    if (reply !== null && (!later || attempt === tries)) return reply;
    await sleep(pauseMs);
  }
}

async function once<Body>(url: string, sent: Sent): Promise<Reply<Body>> {
  const answer = await fetch(url, { ...sent, signal: AbortSignal.timeout(requestMs) });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('Content-Type') ?? '');
  return { status: answer.status, body: (isJson && text !== '' ? JSON.parse(text) : {}) as Body };
}
