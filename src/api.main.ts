import { createServer } from 'node:http';
import { flushCompileCache } from 'node:module';
import { pino } from 'pino';
import { collectDefaultMetrics } from 'prom-client';
import { createApp } from './api/app.ts';
import { keepConfirming } from './api/confirmations.ts';
import { createMetrics } from './api/metrics.ts';
import { keepApplying } from './api/bank/relay.ts';
import { readApiSettings } from './config.ts';
import { classify, movedMoney } from './gateways/bank/classify.ts';
import { decodeBankFile } from './gateways/bank/encoding.ts';
import { describeEntry } from './gateways/bank/entry.ts';
import { judgeRepeat } from './gateways/bank/identity.ts';
import { matchReferences } from './gateways/bank/matching.ts';
import { parseBankNotification } from './gateways/bank/notification.ts';
import { openOrm } from './persistence/orm.ts';
import { query } from './persistence/sql.ts';
import { connectOrderDesk } from './temporal/order-desk.ts';

const lastRequestsMs = 8000;
const idleMs = 75_000;
const settings = readApiSettings(process.env);
const logger = pino({ level: settings.logLevel, base: { instance: settings.instance } });
const orm = await openOrm(settings.databaseUrl);
const desk = await connectOrderDesk({
  address: settings.temporalAddress,
  namespace: settings.temporalNamespace,
  taskQueue: settings.taskQueue,
});
const metrics = createMetrics();
collectDefaultMetrics({ register: metrics.registry });

const databaseAnswers = () =>
  query(orm, { text: 'select 1' }).then(
    () => true,
    () => false,
  );
const confirmations = keepConfirming({ orm, desk, logger });
const deps = {
  orm,
  desk: confirmations.desk,
  logger,
  metrics,
  bank: { decodeBankFile, parseBankNotification, describeEntry, classify, movedMoney, matchReferences, judgeRepeat },
  jwtSecret: settings.jwtSecret,
  now: () => new Date().toISOString(),
  async ready() {
    const [database, temporal] = await Promise.all([databaseAnswers(), desk.ready()]);
    return { database, temporal };
  },
};

// Longer than proxies and clients keep idle connections, so that none of them sends into one that is being closed.
const server = createServer({ keepAliveTimeout: idleMs }, createApp(deps));
const relay = keepApplying(deps);
server.listen(settings.port, settings.host, () => {
  logger.info({ host: settings.host, port: settings.port }, 'api listening');
  // Written now rather than at the end, which a crash leaves out.
  flushCompileCache();
});

/** Takes no new requests, lets those under way finish, and closes what they needed. */
async function stop(): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), lastRequestsMs).unref();
  await Promise.all([closed, relay.stop(), confirmations.stop()]);
  await desk.close();
  await orm.close();
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
