import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { PlayedEntry } from '../../src/gateways/bank/reports.ts';
import { applyPendingEntries } from '../../src/api/bank/intake.ts';
import { applyWebhooks } from '../../src/api/rails/applying.ts';
import { settleRails } from '../../src/api/rails/settling.ts';
import { carryOnSuspense } from '../../src/api/suspense/carrying-out.ts';
import { type Contracted, isContracted, type Order } from '../../src/domain/order/order.ts';
import { query } from '../../src/persistence/sql.ts';
import { credit, notice } from './bank-notices.ts';
import type { HttpTrade } from './http-trade.ts';
import type { RailsOffice } from './rails-office.ts';

/** What happens to a step: nothing, the engine is away, its answer is lost; and how often its message is told. */
export type Fate = 'well' | 'before' | 'after';
export interface Step {
  kind: string;
  choices: number[];
  fate: Fate;
  times: number;
}

export interface Moved {
  reference: string;
  endToEndId: string;
  amountMinor: number;
  left: number;
}
export interface Charge {
  attempt: string;
  amountMinor: number;
  open: boolean;
}

/** A trade of the model; `byCredit` where a letter of credit is to pay what is due before title transfer. */
export type ModelTrade = HttpTrade & { byCredit: boolean };

/** The bank, the provider and the people around the house, and what they know to have moved: nothing of the house's. */
export interface World {
  office: RailsOffice;
  trades: ModelTrade[];
  /** What the trust account and the provider's account hold, in US cents, by what was told. */
  bankMinor: number;
  railMinor: number;
  came: Moved[];
  charges: Charge[];
  settled: Set<string>;
  count: number;
  minutes: number;
  /** Moves that took effect, so that a run knows what it was about. */
  taken: Set<string>;
}

export const worldOf = (office: RailsOffice): World => ({
  ...{ office, trades: [], bankMinor: 0, railMinor: 0, came: [], charges: [], settled: new Set<string>() },
  ...{ count: 0, minutes: 0, taken: new Set<string>() },
});

/** A step in which all goes well, with nothing left to choose. */
export const calm = (kind: string): Step => ({ kind, choices: [], fate: 'well', times: 1 });

const moveClock = (world: World, minutes: number): void => {
  world.minutes += minutes;
  world.office.moveTo(new Date(Date.now() + world.minutes * 60_000).toISOString());
};

/** Days go by: what has to happen by some time has happened, or its clock runs out. */
export async function passes(world: World, days: number): Promise<void> {
  moveClock(world, days * 24 * 60);
  await world.office.desk.elapseAll();
}

/** Lets what waits for its next round have it, until nothing changes; the clock goes on for what was put off. */
export async function quiet(world: World): Promise<void> {
  const { office } = world;
  for (let round = 0; round < 4; round += 1) {
    moveClock(world, 70);
    await applyPendingEntries(office.deps);
    await carryOnSuspense(office.deps);
    await applyWebhooks(office.deps);
    await settleRails(office.deps, 0);
  }
}

/** What the bank tells of movements, as often as the step says. */
export async function told(world: World, step: Step, effectMinor: number, ...entries: PlayedEntry[]): Promise<void> {
  const xml = notice(entries);
  if (step.fate !== 'well') world.office.desk.failNext('unknown', step.fate);
  for (let time = 0; time < step.times; time += 1) {
    const answer = await world.office.postXml('bank', '/v1/bank/notifications', xml);
    if (answer.status !== 200) throw new Error(`bank: ${answer.status} ${answer.text}`);
  }
  world.bankMinor += effectMinor;
}

const from = { name: 'Harbour Trading', account: '6200000000000000041' };
export const comes = ({ reference, endToEndId, amountMinor }: Moved): PlayedEntry => ({
  ...credit(reference, amountMinor),
  transactions: [{ amountMinor, endToEndId, debtor: from, ...(reference === '' ? {} : { reference }) }],
});

/** Money comes in under a reference, or under none. */
export function come(world: World, step: Step, reference: string, amountMinor: number): Promise<void> {
  world.count += 1;
  const moved = { reference, endToEndId: `E2E-${world.count}`, amountMinor, left: amountMinor };
  world.came.push(moved);
  return told(world, step, amountMinor, comes(moved));
}

export interface Answered {
  status: number;
  body: Record<string, unknown>;
}
const outcomeUnknown = 504;

/**
 * One command of a person under one key, sent as often as the step says and again where its answer was lost. Every
 * answer has to be the same.
 */
export async function asked(
  { office }: World,
  { fate, times }: Step,
  person: string,
  path: string,
  body: object = {},
): Promise<Answered> {
  const key = randomUUID();
  if (fate !== 'well') office.desk.failNext('unknown', fate);
  const answers: Answered[] = [];
  for (let left = times + 1; left > 0 && answers.length < times; left -= 1) {
    const { status, body: answer } = await office.post(person, path, body, key);
    if (status !== outcomeUnknown) answers.push({ status, body: answer as Record<string, unknown> });
  }
  office.desk.heal();
  const [first] = answers;
  if (first === undefined) throw new Error(`${path} by ${person} was never answered`);
  for (const again of answers) expect(again).toEqual(first);
  return first;
}

/** The choices of one step, in their order; past the last one it is always the first alternative. */
export function choosing(world: World, { choices }: Step) {
  let at = 0;
  const pick = <T>(all: readonly T[]): T | undefined => all[(choices[at++] ?? 0) % Math.max(1, all.length)];
  return {
    pick,
    /** One of the trades, with its order as it stands; null where it has no contract to act on. */
    async state(): Promise<{ trade: ModelTrade; order: Contracted & Order } | null> {
      const trade = pick(world.trades);
      const order = await trade?.state();
      return trade !== undefined && order !== undefined && isContracted(order) ? { trade, order } : null;
    },
  };
}
export type Choosing = ReturnType<typeof choosing>;

/** Suspense proposals that were carried out, with who made and who approved them. */
export const carriedOut = ({ office }: World) =>
  query<{ id: string; first: string; second: string | null }>(office.orm, {
    text: `select id, proposed_by as first, decided_by as second from suspense_proposal
      where state in ('approved', 'done')`,
  });
