import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { MikroORM } from '@mikro-orm/postgresql';
import { carryBalancesForward } from '../../src/persistence/ledger-balances.ts';
import { verifyLedger } from '../../src/persistence/ledger-verify.ts';
import { migrate } from '../../src/persistence/migrate.ts';
import { openOrm } from '../../src/persistence/orm.ts';
import { commitOfTree } from '../proof/versions.ts';
import { startPostgres } from '../stack/postgres.ts';
import { closeSite, openSite } from '../stack/site.ts';
import { findPgbench } from './ledger/pgbench.ts';
import {
  batchesPerSecond, driverRunners, fund, pgbenchRunners, type Places, type Runners, throughStore,
} from './ledger/runners.ts';
import { median, rounded } from './measure.ts';

const full = { rounds: 3, seconds: 10, clients: 8, scale: 10, batches: 60 };
const quick = { rounds: 1, seconds: 3, clients: 8, scale: 8, batches: 10 };
type Sizes = typeof full;

const budgets = { transfer: 1, hot: 0.9, batch: 20_000 };

/**
 * The ledger's budgets, on a PostgreSQL of its own with its disk writes on: one balanced transfer against pgbench's
 * TPC-B-like transaction, batches of a thousand, and one hot account against many. Prints one line of JSON; answers 1
 * when a budget is missed. `--quick` for a first look.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { quick: { type: 'boolean', default: false } } });
  const print = (line: string) => void process.stderr.write(`${line}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'trade-ledger-bench-'));
  const site = await openSite(folder, undefined, print);
  try {
    const port = site.ports.postgres;
    const { urlOf } = await startPostgres({ dataDir: site.dataDir, port, durable: true, host: site.host });
    const places = { ledgerUrl: await urlOf('ledger'), baseUrl: await urlOf('base'), folder };
    const measured = await benchLedger(places, values.quick ? quick : full, print);
    const figures = {
      bench: 'ledger',
      commit: commitOfTree(),
      quick: values.quick,
      node: process.version,
      ...measured,
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    return measured.violations.length === 0 ? 0 : 1;
  } finally {
    await closeSite(site);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchLedger(places: Places, sizes: Sizes, print: (line: string) => void) {
  await migrate(places.ledgerUrl);
  const orm = await openOrm(places.ledgerUrl);
  try {
    await fund(orm);
    const program = findPgbench();
    const runners =
      program === undefined
        ? await driverRunners(orm, sizes)
        : await pgbenchRunners(program, places, sizes);
    const single = await benchTransfers(orm, runners, sizes, print);
    const batch = await benchBatches(orm, sizes, print);
    const breaks = await verifyLedger(orm);
    const violations = [
      ...missed('transferAgainstBase', single.transferAgainstBase.worst, budgets.transfer),
      ...missed('hotAgainstMany', single.hotAgainstMany.worst, budgets.hot),
      ...missed('batchTransfersPerSecond', batch.batchTransfersPerSecond.worst, budgets.batch),
      ...breaks
        .filter(({ kind }) => kind !== 'escrow-held')
        .map(({ kind, where, detail }) => `${kind} at ${where}: ${detail}`),
    ];
    return { ...single, ...batch, violations };
  } finally {
    await orm.close();
  }
}

const missed = (name: string, worst: number, budget: number): string[] =>
  worst < budget ? [`${name} is ${worst}, the budget ${budget}`] : [];

type Round = Record<'base' | 'transfer' | 'hot' | 'many' | 'store' | 'hotDebit' | 'manyDebit', number>;

/**
 * One measurement of each. What is compared stands between two of what it is compared with, so that a machine that
 * grows busier or quieter meanwhile does not decide.
 */
async function oneRound(orm: MikroORM, { base, ledger }: Runners, sizes: Sizes): Promise<Round> {
  const before = await base();
  const transfer = await ledger('hot');
  const after = await base();
  const first = await ledger('hot');
  const many = await ledger('many');
  const last = await ledger('hot');
  return {
    base: (before + after) / 2,
    transfer,
    hot: (first + last) / 2,
    many,
    store: await throughStore(orm, 'hot', sizes),
    hotDebit: await ledger('hotDebit'),
    manyDebit: await ledger('manyDebit'),
  };
}

/** Single transfers against the base, hot and many; the control is the base against itself. */
async function benchTransfers(orm: MikroORM, runners: Runners, sizes: Sizes, print: (line: string) => void) {
  await runners.ledger('many');
  await carryBalancesForward(orm);
  const control = [await runners.base(), await runners.base()] as const;
  const rounds: Round[] = [];
  for (let round = 1; round <= sizes.rounds; round += 1) {
    const one = await oneRound(orm, runners, sizes);
    rounds.push(one);
    const rates = Object.entries(one).map(([name, rate]) => `${name} ${Math.round(rate)}/s`);
    print(`round ${round}: ${rates.join(', ')}`);
    await carryBalancesForward(orm);
  }
  const ratio = (above: keyof Round, below: keyof Round) =>
    rounded(Math.min(...rounds.map((each) => each[above] / each[below])));
  const middle = (name: keyof Round) => Math.round(median(rounds.map((each) => each[name])));
  return {
    against: runners.against,
    controlBaseAgainstItself: rounded(control[0] / control[1]),
    basePerSecond: middle('base'),
    transfersPerSecond: middle('transfer'),
    transferAgainstBase: { worst: ratio('transfer', 'base'), budget: `>= ${budgets.transfer}` },
    hotAgainstMany: { worst: ratio('hot', 'many'), budget: `>= ${budgets.hot}` },
    throughTheDriver: { perSecond: middle('store'), againstBase: ratio('store', 'base') },
    guardedDebits: { hotPerSecond: middle('hotDebit'), manyPerSecond: middle('manyDebit') },
  };
}

async function benchBatches(orm: MikroORM, { rounds, batches }: Sizes, print: (line: string) => void) {
  await batchesPerSecond(orm, 'hot', 4);
  const rates: number[] = [];
  for (let round = 1; round <= rounds; round += 1) rates.push(await batchesPerSecond(orm, 'hot', batches));
  const guarded = await batchesPerSecond(orm, 'manyDebit', batches);
  print(`batches: ${rates.map(Math.round).join(', ')} transfers/s; out of guarded accounts ${Math.round(guarded)}/s`);
  return {
    batchTransfersPerSecond: { worst: Math.round(Math.min(...rates)), budget: `>= ${budgets.batch}` },
    guardedBatchTransfersPerSecond: Math.round(guarded),
  };
}
