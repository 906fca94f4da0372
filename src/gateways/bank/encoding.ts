import { BankMessageError } from './xml.ts';

const marks = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
];

/**
 * The text of an XML file as it came over the wire, in the encoding that its byte order mark or else its declaration
 * names, by default UTF-8 (XML 1.0 appendix F). Throws BankMessageError when the bytes are not of that encoding,
 * since a reference with replaced characters would be matched wrongly.
 */
export function decodeBankFile(bytes: Uint8Array): string {
  const mark = marks.find((each) => each.bytes.every((byte, index) => bytes[index] === byte));
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(start)?.[1];
  const encoding = mark?.encoding ?? declared ?? 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new BankMessageError('malformed-xml', `the file cannot be read as ${encoding}`);
  }
}
