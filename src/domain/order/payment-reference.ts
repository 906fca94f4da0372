import { hashOf } from '../hash.ts';
import { makeRf } from '../identifiers/check.ts';

/** One ISO 11649 reference a request. An order number too long for its 21 characters stands in it by its hash. */
export function referenceOf(order: string, request: string): string {
  const plain = order.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const base = plain.length >= 1 && plain.length <= 17 ? plain : hashOf(order).slice(0, 16).toUpperCase();
  return makeRf(`${base}${request}`);
}
