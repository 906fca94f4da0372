import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openOrm } from './orm.ts';
import { publishPolicies } from './policy-versions.ts';
import { seed } from './seed.ts';

/** Any number that nobody else uses: all copies that start at once take turns on it. */
const migrationLock = 7_321_905;

/**
 * Brings the database at `url` up to date: waits up to `patienceMs` until it answers, runs the migrations it has not
 * seen while no other copy does, publishes the policies of this version, and seeds it when `withSeed`. Answers the
 * names of the migrations that ran. Throws when the database does not answer in time, a migration fails, or a policy
 * was published otherwise; a failed migration leaves nothing behind.
 */
export async function migrate(url: string, { withSeed = false, patienceMs = 60_000 } = {}): Promise<string[]> {
  const lock = await connect(url, Date.now() + patienceMs);
  try {
    await lock.query('select pg_advisory_lock($1)', [migrationLock]);
    const orm = await openOrm(url);
    try {
      const done = await orm.migrator.up();
      await publishPolicies(orm);
      if (withSeed) await seed(orm);
      return done.map(({ name }) => name);
    } finally {
      await orm.close();
    }
  } finally {
    await lock.end();
  }
}

async function connect(url: string, until: number): Promise<pg.Client> {
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (Date.now() >= until) throw new Error('the database did not answer in time', { cause: error });
      await pause(250);
    }
  }
}
