import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import type { Ports } from './ports.ts';
import type { DatabaseServer } from './postgres.ts';
import { type Command, type Host, type Service, startService } from './service.ts';
import { dynamicConfig, dynamicSettings, serverConfig, uiConfig } from './temporal-config.ts';
import type { TemporalPrograms } from './temporal-programs.ts';
import { ensureTemporalSchema } from './temporal-schema.ts';

const HOST = '127.0.0.1';
const CONNECT_MS = 1000;
const READY_WITHIN_MS = 180_000;
const GRACE_MS = 8000;
const FRONTEND_SERVICE = 'temporal.api.workflowservice.v1.WorkflowService';
const SERVING = 1;

export type TemporalOptions = {
  dataDir: string;
  ports: Ports;
  namespace: string;
  forTests: boolean;
  host: Host;
};

/** Whether anything listens: much cheaper to ask than the server itself. */
function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: HOST, timeout: CONNECT_MS });
    const answer = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}

async function serves(port: number): Promise<boolean> {
  if (!(await listens(port))) return false;
  const connection = Connection.lazy({ address: `${HOST}:${port}`, connectTimeout: CONNECT_MS });
  try {
    const deadline = Date.now() + CONNECT_MS;
    const health = await connection.withDeadline(deadline, () =>
      connection.healthService.check({ service: FRONTEND_SERVICE }),
    );
    return health.status === SERVING;
  } finally {
    await connection.close();
  }
}

function writeJson(folder: string, name: string, content: unknown): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, name);
  // JSON is YAML too; the files hold the database's password, so only the owner may read them.
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  return file;
}

/** The command line of the server that comes with the CLI; it keeps its data in a SQLite file. */
function cliCommand(cli: string, folder: string, { ports, namespace, forTests }: TemporalOptions): Command {
  const settings = Object.entries(dynamicSettings(forTests));
  const flags = {
    ip: HOST,
    port: ports.temporalGrpc,
    'http-port': ports.temporalHttp,
    'metrics-port': ports.temporalMetrics,
    'ui-port': ports.ui,
    'db-filename': join(folder, 'temporal.sqlite'),
    namespace,
    'log-level': 'warn',
  };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const dynamic = settings.flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]);
  return { file: cli, args: ['server', 'start-dev', ...args, ...dynamic], cwd: folder };
}

function serverCommand(
  server: string,
  folder: string,
  database: DatabaseServer,
  { ports, forTests }: TemporalOptions,
): Command {
  const dynamic = writeJson(folder, 'dynamic.yaml', dynamicConfig(forTests));
  const config = writeJson(folder, 'server.yaml', serverConfig(database, ports, dynamic));
  return { file: server, args: ['--config-file', config, '--allow-no-auth', 'start'], cwd: folder };
}

/** Starts the server and answers its address. The one that was built keeps its data in the given PostgreSQL. */
export async function startTemporal(
  programs: Exclude<TemporalPrograms, { kind: 'configured' }>,
  database: DatabaseServer | undefined,
  options: TemporalOptions,
): Promise<{ service: Service; address: string }> {
  const folder = join(options.dataDir, 'temporal');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let command: Command;
  if (programs.kind === 'cli') {
    command = cliCommand(programs.cli, folder, options);
  } else {
    if (!database) throw new Error('A built Temporal server needs the embedded PostgreSQL');
    await ensureTemporalSchema(programs.sql, database);
    command = serverCommand(programs.server, folder, database, options);
  }
  const port = options.ports.temporalGrpc;
  const service = await startService(
    {
      name: 'temporal',
      command,
      isReady: () => serves(port),
      readyWithinMs: READY_WITHIN_MS,
      stopSignal: 'SIGTERM',
      graceMs: GRACE_MS,
    },
    options.host,
  );
  return { service, address: `${HOST}:${port}` };
}

/** Starts the UI for the server at `address` and answers where it is. */
export async function startUi(
  ui: string,
  address: string,
  options: TemporalOptions,
): Promise<{ service: Service; url: string }> {
  const folder = join(options.dataDir, 'temporal', 'ui');
  const { ui: port } = options.ports;
  writeJson(join(folder, 'config'), 'development.yaml', uiConfig(address, port, options.namespace));
  const service = await startService(
    {
      name: 'ui',
      command: {
        file: ui,
        args: ['--root', folder, '--config', 'config', '--env', 'development', 'start'],
        cwd: folder,
      },
      isReady: () => listens(port),
      readyWithinMs: READY_WITHIN_MS,
      stopSignal: 'SIGTERM',
      graceMs: GRACE_MS,
    },
    options.host,
  );
  return { service, url: `http://${HOST}:${port}` };
}
