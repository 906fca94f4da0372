import type { Attempt } from '../play/client.ts';
import { type Kill, type KillKind, killKinds } from './kills.ts';

/** How long after a kill the engine may take to answer the next command, in milliseconds (DESIGN.md section 9). */
export const recoveryBudgetMs: Record<KillKind, number> = { worker: 3000, api: 1000, postgres: 5000, temporal: 8000 };

/** Figures of one kind of kill, in milliseconds; null where there was none. */
export interface Recovery {
  kills: number;
  medianMs: number | null;
  maxMs: number | null;
  budgetMs: number;
  /** Kills with no other kill between them and the next answer: what the budget is about. */
  alone: { kills: number; medianMs: number | null; maxMs: number | null };
  /** Of that, until the supervisor had the process ready again. */
  restartMedianMs: number | null;
  /** Of the kills that were alone; null where there was none. */
  withinBudget: boolean | null;
}

/** Writes that are kept whether the order's workflow answers or not prove nothing about worker and Temporal. */
const keptOnly = /\/(scanCarton|recordMeasures|sendMessage|notifications)$/;

/** Says that the whole chain works again: a command that was sent after the kill, or answered after the restart. */
const proves = (attempt: Attempt, kill: Kill): boolean =>
  attempt.call.method === 'POST' &&
  attempt.call.key !== undefined &&
  !keptOnly.test(attempt.call.path) &&
  typeof attempt.outcome === 'number' &&
  attempt.outcome < 300 &&
  !attempt.replayed &&
  (attempt.sentAt >= kill.at || attempt.endedAt >= kill.readyAt);

function median(values: number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((left, right) => left - right);
  return Math.round(sorted[Math.floor((sorted.length - 1) / 2)] as number);
}

const largest = (values: number[]): number | null => (values.length === 0 ? null : Math.round(Math.max(...values)));

/** Measures, kind by kind, from each kill to the next acknowledged command of any trade. */
export function recoveries(kills: Kill[], attempts: Attempt[]): Record<KillKind, Recovery> {
  const answered = [...attempts].sort((left, right) => left.endedAt - right.endedAt);
  const measured = kills
    .map((kill) => {
      const endedAt =
        answered.find((attempt) => attempt.endedAt > kill.at && proves(attempt, kill))?.endedAt ?? Number.NaN;
      const alone = !kills.some((other) => other !== kill && other.readyAt > kill.at && other.at < endedAt);
      return { kill, alone, tookMs: endedAt - kill.at, restartMs: kill.readyAt - kill.at };
    })
    .filter(({ tookMs }) => !Number.isNaN(tookMs));
  const figures = (kind: KillKind): Recovery => {
    const of = measured.filter(({ kill }) => kill.kind === kind);
    const took = of.map(({ tookMs }) => tookMs);
    const alone = of.filter((each) => each.alone).map(({ tookMs }) => tookMs);
    const restarts = of.map(({ restartMs }) => restartMs).filter((each) => !Number.isNaN(each));
    return {
      kills: kills.filter((kill) => kill.kind === kind).length,
      medianMs: median(took),
      maxMs: largest(took),
      budgetMs: recoveryBudgetMs[kind],
      alone: { kills: alone.length, medianMs: median(alone), maxMs: largest(alone) },
      restartMedianMs: median(restarts),
      withinBudget: alone.length === 0 ? null : Math.max(...alone) <= recoveryBudgetMs[kind],
    };
  };
  return Object.fromEntries(killKinds.map((kind) => [kind, figures(kind)])) as Record<KillKind, Recovery>;
}
