import { randomUUID } from 'node:crypto';
import { openClient, type Reply as Answered } from '../play/client.ts';

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

const patienceMs = 30_000;

/**
 * Signs a user in. Throws with the API's own words when it does not let them in, or with its address when it does not
 * answer.
 */
export async function signIn(apiUrl: string, email: string, password: string): Promise<Caller> {
  const client = openClient({ urls: [apiUrl], patienceMs });
  const body = { email, password };
  const entry = replyOf<{ token?: string } & ProblemBody>(
    await client.send({ method: 'POST', path: '/v1/sessions', body }),
  );
  const { token } = entry.body;
  if (token === undefined) throw new Error(`${email} cannot sign in: ${entry.status} ${entry.body.detail ?? ''}`);
  return {
    get: async (path) => replyOf(await client.send({ method: 'GET', path, token })),
    post: async (path, body, key = randomUUID()) =>
      replyOf(await client.send({ method: 'POST', path, token, key, body: body as object })),
    postXml: async (path, xml) =>
      replyOf(await client.send({ method: 'POST', path, token, key: randomUUID(), body: xml })),
  };
}

const replyOf = <Body>({ status, body }: Answered): Reply<Body> => ({
  status,
  body: (typeof body === 'object' && body !== null ? body : {}) as Body,
});
