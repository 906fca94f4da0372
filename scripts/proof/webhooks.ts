import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { takeInWebhook } from '../../src/api/rails/webhooks.ts';
import { migrate } from '../../src/persistence/migrate.ts';
import { openOrm } from '../../src/persistence/orm.ts';
import { refusals } from '../../src/persistence/rails/webhooks.ts';
import { seed as seedSandbox } from '../../src/persistence/seed.ts';
import { seededRandom } from '../play/random.ts';
import { startPostgres } from '../stack/postgres.ts';
import { closeSite, openSite } from '../stack/site.ts';
import { commitOfTree } from './versions.ts';
import { deliver, type Delivery, killableOffice } from './webhooks/delivery.ts';
import { officeOver } from './webhooks/office.ts';
import { openWorld, storyOf, type Told, unfinished, type Waiting, worldOf } from './webhooks/world.ts';

const secret = `whsec_${Buffer.from('the secret of this proof, 32 byte').toString('base64')}`;
const atOnce = 16;
const settleWithinMs = 180_000;

const whole = (name: string, given: string | undefined, otherwise: number): number => {
  const value = given === undefined ? otherwise : Number(given);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} must be a whole number, not ${given}`);
  return value;
};

/**
 * `npm run proof -- webhooks`: 10,000 deliveries, shuffled, doubled, forged and stale, while the API is killed again
 * and again, must end in the very attempts, disputes, facts and ledger that the same events leave when each comes once
 * and in order. --deliveries, --kills and --seed change that.
 */
export async function proveWebhooks(args: string[]) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args, options: { deliveries: text, kills: text, seed: text } });
  const deliveries = whole('deliveries', values.deliveries, 10_000);
  const kills = whole('kills', values.kills, 12);
  const seed = whole('seed', values.seed, Math.floor(Math.random() * 2 ** 31));
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'trade-webhooks-proof-'));
  const site = await openSite(folder, 'random', (line) => void process.stderr.write(`${line}\n`));
  try {
    const { urlOf } = await startPostgres({
      dataDir: site.dataDir,
      port: site.ports.postgres,
      durable: true,
      host: site.host,
    });
    const found = await play(
      { ordered: await urlOf('ordered'), chaos: await urlOf('chaos') },
      { deliveries, kills, seed },
    );
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    return { proof: 'webhooks', seed, commit: commitOfTree(), ...found, seconds, versions: { node: process.version } };
  } finally {
    await closeSite(site);
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Plan {
  deliveries: number;
  kills: number;
  seed: number;
}

async function play(urls: { ordered: string; chaos: string }, plan: Plan) {
  for (const url of [urls.ordered, urls.chaos]) await migrate(url);
  const [ordered, chaos] = await Promise.all([openOrm(urls.ordered), openOrm(urls.chaos)]);
  try {
    for (const orm of [ordered, chaos]) await seedSandbox(orm);
    const orders = Math.max(5, Math.round(plan.deliveries / 25));
    const waiting = await openWorld(ordered, orders);
    await openWorld(chaos, orders);
    const start = Date.now();
    const stories = waiting.map((one: Waiting, index) => storyOf(one, index, start));
    await inOrder(officeOver(ordered, secret), stories.flat());
    const sent = await inChaos(urls.chaos, shuffled(stories.flat(), plan), plan);
    await settled(chaos);
    const violations = [
      ...sent.violations,
      ...differences(await worldOf(ordered), await worldOf(chaos)),
      ...(await refusedWrongly(chaos, sent)),
    ];
    return { orders, events: stories.flat().length, ...sent, violations: violations.slice(0, 20) };
  } finally {
    await Promise.all([ordered.close(), chaos.close()]);
  }
}

/** Each event once, in the order it happened, applied before the next one comes. */
async function inOrder({ deps, round }: ReturnType<typeof officeOver>, events: Told[]): Promise<void> {
  const webhook = new Webhook(secret);
  for (const { id, body } of events) {
    const at = new Date();
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': webhook.sign(id, at, body),
    };
    await takeInWebhook(deps, 'standard', Buffer.from(body), headers);
    await round();
  }
}

/** Every event at least twice, a quarter forged and a quarter stale besides, in an order drawn from the seed. */
function shuffled(events: Told[], { deliveries, seed }: Plan): Delivery[] {
  const random = seededRandom(seed);
  const drawn = () => events[random.below(events.length)] as Told;
  const all: Delivery[] = [...events, ...events].map((each) => ({ ...each, as: 'true' as const }));
  for (let more = 0; all.length < deliveries; more += 1) {
    const as = (['forged', 'stale', 'true', 'forged', 'stale'] as const)[more % 5] as Delivery['as'];
    all.push({ ...drawn(), as });
  }
  return random.shuffled(all);
}

async function inChaos(url: string, all: Delivery[], { kills }: Plan) {
  const office = killableOffice(url, secret);
  const counts = { deliveries: all.length, doubled: 0, forged: 0, stale: 0, resent: 0, kills: 0 };
  const violations: string[] = [];
  const every = Math.ceil(all.length / (kills + 1));
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next; at < all.length; at = next) {
      next += 1;
      const one = all[at] as Delivery;
      if (at > 0 && at % every === 0 && counts.kills < kills) {
        counts.kills += 1;
        await office.kill();
      }
      const { status, sent } = await deliver(office.port, secret, one);
      counts.resent += sent - 1;
      if (one.as !== 'true') counts[one.as] += 1;
      const expected = one.as === 'true' ? 200 : 400;
      if (status !== expected) violations.push(`${one.as} ${one.id} was answered ${status}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
    counts.doubled = all.filter(({ as }) => as === 'true').length - new Set(all.map(({ id }) => id)).size;
    await settledOver(url);
  } finally {
    await office.stop();
  }
  return { ...counts, violations };
}

/** Waits while the API still has something to apply. */
async function settledOver(url: string): Promise<void> {
  const orm = await openOrm(url);
  const until = Date.now() + settleWithinMs;
  try {
    while ((await unfinished(orm)) > 0 && Date.now() < until) await new Promise((resume) => setTimeout(resume, 200));
  } finally {
    await orm.close();
  }
}

async function settled(orm: Parameters<typeof unfinished>[0]): Promise<void> {
  const left = await unfinished(orm);
  if (left > 0) throw new Error(`${left} webhooks or credits are not at their end`);
}

function differences(one: Record<string, unknown[]>, other: Record<string, unknown[]>): string[] {
  return Object.keys(one).flatMap((name) => {
    const [left = [], right = []] = [one[name], other[name]];
    if (left.length !== right.length) return [`${name}: ${left.length} in order, ${right.length} in the proof`];
    const at = left.findIndex((each, index) => !isDeepStrictEqual(each, right[index]));
    return at < 0 ? [] : [`${name}: ${JSON.stringify(left[at])} in order, ${JSON.stringify(right[at])} in the proof`];
  });
}

/** A delivery that a kill cut off may have been counted before it was sent again, so there can be more, never fewer. */
async function refusedWrongly(
  orm: Parameters<typeof unfinished>[0],
  { forged, stale }: { forged: number; stale: number },
): Promise<string[]> {
  const counted = (await refusals(orm)).reduce((sum, { count }) => sum + count, 0);
  return counted < forged + stale ? [`${forged + stale} were forged or stale, ${counted} counted`] : [];
}
