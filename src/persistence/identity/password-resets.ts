import type { Db } from '../catalogue/write-once.ts';
import { revokeSessionsOf } from '../people.ts';

/** Whose password may be chosen anew. */
export interface ResetFor {
  user: string;
  name: string;
  email: string;
  company: string;
}

/** Keeps leave to choose a new password for the active user of an address; null when there is none. */
export async function keepReset(
  db: Db,
  email: string,
  { tokenHash, at, expiresAt }: { tokenHash: string; at: string; expiresAt: string },
): Promise<{ user: string; name: string } | null> {
  const { rows } = await db.query<{ user: string; name: string }>(
    `with asked as (select id, name from platform_user where email = lower($1) and deactivated_at is null),
      kept as (insert into password_reset (token_hash, user_id, created_at, expires_at)
        select $2, id, $3, $4 from asked)
      select id as "user", name from asked`,
    [email, tokenHash, at, expiresAt],
  );
  return rows[0] ?? null;
}

/** Whom the token lets choose a new password, kept from others until the transaction ends; null when nobody. */
export async function resetFor(db: Db, tokenHash: string, at: string): Promise<ResetFor | null> {
  const { rows } = await db.query<ResetFor>(
    `select u.id as "user", u.name, u.email, c.name as company
      from password_reset r join platform_user u on u.id = r.user_id join company c on c.id = u.company
      where r.token_hash = $1 and r.used_at is null and r.expires_at > $2 and u.deactivated_at is null
      for update of r`,
    [tokenHash, at],
  );
  return rows[0] ?? null;
}

/** Sets the new password, uses up every leave to do so, and ends all sessions of the user. */
export async function resetPassword(db: Db, user: string, passwordHash: string, at: string): Promise<void> {
  await db.query('update platform_user set password_hash = $2 where id = $1', [user, passwordHash]);
  await db.query('update password_reset set used_at = $2 where user_id = $1 and used_at is null', [user, at]);
  await revokeSessionsOf(db, user);
}
