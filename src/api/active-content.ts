import { inflateSync } from 'node:zlib';

const mostInflated = 8 * 1024 * 1024;
const longestDictionary = 2000;
/** What makes a reader of PDF run something: scripts, programs, films (ISO 32000-1 12.6.4). */
const acts = /\/(?:JavaScript|JS|Launch|RichMedia)(?![A-Za-z0-9])/;

/** Names of PDF may be written with #xx for any character. */
const plainNames = (text: string): string =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** The objects that are packed in a stream of objects; '' where it cannot be unpacked, as then no reader can. */
function packedObjects(dictionary: string, content: Buffer): string {
  if (!dictionary.includes('/ObjStm')) return '';
  if (!dictionary.includes('/FlateDecode')) return content.toString('latin1');
  try {
    return inflateSync(content, { maxOutputLength: mostInflated }).toString('latin1');
  } catch {
    return '';
  }
}

/** A PDF without its streams, and what is packed in those of objects; one pass, as whoever sends it may be hostile. */
function* objectsOf(pdf: Buffer): Generator<string> {
  let from = 0;
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', from)) {
    const end = pdf.indexOf('endstream', at);
    if (end < 0) break;
    yield pdf.toString('latin1', from, at);
    const begin = at + 'stream'.length + (pdf[at + 'stream'.length] === 0x0d ? 2 : 1);
    const dictionary = plainNames(pdf.toString('latin1', Math.max(from, at - longestDictionary), at));
    yield packedObjects(dictionary.slice(dictionary.lastIndexOf('obj')), pdf.subarray(begin, end));
    from = end + 'endstream'.length;
  }
  yield pdf.toString('latin1', from);
}

/** Whether a PDF holds something that runs when it is opened. Pictures and fonts in it are left out of the search. */
export function runsSomething(pdf: Buffer): boolean {
  for (const part of objectsOf(pdf)) if (acts.test(plainNames(part))) return true;
  return false;
}
