import { randomInt, randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { type Activities, createActivities } from '../../activities/index.ts';
import { type SandboxBank, sandboxBank } from '../../src/gateways/bank/sandbox.ts';
import { type ConnectedDesk, connectOrderDesk } from '../../src/temporal/order-desk.ts';
import { workerOptions } from '../../src/temporal/worker-options.ts';
import type { Timestamper } from '../../src/gateways/timestamp/authority.ts';
import { freshDb } from './db.ts';

const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: this test belongs to the project "workflows"`);
  return value;
};

/** What a test changes of the engine: its cache of workflows, and activities that misbehave. */
export interface WorkshopOptions {
  maxCachedWorkflows?: number;
  activities?: (activities: Activities) => Partial<Activities>;
  timestamper?: Timestamper;
  /** What the worker may complain of in this file, because its tests bring it about. */
  forgive?: RegExp;
}

/** A worker and a desk on the test server, with a database of their own and a bank that does as it is told. */
export interface Workshop {
  orm: MikroORM;
  desk: ConnectedDesk;
  bank: SandboxBank;
  client: Client;
  namespace: string;
  taskQueue: string;
  /** Warnings and errors of the worker since the last time they were asked for, without what is forgiven. */
  troubles(): string[];
  /** Terminates what a test left running and takes the workshop down; throws what the worker still complained of. */
  close(): Promise<void>;
}

/** Where the Temporal server of the test run is. */
export const addressOf = (): string => setting('TEST_TEMPORAL_ADDRESS');

/** Opens a workshop on the services of the test run; each test file has one. */
export async function openWorkshop(options: WorkshopOptions = {}): Promise<Workshop> {
  const address = addressOf();
  const namespace = setting('TEST_TEMPORAL_NAMESPACE');
  const taskQueue = `q-${randomUUID()}`;
  const log = listen();
  const troubles = () => log.splice(0).filter((line) => !options.forgive?.test(line));
  const [orm, native, connection] = await Promise.all([
    freshDb({ seeded: true }),
    NativeConnection.connect({ address }),
    Connection.connect({ address }),
  ]);
  const bank = sandboxBank();
  const desk = await connectOrderDesk({ address, namespace, taskQueue });
  const activities = createActivities({
    orm,
    desk,
    bank,
    trustAccount: { name: 'Trust account', iban: 'GB82WEST12345698765432' },
    timestamper: options.timestamper ?? null,
  });
  const worker = await Worker.create({
    ...workerOptions({ maxCachedWorkflows: options.maxCachedWorkflows }),
    connection: native,
    namespace,
    taskQueue,
    workflowBundle: { codePath: setting('TEST_WORKFLOW_BUNDLE') },
    activities: { ...activities, ...options.activities?.(activities) },
  });
  const running = worker.run();
  const client = new Client({ connection, namespace });
  return {
    orm,
    desk,
    bank,
    client,
    namespace,
    taskQueue,
    troubles,
    async close() {
      await terminateLeftovers(client, taskQueue);
      worker.shutdown();
      await running;
      await Promise.all([desk.close(), connection.close(), native.close()]);
      await orm.close();
      await Runtime.instance().shutdown();
      await socketsClosed();
      heard = undefined;
      const left = troubles();
      if (left.length > 0) throw new Error(`The worker complained: ${left.join('; ')}`);
    },
  };
}

/** Order numbers are the ids of workflows on a server that test files share, so they are drawn and not counted. */
export const orderNumber = (): string => `26${String(randomInt(1e9)).padStart(9, '0')}`;

/** An open order would keep a later test run of the same server busy. */
async function terminateLeftovers(client: Client, taskQueue: string): Promise<void> {
  for await (const { workflowId } of client.workflow.list({
    query: `TaskQueue = '${taskQueue}' AND ExecutionStatus = 'Running'`,
  })) {
    await client.workflow
      .getHandle(workflowId)
      .terminate('the test is over')
      .catch(() => undefined);
  }
}

/** A closed connection's socket lives on for a moment, which Jest would take for a leak at the end of the file. */
async function socketsClosed(): Promise<void> {
  const giveUp = Date.now() + 3000;
  while (process.getActiveResourcesInfo().includes('TCPSocketWrap') && Date.now() < giveUp) {
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

let heard: string[] | undefined;
/**
 * What core says of a task that a busy machine answered after its three seconds: the server has given it out again by
 * then, takes no second answer, and core evicts what is left of the first, its local activities too. The orders come
 * out right, which is what the tests look at; six busy loops beside the tests did not bring any of it about, a load of
 * twenty did.
 */
const ofLateTasks =
  /Task not found when completing|which already has one|unprocessed protocol messages|only an eviction|untracked local/;

/** The SDK's runtime is set up once for each process; what it and its core say above INFO is kept for the tests. */
function listen(): string[] {
  if (heard !== undefined) return heard;
  const lines: string[] = [];
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      if (!ofLateTasks.test(message)) lines.push(`${level} ${message} ${JSON.stringify(meta?.error ?? '')}`);
    }),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'WARN' }), forward: {} } },
  });
  heard = lines;
  return lines;
}
