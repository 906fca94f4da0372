import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as TemporalClient, Connection } from '@temporalio/client';
import { orderWorkflowId } from '../../workflows/messages.ts';
import { type Client, openClient } from '../play/client.ts';
import { assemble, type Cast } from '../play/people.ts';
import { startStack } from '../stack/index.ts';
import { type Bare, startBare } from './bare/play.ts';
import { pacedAt, playHappyOrder, updatesOfAnOrder } from './happy-order.ts';
import { median, percentile, perSecond, rounded } from './measure.ts';

interface Sizes {
  rounds: number;
  orders: number;
  clients: number;
  samples: number;
  /** Orders in play at half load. */
  inPlay: number;
}
const full: Sizes = { rounds: 3, orders: 40, clients: 10, samples: 300, inPlay: 20 };
const quick: Sizes = { rounds: 1, orders: 10, clients: 5, samples: 40, inPlay: 10 };

/** The first four budgets of DESIGN.md section 9, on a stack of its own; answers what was measured. */
export async function benchOrders({
  isQuick,
  print,
}: {
  isQuick: boolean;
  print: (line: string) => void;
}): Promise<object> {
  const sizes = isQuick ? quick : full;
  const dataDir = mkdtempSync(join(tmpdir(), 'trade-bench-'));
  const stack = await startStack({ dataDir, components: { api: 1, worker: 1, ui: false }, log: print });
  try {
    const client = openClient({ urls: stack.apiUrls });
    const [cast] = await assemble(client);
    const bare = await startBare(stack.temporalAddress, stack.temporalNamespace);
    try {
      const throughput = await benchThroughput(client, cast, bare, sizes, print);
      const latency = await benchLatency(client, cast, bare, sizes, print);
      const halfLoad = await benchHalfLoad(client, cast, throughput.ordersPerSecond, sizes);
      const history = await measureHistory(client, cast, stack);
      return { ...throughput, ...latency, ...halfLoad, ...history };
    } finally {
      await bare.stop();
    }
  } finally {
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Whole orders and bare workflows take turns; the control is the bare workflow against itself. */
async function benchThroughput(
  client: Client,
  cast: Cast,
  bare: Bare,
  sizes: Sizes,
  print: (line: string) => void,
) {
  let serial = 1;
  const ours = () => perSecond(sizes.orders, sizes.clients, () => playHappyOrder(client, cast, serial++));
  const of = (activity: 'regular' | 'local') => () =>
    perSecond(sizes.orders, sizes.clients, () => bare.order(updatesOfAnOrder, activity));
  const regular = of('regular');
  const local = of('local');
  await perSecond(sizes.clients, sizes.clients, () => playHappyOrder(client, cast, serial++));
  await perSecond(sizes.clients, sizes.clients, () => bare.order(updatesOfAnOrder, 'local'));
  const control = [await regular(), await regular()] as const;
  const rounds: { order: number; regular: number; local: number }[] = [];
  for (let round = 1; round <= sizes.rounds; round += 1) {
    const measured = { regular: await regular(), order: await ours(), local: await local() };
    rounds.push(measured);
    print(
      `round ${round}: order ${rounded(measured.order)}/s, ` +
        `bare regular ${rounded(measured.regular)}/s, bare local ${rounded(measured.local)}/s`,
    );
  }
  const worst = (against: 'regular' | 'local') =>
    rounded(Math.min(...rounds.map((each) => each.order / each[against])));
  return {
    ordersPerSecond: rounded(median(rounds.map(({ order }) => order))),
    controlRegularAgainstItself: rounded(control[0] / control[1]),
    orderAgainstBareRegular: { worst: worst('regular'), budget: '>= 1.0' },
    orderAgainstBareLocal: { worst: worst('local'), budget: '>= 0.7' },
  };
}

/** One command over HTTP against one bare update with a local activity, in turns, by one client. */
async function benchLatency(
  client: Client,
  cast: Cast,
  bare: Bare,
  sizes: Sizes,
  print: (line: string) => void,
): Promise<object> {
  const demand = { items: [{ description: 'LED desk lamp', quantity: 20 }], destination: 'Hong Kong' };
  const opened = await client.once({
    method: 'POST',
    path: '/v1/orders',
    token: cast.buyer.token,
    key: randomUUID(),
    body: { supplier: cast.supplier.company, demand },
  });
  const { order } = opened.body as { order: string };
  const update = await bare.open('local');
  const ours: number[] = [];
  const theirs: number[] = [];
  const timed = async (into: number[], act: () => Promise<unknown>) => {
    const from = performance.now();
    await act();
    into.push(performance.now() - from);
  };
  // Questions and answers can go on for ever without moving the order on: every one is a whole command.
  const command = (index: number) => {
    const [who, name, input] =
      index % 2 === 0
        ? ([cast.supplier, 'askForDetails', { question: 'Which plug?' }] as const)
        : ([cast.buyer, 'answerDetails', { answer: 'Type G.' }] as const);
    return client.once({
      method: 'POST',
      path: `/v1/orders/${order}/${name}`,
      token: who.token,
      key: randomUUID(),
      body: input,
    });
  };
  for (let index = 0; index < sizes.samples; index += 1) {
    await timed(theirs, () => update(index));
    await timed(ours, () => command(index));
  }
  print(`command p50 ${rounded(median(ours))} ms, bare update p50 ${rounded(median(theirs))} ms`);
  return {
    commandMs: { p50: rounded(median(ours)), p99: rounded(percentile(ours, 0.99)) },
    bareUpdateMs: { p50: rounded(median(theirs)), p99: rounded(percentile(theirs, 0.99)) },
    commandAgainstBareP50: { ratio: rounded(median(ours) / median(theirs)), budget: '<= 1.4' },
  };
}

/** Commands at half the rate the throughput came to, at even distances, of many orders in play at once. */
async function benchHalfLoad(
  client: Client,
  cast: Cast,
  ordersPerSecond: number,
  { orders, inPlay }: Sizes,
): Promise<object> {
  const pace = pacedAt((ordersPerSecond * updatesOfAnOrder) / 2);
  const commands: number[] = [];
  let serial = 500_000;
  const played = await perSecond(orders, inPlay, async () => {
    commands.push(...(await playHappyOrder(client, cast, serial++, pace)).commands);
  });
  return {
    halfLoad: { ordersPerSecond: rounded(played), p50: rounded(median(commands)) },
    commandP99AtHalfLoadMs: { value: rounded(percentile(commands, 0.99)), budget: '<= 90' },
  };
}

/** What one happy order leaves in its history, everything included. */
async function measureHistory(
  client: Client,
  cast: Cast,
  { temporalAddress, temporalNamespace }: { temporalAddress: string; temporalNamespace: string },
): Promise<object> {
  const { order } = await playHappyOrder(client, cast, 900_000);
  const connection = await Connection.connect({ address: temporalAddress });
  const temporal = new TemporalClient({ connection, namespace: temporalNamespace });
  const { historyLength, historySize = 0 } = await temporal.workflow.getHandle(orderWorkflowId(order)).describe();
  await connection.close();
  return {
    eventsPerCommand: { value: rounded(historyLength / updatesOfAnOrder), budget: '<= 8' },
    historyBytesPerCommand: { value: Math.round(historySize / updatesOfAnOrder), budget: '<= 4096' },
  };
}
