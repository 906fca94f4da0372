import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { MikroORM } from '@mikro-orm/postgresql';
import { Webhook } from 'standardwebhooks';
import { takeInWebhook } from '../../src/api/rails/webhooks.ts';
import { openRails } from '../../src/gateways/open-rails.ts';
import { migrate } from '../../src/persistence/migrate.ts';
import { openOrm } from '../../src/persistence/orm.ts';
import { query } from '../../src/persistence/sql.ts';
import { commitOfTree } from '../proof/versions.ts';
import { startPostgres } from '../stack/postgres.ts';
import { closeSite, openSite } from '../stack/site.ts';
import { median, rounded } from './measure.ts';

const budget = 0.8;
/** How many deliveries come at a time: a storm, and a trickle; the budget is for both. */
const storm = 64;
const trickle = 8;
const secret = `whsec_${Buffer.from('the secret of this bench, 32 byte').toString('base64')}`;

/**
 * Taking in a webhook (proving its HMAC, reading it, keeping it once by its id) against a bare insert of the same text
 * by the same driver, on a PostgreSQL of its own with its disk writes on. What is compared stands between two of what
 * it is compared with. Prints one line of JSON; answers 1 when the budget is missed. `--quick` for a first look.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { quick: { type: 'boolean', default: false } } });
  const [rounds, seconds] = values.quick ? [1, 2] : [3, 8];
  const folder = mkdtempSync(join(tmpdir(), 'trade-webhooks-bench-'));
  const site = await openSite(folder, 'random', (line) => void process.stderr.write(`${line}\n`));
  try {
    const port = site.ports.postgres;
    const { urlOf } = await startPostgres({ dataDir: site.dataDir, port, durable: true, host: site.host });
    const url = await urlOf('webhooks');
    await migrate(url);
    const orm = await openOrm(url);
    const measured = await measureBoth(orm, rounds, seconds).finally(() => orm.close());
    const told = { bench: 'webhooks', commit: commitOfTree(), quick: values.quick, node: process.version, ...measured };
    process.stdout.write(`${JSON.stringify(told)}\n`);
    const worst = [measured.storm, measured.trickle].map((each) => each.intakeAgainstInsert.worst);
    return Math.min(...worst) >= budget ? 0 : 1;
  } finally {
    await closeSite(site);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureBoth(orm: MikroORM, rounds: number, seconds: number) {
  await query(orm, {
    text: 'create table bare_webhook (id text primary key, body text not null, at timestamptz not null)',
  });
  const many = await measure(orm, { rounds, seconds, clients: storm });
  return { storm: many, trickle: await measure(orm, { rounds, seconds, clients: trickle }) };
}

interface Load {
  rounds: number;
  seconds: number;
  clients: number;
}

async function measure(orm: MikroORM, { rounds, ...load }: Load) {
  const bare = () =>
    rate(load, ({ id, body }) =>
      query(orm, {
        name: 'bare',
        text: 'insert into bare_webhook values ($1, $2, $3)',
        values: [id, body.toString(), new Date().toISOString()],
      }),
    );
  const rails = openRails({ sellerOfRecord: 'Bench', standardWebhookSecret: secret });
  const deps = { orm, rails, now: () => new Date().toISOString() };
  const intake = () => rate(load, ({ body, headers }) => takeInWebhook(deps, 'standard', body, headers));
  await bare();
  await intake();
  const found: { bare: number; intake: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = await bare();
    const taken = await intake();
    found.push({ bare: (before + (await bare())) / 2, intake: taken });
  }
  return {
    clients: load.clients,
    barePerSecond: Math.round(median(found.map((each) => each.bare))),
    intakePerSecond: Math.round(median(found.map((each) => each.intake))),
    intakeAgainstInsert: {
      worst: rounded(Math.min(...found.map((each) => each.intake / each.bare))),
      budget: `>= ${budget}`,
    },
  };
}

interface Sent {
  id: string;
  body: Buffer;
  headers: Record<string, string>;
}

const webhook = new Webhook(secret);

/** A webhook as its provider has signed it. */
function sent(): Sent {
  const id = randomUUID();
  const data = { attempt: id, payment: `p-${id}`, charge: `ch-${id}`, amountMinor: 12_500, currency: 'USD' };
  const at = new Date();
  const body = JSON.stringify({ type: 'charge.captured', timestamp: at.toISOString(), data });
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': webhook.sign(id, at, body),
  };
  return { id, body: Buffer.from(body), headers };
}

/** More than any of the two takes in within a second. */
const mostPerSecond = 8000;

/** Takes in one webhook after another with several clients for so many seconds; answers how many a second. */
async function rate({ seconds, clients }: Omit<Load, 'rounds'>, act: (one: Sent) => Promise<unknown>): Promise<number> {
  // Signed beforehand: that is the provider's work, not ours.
  const waiting = Array.from({ length: seconds * mostPerSecond }, sent);
  const from = performance.now();
  let done = 0;
  const client = async (): Promise<void> => {
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      await act(one);
      done += 1;
      if (performance.now() - from >= seconds * 1000) return;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return done / ((performance.now() - from) / 1000);
}
