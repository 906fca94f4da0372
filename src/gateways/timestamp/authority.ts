import { randomBytes, X509Certificate } from 'node:crypto';
import { Certificate } from 'pkijs';
import { type Stamped, TimestampError, timestampRequest, verifyTimestamp } from './token.ts';

/** The authorities that are asked, in this order, and what makes their answers count. */
export interface TimestampSettings {
  urls: readonly string[];
  /** Certificates in PEM: the roots that are trusted, and those between that an authority may not send. */
  roots: string;
  /** The policies that count, as object identifiers; empty: any. */
  policies: readonly string[];
  /** How long an authority may take. */
  waitMs?: number;
}

/** A timestamp over a hash, verified; `response` is the answer as it came (RFC 3161 TimeStampResp, DER). */
export interface Timestamp extends Stamped {
  authority: string;
  response: Buffer;
}

/** Asks for a timestamp over a SHA-256 in hexadecimal. Throws TimestampError: every authority's own, in its detail. */
export type Timestamper = (hash: string) => Promise<Timestamp>;

const mostBytes = 64 * 1024;
const usualWaitMs = 10_000;

const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM file. Throws RangeError when there is none in it, or one that cannot be read. */
export function certificatesIn(text: string): Certificate[] {
  const found = text.match(pem) ?? [];
  if (found.length === 0) throw new RangeError('holds no certificate in PEM');
  return found.map((one) => {
    try {
      return Certificate.fromBER(new Uint8Array(new X509Certificate(one).raw).buffer);
    } catch {
      throw new RangeError('holds a certificate that cannot be read');
    }
  });
}

/** Eight random bytes that are a positive INTEGER in its shortest form, as DER wants it. */
function freshNonce(): Buffer {
  const nonce = randomBytes(8);
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40;
  return nonce;
}

/** What an authority answered, whatever it is. Throws TimestampError where it answers nothing usable in time. */
async function ask(url: string, request: Buffer, waitMs: number): Promise<Buffer> {
  let answer: Response;
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/timestamp-query', Accept: 'application/timestamp-reply' },
      body: new Uint8Array(request),
      redirect: 'error',
      signal: AbortSignal.timeout(waitMs),
    });
    if (answer.status !== 200) throw new TimestampError('no-answer', `HTTP ${answer.status}`);
    return await bytesOf(answer);
  } catch (error) {
    if (error instanceof TimestampError) throw error;
    throw new TimestampError('no-answer', 'nothing came back in time: it may have stamped, which is not known');
  }
}

/** The body, read no further than any timestamp is long. */
async function bytesOf({ body }: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk as Uint8Array);
    length += (chunk as Uint8Array).length;
    if (length > mostBytes) throw new TimestampError('malformed', `the answer is longer than ${mostBytes} bytes`);
  }
  return Buffer.concat(chunks);
}

/**
 * Timestamps from the first authority that gives a good one. Asking again is harmless: a token that was lost on its way
 * binds nobody, and every request has a nonce of its own.
 */
export function openTimestamper({ urls, roots, policies, waitMs = usualWaitMs }: TimestampSettings): Timestamper {
  const certificates = certificatesIn(roots);
  const from = async (authority: string, hash: string): Promise<Timestamp> => {
    const nonce = freshNonce();
    const response = await ask(authority, timestampRequest(hash, nonce), waitMs);
    const stamped = await verifyTimestamp(response, { hash, nonce, policies, certificates, now: Date.now() });
    return { authority, response, ...stamped };
  };
  return async (hash) => {
    const faults: TimestampError[] = [];
    for (const url of urls) {
      try {
        return await from(url, hash);
      } catch (error) {
        if (!(error instanceof TimestampError)) throw error;
        faults.push(error);
      }
    }
    const told = faults.map(({ message }, at) => `${urls[at]}: ${message}`).join(' | ');
    throw new TimestampError(faults.at(-1)?.code ?? 'no-answer', told);
  };
}
