import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { checkCounts, type Environment, runOnce, startApis, startWorkers } from './engine.ts';
import { startMailCatcher } from './mail-catcher.ts';
import { isFree } from './ports.ts';
import type { Log } from './service.ts';
import { chooseTemporal, type Databases, engineDatabase, startDatabases, startTemporalServices } from './services.ts';
import { closeSite, keptText, openSite, portFrom, type Site } from './site.ts';
import { defaultDataDir, writeStackFile } from './stack-file.ts';
import { bundleWorkflows } from './workflow-bundle.ts';

export { runOnce } from './engine.ts';

/** How many processes of each kind, and whether with Temporal's UI. With 0 and 0 only the services run. */
export type Components = { api?: number; worker?: number; ui?: boolean };

export type StackOptions = {
  /** Folder for everything the stack keeps; TRADE_DATA_DIR, else `.data`. */
  dataDir?: string;
  /** First of its 24 ports; TRADE_BASE_PORT, else the one used last time, else that of a free block from 3000 up. */
  basePort?: number | 'random';
  components?: Components;
  /** false: data may be lost in a power cut, which is faster. */
  durable?: boolean;
  /** true: new search attributes count at once, at the price of a database read for each use. */
  forTests?: boolean;
  /** Added to the environment of the API and worker processes. */
  env?: Environment;
  log?: Log;
  /** Stops what has been started so far; startStack then rejects. */
  signal?: AbortSignal;
};

/** A running stack. Killing any of its processes is safe: each is started again. */
export type Stack = {
  dataDir: string;
  databaseUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
  apiUrl: string | undefined;
  apiUrls: string[];
  uiUrl: string | undefined;
  /** The page with the letters the stack has sent, where it catches them. */
  mailUrl: string | undefined;
  jwtSecret: string;
  /** What the API and worker processes were told, apart from the secret, for starting more of them by hand. */
  environment: Environment;
  /** Pids of now by name: postgres, temporal, ui, api-1, worker-1, … */
  pids: () => Record<string, number>;
  /** Resolves when the named process is ready; given the pid that was killed, when its successor is. */
  ready: (name: string, killedPid?: number) => Promise<void>;
  /** URL of another database on the same server, made if it is missing. */
  databaseUrlOf: (database: string) => Promise<string>;
  stop: () => Promise<void>;
};

type Addresses = {
  databaseUrl: string;
  temporalAddress: string;
  uiUrl: string | undefined;
  mailUrl: string | undefined;
  apiUrls: string[];
};

const SECRET_BYTES = 32;
const POLL_MS = 5;
/** Suppliers of a real sourcing have an hour at least; nobody waits an hour for a played one. */
const SOURCING_LEAST_SECONDS = '5';

/** Waits for every one, also after a failure, so that nothing is still starting when the rest is being stopped. */
async function all<T extends readonly unknown[]>(work: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return Promise.all(work) as unknown as Promise<T>;
}

function engineEnvironment(
  site: Site,
  options: StackOptions,
  found: Omit<Addresses, 'apiUrls' | 'mailUrl'>,
  bundle?: string,
): Environment {
  return {
    DATABASE_URL: found.databaseUrl,
    TEMPORAL_ADDRESS: found.temporalAddress,
    TEMPORAL_NAMESPACE: namespaceOf(),
    ...(found.uiUrl === undefined ? {} : { TEMPORAL_UI_URL: found.uiUrl }),
    TASK_QUEUE: process.env.TASK_QUEUE || 'trade',
    TRADE_DATA_DIR: site.dataDir,
    SOURCING_LEAST_SECONDS: process.env.SOURCING_LEAST_SECONDS || SOURCING_LEAST_SECONDS,
    // A process that is started again after a crash finds its code compiled.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(site.dataDir, 'compile-cache'),
    ...(bundle === undefined ? {} : { WORKFLOW_BUNDLE: bundle }),
    ...options.env,
  };
}

const namespaceOf = () => process.env.TEMPORAL_NAMESPACE || 'default';

/** A secret: given by its variable, or made at the first start and kept with the data under `name`. */
const secretOf = (variable: string, dataDir: string, name: string): string =>
  process.env[variable] || keptText(dataDir, name, () => randomBytes(SECRET_BYTES).toString('base64url'));

/** What signs sessions, for API processes alone. */
const jwtSecretOf = (dataDir: string): string => secretOf('TRADE_JWT_SECRET', dataDir, 'jwt-secret');

/** What the keys of signers are kept encrypted with, for API processes alone. */
const signingKekOf = (dataDir: string): string => secretOf('SIGNING_KEK', dataDir, 'signing-kek');

/** What signs the checkpoints of the ledger, for workers alone. */
const ledgerKeyOf = (dataDir: string): string => secretOf('LEDGER_SIGNING_KEY', dataDir, 'ledger-signing-key');

async function firstApiPort(site: Site): Promise<number> {
  const asked = portFrom('PORT');
  if (asked === undefined) return site.ports.api;
  if (await isFree(asked)) return asked;
  throw new Error(`PORT ${asked} is taken by another program; choose another, or leave PORT unset`);
}

async function migrated(site: Site, databases: Databases): Promise<string> {
  const databaseUrl = await engineDatabase(databases);
  site.host.log('PostgreSQL: bringing the schema up to date');
  await runOnce('The migration', 'src/persistence/migrate.main.ts', { DATABASE_URL: databaseUrl, TRADE_SEED: '1' });
  return databaseUrl;
}

/** Starts services, then workers, then API, and answers everything that one needs to reach them. */
async function build(site: Site, options: StackOptions): Promise<Stack> {
  const { api = 1, worker = 1, ui = true } = options.components ?? {};
  checkCounts({ api, worker });
  const programs = await chooseTemporal(site);
  const databases = await startDatabases(site, programs, options.durable ?? true);
  const wanted = {
    namespace: namespaceOf(),
    durable: options.durable ?? true,
    forTests: options.forTests ?? false,
    ui,
  };
  const hasEngine = api + worker > 0;
  const [databaseUrl, temporal, bundle] = await all<
    [string, { address: string; uiUrl: string | undefined }, string | undefined]
  >([
    hasEngine ? migrated(site, databases) : engineDatabase(databases),
    startTemporalServices(site, programs, databases, wanted),
    worker > 0 ? bundleWorkflows(join(site.dataDir, 'bundles')) : Promise.resolve(undefined),
  ]);
  const found = { databaseUrl, temporalAddress: temporal.address, uiUrl: temporal.uiUrl };
  const environment = engineEnvironment(site, options, found, bundle);
  if (hasEngine)
    site.host.log(`engine: starting ${api} API and ${worker} worker process${api + worker > 1 ? 'es' : ''}`);
  const firstPort = await firstApiPort(site);
  const mail = api > 0 ? await startMailCatcher(site) : { env: {}, mailUrl: undefined };
  const secrets = { TRADE_JWT_SECRET: jwtSecretOf(site.dataDir), SIGNING_KEK: signingKekOf(site.dataDir) };
  const [apis] = await all([
    startApis(api, firstPort, { ...mail.env, ...environment, ...secrets }, site.host),
    startWorkers(worker, site.ports, { ...environment, LEDGER_SIGNING_KEY: ledgerKeyOf(site.dataDir) }, site.host),
  ] as const);
  return stackOf(site, databases, environment, { ...found, mailUrl: mail.mailUrl, apiUrls: apis.urls });
}

async function untilReady(site: Site, name: string, killedPid?: number): Promise<void> {
  const service = site.host.services.find((one) => one.name === name);
  if (!service)
    throw new Error(`No process is called ${name}; there are ${site.host.services.map((one) => one.name).join(', ')}`);
  while (killedPid !== undefined && service.pid() === killedPid) await new Promise((next) => setTimeout(next, POLL_MS));
  await service.ready();
}

function stackOf(site: Site, databases: Databases, environment: Environment, found: Addresses): Stack {
  return {
    dataDir: site.dataDir,
    databaseUrl: found.databaseUrl,
    temporalAddress: found.temporalAddress,
    temporalNamespace: namespaceOf(),
    apiUrl: found.apiUrls[0],
    apiUrls: found.apiUrls,
    uiUrl: found.uiUrl,
    mailUrl: found.mailUrl,
    jwtSecret: jwtSecretOf(site.dataDir),
    environment,
    pids: () =>
      Object.fromEntries(
        site.host.services.flatMap((service) => {
          const pid = service.pid();
          return pid === undefined ? [] : [[service.name, pid]];
        }),
      ),
    ready: (name, killedPid) => untilReady(site, name, killedPid),
    databaseUrlOf: databases.urlOf,
    stop: () => closeSite(site),
  };
}

function announce(site: Site, stack: Stack): void {
  writeStackFile(stack.dataDir, {
    pid: process.pid,
    basePort: site.ports.base,
    ...(stack.apiUrl === undefined ? {} : { api: stack.apiUrl }),
    apis: stack.apiUrls,
    ...(stack.uiUrl === undefined ? {} : { temporalUi: stack.uiUrl }),
    ...(stack.mailUrl === undefined ? {} : { mail: stack.mailUrl }),
    temporalAddress: stack.temporalAddress,
    temporalNamespace: stack.temporalNamespace,
    databaseUrl: stack.databaseUrl,
    taskQueue: stack.environment.TASK_QUEUE ?? 'trade',
  });
}

/**
 * Brings a stack up: PostgreSQL, Temporal with its UI, workers and API, each restarted when it dies. What is configured
 * by DATABASE_URL or TEMPORAL_ADDRESS is used instead of being started. Throws with what failed and what would help,
 * after stopping what had been started.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const site = await openSite(options.dataDir ?? defaultDataDir(), options.basePort, options.log ?? (() => undefined));
  // Work that cannot be interrupted, such as waiting for another start's build, is left to end with the process.
  const aborted = new Promise<never>((_, reject) => {
    options.signal?.addEventListener('abort', () => reject(options.signal?.reason), { once: true });
  });
  try {
    const stack = await Promise.race([build(site, options), aborted]);
    announce(site, stack);
    return stack;
  } catch (error) {
    await closeSite(site);
    throw error;
  }
}
