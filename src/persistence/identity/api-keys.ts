import type { MikroORM } from '@mikro-orm/postgresql';
import type { Actor, Role } from '../../domain/parties.ts';
import type { Db } from '../catalogue/write-once.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { read, type Source } from '../party-view.ts';
import { query } from '../sql.ts';
import { voidProposals } from './members.ts';

/** A key as the company's administrators see it; `id` is the user its requests act as. */
export interface ApiKey {
  id: string;
  name: string;
  roles: Role[];
  createdBy: string;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

const columns = `id, name, roles, created_by as "createdBy", iso(created_at) as "createdAt",
  iso(expires_at) as "expiresAt", iso(last_used_at) as "lastUsedAt", iso(revoked_at) as "revokedAt"`;

/**
 * Who acts with the key of that SHA-256, never in more roles than the company has kinds; null when it ended or never
 * was. When it was last used is noted once a minute at most.
 */
export async function apiKeyActor(orm: MikroORM, keyHash: string): Promise<Actor | null> {
  const rows = await query<Actor>(orm, {
    name: 'api_key_actor',
    text: `with found as (
        select k.id, k.company, k.last_used_at, array(select unnest(k.roles) intersect select unnest(c.kinds)) as roles
        from api_key k join company c on c.id = k.company
        where k.key_hash = $1 and k.revoked_at is null and c.suspended_at is null
          and (k.expires_at is null or k.expires_at > now())
      ), noted as (
        update api_key set last_used_at = now() where id = (
          select id from found where last_used_at is null or last_used_at < now() - interval '1 minute')
      )
      select id as "user", company, roles from found`,
    values: [keyHash],
  });
  return rows[0] ?? null;
}

export async function keepApiKey(
  db: Db,
  company: string,
  { keyHash, ...key }: ApiKey & { keyHash: string },
): Promise<void> {
  await db.query(
    `insert into api_key (id, company, name, roles, key_hash, created_by, created_at, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [key.id, company, key.name, key.roles, keyHash, key.createdBy, key.createdAt, key.expiresAt],
  );
}

/** How many keys of the company are good at `at`. */
export async function goodKeys(db: Db, company: string, at: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from api_key
      where company = $1 and revoked_at is null and (expires_at is null or expires_at > $2)`,
    [company, at],
  );
  return rows[0]!.count;
}

/** The keys of a company, the latest first. Throws RangeError for a cursor that is none of this list's. */
export async function listApiKeys(
  source: Source,
  company: string,
  { after, limit }: { after?: string; limit: number },
): Promise<{ keys: ApiKey[]; next: string | null }> {
  const values: unknown[] = [company, limit + 1];
  if (after !== undefined) values.push(...cursorValues(after, 2));
  const rows = await read<ApiKey & { sortKey: string }>(source, {
    text: `select ${columns}, api_key.created_at::text as "sortKey" from api_key where company = $1
      ${after === undefined ? '' : 'and (api_key.created_at, id) < ($3::timestamptz, $4)'}
      order by api_key.created_at desc, id desc limit $2`,
    values,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    keys: page.map(({ sortKey: _, ...key }) => key),
    next: last === undefined ? null : cursorAfter([last.sortKey, last.id]),
  };
}

/** Ends a key of the company at once; null when it has none such. One that is over stays as it is. */
export async function revokeApiKey(db: Db, company: string, id: string, at: string): Promise<ApiKey | null> {
  await db.query('update api_key set revoked_at = $3 where id = $2 and company = $1 and revoked_at is null', [
    company,
    id,
    at,
  ]);
  const { rows } = await db.query<ApiKey>(`select ${columns} from api_key where id = $2 and company = $1`, [
    company,
    id,
  ]);
  if (rows[0] === undefined) return null;
  await voidProposals(db, id, at);
  return rows[0];
}
