// Plays trades, and what stands beside them, on services of their own and keeps their histories for the replay test:
// npm run record -- [scenario…]; without a name, all of them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TimestampError } from '../src/gateways/timestamp/token.ts';
import setUp from '../test/support/global-setup.ts';
import tearDown from '../test/support/global-teardown.ts';
import { keptRuns } from '../test/support/history.ts';
import { scenarios } from '../test/support/scenarios.ts';
import { openWorkshop } from '../test/support/workshop.ts';

const rootDir = fileURLToPath(new URL('..', import.meta.url));
const folder = fileURLToPath(new URL('../test/golden/histories/', import.meta.url));

/** Its workflow then asks, is told why not, and counts what waits. */
const awayAuthority = () => Promise.reject(new TimestampError('no-answer', 'no authority is asked'));

function chosen(): string[] {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !Object.hasOwn(scenarios, name));
  if (unknown.length > 0)
    throw new Error(`There is no scenario ${unknown.join(', ')}; there are: ${Object.keys(scenarios).join(', ')}`);
  return names.length > 0 ? names : Object.keys(scenarios);
}

async function record(names: string[]): Promise<void> {
  const shop = await openWorkshop({ timestamper: awayAuthority });
  try {
    for (const name of names) {
      const text = JSON.stringify(await keptRuns(shop, (await scenarios[name]?.(shop)) ?? []));
      writeFileSync(`${folder}${name}.json`, `${text}\n`);
      process.stdout.write(`${name}: ${(text.length / 1024).toFixed(0)} KiB\n`);
    }
  } finally {
    await shop.close();
  }
}

const names = chosen();
mkdirSync(folder, { recursive: true });
await setUp({ rootDir });
try {
  await record(names);
} finally {
  await tearDown();
}
