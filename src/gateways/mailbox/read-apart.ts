import { Worker } from 'node:worker_threads';
import { type ReadMail, unreadable } from './read-mail.ts';
import type { Reading } from './reading.thread.ts';

/** A trader's mail is read in a tenth of a second; what takes longer than this was made to. */
const patienceMs = 20_000;
const mostMegabytes = 512;
const outOfMemory = 'ERR_WORKER_OUT_OF_MEMORY';

/** A buffer comes out of a thread as bare bytes. */
const whole = (mail: ReadMail): ReadMail => ({
  ...mail,
  files: mail.files.map((file) => ({ ...file, bytes: Buffer.from(file.bytes) })),
});

/**
 * Reads a mail as `readMail` does, in a thread of its own: anybody can send one, and some are written so that reading
 * them takes minutes, in which nobody else would be answered. One that takes longer than `withinMs`, or more memory
 * than any mail needs, counts as one that cannot be read. Throws when no thread can be begun.
 */
export function readMailApart(bytes: Buffer, authserv: string | null, withinMs = patienceMs): Promise<ReadMail> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./reading.thread.ts', import.meta.url), {
      workerData: { bytes, authserv } satisfies Reading,
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    });
    const settle = (end: () => void) => {
      clearTimeout(timer);
      end();
      void worker.terminate();
    };
    const timer = setTimeout(() => settle(() => resolve({ ...unreadable })), withinMs);
    worker.once('message', (mail: ReadMail) => settle(() => resolve(whole(mail))));
    worker.once('error', (error: NodeJS.ErrnoException) =>
      settle(() => (error.code === outOfMemory ? resolve({ ...unreadable }) : reject(error))),
    );
  });
}
