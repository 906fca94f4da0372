import type { Rights } from '../../domain/identity/roles.ts';
import type { Role } from '../../domain/parties.ts';
import type { Locale } from '../../domain/words/locale.ts';
import type { Db } from '../catalogue/write-once.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { read, type Source } from '../party-view.ts';
import { revokeSessionsOf } from '../people.ts';

/** A user as the administrators of the company see them. */
export interface Member extends Rights {
  user: string;
  email: string;
  name: string;
  locale: Locale;
  deactivatedAt: string | null;
}

export const memberSorts = ['name', 'email'] as const;
const columns = `id as "user", email, name, roles, locale, admin, iso(deactivated_at) as "deactivatedAt"`;

/** The users of a company, by name or address. Throws RangeError for a cursor that is none of this list's. */
export async function listMembers(
  source: Source,
  company: string,
  { sort, after, limit }: { sort: (typeof memberSorts)[number]; after?: string; limit: number },
): Promise<{ users: Member[]; next: string | null }> {
  const key = { name: 'name', email: 'email' }[sort];
  const values: unknown[] = [company, limit + 1];
  if (after !== undefined) values.push(...cursorValues(after, 2));
  const rows = await read<Member>(source, {
    text: `select ${columns} from platform_user where company = $1
      ${after === undefined ? '' : `and (${key} collate "C", id) > ($3, $4)`}
      order by ${key} collate "C", id limit $2`,
    values,
  });
  const users = rows.slice(0, limit);
  const last = rows.length > limit ? users.at(-1) : undefined;
  return { users, next: last === undefined ? null : cursorAfter([last[sort], last.user]) };
}

/** What a company says of itself. */
export interface CompanyProfile {
  name: string;
  kinds: Role[];
  /** True: it sells nothing to consumers by a click. */
  businessesOnly: boolean;
}

/** Lets one change of a company's people happen after the other, and answers its kinds. */
export async function takeCompany(db: Db, company: string): Promise<CompanyProfile> {
  const { rows } = await db.query<CompanyProfile>(
    'select name, kinds, businesses_only as "businessesOnly" from company where id = $1 for update',
    [company],
  );
  if (rows[0] === undefined) throw new Error(`there is no company ${company}`);
  return rows[0];
}

/** One user of a company, or null. */
export async function memberOf(db: Db, company: string, user: string): Promise<Member | null> {
  const { rows } = await db.query<Member>(`select ${columns} from platform_user where company = $1 and id = $2`, [
    company,
    user,
  ]);
  return rows[0] ?? null;
}

/** The administrators of a company who can sign in, apart from `user`. */
export async function adminsBesides(db: Db, company: string, user: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select id from platform_user where company = $1 and admin and deactivated_at is null and id <> $2 order by id',
    [company, user],
  );
  return rows.map(({ id }) => id);
}

/** The administrators of a company, whether or not they can sign in at the moment, in order of id. */
export const adminsOf = (db: Db, company: string): Promise<string[]> => adminsBesides(db, company, '');

/** Gives a user these rights; what was proposed for them before is void. */
export async function setRights(db: Db, user: string, { roles, admin }: Rights, at: string): Promise<void> {
  await db.query('update platform_user set roles = $2, admin = $3 where id = $1', [user, roles, admin]);
  await voidProposals(db, user, at);
}

/** What was proposed for a user or a key is void from now on. */
export async function voidProposals(db: Db, subject: string, at: string): Promise<void> {
  await db.query(`update role_proposal set state = 'void', decided_at = $2 where subject = $1 and state = 'open'`, [
    subject,
    at,
  ]);
}

/** Ends a user's access at once: sessions, the keys they made, codes under way, and what was proposed for them. */
export async function deactivateMember(db: Db, user: string, rights: Rights, at: string): Promise<void> {
  await setRights(db, user, rights, at);
  await db.query('update platform_user set deactivated_at = $2 where id = $1', [user, at]);
  await revokeSessionsOf(db, user);
  await db.query('update api_key set revoked_at = $2 where created_by = $1 and revoked_at is null', [user, at]);
  await db.query('update password_reset set used_at = $2 where user_id = $1 and used_at is null', [user, at]);
  await db.query(
    `update invitation set revoked_at = $2 where invited_by = $1 and accepted_at is null and revoked_at is null`,
    [user, at],
  );
}

export async function reactivateMember(db: Db, user: string): Promise<void> {
  await db.query('update platform_user set deactivated_at = null where id = $1', [user]);
}

/** Renames a company, or sets its kinds. */
export async function changeCompany(db: Db, company: string, { name, kinds, businessesOnly }: CompanyProfile) {
  const values = [company, name, kinds, businessesOnly];
  await db.query('update company set name = $2, kinds = $3, businesses_only = $4 where id = $1', values);
}

/** Which of the roles some user, key or open invitation of the company holds. */
export async function heldRoles(db: Db, company: string, roles: readonly Role[], at: string): Promise<Role[]> {
  const { rows } = await db.query<{ role: Role }>(
    `select distinct held.role from (
        select unnest(roles) as role from platform_user where company = $1 and deactivated_at is null
        union all select unnest(roles) from api_key where company = $1 and revoked_at is null
        union all select unnest(roles) from invitation
          where company = $1 and accepted_at is null and revoked_at is null and expires_at > $3
      ) held where held.role = any($2) order by 1`,
    [company, roles, at],
  );
  return rows.map(({ role }) => role);
}
