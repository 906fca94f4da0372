import { hashOf } from '../../domain/hash.ts';
import type { Db } from '../catalogue/write-once.ts';
import type { Reads } from './sourcings.ts';

/** What is kept version by version, each hashed and never changed. */
export type VersionTable = 'sourcing_statement' | 'sourcing_evaluation';

export interface KeptVersion<Content> {
  version: number;
  hash: string;
  content: Content;
  at: string;
  user: string;
}

/**
 * Keeps the next version of what the buyer stated or judged. The caller holds the sourcing's row, so that two at once
 * get numbers of their own.
 */
export async function addVersion(
  db: Db,
  table: VersionTable,
  { sourcing, content, at, user }: { sourcing: string; content: object; at: string; user: string },
): Promise<{ version: number; hash: string }> {
  const hash = hashOf(content);
  const { rows } = await db.query<{ version: number }>(
    `insert into ${table} (sourcing, version, content, hash, at, by_user)
      select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5 from ${table} where sourcing = $1 returning version`,
    [sourcing, JSON.stringify(content), hash, at, user],
  );
  return { version: rows[0]!.version, hash };
}

/** All versions of a sourcing, first to last. */
export const versionsOf = <Content>(read: Reads, table: VersionTable, sourcing: string) =>
  read<KeptVersion<Content>>({
    text: `select version, hash, content, iso(at) as at, by_user as "user" from ${table}
      where sourcing = $1 order by version`,
    values: [sourcing],
  });

/** The last version; null when there is none yet. */
export async function lastVersion<Content>(
  read: Reads,
  table: VersionTable,
  sourcing: string,
): Promise<KeptVersion<Content> | null> {
  return (await versionsOf<Content>(read, table, sourcing)).at(-1) ?? null;
}
