import type { MikroORM } from '@mikro-orm/postgresql';
import { refuse, type Refused } from '../../domain/identity/refusal.ts';
import { inTransaction, untilUndisturbed } from '../sql.ts';

/** Who a provider says signed in. */
export interface ExternalPerson {
  issuer: string;
  subject: string;
  email: string | null;
  emailVerified: boolean;
}

const nobody: Refused = {
  rejection: refuse(
    'not-registered',
    'Nobody is registered here under your confirmed address: have your company invite it, or sign up with it.',
  ),
};

/**
 * The user a provider's subject is: the one it was bound to, or at the first time the one with the address the
 * provider has confirmed. Rejected, `not-registered`: no such user, deactivated, of a suspended company, or bound to
 * another subject of it.
 */
export const userOf = (orm: MikroORM, person: ExternalPerson, at: string): Promise<{ user: string } | Refused> =>
  untilUndisturbed(() =>
    inTransaction(orm, async (db) => {
      const bound = await db.query<{ user: string; deactivated: boolean }>(
        `select u.id as "user", u.deactivated_at is not null or c.suspended_at is not null as deactivated
        from external_identity e join platform_user u on u.id = e.user_id join company c on c.id = u.company
        where e.issuer = $1 and e.subject = $2`,
        [person.issuer, person.subject],
      );
      const [known] = bound.rows;
      if (known !== undefined) return known.deactivated ? nobody : { user: known.user };
      if (!person.emailVerified || person.email === null) return nobody;
      const made = await db.query<{ user: string }>(
        `insert into external_identity (issuer, subject, user_id, bound_at)
        select $1, $2, id, $4 from platform_user where email = lower($3) and deactivated_at is null
          and company not in (select id from company where suspended_at is not null)
        on conflict (issuer, user_id) do nothing returning user_id as "user"`,
        [person.issuer, person.subject, person.email, at],
      );
      return made.rows[0] ?? nobody;
    }),
  );
