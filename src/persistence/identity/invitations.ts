import type { Rights } from '../../domain/identity/roles.ts';
import type { Locale } from '../../domain/words/locale.ts';
import type { Db } from '../catalogue/write-once.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { read, type Source } from '../party-view.ts';

/** An invitation as the company's administrators see it; times are ISO instants. */
export interface Invitation extends Rights {
  invitation: string;
  email: string;
  locale: Locale;
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
  acceptedAt: string | null;
  revokedAt: string | null;
}

const columns = `id as invitation, email, roles, admin, locale, invited_by as "invitedBy",
  iso(created_at) as "createdAt", iso(expires_at) as "expiresAt", iso(accepted_at) as "acceptedAt",
  iso(revoked_at) as "revokedAt"`;

/** Keeps an invitation; one to the same address that is still open is revoked by it. */
export async function keepInvitation(
  db: Db,
  company: string,
  given: Invitation & { tokenHash: string; byPlatform?: true },
): Promise<void> {
  await db.query(
    `update invitation set revoked_at = $3
      where company = $1 and email = $2 and accepted_at is null and revoked_at is null`,
    [company, given.email, given.createdAt],
  );
  await db.query(
    `insert into invitation (id, company, email, roles, admin, locale, token_hash, invited_by, created_at, expires_at,
        by_platform) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      given.invitation,
      company,
      given.email,
      given.roles,
      given.admin,
      given.locale,
      given.tokenHash,
      given.invitedBy,
      given.createdAt,
      given.expiresAt,
      given.byPlatform ?? false,
    ],
  );
}

/** How many invitations a company has sent since an instant, and how many of them to one address. */
export async function sentSince(
  db: Db,
  { company, email, since }: { company: string; email: string; since: string },
): Promise<{ all: number; same: number }> {
  const { rows } = await db.query<{ all: number; same: number }>(
    `select count(*)::int as all, (count(*) filter (where email = $2))::int as same from invitation
      where company = $1 and created_at > $3`,
    [company, email, since],
  );
  return rows[0]!;
}

/** The invitations of a company, the latest first. Throws RangeError for a cursor that is none of this list's. */
export async function listInvitations(
  source: Source,
  company: string,
  { after, limit }: { after?: string; limit: number },
): Promise<{ invitations: Invitation[]; next: string | null }> {
  const values: unknown[] = [company, limit + 1];
  if (after !== undefined) values.push(...cursorValues(after, 2));
  const rows = await read<Invitation & { sortKey: string }>(source, {
    text: `select ${columns}, invitation.created_at::text as "sortKey" from invitation where company = $1
      ${after === undefined ? '' : 'and (invitation.created_at, id) < ($3::timestamptz, $4)'}
      order by invitation.created_at desc, id desc limit $2`,
    values,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    invitations: page.map(({ sortKey: _, ...one }) => one),
    next: last === undefined ? null : cursorAfter([last.sortKey, last.invitation]),
  };
}

/** Revokes an invitation of the company: `unknown` when there is none, `closed` when it is accepted or revoked. */
export async function revokeInvitation(
  db: Db,
  company: string,
  id: string,
  at: string,
): Promise<Invitation | 'unknown' | 'closed'> {
  const { rows } = await db.query<Invitation>(
    `update invitation set revoked_at = $3 where id = $2 and company = $1 and accepted_at is null and revoked_at is null
      returning ${columns}`,
    [company, id, at],
  );
  if (rows[0] !== undefined) return rows[0];
  const kept = await db.query('select from invitation where id = $2 and company = $1', [company, id]);
  return kept.rows.length === 0 ? 'unknown' : 'closed';
}

/** The open invitation a token belongs to, kept from others until the transaction ends; null when there is none. */
export async function invitationFor(
  db: Db,
  tokenHash: string,
  at: string,
): Promise<(Invitation & { company: string; byPlatform: boolean }) | null> {
  const { rows } = await db.query<Invitation & { company: string; byPlatform: boolean }>(
    `select ${columns}, company, by_platform as "byPlatform" from invitation
      where token_hash = $1 and accepted_at is null and revoked_at is null and expires_at > $2 for update`,
    [tokenHash, at],
  );
  return rows[0] ?? null;
}

/** Makes the user an invitation is for. The address is taken by whoever received the token with it. */
export async function acceptInvitation(
  db: Db,
  invitation: Invitation & { company: string },
  { user, name, passwordHash, at }: { user: string; name: string; passwordHash: string; at: string },
): Promise<void> {
  const { email, company, roles, locale, admin } = invitation;
  await db.query(
    `insert into platform_user (id, email, name, password_hash, company, roles, locale, admin)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [user, email, name, passwordHash, company, roles, locale, admin],
  );
  await db.query('update invitation set accepted_at = $2 where id = $1', [invitation.invitation, at]);
}
