import type { Acknowledged, Stage } from '../play/trade.ts';
import { beginTrade } from '../play/trade.ts';
import { type ScenarioName, scenarios } from '../play/scenarios.ts';

/** A trade that was played, to its end or to where it failed. */
export interface Played {
  name: string;
  scenario: ScenarioName;
  order: string;
  writes: Acknowledged[];
  failure: string | null;
}

export interface PlannedTrade {
  name: string;
  index: number;
  scenario: ScenarioName;
}

/** Tells when so many writes have been acknowledged in all. */
export function progressCounter() {
  let count = 0;
  let over = false;
  const waiting: { at: number; tell: (reached: boolean) => void }[] = [];
  const look = () => {
    for (const each of [...waiting]) {
      if (count < each.at && !over) continue;
      waiting.splice(waiting.indexOf(each), 1);
      each.tell(count >= each.at);
    }
  };
  return {
    count: () => count,
    add() {
      count += 1;
      look();
    },
    end() {
      over = true;
      look();
    },
    /** True once so many are acknowledged, false when no more will come. */
    reached: (at: number) =>
      new Promise<boolean>((tell) => {
        waiting.push({ at, tell });
        look();
      }),
  };
}

export type Progress = ReturnType<typeof progressCounter>;

/** Plays trades, `atOnce` at a time. A trade that fails is noted, and the others go on. */
export async function playTrades(
  stage: Omit<Stage, 'acknowledged'>,
  planned: readonly PlannedTrade[],
  { atOnce, progress, log }: { atOnce: number; progress?: Progress; log: (line: string) => void },
): Promise<Played[]> {
  const played: Played[] = [];
  const queue = [...planned];
  const playOne = async ({ name, index, scenario }: PlannedTrade) => {
    const writes: Acknowledged[] = [];
    const acknowledged = (write: Acknowledged) => {
      writes.push(write);
      progress?.add();
    };
    const trade = beginTrade({ ...stage, acknowledged }, { name, index });
    const began = performance.now();
    const failure = await scenarios[scenario].play(trade).then(
      () => null,
      (error: Error) => error.message,
    );
    played.push({ name, scenario, order: trade.order(), writes, failure });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    log(
      `${played.length}/${planned.length} ${name} ${scenario} (order ${trade.order()}): ` +
        (failure ?? `done in ${seconds} s`),
    );
  };
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await playOne(next);
    }),
  );
  return played;
}
