import type { Ask } from './world.ts';

type Json = null | boolean | number | string | Json[] | { [field: string]: Json };

/** Values near a leaf; a hash stays a hash, a date a date. */
function near(value: Json): Json[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, Math.max(1, value - 1)];
  if (typeof value !== 'string') return [];
  if (/^[0-9a-f]{64}$/.test(value)) return [value.replace(/^./, (first) => (first === 'a' ? 'b' : 'a'))];
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return [new Date(Date.parse(value) + 1000).toISOString()];
  if (/^\d+$/.test(value)) return [String(Number(value) + 1)];
  return [`${value} x`, `${value}x`, `${value}X`];
}

function* changed(value: Json): Generator<Json> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const other of changed(item)) yield value.map((each, at) => (at === index ? other : each));
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [field, item] of Object.entries(value)) {
      for (const other of changed(item)) yield { ...value, [field]: other };
    }
  } else yield* near(value);
}

/** A file that is the same to its reader and not in its bytes. */
const longer = (body: Buffer | string): Buffer => Buffer.concat([Buffer.from(body as string), Buffer.from('\n')]);

/**
 * The same request with other content, one field at a time, and at the end another request of the same sender: what has
 * no content to change can only be confused with that.
 */
export function* variants(ask: Ask): Generator<Ask> {
  const { body } = ask;
  if (typeof body === 'string' || Buffer.isBuffer(body)) yield { ...ask, body: longer(body) };
  else if (body !== undefined) for (const other of changed(body as Json)) yield { ...ask, body: other as object };
  const { token } = ask;
  yield { method: 'post', path: '/v1/signing-keys', token, body: {} };
}
