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

/** A file as it is handed in: its bytes, and what they are. */
export interface HandedFile {
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string;
}

/** Somebody who asks and writes; signed in, or a visitor. */
export interface Caller {
  get<Body>(path: string): Promise<Reply<Body>>;
  /** A write. The same key sent again gets the same answer; a key of its own is made when none is given. */
  post<Body>(path: string, body: unknown, key?: string): Promise<Reply<Body>>;
  /** A bank's message, as the bank sends it. */
  postXml<Body>(path: string, xml: string): Promise<Reply<Body>>;
  postFile<Body>(path: string, file: HandedFile): Promise<Reply<Body>>;
}

const patienceMs = 30_000;

/** Somebody who has not signed in, or has with this token. */
export function visit(apiUrl: string, token?: string): Caller {
  const client = openClient({ urls: [apiUrl], patienceMs });
  const as = token === undefined ? {} : { token };
  return {
    get: async (path) => replyOf(await client.send({ method: 'GET', path, ...as })),
    post: async (path, body, key = randomUUID()) =>
      replyOf(await client.send({ method: 'POST', path, ...as, key, body: body as object })),
    postXml: async (path, xml) =>
      replyOf(await client.send({ method: 'POST', path, ...as, key: randomUUID(), body: xml })),
    postFile: async (path, { bytes, mediaType }) =>
      replyOf(await client.send({ method: 'POST', path, ...as, key: randomUUID(), body: bytes, mediaType })),
  };
}

/**
 * Signs a user in. Throws with the API's own words when it does not let them in, or with its address when it does not
 * answer.
 */
export async function signIn(apiUrl: string, email: string, password: string): Promise<Caller> {
  const { status, body } = await visit(apiUrl).post<{ token?: string } & ProblemBody>('/v1/sessions', {
    email,
    password,
  });
  if (body.token === undefined) throw new Error(`${email} cannot sign in: ${status} ${body.detail ?? ''}`);
  return visit(apiUrl, body.token);
}

const replyOf = <Body>({ status, body }: Answered): Reply<Body> => ({
  status,
  body: (typeof body === 'object' && body !== null ? body : {}) as Body,
});
