import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { playedBank } from '../play/bank.ts';
import { type Attempt, openClient } from '../play/client.ts';
import { assemble } from '../play/people.ts';
import { seededRandom } from '../play/random.ts';
import { scenarioNames } from '../play/scenarios.ts';
import { progress as timedLog } from '../stack/foreground.ts';
import { type Stack, startStack } from '../stack/index.ts';
import { type Kill, killByPlan, type KillKind, killKinds, planKills } from './kills.ts';
import type { CrashOptions } from './options.ts';
import { recoveries, type Recovery } from './recovery.ts';
import { type PlannedTrade, type Played, playTrades, progressCounter } from './run.ts';
import { unnoticedSabotage } from './sabotage.ts';
import { openSubscribers } from './subscribers.ts';
import { verify } from './verify.ts';
import { commitOfTree, versionsOf } from './versions.ts';

/** What the proof says in the end. */
export interface CrashResult {
  proof: 'crash';
  seed: number;
  commit: string;
  trades: number;
  kills: Record<KillKind, number>;
  commandsAcknowledged: number;
  retries: number;
  retriesBy: Record<string, number>;
  recovery: Record<KillKind, Recovery>;
  violations: string[];
  notes: string[];
  seconds: number;
  versions: Record<string, string>;
}

/** The trust account of the stack on one machine; the stack hands the same to its workers. */
const TRUST_ACCOUNT = 'GB82WEST12345698765432';
const BANK_LOOKS_EVERY_MS = 100;

const log = timedLog((line) => void process.stdout.write(`${line}\n`));

/**
 * Plays trades over HTTP while worker, API, PostgreSQL and Temporal are killed at random by a seed, then looks for
 * anything lost, doubled, changed or out of balance, with each scenario played once without kills as the measure.
 */
export async function proveCrashSafety(options: CrashOptions): Promise<CrashResult> {
  for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS']) {
    if (process.env[name]) throw new Error(`${name} is set: the proof kills the servers it starts itself; unset it`);
  }
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'trade-crash-'));
  log(`seed ${options.seed}, data in ${dataDir}`);
  const { basePort, apis, workers } = options;
  const stack = await startStack({
    dataDir,
    durable: true,
    env: { WEBHOOK_LOCAL_TARGETS: '1', SOURCING_LEAST_SECONDS: '1' },
    components: { api: apis, worker: workers, ui: false },
    log,
    ...(basePort === undefined ? {} : { basePort }),
  });
  const stop = () => void stack.stop().then(() => process.exit(1));
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, stop);
  const database = new pg.Pool({ connectionString: stack.databaseUrl, max: 2 });
  // The server is killed under idle connections: the pool makes new ones.
  database.on('error', () => undefined);
  try {
    return await prove(options, stack, database);
  } finally {
    await database.end();
    await stack.stop();
    if (!options.keep && options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
}

async function prove(options: CrashOptions, stack: Stack, database: pg.Pool): Promise<CrashResult> {
  const began = performance.now();
  const attempts: Attempt[] = [];
  const random = seededRandom(options.seed);
  const run = `crash-${options.seed}`;
  const client = openClient({ urls: stack.apiUrls, onAttempt: (attempt) => attempts.push(attempt) });
  const bank = playedBank({ folder: join(stack.dataDir, 'bank'), account: TRUST_ACCOUNT, run });
  const stage = { client, bank, casts: await assemble(client), run };
  const subscribers = await openSubscribers(client, stage.casts);
  const agent = setInterval(() => bank.take(), BANK_LOOKS_EVERY_MS);
  const trades = mixOf(options.trades, random);

  log(`playing each scenario once without kills: ${scenarioNames.length} trades`);
  const measures = await playTrades(stage, measureTrades(options.trades), { atOnce: options.atOnce, log });
  const failed = measures.find(({ failure }) => failure !== null);
  if (failed !== undefined) throw new Error(`"${failed.scenario}" does not even run without kills: ${failed.failure}`);

  attempts.length = 0;
  const { played, kills } = await storm(options, stack, { stage, trades, random, measures });
  clearInterval(agent);
  for (const name of Object.keys(stack.pids())) await stack.ready(name);
  log('verifying');
  const evidence = { stack, database, client, bank, subscribers, played, measures };
  const found = await verify(evidence);
  const violations = [...unexpected(attempts), ...killsMissing(kills, options.kills), ...found.violations];
  if (options.sabotage) violations.push(...(await unnoticedSabotage(evidence)));
  await subscribers.close();
  const writes = played.flatMap((each) => each.writes);
  return {
    proof: 'crash',
    seed: options.seed,
    commit: commitOfTree(),
    trades: played.length,
    kills: Object.fromEntries(
      killKinds.map((kind) => [kind, kills.filter((each) => each.kind === kind).length]),
    ) as Record<KillKind, number>,
    commandsAcknowledged: writes.length,
    ...retriesOf(attempts),
    recovery: recoveries(kills, attempts),
    violations,
    notes: found.notes,
    seconds: Math.round((performance.now() - began) / 1000),
    versions: await versionsOf(database, stack.temporalAddress),
  };
}

/** As many of each scenario as of the others, in an order the seed gives. */
const mixOf = (trades: number, random: ReturnType<typeof seededRandom>): PlannedTrade[] => {
  const all = Array.from(
    { length: trades },
    (_, index) => scenarioNames[index % scenarioNames.length] as PlannedTrade['scenario'],
  );
  return random
    .shuffled(all)
    .map((scenario, index) => ({ name: `t${String(index + 1).padStart(2, '0')}`, index, scenario }));
};

/** The last first: it waits for a deadline, beside the others. */
const measureTrades = (from: number): PlannedTrade[] =>
  scenarioNames.map((scenario, index) => ({ name: `m${index + 1}`, index: from + index, scenario })).reverse();

type Play = {
  stage: Parameters<typeof playTrades>[0];
  trades: PlannedTrade[];
  random: ReturnType<typeof seededRandom>;
  measures: Played[];
};

/** The trades and the kills, side by side. */
async function storm(
  { kills, atOnce, apis, workers }: CrashOptions,
  stack: Stack,
  { stage, trades, random, measures }: Play,
): Promise<{ played: Played[]; kills: Kill[] }> {
  const writesOf = (scenario: string) => measures.find((each) => each.scenario === scenario)?.writes.length ?? 0;
  const expected = trades.reduce((sum, { scenario }) => sum + writesOf(scenario), 0);
  const plan = planKills(kills, expected, random, { api: apis, worker: workers });
  const progress = progressCounter();
  log(`playing ${trades.length} trades, ${expected} writes, with ${plan.length} kills`);
  const killing = killByPlan(stack, plan, progress.reached, log);
  const played = await playTrades(stage, trades, { atOnce, progress, log });
  progress.end();
  return { played, kills: await killing };
}

/**
 * A server error that says nothing of use, or a session that is suddenly unknown, is no way to be away for a moment.
 */
function unexpected(attempts: Attempt[]): string[] {
  const odd = attempts.filter(({ outcome }) => outcome === 500 || outcome === 401);
  const kinds = new Map<string, number>();
  for (const { call, outcome, code } of odd) {
    const what = `${outcome} ${code ?? ''} for ${call.method} ${call.path.replace(/\d{6,}/, '{order}')}`;
    kinds.set(what, (kinds.get(what) ?? 0) + 1);
  }
  return [...kinds].map(([what, times]) => `unexpected answer: ${what} (${times}×)`);
}

const killsMissing = (kills: Kill[], asked: number): string[] =>
  kills.length === asked ? [] : [`only ${kills.length} of ${asked} kills were made before the trades ended`];

/** Attempts that were not the end of their request, by what became of them. */
function retriesOf(attempts: Attempt[]): Pick<CrashResult, 'retries' | 'retriesBy'> {
  const unanswered = attempts.filter(
    ({ outcome, code }) => typeof outcome === 'string' || outcome >= 500 || code === 'still-running',
  );
  const by = new Map<string, number>();
  for (const { outcome, code } of unanswered) {
    const what = typeof outcome === 'string' ? outcome : `${outcome} ${code ?? ''}`.trim();
    by.set(what, (by.get(what) ?? 0) + 1);
  }
  return { retries: unanswered.length, retriesBy: Object.fromEntries(by) };
}
