import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/hash.ts';

/** One file of the evidence; `content` is its bytes in base64, so that what is hashed is what was meant. */
export interface EvidencePart {
  name: string;
  mediaType: string;
  sha256: string;
  content: string;
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export const part = (name: string, mediaType: string, content: string | Buffer): EvidencePart => {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content, 'utf8');
  return { name, mediaType, sha256: sha256(bytes), content: bytes.toString('base64') };
};

export const jsonPart = (name: string, value: unknown): EvidencePart =>
  part(name, 'application/json', canonicalJson(value));

/** The name of the file a recorded fact is in. */
export const factName = (seq: number): string => `fact-${String(seq).padStart(4, '0')}`;
