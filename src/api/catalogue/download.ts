import { createHash } from 'node:crypto';
import type { Reply } from '../contract.ts';
import { problem } from '../problem.ts';

export const pageSize = 500;
const mostRows = 2000;

/** All pages of a list. Throws ProblemError 422 when there are more than a file may hold. */
export async function everyPage<T>(
  read: (after: string | undefined) => Promise<{ found: T[]; next: string | null }>,
): Promise<T[]> {
  const all: T[] = [];
  let after: string | undefined;
  do {
    const { found, next } = await read(after);
    all.push(...found);
    after = next ?? undefined;
    if (all.length > mostRows) {
      throw problem(422, 'too-many-products', `A file holds at most ${mostRows} products: narrow the search.`);
    }
  } while (after !== undefined);
  return all;
}

/** A file to keep, with its digest (RFC 9530), by which its holder can show later that it was not changed. */
export const download = (
  { text, mediaType, name, headers = {} }: {
    text: string | Buffer; mediaType: string; name: string; headers?: Record<string, string>;
  },
): Reply => ({
  status: 200, body: text, mediaType,
  headers: {
    'Content-Disposition': `attachment; filename="${name}"`,
    'Repr-Digest': `sha-256=:${createHash('sha256').update(text).digest('base64')}:`,
    ...headers,
  },
});
