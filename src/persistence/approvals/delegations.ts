import type { MikroORM } from '@mikro-orm/postgresql';
import type { Db } from '../catalogue/write-once.ts';
import { query } from '../sql.ts';
import { read, type Source } from '../party-view.ts';

/** Somebody of a company decides in another's place, from one instant up to, not including, another. */
export interface Delegation {
  id: string;
  company: string;
  from: string;
  to: string;
  startsAt: string;
  endsAt: string;
  reason: string;
  at: string;
  revokedAt: string | null;
}

const columns = `id, company, from_user as "from", to_user as "to", iso(starts_at) as "startsAt",
  iso(ends_at) as "endsAt", reason, iso(at) as at, iso(revoked_at) as "revokedAt"`;

/** The delegations of a company's people, newest first. */
export const delegationsOf = (source: Source, company: string): Promise<Delegation[]> =>
  read<Delegation>(source, {
    text: `select ${columns} from approval_delegation where company = $1 order by at desc, id limit 200`,
    values: [company],
  });

/** Keeps a delegation under its id. */
export async function delegate(db: Db, given: Omit<Delegation, 'revokedAt'>): Promise<void> {
  const { id, company, from, to, startsAt, endsAt, reason, at } = given;
  await db.query(
    `insert into approval_delegation (id, company, from_user, to_user, starts_at, ends_at, reason, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, company, from, to, startsAt, endsAt, reason, at],
  );
}

/** Ends a delegation of `user` now; ending it again changes nothing. False when `user` has given none of that id. */
export async function revokeDelegation(db: Db, id: string, user: string, at: string): Promise<boolean> {
  const { rows } = await db.query(
    `update approval_delegation set revoked_at = coalesce(revoked_at, $3) where id = $1 and from_user = $2
      returning 1`,
    [id, user, at],
  );
  return rows.length === 1;
}

/** In whose places `user` may decide at an instant: their own, and of colleagues who have delegated to them. */
export async function placesOf(orm: MikroORM, company: string, user: string, at: string): Promise<string[]> {
  const rows = await query<{ from: string }>(orm, {
    text: `select distinct d.from_user as "from" from approval_delegation d join platform_user u on u.id = d.from_user
      where d.company = $1 and d.to_user = $2 and u.company = $1 and u.deactivated_at is null
        and d.starts_at <= $3 and d.ends_at > $3 and (d.revoked_at is null or d.revoked_at > $3) order by 1`,
    values: [company, user, at],
  });
  return [user, ...rows.map(({ from }) => from)];
}
