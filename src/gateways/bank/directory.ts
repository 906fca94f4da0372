import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256Hex } from '../../domain/hash.ts';
import type { BankGateway, Submission } from './gateway.ts';

/**
 * Host-to-host file transfer: each order is one file in `outbox`, which the bank's transfer agent takes away, and
 * stays in `sent` as our own record. A file appears whole or not at all and is never overwritten, so a second submit
 * under the same key writes nothing; the same key with another message is REJECTED.
 * Both folders must be on one file system, because the two names are links to one file.
 */
export function directoryBank(folders: { outbox: string; sent: string }): BankGateway {
  const places = (key: string) => [join(folders.outbox, fileName(key)), join(folders.sent, fileName(key))] as const;
  return {
    async submit(pain001Xml, key) {
      const [outgoing, record] = places(key);
      if ((await readIfThere(record)) === null) {
        await mkdir(folders.outbox, { recursive: true });
        await mkdir(folders.sent, { recursive: true });
        await publish(pain001Xml, outgoing, record);
      }
      const written = await readIfThere(record);
      if (written === null) return { status: 'UNKNOWN', reason: 'another process is writing this order' };
      return written === pain001Xml ? accepted(key) : refused(key);
    },
    async ask(key) {
      const found = (await Promise.all(places(key).map(readIfThere))).some((content) => content !== null);
      return found ? accepted(key) : { status: 'UNKNOWN', reason: `no order was written under the key ${key}` };
    },
  };
}

const accepted = (key: string): Submission => ({ status: 'ACCEPTED', bankReference: fileName(key) });

const refused = (key: string): Submission => ({
  status: 'REJECTED',
  reason: `another message was submitted under the key ${key}`,
});

/** Readable by people, unique by the hash, and safe whatever the key holds. */
const fileName = (key: string): string =>
  `${key.replace(/[^A-Za-z0-9-]+/g, '-').slice(0, 60)}-${sha256Hex(key).slice(0, 16)}.xml`;

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/**
 * Links rather than renames, since a link fails where a file exists. The outbox comes first: were the record first, a
 * crash in between would leave an order that looks sent and never went.
 */
async function publish(content: string, outgoing: string, record: string): Promise<void> {
  const draft = `${record}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, content, { encoding: 'utf8', flag: 'wx', flush: true });
    const first = await linked(draft, outgoing);
    await flushFolder(dirname(outgoing));
    await linked(first ? draft : outgoing, record);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Makes the new name survive a power cut; Windows does it by itself and cannot open folders. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** False when the target is there already, or when the bank has just taken the source away. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST') || hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
