import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { MikroORM } from '@mikro-orm/postgresql';
import { migrate } from '../../src/persistence/migrate.ts';
import { openOrm } from '../../src/persistence/orm.ts';
import { seed as seedSandbox } from '../../src/persistence/seed.ts';
import { startPostgres } from '../stack/postgres.ts';
import { closeSite, openSite } from '../stack/site.ts';
import { type Case, cases } from './idempotency/probe.ts';
import { routesOf, unkeyed } from './idempotency/routes.ts';
import { stories } from './idempotency/stories/index.ts';
import { openTeller } from './idempotency/teller.ts';
import { openIdempotencyWorld } from './idempotency/world.ts';
import { commitOfTree } from './versions.ts';

const largestSeed = 2 ** 31;

/** What trying every write came to. */
export interface IdempotencyFindings {
  routes: number;
  cells: number;
  violations: string[];
}

/**
 * Tries every write of the live router under the cases that are wanted, over a seeded database. A route no story comes
 * to is a violation: it has no cell.
 */
export async function tryEveryWrite(
  orm: MikroORM,
  { seed, wanted, log }: { seed: number; wanted: readonly Case[]; log: (line: string) => void },
): Promise<IdempotencyFindings> {
  const world = await openIdempotencyWorld(orm);
  const { deps } = world.office;
  const routes = routesOf(deps);
  const told = openTeller(world, routes, { seed, wanted: new Set(wanted), idle: [], log });
  const idle = [await told.orderIn('enquiry'), await told.orderIn('completed')];
  const teller = { ...told, ...openTeller(world, routes, { seed, wanted: new Set(wanted), idle, log }) };
  const violations: string[] = unkeyed(deps);
  for (const [name, tell] of Object.entries(stories)) {
    await tell(teller).catch((error: Error) => {
      violations.push(`story ${name}: ${error.message}`);
      log(`story ${name}: ${error.stack ?? error.message}`);
    });
  }
  const counted = [...teller.tried.values()].flat().length;
  for (const { name } of routes) {
    const missing = wanted.filter((each) => teller.tried.get(name)?.includes(each) !== true);
    if (missing.length > 0) violations.push(`${name}: no cell for ${missing.join(', ')}`);
  }
  return { routes: routes.length, cells: counted, violations: [...violations, ...teller.violations] };
}

/**
 * `npm run proof -- idempotency`: every write of the live router against everything that can happen to one: no key, a
 * key that is none, sent again, refused again, another body, still running, the process dead after the claim, another
 * sender. --seed draws the keys.
 */
export async function proveIdempotency(args: string[]) {
  const { values } = parseArgs({ args, options: { seed: { type: 'string' } } });
  const seed = Number(values.seed ?? Math.floor(Math.random() * largestSeed));
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`--seed must be a whole number, not ${values.seed}`);
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'trade-idempotency-proof-'));
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const site = await openSite(folder, 'random', log);
  try {
    const { dataDir, host, ports } = site;
    const { urlOf } = await startPostgres({ dataDir, port: ports.postgres, durable: false, host });
    const url = await urlOf('idempotency');
    await migrate(url);
    const orm = await openOrm(url);
    try {
      await seedSandbox(orm);
      const found = await tryEveryWrite(orm, { seed, wanted: cases, log });
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      const versions = { node: process.version };
      return { proof: 'idempotency', ...found, seed, commit: commitOfTree(), seconds, versions };
    } finally {
      await orm.close();
    }
  } finally {
    await closeSite(site);
    rmSync(folder, { recursive: true, force: true });
  }
}
