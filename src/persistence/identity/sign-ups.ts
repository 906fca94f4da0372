import type { MikroORM } from '@mikro-orm/postgresql';
import type { TradingKind } from '../../domain/identity/roles.ts';
import { refused, type Refused } from '../../domain/identity/refusal.ts';
import type { Locale } from '../../domain/words/locale.ts';
import type { Db } from '../catalogue/write-once.ts';
import { query } from '../sql.ts';

/** A company and its first user as they signed up; times are ISO instants. */
export interface SignUp {
  id: string;
  email: string;
  name: string;
  passwordHash: string;
  companyName: string;
  country: string;
  kinds: TradingKind[];
  locale: Locale;
  tokenHash: string;
  createdAt: string;
  expiresAt: string;
}

/** The user an address belongs to, by any case of it; null when it belongs to nobody. */
export async function userOfAddress(
  db: Db,
  email: string,
): Promise<{ id: string; name: string; company: string } | null> {
  const { rows } = await db.query<{ id: string; name: string; company: string }>(
    'select id, name, company from platform_user where email = lower($1)',
    [email],
  );
  return rows[0] ?? null;
}

export async function keepSignUp(db: Db, given: SignUp): Promise<void> {
  await db.query(
    `insert into sign_up (id, email, name, password_hash, company_name, country, kinds, locale, token_hash, created_at,
      expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      given.id,
      given.email,
      given.name,
      given.passwordHash,
      given.companyName,
      given.country,
      given.kinds,
      given.locale,
      given.tokenHash,
      given.createdAt,
      given.expiresAt,
    ],
  );
}

/** The hash of the password somebody signed up with last and has not confirmed, or null. */
export async function unconfirmedPassword(orm: MikroORM, email: string): Promise<string | null> {
  const rows = await query<{ passwordHash: string }>(orm, {
    name: 'unconfirmed_password',
    text: `select password_hash as "passwordHash" from sign_up
      where email = lower($1) and confirmed_at is null order by created_at desc, id limit 1`,
    values: [email],
  });
  return rows[0]?.passwordHash ?? null;
}

/** The unconfirmed sign-ups of an address, the latest first; anybody can have made one. */
export async function waitingSignUps(
  db: Db,
  email: string,
  most: number,
): Promise<Pick<SignUp, 'id' | 'passwordHash'>[]> {
  const { rows } = await db.query<Pick<SignUp, 'id' | 'passwordHash'>>(
    `select id, password_hash as "passwordHash" from sign_up
      where email = lower($1) and confirmed_at is null order by created_at desc, id limit $2`,
    [email, most],
  );
  return rows;
}

/** Gives an unconfirmed sign-up a new token in place of the old one. */
export async function renewSignUp(
  db: Db,
  id: string,
  { tokenHash, expiresAt }: Pick<SignUp, 'tokenHash' | 'expiresAt'>,
): Promise<Pick<SignUp, 'name' | 'companyName' | 'locale'>> {
  const { rows } = await db.query<Pick<SignUp, 'name' | 'companyName' | 'locale'>>(
    `update sign_up set token_hash = $2, expires_at = $3 where id = $1
      returning name, company_name as "companyName", locale`,
    [id, tokenHash, expiresAt],
  );
  return rows[0]!;
}

/**
 * Makes the company and its first user, an administrator with every role of the company, of the sign-up the token
 * belongs to. Rejected: `token-invalid` (unknown, used, expired at `at`), `address-taken` (there is a user meanwhile).
 */
export async function confirmSignUp(
  db: Db,
  tokenHash: string,
  { at, company, user }: { at: string; company: string; user: string },
): Promise<Refused | { company: string; user: string }> {
  const { rows } = await db.query<{ id: string; email: string }>(
    'select id, email from sign_up where token_hash = $1 and confirmed_at is null and expires_at > $2 for update',
    [tokenHash, at],
  );
  const [signUp] = rows;
  if (signUp === undefined) return refused('token-invalid', 'token: unknown, used or expired; ask for a new one.');
  if ((await userOfAddress(db, signUp.email)) !== null) {
    return refused('address-taken', 'There is an account with this address: sign in.');
  }
  await db.query(
    'insert into company (id, name, country, kinds) select $2, company_name, country, kinds from sign_up where id = $1',
    [signUp.id, company],
  );
  await db.query(
    `insert into platform_user (id, email, name, password_hash, company, roles, locale, admin)
      select $2, email, name, password_hash, $3, kinds, locale, true from sign_up where id = $1`,
    [signUp.id, user, company],
  );
  // Codes of other attempts with the same address are worth nothing any more.
  await db.query(
    `update sign_up set confirmed_at = case when id = $1 then $3::timestamptz end,
      expires_at = least(expires_at, $3::timestamptz) where email = $2 and confirmed_at is null`,
    [signUp.id, signUp.email, at],
  );
  return { company, user };
}
