import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../play/random.ts';
import type { Stack } from '../stack/index.ts';
import { signal } from '../stack/processes.ts';

export const killKinds = ['worker', 'api', 'postgres', 'temporal'] as const;
export type KillKind = (typeof killKinds)[number];

/** One kill as the seed has it: of which kind, and after how many acknowledged writes of the run, a little later. */
export interface PlannedKill {
  kind: KillKind;
  /** Which of several processes of the kind. */
  which: number;
  after: number;
  delayMs: number;
}

/** One kill as it happened; times in milliseconds of performance.now(). */
export interface Kill {
  kind: KillKind;
  name: string;
  at: number;
  /** When the supervisor had the successor ready. */
  readyAt: number;
}

const LONGEST_DELAY_MS = 400;
/** Nothing is killed in the last part of the run, so that every kill falls among trades. */
const LAST_PART = 0.95;

/** Spreads the kills over the run at random, each kind as often as the others. */
export function planKills(
  kills: number,
  writes: number,
  random: Random,
  counts: { api: number; worker: number },
): PlannedKill[] {
  const kinds = random.shuffled(
    Array.from({ length: kills }, (_, index) => killKinds[index % killKinds.length] as KillKind),
  );
  const places = kinds
    .map(() => random.below(Math.max(1, Math.floor(writes * LAST_PART))))
    .sort((left, right) => left - right);
  const processes: Record<KillKind, number> = { ...counts, postgres: 1, temporal: 1 };
  return kinds.map((kind, index) => ({
    kind,
    which: random.below(processes[kind]) + 1,
    after: places[index] as number,
    delayMs: random.below(LONGEST_DELAY_MS),
  }));
}

const nameOf = ({ kind, which }: PlannedKill): string =>
  kind === 'worker' || kind === 'api' ? `${kind}-${which}` : kind;

/** Kills one process as soon as it is ready after the last kill of it; `back` resolves when its successor is ready. */
async function kill(
  stack: Stack,
  planned: PlannedKill,
  pids: Map<string, number>,
): Promise<{ done: Kill; back: Promise<void> }> {
  const name = nameOf(planned);
  await stack.ready(name, pids.get(name));
  const pid = stack.pids()[name];
  if (pid === undefined || !signal(pid, 'SIGKILL')) return kill(stack, planned, pids);
  pids.set(name, pid);
  const done: Kill = { kind: planned.kind, name, at: performance.now(), readyAt: Number.NaN };
  const back = stack.ready(name, pid).then(() => {
    done.readyAt = performance.now();
  });
  return { done, back };
}

/**
 * Carries the plan out, and waits until everything is ready again. `reached` resolves when so many writes are
 * acknowledged, false when no more will come.
 */
export async function killByPlan(
  stack: Stack,
  plan: PlannedKill[],
  reached: (writes: number) => Promise<boolean>,
  log: (line: string) => void,
): Promise<Kill[]> {
  const kills: Kill[] = [];
  const returns: Promise<void>[] = [];
  const pids = new Map<string, number>();
  for (const planned of plan) {
    if (!(await reached(planned.after))) break;
    await sleep(planned.delayMs);
    const { done, back } = await kill(stack, planned, pids);
    kills.push(done);
    returns.push(back);
    log(`kill ${kills.length}/${plan.length}: ${done.name} after ${planned.after} acknowledged writes`);
  }
  await Promise.all(returns);
  return kills;
}
