import { isUtf8 } from 'node:buffer';
import { runsSomething } from './active-content.ts';

const signatures: Record<string, (bytes: Buffer) => boolean> = {
  'application/pdf': (bytes) => bytes.subarray(0, 5).toString('latin1') === '%PDF-',
  'image/png': (bytes) => bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  'image/jpeg': (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  'text/csv': isText,
  'application/json': isJson,
  'application/xml': (bytes) =>
    isText(bytes) &&
    bytes
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trimStart()
      .startsWith('<'),
};

/** The kinds of file that can be filed with an order. */
export const uploadTypes = Object.keys(signatures);

/**
 * The rule a file breaks, as a sentence; null for one that can be filed. Its bytes are what its
 * media type says, and it does nothing when somebody opens it: a PDF runs nothing, an XML brings no entities along.
 */
export function faultOfFile(mediaType: string, bytes: Buffer): string | null {
  if (signatures[mediaType]?.(bytes) !== true) return `body: the file is no ${mediaType}.`;
  if (mediaType === 'application/pdf' && runsSomething(bytes))
    return 'body: the file is a PDF with scripts or actions in it.';
  if (mediaType === 'application/xml' && /<!(?:DOCTYPE|ENTITY)/i.test(bytes.toString('utf8')))
    return 'body: the file declares a document type or entities.';
  return null;
}

function isText(bytes: Buffer): boolean {
  return bytes.length > 0 && isUtf8(bytes) && !bytes.includes(0);
}

function isJson(bytes: Buffer): boolean {
  if (!isText(bytes)) return false;
  try {
    JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}
