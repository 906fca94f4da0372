import { setTimeout as sleep } from 'node:timers/promises';

/** One request as a program sends it; a write carries the same key and the same body however often it is sent. */
export interface Call {
  method: 'GET' | 'POST';
  path: string;
  token?: string;
  key?: string;
  /** JSON, or the text of an XML message, or a file. */
  body?: object | string | Uint8Array<ArrayBuffer>;
  /** What a file is. */
  mediaType?: string;
}

export interface Reply {
  status: number;
  body: unknown;
}

/** One attempt that was answered or not; times in milliseconds of performance.now(). */
export interface Attempt {
  call: Call;
  sentAt: number;
  endedAt: number;
  /** The status, or the words of the network error. */
  outcome: number | string;
  /** The problem's code, where the answer was a problem. */
  code?: string;
  /** True: an answer kept from before, given again. */
  replayed: boolean;
}

export interface ClientOptions {
  /** One or more API processes, asked in turn: a call that was not answered goes to the next one. */
  urls: readonly string[];
  /** How long one write is tried; a real caller's patience, in milliseconds. */
  patienceMs?: number;
  onAttempt?: (attempt: Attempt) => void;
}

/** A reply with what its headers say: when to come back, and whether it is an answer kept from before. */
type Heard = Reply & { pauseMs: number; replayed: boolean };

/** A caller that keeps asking until it is answered. */
export interface Client {
  /** Sends once. Throws when there is no answer. */
  once(call: Call): Promise<Reply>;
  /** Sends the same request until the API says something about it. Throws when patience runs out. */
  send(call: Call): Promise<Reply>;
}

const ANSWER_WITHIN_MS = 30_000;
const PATIENCE_MS = 180_000;
const PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;

/** An HTTP client for API processes that may be away for a while. */
export function openClient({ urls, patienceMs = PATIENCE_MS, onAttempt = () => undefined }: ClientOptions): Client {
  let turn = 0;
  const attempt = async (call: Call): Promise<Heard> => {
    const sentAt = performance.now();
    const noted = (outcome: number | string, code?: string, replayed = false) =>
      onAttempt({
        call,
        sentAt,
        endedAt: performance.now(),
        outcome,
        replayed,
        ...(code === undefined ? {} : { code }),
      });
    try {
      turn += 1;
      const reply = await exchange(urls[turn % urls.length] as string, call);
      noted(reply.status, codeOf(reply), reply.replayed);
      return reply;
    } catch (error) {
      noted(wordsOf(error));
      throw error;
    }
  };
  return {
    once: attempt,
    async send(call) {
      const until = performance.now() + patienceMs;
      let last = 'no answer';
      while (performance.now() < until) {
        try {
          const reply = await attempt(call);
          if (!comesAgain(reply)) return { status: reply.status, body: reply.body };
          last = `${reply.status} ${codeOf(reply) ?? ''}`;
          await sleep(reply.pauseMs);
        } catch (error) {
          last = wordsOf(error);
          await sleep(PAUSE_MS);
        }
      }
      throw new Error(
        `${call.method} ${call.path} was not answered within ${patienceMs / 1000} s; the last was: ${last}`,
      );
    },
  };
}

/**
 * Answers that say nothing about the request yet: it still runs, the engine is away or busy, the outcome is not known.
 */
function comesAgain(reply: Reply): boolean {
  if ([429, 500, 502, 503, 504].includes(reply.status)) return true;
  return reply.status === 409 && codeOf(reply) === 'still-running';
}

export const codeOf = ({ body }: Reply): string | undefined =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' ? body.code : undefined;

/** What a body is, where its sender does not say. */
const typeOf = (body: Call['body']): string => (typeof body === 'string' ? 'application/xml' : 'application/json');

async function exchange(url: string, { method, path, token, key, body, mediaType }: Call): Promise<Heard> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(body === undefined ? {} : { 'content-type': mediaType ?? typeOf(body) }),
    },
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const text = await response.text();
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const pauseMs = Number.isNaN(seconds) ? PAUSE_MS : Math.min(seconds * 1000, LONGEST_PAUSE_MS);
  const replayed = response.headers.get('idempotent-replayed') === 'true';
  return { status: response.status, body: parsed(text), pauseMs, replayed };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `fetch` hides what happened in the cause. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
