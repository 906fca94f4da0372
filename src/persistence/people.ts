import type { MikroORM } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import type { Actor, Role } from '../domain/parties.ts';
import { defaultLocale, type Locale } from '../domain/words/locale.ts';
import type { Db } from './catalogue/write-once.ts';
import { cursorAfter, cursorValues } from './cursor.ts';
import { query } from './sql.ts';

export interface Company {
  id: string;
  name: string;
  country: string;
  kinds: Role[];
}

/** One who can sign in; `passwordHash` is argon2id in PHC form and never leaves the API. */
export interface User {
  id: string;
  email: string;
  name: string;
  passwordHash: string;
  company: string;
  roles: Role[];
  locale: Locale;
  /** True: administers the company. */
  admin: boolean;
}

/** Why somebody who is known cannot sign in: their company ended it, or the platform suspended the company. */
interface Ended {
  deactivated: boolean;
  suspended: boolean;
}

/** The user with that e-mail address, whatever its case; null when there is none. */
export async function findUserByEmail(orm: MikroORM, email: string): Promise<(User & Ended) | null> {
  const rows = await query<User & Ended>(orm, {
    text: `select u.id, u.email, u.name, u.password_hash as "passwordHash", u.company, u.roles, u.locale, u.admin,
      u.deactivated_at is not null as deactivated, c.suspended_at is not null as suspended
      from platform_user u join company c on c.id = u.company where u.email = lower($1)`,
    values: [email],
  });
  return rows[0] ?? null;
}

/** The name of somebody who holds a role and can act in it; null when there is no such person. */
export async function nameInRole(orm: MikroORM, user: string, role: Role): Promise<string | null> {
  const rows = await query<{ name: string }>(orm, {
    text: 'select name from platform_user where id = $1 and $2 = any(roles) and deactivated_at is null',
    values: [user, role],
  });
  return rows[0]?.name ?? null;
}

/** Whether somebody could still give, now, the approval they gave in a role; kept so until the transaction ends. */
export async function stillActsAs(db: Db, user: string, role: Role): Promise<boolean> {
  const { rows } = await db.query(
    `select from platform_user u join company c on c.id = u.company where u.id = $1 and $2 = any(u.roles)
      and u.deactivated_at is null and c.suspended_at is null for share of u`,
    [user, role],
  );
  return rows.length > 0;
}

/** The user of that id, as sessions name them. Throws when there is none. */
export async function userById(orm: MikroORM, id: string): Promise<Pick<User, 'id' | 'company' | 'roles'>> {
  const rows = await query<Pick<User, 'id' | 'company' | 'roles'>>(orm, {
    text: 'select id, company, roles from platform_user where id = $1',
    values: [id],
  });
  if (rows[0] === undefined) throw new Error(`there is no user ${id}`);
  return rows[0];
}

/** Whether an id is that of somebody who signs in, not of a system with a key. */
export async function isPerson(orm: MikroORM, id: string): Promise<boolean> {
  const rows = await query(orm, { text: 'select from platform_user where id = $1', values: [id] });
  return rows.length === 1;
}

/**
 * Opens a session of `user` that ends at `expiresAt`. The id is only good inside a token the API has signed: it is kept
 * in clear here.
 */
export async function createSession(
  orm: MikroORM,
  user: string,
  expiresAt: string,
): Promise<{ id: string; expiresAt: string }> {
  const id = randomUUID();
  await query(orm, {
    text: 'insert into session (id, user_id, created_at, expires_at) values ($1, $2, now(), $3)',
    values: [id, user, expiresAt],
  });
  return { id, expiresAt };
}

/** Who acts in this session, with the roles they have now; null when it ended, was revoked or never was. */
export async function sessionActor(orm: MikroORM, id: string): Promise<(Actor & { admin: boolean }) | null> {
  const rows = await query<Actor & { admin: boolean }>(orm, {
    name: 'session_actor',
    text: `select u.id as "user", u.company, u.roles, u.admin from session s join platform_user u on u.id = s.user_id
        join company c on c.id = u.company
      where s.id = $1 and s.revoked_at is null and s.expires_at > now() and u.deactivated_at is null
        and c.suspended_at is null`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** A session of somebody as they see it in the list of their own. */
export interface OwnSession {
  session: string;
  createdAt: string;
  expiresAt: string;
}

/** The sessions of a user that last, last opened first; `after` is the session a page ended with. */
export async function sessionsOf(
  orm: MikroORM,
  user: string,
  { after, limit }: { after?: string; limit: number },
): Promise<{ sessions: OwnSession[]; next: string | null }> {
  const [at, last] = after === undefined ? ['infinity', ''] : cursorValues(after, 2);
  const rows = await query<OwnSession & { sortKey: string }>(orm, {
    text: `select id as session, iso(created_at) as "createdAt", iso(expires_at) as "expiresAt",
        created_at::text as "sortKey"
      from session where user_id = $1 and revoked_at is null and expires_at > now()
        and (created_at < $2::timestamptz or (created_at = $2::timestamptz and id > $3))
      order by created_at desc, id limit $4`,
    values: [user, at, last, limit + 1],
  });
  const page = rows.slice(0, limit);
  const end = rows.length > limit ? page.at(-1) : undefined;
  return {
    sessions: page.map(({ sortKey: _, ...session }) => session),
    next: end === undefined ? null : cursorAfter([end.sortKey, end.session]),
  };
}

/** Ends one of the user's own sessions; false when they have no such session that lasts. */
export async function revokeOwnSession(db: Db, user: string, session: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'update session set revoked_at = now() where id = $1 and user_id = $2 and revoked_at is null',
    [session, user],
  );
  return rowCount === 1;
}

/** Ends every session of a user at once. */
export async function revokeSessionsOf(db: Db, user: string): Promise<void> {
  await db.query('update session set revoked_at = now() where user_id = $1 and revoked_at is null', [user]);
}

/** Ends a session at once; ending it again, or one that never was, changes nothing. */
export async function revokeSession(orm: MikroORM, id: string): Promise<void> {
  await query(orm, {
    text: 'update session set revoked_at = now() where id = $1 and revoked_at is null',
    values: [id],
  });
}

/**
 * The company that serves new orders in a role (warehouse, inspector, broker, carrier, bank) where they name none: of
 * those that are not suspended the one that has been there longest, so that a new one takes nothing from it. Null:
 * there is none.
 */
export async function companyFor(orm: MikroORM, role: Role): Promise<Company | null> {
  const rows = await query<Company>(orm, {
    text: `select c.id, c.name, c.country, c.kinds from company c left join provider p on p.company = c.id
      where $1 = any(c.kinds) and c.suspended_at is null order by p.registered_at nulls first, c.id limit 1`,
    values: [role],
  });
  return rows[0] ?? null;
}

/** The companies with these ids, in order of id; unknown ids are left out. */
export const companiesByIds = (orm: MikroORM, ids: string[]): Promise<Company[]> =>
  query<Company>(orm, {
    text: 'select id, name, country, kinds from company where id = any($1) order by id',
    values: [ids],
  });

/** The language a user reads in; the default for a user there is not. */
export async function localeOf(orm: MikroORM, user: string): Promise<Locale> {
  const rows = await query<{ locale: Locale }>(orm, {
    text: 'select locale from platform_user where id = $1',
    values: [user],
  });
  return rows[0]?.locale ?? defaultLocale;
}
