import { spawn } from 'node:child_process';
import pg from 'pg';
import { type DatabaseServer, databaseUrl, ensureDatabase } from './postgres.ts';
import { TEMPORAL_DATABASE, VISIBILITY_DATABASE } from './temporal-config.ts';

const SCHEMAS = [
  { database: TEMPORAL_DATABASE, schema: 'postgresql/v12/temporal' },
  { database: VISIBILITY_DATABASE, schema: 'postgresql/v12/visibility' },
];

/** Runs Temporal's SQL tool. Throws with what it said when it fails. */
function runTool(sql: string, server: DatabaseServer, database: string, args: string[]): Promise<void> {
  const where = [
    '--plugin',
    'postgres12',
    '--endpoint',
    server.host,
    '--port',
    String(server.port),
    '--database',
    database,
  ];
  return new Promise((resolve, reject) => {
    const words: Buffer[] = [];
    const tool = spawn(sql, [...where, ...args], {
      // Through the environment, because anybody on the machine can read a command line.
      env: { ...process.env, SQL_USER: server.user, SQL_PASSWORD: server.password },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [tool.stdout, tool.stderr]) stream.on('data', (chunk: Buffer) => words.push(chunk));
    tool.once('error', reject);
    tool.once('close', (code) => {
      if (code === 0) return resolve();
      reject(
        new Error(`Temporal's schema in database ${database}: ${args[0]} failed:\n${Buffer.concat(words).toString()}`),
      );
    });
  });
}

async function isSetUp(server: DatabaseServer, database: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl(server, database) });
  await client.connect();
  try {
    const found = await client.query(`select to_regclass('schema_version') is not null as there`);
    return found.rows[0]?.there === true;
  } finally {
    await client.end();
  }
}

async function bringUpToDate(sql: string, server: DatabaseServer, database: string, schema: string): Promise<void> {
  await ensureDatabase(databaseUrl(server, 'postgres'), database);
  if (!(await isSetUp(server, database))) await runTool(sql, server, database, ['setup-schema', '--version', '0.0']);
  await runTool(sql, server, database, ['update-schema', '--schema-name', schema]);
}

/** Makes the server's two databases and brings their schemas to the version that is built into its SQL tool. */
export async function ensureTemporalSchema(sql: string, server: DatabaseServer): Promise<void> {
  await Promise.all(SCHEMAS.map(({ database, schema }) => bringUpToDate(sql, server, database, schema)));
}
