import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { openOrm } from '../../src/persistence/orm.ts';
import { databaseUrlOn, SEEDED_TEMPLATE, TEMPLATE } from './databases.ts';

/** What a fresh database holds besides its tables: the sandbox's companies and users when `seeded`. */
export type Contents = { seeded?: boolean };

function testServer(): string {
  const server = process.env.TEST_PG_URL;
  if (!server) throw new Error('TEST_PG_URL is not set: this test belongs to a Jest project without services');
  return server;
}

/** Makes a database of its own for a test, copied from the migrated template, and answers its URL. */
export async function freshDatabase({ seeded = false }: Contents = {}): Promise<string> {
  const server = testServer();
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: databaseUrlOn(server, 'postgres') });
  await client.connect();
  try {
    await client.query(`create database ${name} template ${seeded ? SEEDED_TEMPLATE : TEMPLATE}`);
  } finally {
    await client.end();
  }
  return databaseUrlOn(server, name);
}

/** A fresh database, connected. The test closes it: `await orm.close()`. */
export async function freshDb(contents: Contents = {}): Promise<MikroORM> {
  return openOrm(await freshDatabase(contents));
}
