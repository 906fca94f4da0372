import { mkdirSync, readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { createActivities } from '../activities/index.ts';
import { readSettings, SettingsError } from './config.ts';
import { directoryBank } from './gateways/bank/directory.ts';
import { checkpointFile } from './gateways/checkpoints.ts';
import { openGateways } from './gateways/open-rails.ts';
import { openTimestamper } from './gateways/timestamp/authority.ts';
import { ledgerSigner, publicKeyOf } from './persistence/ledger-signing.ts';
import { allAssignments } from './persistence/accounts/assignments.ts';
import { openOrm } from './persistence/orm.ts';
import { ensureFollowUps } from './temporal/company-workflows.ts';
import { ensureDailyProof } from './temporal/daily-proof.ts';
import { connectOrderDesk } from './temporal/order-desk.ts';
import { ensureStamping } from './temporal/stamping.ts';
import { runtimeOptions, workerOptions } from './temporal/worker-options.ts';

const settings = readSettings(process.env);
const { trustAccount } = settings;
if (trustAccount === undefined)
  throw new SettingsError('TRUST_ACCOUNT_IBAN: the account that payments leave from must be set');
const log = pino({ level: settings.logLevel, base: { instance: settings.instance } });

const signer = settings.ledgerSigningKey === undefined ? null : ledgerSigner(settings.ledgerSigningKey);
Runtime.install(runtimeOptions(log, settings.workerMetricsAddress));
const orm = await openOrm(settings.databaseUrl);
const connection = await NativeConnection.connect({ address: settings.temporalAddress });
const desk = await connectOrderDesk({
  address: settings.temporalAddress,
  namespace: settings.temporalNamespace,
  taskQueue: settings.taskQueue,
});
const bankFolder = join(settings.dataDir, 'bank');
mkdirSync(bankFolder, { recursive: true });
const { timestamps } = settings;
const worker = await Worker.create({
  ...workerOptions(settings),
  connection,
  namespace: settings.temporalNamespace,
  taskQueue: settings.taskQueue,
  ...(settings.workflowBundle === undefined
    ? { workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)) }
    : { workflowBundle: { codePath: settings.workflowBundle } }),
  activities: createActivities({
    orm,
    desk,
    bank: directoryBank({ outbox: join(bankFolder, 'outbox'), sent: join(bankFolder, 'sent') }),
    trustAccount,
    railGateways: openGateways(settings.rails),
    timestamper:
      timestamps === undefined
        ? null
        : openTimestamper({ ...timestamps, roots: readFileSync(timestamps.rootsFile, 'utf8') }),
    ledgerSigner: signer,
    witness: checkpointFile(join(settings.dataDir, 'ledger-checkpoints.jsonl')),
    formerLedgerKeys: settings.ledgerFormerKeys.map(publicKeyOf),
  }),
});

const running = worker.run();
if (signer !== null)
  log.info({ keyId: signer.keyId, publicKey: signer.shortKey }, 'the ledger is sealed under this key');
process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
flushCompileCache();
const client = new Client({ connection, namespace: settings.temporalNamespace });
ensureDailyProof(client, settings.taskQueue).catch((error: unknown) =>
  log.warn({ err: error }, 'the daily proof is not scheduled'),
);
if (timestamps !== undefined)
  ensureStamping(client, settings.taskQueue).catch((error: unknown) =>
    log.warn({ err: error }, 'the stamping of evidence is not scheduled'),
  );
allAssignments(orm)
  .then((plans) => ensureFollowUps(client, settings.taskQueue, plans))
  .catch((error: unknown) => log.warn({ err: error }, 'not all follow-ups are scheduled'));
const stop = () => {
  if (worker.getState() === 'RUNNING') worker.shutdown();
};
process.once('SIGINT', stop).once('SIGTERM', stop);
await running;
await desk.close();
await connection.close();
await orm.close();
log.info('worker stopped');
