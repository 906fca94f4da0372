import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

/**
 * The one text a JSON value has under RFC 8785 (JSON Canonicalization Scheme): keys sorted by UTF-16 code unit, no
 * white space. Members whose value is undefined are left out, as JSON.stringify does. Throws TypeError for a value
 * JSON cannot hold (undefined, a function, a bigint) and Error for NaN, Infinity, a cycle or a lone surrogate.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('canonicalJson: the value has no JSON form');
  return text;
}

/** SHA-256 (FIPS 180-4) of the text's UTF-8 bytes, as 64 lower-case hexadecimal digits. */
export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/**
 * The fingerprint parties sign and approve: sha256Hex of the canonical JSON. Equal values have equal hashes, whatever
 * their key order.
 */
export const hashOf = (value: unknown): string => sha256Hex(canonicalJson(value));
