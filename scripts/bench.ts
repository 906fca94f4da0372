import { execFileSync } from 'node:child_process';
import { versions } from 'node:process';
import { run as benchLedger } from './bench/ledger.ts';
import { benchOrders } from './bench/orders.ts';
import { run as benchSearch } from './bench/search.ts';
import { run as benchWebhooks } from './bench/webhooks.ts';

/** The whole orders of DESIGN.md section 9 against bare workflows; the last line printed is one JSON object. */
async function orders(args: string[]): Promise<number> {
  const isQuick = args.includes('--quick');
  const print = (line: string) => process.stderr.write(`${line}\n`);
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const measured = await benchOrders({ isQuick, print });
  const told = { bench: 'orders', commit, node: versions.node, quick: isQuick, ...measured };
  process.stdout.write(`${JSON.stringify(told)}\n`);
  return 0;
}

const benches: Record<string, (args: string[]) => Promise<number>> = {
  orders,
  ledger: benchLedger,
  search: benchSearch,
  webhooks: benchWebhooks,
};

/** `npm run bench [-- orders --quick | ledger | search | webhooks]`: the budgets of DESIGN.md section 9, measured. */
const [first = 'orders', ...rest] = process.argv.slice(2);
const bench = Object.hasOwn(benches, first) ? benches[first] : undefined;
const args = bench === undefined ? process.argv.slice(2) : rest;
process.exitCode = await (bench ?? orders)(args);
