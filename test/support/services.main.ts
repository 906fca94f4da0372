// Keeps the services of one test run: PostgreSQL with the template databases, Temporal, the workflow bundle. A process
// of its own, because it must outlive Jest by a moment: when its standard input closes, however Jest ended, it takes
// everything down and leaves nothing behind.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runOnce, type Stack, startStack } from '../../scripts/stack/index.ts';
import { bundleWorkflows, projectRoot } from '../../scripts/stack/workflow-bundle.ts';
import { databaseUrlOn, SEEDED_TEMPLATE, TEMPLATE } from './databases.ts';

const MIGRATION = 'src/persistence/migrate.main.ts';

const say = (line: string) => void process.stderr.write(`  ${line}\n`);

/** Names the test variables and nothing that belongs to a running stack: tests never touch a configured database. */
function forgetConfiguration(): void {
  const own = process.env.TEST_DATABASE_URL;
  for (const name of ['DATABASE_URL', 'PORT', 'TRADE_BASE_PORT', 'TEMPORAL_NAMESPACE']) delete process.env[name];
  if (own) process.env.DATABASE_URL = own;
}

async function makeTemplates(server: string, stack: Stack): Promise<void> {
  const templateUrl = await stack.databaseUrlOf(TEMPLATE);
  await runOnce('The migration', MIGRATION, { DATABASE_URL: templateUrl, TRADE_SEED: '' });
  const client = new pg.Client({ connectionString: databaseUrlOn(server, 'postgres') });
  await client.connect();
  try {
    await client.query(`create database ${SEEDED_TEMPLATE} template ${TEMPLATE}`);
    await runOnce('The seed', MIGRATION, { DATABASE_URL: databaseUrlOn(server, SEEDED_TEMPLATE), TRADE_SEED: '1' });
    // Nobody may connect to a template from now on: a connection to it would make copying it fail.
    for (const name of [TEMPLATE, SEEDED_TEMPLATE])
      await client.query(`alter database ${name} allow_connections false`);
  } finally {
    await client.end();
  }
}

function start(dataDir: string, signal: AbortSignal): Promise<Stack> {
  return startStack({
    dataDir,
    basePort: 'random',
    components: { api: 0, worker: 0, ui: false },
    durable: false,
    forTests: true,
    signal,
  });
}

/** Makes what the tests start from and answers the variables that tell them where it is. */
async function prepare(stack: Stack): Promise<Record<string, string>> {
  const server = (await stack.databaseUrlOf('postgres')).replace(/\/postgres$/, '/');
  const [, bundle] = await Promise.all([
    makeTemplates(server, stack),
    bundleWorkflows(join(projectRoot, 'node_modules', '.cache', 'trade-bundles')),
  ]);
  return {
    TEST_PG_URL: server,
    TEST_TEMPORAL_ADDRESS: stack.temporalAddress,
    TEST_TEMPORAL_NAMESPACE: stack.temporalNamespace,
    TEST_WORKFLOW_BUNDLE: bundle,
  };
}

const dataDir = mkdtempSync(join(tmpdir(), 'trade-test-'));
const control = new AbortController();
const parentGone = new Promise<void>((resolve) => {
  process.stdin
    .resume()
    .once('close', resolve)
    .once('error', () => resolve());
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => resolve());
});
void parentGone.then(() => control.abort(new Error('stopped')));

forgetConfiguration();
try {
  const stack = await start(dataDir, control.signal);
  try {
    process.stdout.write(`${JSON.stringify(await prepare(stack))}\n`);
    await parentGone;
  } finally {
    await stack.stop();
  }
} catch (error) {
  if (!control.signal.aborted) say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit();
