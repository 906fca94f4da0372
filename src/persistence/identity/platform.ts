import type { MikroORM } from '@mikro-orm/postgresql';
import type { Founding } from '../../domain/identity/founding.ts';
import { refused, type Refused } from '../../domain/identity/refusal.ts';
import {
  faultOfApproval,
  faultOfProposer,
  faultOfRoles,
  faultOfStandIn,
  type Proposal,
} from '../../domain/identity/roles.ts';
import { platformRoles, type Role } from '../../domain/parties.ts';
import type { Db } from '../catalogue/write-once.ts';
import { inTransaction } from '../sql.ts';
import { takeCompany } from './members.ts';
import { decide, deciders, openProposalsOf, proposalForDecision, rightsNow } from './proposals.ts';
import { userOfAddress } from './sign-ups.ts';

/** Who stands behind what is decided from the command line of the platform's machines. */
export const commandLine = 'command-line';

/** The platform's own company; whoever asks has it alone until the transaction ends. Null: there is none yet. */
export async function takePlatform(db: Db): Promise<{ id: string; name: string; kinds: Role[] } | null> {
  await db.query("select pg_advisory_xact_lock(hashtextextended('the platform', 5))");
  const { rows } = await db.query<{ id: string; name: string; kinds: Role[] }>(
    `select id, name, kinds from company where 'operator' = any(kinds) order by id limit 1`,
  );
  return rows[0] ?? null;
}

/** Leave to choose the first password: the hash of the code, and the instant it is good until. */
export interface FirstCode {
  tokenHash: string;
  at: string;
  expiresAt: string;
}

const keepCode = (db: Db, user: string, { tokenHash, at, expiresAt }: FirstCode) =>
  db.query('insert into password_reset (token_hash, user_id, created_at, expires_at) values ($1, $2, $3, $4)', [
    tokenHash,
    user,
    at,
    expiresAt,
  ]);

/**
 * Founds the platform: its company and the person who administers it, who signs in once the code has been used to
 * choose a password. `passwordHash` is of a password nobody knows. Rejected: `platform-exists`, `address-taken`.
 */
export const foundPlatform = (
  orm: MikroORM,
  { company: name, country, ...person }: Founding,
  made: { company: string; user: string; passwordHash: string; code: FirstCode },
): Promise<Refused | { company: string; user: string }> =>
  inTransaction(orm, async (db) => {
    const there = await takePlatform(db);
    if (there !== null) {
      return refused('platform-exists', `There is a platform already: ${there.name} (${there.id}).`);
    }
    if ((await userOfAddress(db, person.email)) !== null) {
      return refused('address-taken', 'email: there is an account with this address.');
    }
    const { company, user, passwordHash, code } = made;
    await db.query('insert into company (id, name, country, kinds) values ($1, $2, $3, $4)', [
      company,
      name,
      country,
      platformRoles,
    ]);
    await db.query(
      `insert into platform_user (id, email, name, password_hash, company, roles, locale, admin)
        values ($1, $2, $3, $4, $5, array['operator'], $6, true)`,
      [user, person.email, person.name, passwordHash, company, person.locale],
    );
    await keepCode(db, user, code);
    return { company, user };
  });

/**
 * A new code for the first administrator in place of the one before, as long as nobody of the platform has ever signed
 * in. Rejected: `not-registered` (no platform, or not of it), `already-with-us` (somebody has signed in).
 */
export const renewFirstCode = (
  orm: MikroORM,
  email: string,
  code: FirstCode,
): Promise<Refused | { company: string; user: string }> =>
  inTransaction(orm, async (db) => {
    const platform = await takePlatform(db);
    const user = await userOfAddress(db, email);
    if (platform === null || user?.company !== platform.id) {
      return refused('not-registered', 'email: nobody of the platform has this address.');
    }
    const { rows } = await db.query(
      'select from session s join platform_user u on u.id = s.user_id where u.company = $1 limit 1',
      [platform.id],
    );
    if (rows.length > 0) {
      return refused('already-with-us', 'Somebody of the platform has signed in: ask for a new password over the API.');
    }
    await db.query('update password_reset set used_at = $2 where user_id = $1 and used_at is null', [user.id, code.at]);
    await keepCode(db, user.id, code);
    return { company: platform.id, user: user.id };
  });

/** The open proposals of the platform's company that nobody who signs in could approve. */
export const waitingForStandIn = (orm: MikroORM): Promise<Proposal[]> =>
  inTransaction(orm, async (db) => {
    const platform = await takePlatform(db);
    if (platform === null) return [];
    const open = await openProposalsOf(db, platform.id);
    const faults = await Promise.all(open.map((proposal) => standInFault(db, platform.id, proposal)));
    return open.filter((_, place) => faults[place] === null);
  });

async function standInFault(db: Db, platform: string, proposal: Proposal) {
  const { company, proposedBy, subject } = proposal;
  const others = await deciders(db, company, [proposedBy, subject]);
  return faultOfStandIn(proposal, { ofPlatform: company === platform, others: others.length });
}

/**
 * Approves, as the second of two, that the platform gets one more administrator while it has a single one. Rejected as
 * an approval over the API is, with `needs-two-people` where somebody who signs in could approve it, and with
 * `not-registered` for an unknown proposal.
 */
export const standIn = (
  orm: MikroORM,
  { proposal: id, hash, at }: { proposal: string; hash: string; at: string },
): Promise<Refused | Proposal> =>
  inTransaction(orm, async (db) => {
    const platform = await takePlatform(db);
    const known = platform === null ? [] : (await openProposalsOf(db, platform.id)).filter((each) => each.id === id);
    if (platform === null || known.length === 0) {
      return refused('not-registered', `proposal: the platform has no open proposal ${id}.`);
    }
    const { kinds } = await takeCompany(db, platform.id);
    const proposal = await proposalForDecision(db, id);
    const now = await rightsNow(db, platform.id, proposal.subject);
    const fault =
      (await standInFault(db, platform.id, proposal)) ??
      faultOfApproval(proposal, commandLine, { hash, now }) ??
      faultOfProposer(proposal, await deciders(db, platform.id, [])) ??
      faultOfRoles(kinds, proposal.after.roles);
    if (fault !== null) return { rejection: fault };
    return decide(db, proposal, { state: 'approved', by: commandLine, at });
  });
