import { parentPort, workerData } from 'node:worker_threads';
import { type Plan, playDays } from './play.ts';

/** One thread of the proof: plays its part and answers what it found. */
parentPort?.postMessage(playDays(workerData as Plan));
