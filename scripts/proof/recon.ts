import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { breakKinds } from '../../src/domain/reconciliation/breaks.ts';
import type { Findings, Plan } from './recon/play.ts';
import { commitOfTree } from './versions.ts';

/** What the proof of the reconciler says in the end. */
export interface ReconResult extends Omit<Findings, 'wrong'> {
  proof: 'recon';
  seed: number;
  commit: string;
  kinds: number;
  violations: string[];
  seconds: number;
  versions: Record<string, string>;
}

const mostThreads = 4;
const largestSeed = 2 ** 31;
const mostTold = 20;

/**
 * `npm run proof -- recon`: 50 breaks of every kind, made one at a time in played days of bank and ledger, must be
 * found, each as what it is; and 1,000 sound days must raise no alarm. --each, --days, --movements and --seed change
 * that.
 */
export async function proveReconciliation(args: string[]): Promise<ReconResult> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args, options: { each: text, days: text, movements: text, seed: text } });
  const each = whole('each', values.each, 50);
  const cleanDays = whole('days', values.days, 1000);
  const movements = whole('movements', values.movements, 200);
  const seed = whole('seed', values.seed, Math.floor(Math.random() * largestSeed));
  const began = performance.now();
  const threads = Math.min(mostThreads, availableParallelism(), each);
  const plans = Array.from({ length: threads }, (_, thread): Plan => ({
    seed: seed + thread, each: part(each, threads, thread), cleanDays: part(cleanDays, threads, thread), movements,
  }));
  const found = await Promise.all(plans.map(play));
  const { wrong, ...total } = found.reduce(added);
  return {
    proof: 'recon', seed, commit: commitOfTree(), kinds: Object.keys(breakKinds).length, ...total,
    violations: wrong.slice(0, mostTold), seconds: Math.round((performance.now() - began) / 100) / 10,
    versions: { node: process.version },
  };
}

function whole(name: string, given: string | undefined, otherwise: number): number {
  const value = given === undefined ? otherwise : Number(given);
  if (!Number.isSafeInteger(value) || value < 1 || value > largestSeed) {
    throw new Error(`--${name} must be a whole number from 1 to ${largestSeed}, not ${given}`);
  }
  return value;
}

const part = (total: number, threads: number, thread: number): number =>
  Math.floor(total / threads) + (thread < total % threads ? 1 : 0);

const play = (plan: Plan): Promise<Findings> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./recon/recon.thread.ts', import.meta.url), { workerData: plan });
    worker.once('message', resolve).once('error', reject);
  });

const added = (one: Findings, other: Findings): Findings => ({
  injected: one.injected + other.injected,
  found: one.found + other.found,
  cleanDays: one.cleanDays + other.cleanDays,
  falseAlarms: one.falseAlarms + other.falseAlarms,
  movements: one.movements + other.movements,
  wrong: [...one.wrong, ...other.wrong],
});
