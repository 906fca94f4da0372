import type { Locale } from '../../domain/words/locale.ts';
import type { Db } from '../catalogue/write-once.ts';
import { read, type Source } from '../party-view.ts';

/** What people say of themselves. */
export interface OwnProfile {
  id: string;
  email: string;
  name: string;
  locale: Locale;
}

/** What a user says of themselves; null for nobody of the reader's company. */
export async function profileOf(source: Source, user: string): Promise<OwnProfile | null> {
  const [row] = await read<OwnProfile & Record<string, unknown>>(source, {
    text: 'select id, email, name, locale from platform_user where id = $1',
    values: [user],
  });
  return row ?? null;
}

/** Changes what is given of a user; null leaves it as it is. Throws when there is no such user. */
export async function changeOwn(
  db: Db,
  user: string,
  { name, locale }: { name: string | null; locale: Locale | null },
): Promise<OwnProfile> {
  const { rows } = await db.query<OwnProfile>(
    `update platform_user set name = coalesce($2, name), locale = coalesce($3, locale) where id = $1
      returning id, email, name, locale`,
    [user, name, locale],
  );
  if (rows[0] === undefined) throw new Error(`there is no user ${user}`);
  return rows[0];
}

/** What a user signs in with, locked until the transaction ends, and what the password must not be made of. */
export async function signInOf(
  db: Db,
  user: string,
): Promise<{ passwordHash: string; email: string; name: string; company: string }> {
  const { rows } = await db.query<{ passwordHash: string; email: string; name: string; company: string }>(
    `select u.password_hash as "passwordHash", u.email, u.name, c.name as company
      from platform_user u join company c on c.id = u.company where u.id = $1 for update of u`,
    [user],
  );
  if (rows[0] === undefined) throw new Error(`there is no user ${user}`);
  return rows[0];
}

/** Sets a new password, uses up every leave to choose one, and ends the sessions of the user besides one. */
export async function changePassword(
  db: Db,
  { user, passwordHash, session, at }: { user: string; passwordHash: string; session: string; at: string },
): Promise<void> {
  await db.query('update platform_user set password_hash = $2 where id = $1', [user, passwordHash]);
  await db.query('update password_reset set used_at = $2 where user_id = $1 and used_at is null', [user, at]);
  await db.query('update session set revoked_at = now() where user_id = $1 and id <> $2 and revoked_at is null', [
    user,
    session,
  ]);
}
