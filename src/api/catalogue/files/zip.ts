import { crc32, inflateRawSync } from 'node:zlib';
import { FileFault } from './fault.ts';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const mostEntries = 1000;
const endLength = 22;

interface Entry {
  name: string;
  method: number;
  crc: number;
  packed: number;
  at: number;
}

/**
 * The files in a ZIP archive (APPNOTE 6.3) whose names `wanted` takes, unpacked. What an entry says of its size is not
 * believed: unpacking stops when all of them together pass `mostBytes`. Throws FileFault for what is broken, encrypted,
 * of an unusual kind, or too large.
 */
export function unzip(file: Buffer, mostBytes: number, wanted: (name: string) => boolean): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  let room = mostBytes;
  for (const entry of entriesOf(file)) {
    if (!wanted(entry.name)) continue;
    if (files.has(entry.name)) throw broken();
    const content = unpacked(file, entry, room);
    room -= content.length;
    files.set(entry.name, content);
  }
  return files;
}

const broken = (): FileFault => new FileFault('not a workbook: the archive is broken or of an unusual kind');
const tooLarge = (): FileFault => new FileFault('the workbook unpacks to more than is allowed');

/** The archive's own list of entries. It has to end the file, so that every reader finds the same one. */
function entriesOf(file: Buffer): Entry[] {
  const end = file.length - endLength;
  if (end < 0 || file.readUInt32LE(end) !== endSignature) throw broken();
  const count = file.readUInt16LE(end + 10);
  if (count > mostEntries) throw tooLarge();
  const entries: Entry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || file.readUInt32LE(at) !== entrySignature) throw broken();
    const nameLength = file.readUInt16LE(at + 28);
    const encrypted = (file.readUInt16LE(at + 8) & 1) === 1;
    if (encrypted) throw new FileFault('the workbook is protected by a password');
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      method: file.readUInt16LE(at + 10),
      crc: file.readUInt32LE(at + 16),
      packed: file.readUInt32LE(at + 20),
      at: file.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

function unpacked(file: Buffer, { method, crc, packed, at }: Entry, room: number): Buffer {
  if (at + 30 > file.length || file.readUInt32LE(at) !== localSignature) throw broken();
  const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  if (start + packed > file.length) throw broken();
  const content = inflated(file.subarray(start, start + packed), method, room);
  if (crc32(content) !== crc) throw broken();
  return content;
}

function inflated(data: Buffer, method: number, room: number): Buffer {
  if (method === 0 && data.length <= room) return data;
  if (method === 0 || (method === 8 && room <= 0)) throw tooLarge();
  if (method !== 8) throw broken();
  try {
    return inflateRawSync(data, { maxOutputLength: room });
  } catch (error) {
    throw (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : broken();
  }
}
