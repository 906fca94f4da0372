import { lookup as resolve } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublic } from './addresses.ts';

const timeoutMs = 10_000;
const largestAnswer = 64 * 1024;
const longestUrl = 2000;

/** What a subscriber's server answered; the beginning of its body, for the person who looks for the mistake. */
export interface Answered {
  status: number;
  body: string;
}

/** Finds the addresses of a name. */
export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

/** The address may not be called, now or under any name: another attempt may find the name mended. */
export class AddressRefused extends Error {
  override name = 'AddressRefused';
}

/**
 * Calls subscribers. With `local`, for tests and development, it also calls http:// and this machine; without, only
 * https:// at public addresses: the name is looked up once, every address it has must be public, and the connection
 * goes to the address that was checked. Redirects are answers, never followed.
 */
export function openWebhookCaller({
  local,
  lookup = (host) => resolve(host, { all: true, verbatim: true }),
}: {
  local: boolean;
  lookup?: Resolve;
}) {
  const checked = async (host: string): Promise<{ address: string; family: number }> => {
    const bare = host.replace(/^\[|\]$/g, '');
    const found = isIP(bare) === 0 ? await lookup(bare) : [{ address: bare, family: isIP(bare) }];
    const strange = found.find(({ address }) => !isPublic(address));
    if (strange !== undefined && !local) throw new AddressRefused(`${bare} leads to ${strange.address}, not public`);
    if (found[0] === undefined) throw new AddressRefused(`${bare} leads nowhere`);
    return found[0];
  };

  return {
    /** What is wrong with an address as it is written; null when it may be tried. */
    faultOf(text: string): string | null {
      const url = URL.canParse(text) ? new URL(text) : null;
      if (url === null || text.length > longestUrl) return 'not a URL of at most 2000 characters';
      if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) return 'must be https://';
      if (url.username !== '' || url.password !== '') return 'must not carry a name or password';
      if (url.hash !== '') return 'must not carry a fragment';
      const bare = url.hostname.replace(/^\[|\]$/g, '');
      if (local || (isIP(bare) === 0 ? bare.includes('.') : isPublic(bare))) return null;
      return 'must lead to a public address';
    },

    /** Sends one message. Throws what kept it from an answer: AddressRefused, a network error, or the time limit. */
    async post(text: string, headers: Record<string, string>, body: string): Promise<Answered> {
      const url = new URL(text);
      const pinned = await checked(url.hostname);
      const lookupPinned: LookupFunction = (_host, options, done) => {
        if (options.all === true) done(null, [pinned]);
        else done(null, pinned.address, pinned.family);
      };
      const { request } = url.protocol === 'https:' ? https : http;
      const signal = AbortSignal.timeout(timeoutMs);
      const sent = { ...headers, 'Content-Length': String(Buffer.byteLength(body)) };
      return new Promise((done, fail) => {
        const call = request(url, { method: 'POST', headers: sent, lookup: lookupPinned, agent: false, signal });
        call.once('error', fail);
        call.once('response', (response) => {
          readAnswer(response).then(done, fail);
        });
        call.end(body);
      });
    },
  };
}

async function readAnswer(response: http.IncomingMessage): Promise<Answered> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response) {
    length += (part as Buffer).length;
    parts.push(part as Buffer);
    // Whatever comes after is of no interest, and may never end.
    if (length >= largestAnswer) break;
  }
  return { status: response.statusCode ?? 0, body: Buffer.concat(parts).toString().slice(0, 500) };
}
