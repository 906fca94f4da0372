import type { MikroORM } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import type { Actor, Role } from '../domain/parties.ts';
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
}

/** The user with that e-mail address, whatever its case; null when there is none. */
export async function findUserByEmail(orm: MikroORM, email: string): Promise<User | null> {
  const rows = await query<User>(orm, {
    text: `select id, email, name, password_hash as "passwordHash", company, roles from platform_user
      where email = lower($1)`,
    values: [email],
  });
  return rows[0] ?? null;
}

/**
 * Opens a session of `user` that ends at `expiresAt`. The id is only good inside a token the API has signed: it is kept
 * in clear here.
 */
export async function createSession(
  orm: MikroORM, user: string, expiresAt: string,
): Promise<{ id: string; expiresAt: string }> {
  const id = randomUUID();
  await query(orm, {
    text: 'insert into session (id, user_id, created_at, expires_at) values ($1, $2, now(), $3)',
    values: [id, user, expiresAt],
  });
  return { id, expiresAt };
}

/** Who acts in this session, with the roles they have now; null when it ended, was revoked or never was. */
export async function sessionActor(orm: MikroORM, id: string): Promise<Actor | null> {
  const rows = await query<Actor>(orm, {
    name: 'session_actor',
    text: `select u.id as "user", u.company, u.roles from session s join platform_user u on u.id = s.user_id
      where s.id = $1 and s.revoked_at is null and s.expires_at > now()`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** Ends a session at once; ending it again, or one that never was, changes nothing. */
export async function revokeSession(orm: MikroORM, id: string): Promise<void> {
  await query(orm, {
    text: 'update session set revoked_at = now() where id = $1 and revoked_at is null',
    values: [id],
  });
}

/**
 * The company designated for a role on new orders (warehouse, inspector, broker, carrier): the first by id. Throws when
 * there is none.
 */
export async function companyFor(orm: MikroORM, role: Role): Promise<Company> {
  const rows = await query<Company>(orm, {
    text: 'select id, name, country, kinds from company where $1 = any(kinds) order by id limit 1',
    values: [role],
  });
  if (rows[0] === undefined) throw new Error(`no company is designated for the role ${role}`);
  return rows[0];
}

/** The companies with these ids, in order of id; unknown ids are left out. */
export const companiesByIds = (orm: MikroORM, ids: string[]): Promise<Company[]> =>
  query<Company>(orm, {
    text: 'select id, name, country, kinds from company where id = any($1) order by id',
    values: [ids],
  });
