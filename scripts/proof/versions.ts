import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { Connection } from '@temporalio/client';
import type pg from 'pg';

/** The commit that was tried; `+` when the work tree differs from it. */
export function commitOfTree(): string {
  const git = (...args: string[]) => spawnSync('git', args, { encoding: 'utf8' }).stdout?.trim() ?? '';
  const commit = git('rev-parse', '--short', 'HEAD') || 'unknown';
  return git('status', '--porcelain') === '' ? commit : `${commit}+`;
}

/** What a figure depends on: runtime, SDK, server and database. */
export async function versionsOf(database: pg.Pool, temporalAddress: string): Promise<Record<string, string>> {
  const connection = await Connection.connect({ address: temporalAddress });
  const { serverVersion } = await connection.workflowService.getSystemInfo({}).finally(() => connection.close());
  const { rows } = await database.query<{ server_version: string }>('show server_version');
  const sdk = createRequire(import.meta.url)('@temporalio/client/package.json') as { version: string };
  return {
    node: process.version,
    temporal: serverVersion ?? 'unknown',
    temporalSdk: sdk.version,
    postgres: rows[0]?.server_version ?? 'unknown',
  };
}
