import { createServer } from 'node:http';
import { flushCompileCache } from 'node:module';
import { pino } from 'pino';
import { collectDefaultMetrics } from 'prom-client';
import { createApp } from './api/app.ts';
import { keepWatching } from './api/approvals/relay.ts';
import { keepConfirming } from './api/confirmations.ts';
import { keepDelivering } from './api/letters/delivery.ts';
import { mostMailBytes } from './api/mailbox/reader.ts';
import { createMetrics } from './api/metrics.ts';
import { keepApplying } from './api/bank/relay.ts';
import { keepCollecting } from './api/mailbox/relay.ts';
import { keepSettlingRails } from './api/rails/relay.ts';
import { keepDispatching } from './api/webhooks/dispatch.ts';
import { readApiSettings } from './config.ts';
import { classify, movedMoney } from './gateways/bank/classify.ts';
import { decodeBankFile } from './gateways/bank/encoding.ts';
import { describeEntry } from './gateways/bank/entry.ts';
import { judgeRepeat } from './gateways/bank/identity.ts';
import { matchReferences } from './gateways/bank/matching.ts';
import { parseBankNotification } from './gateways/bank/notification.ts';
import { parsePain002 } from './gateways/bank/pain002.ts';
import { renderPdf } from './gateways/documents/pdf.ts';
import { openSmtp } from './gateways/mail/smtp.ts';
import { openIdProvider } from './gateways/identity/openid.ts';
import { directoryMailbox } from './gateways/mailbox/directory.ts';
import { readMailApart } from './gateways/mailbox/read-apart.ts';
import { readUblFile } from './gateways/mailbox/ubl-file.ts';
import { openRails } from './gateways/open-rails.ts';
import { openVault } from './gateways/vault/aes-gcm.ts';
import { openWebhookCaller } from './gateways/webhooks/caller.ts';
import { openOrm } from './persistence/orm.ts';
import { query } from './persistence/sql.ts';
import { connectCompanyDesk } from './temporal/company-workflows.ts';
import { connectCreditDesk } from './temporal/credit-desk.ts';
import { connectOrderDesk } from './temporal/order-desk.ts';
import { connectSourcingDesk } from './temporal/sourcing-desk.ts';
import { connectReturnsDesk } from './temporal/returns-desk.ts';

const lastRequestsMs = 8000;
const idleMs = 75_000;
const settings = readApiSettings(process.env);
const logger = pino({ level: settings.logLevel, base: { instance: settings.instance } });
const orm = await openOrm(settings.databaseUrl);
const engine = {
  address: settings.temporalAddress,
  namespace: settings.temporalNamespace,
  taskQueue: settings.taskQueue,
};
const desk = await connectOrderDesk(engine);
const companies = connectCompanyDesk(engine);
const sourcing = connectSourcingDesk(engine);
const credits = connectCreditDesk(engine);
const returns = connectReturnsDesk(engine);
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
  companies,
  sourcing,
  credits,
  returns,
  logger,
  metrics,
  bank: {
    decodeBankFile,
    parseBankNotification,
    describeEntry,
    classify,
    movedMoney,
    matchReferences,
    judgeRepeat,
    parsePain002,
  },
  approvals: desk.approvals,
  mailbox: (bytes: Buffer) => readMailApart(bytes, settings.mailbox.authserv),
  ublOrder: readUblFile,
  renderPdf,
  rails: openRails(settings.rails),
  vault: settings.signingKek === null ? null : openVault(settings.signingKek),
  webhooks: openWebhookCaller({ local: settings.webhookLocalTargets }),
  reviewCalendar: settings.reviewCalendar,
  sourcingLeastSeconds: settings.sourcingLeastSeconds,
  jwtSecret: settings.jwtSecret,
  ...(settings.openId === undefined ? {} : { openId: openIdProvider(settings.openId) }),
  now: () => new Date().toISOString(),
  async ready() {
    const [database, temporal] = await Promise.all([databaseAnswers(), desk.ready()]);
    return { database, temporal };
  },
};

// Longer than proxies and clients keep idle connections, so that none of them sends into one that is being closed.
const server = createServer({ keepAliveTimeout: idleMs }, createApp(deps));
const relay = keepApplying(deps);
const mail = settings.smtpUrl === undefined ? null : openSmtp(settings.smtpUrl, settings.mailFrom);
const domain = /@([^>]+)/.exec(settings.mailFrom)?.[1] ?? settings.host;
const letters = mail === null ? null : keepDelivering({ ...deps, mail, domain });
const dispatching = keepDispatching(deps);
if (mail === null) logger.warn('SMTP_URL is not set: letters wait in the outbox');
const watch = keepWatching(deps);
const { dir: mailDir } = settings.mailbox;
const collect = keepCollecting(deps, mailDir === undefined ? null : directoryMailbox(mailDir, mostMailBytes));
const railsRelay = keepSettlingRails(deps);
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
  await Promise.all([
    closed,
    ...[relay, railsRelay, watch, collect, confirmations, dispatching].map((loop) => loop.stop()),
    letters?.stop(),
  ]);
  await mail?.close();
  await Promise.all([desk, companies, sourcing, credits, returns].map((each) => each.close()));
  await orm.close();
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
