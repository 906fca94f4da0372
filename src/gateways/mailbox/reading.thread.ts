import { parentPort, workerData } from 'node:worker_threads';
import { readMail } from './read-mail.ts';

/** What the thread is begun with. */
export interface Reading {
  bytes: Uint8Array;
  authserv: string | null;
}

const { bytes, authserv } = workerData as Reading;
parentPort?.postMessage(await readMail(Buffer.from(bytes), authserv));
