import type { Policy } from '../../domain/approvals/policy.ts';
import { type ApprovalRefusal, refuse } from '../../domain/approvals/refusal.ts';
import type { Actor } from '../../domain/parties.ts';
import type { Db } from '../catalogue/write-once.ts';
import { read, type Source } from '../party-view.ts';

export interface KeptPolicy {
  company: string;
  version: number;
  content: Policy;
  proposedBy: string;
  proposedAt: string;
  confirmedBy: string | null;
  confirmedAt: string | null;
}

const columns = `company, version, content, proposed_by as "proposedBy", iso(proposed_at) as "proposedAt",
  confirmed_by as "confirmedBy", iso(confirmed_at) as "confirmedAt"`;
type Refused = { rejection: ApprovalRefusal };

/** The policies of a company, newest first; the one in force is the newest that is confirmed. */
export const policiesOf = (source: Source, company: string): Promise<KeptPolicy[]> =>
  read<KeptPolicy>(source, {
    text: `select ${columns} from approval_policy where company = $1 order by version desc limit 50`,
    values: [company],
  });

/** The policy a company buys by; null when it has confirmed none. */
export async function policyInForce(db: Db, company: string): Promise<Policy | null> {
  const { rows } = await db.query<{ content: Policy }>(
    `select content from approval_policy where company = $1 and confirmed_at is not null
      order by version desc limit 1`,
    [company],
  );
  return rows[0]?.content ?? null;
}

/** Makes everything that changes what a company may buy queue up until the transaction ends. */
export async function takeCompanyTurn(db: Db, company: string): Promise<void> {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 5))', [`purchases ${company}`]);
}

/** Of these users, those who belong to the company and can still sign in. */
export async function usersOf(db: Db, company: string, users: string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select id from platform_user where company = $1 and id = any($2) and deactivated_at is null order by id',
    [company, users],
  );
  return rows.map(({ id }) => id);
}

/** Everybody of a company who holds a role and can still sign in. */
export async function usersInRole(db: Db, company: string, role: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select id from platform_user where company = $1 and $2 = any(roles) and deactivated_at is null order by id',
    [company, role],
  );
  return rows.map(({ id }) => id);
}

/** Whether the database knows a time zone by this IANA name. */
export async function isTimeZone(db: Db, name: string): Promise<boolean> {
  const { rows } = await db.query('select from pg_timezone_names where name = $1', [name]);
  return rows.length === 1;
}

/** Proposes the next version of a company's policy; it counts once a second person has confirmed it. */
export async function proposePolicy(db: Db, actor: Actor, content: Policy, at: string): Promise<{ version: number }> {
  await takeCompanyTurn(db, actor.company);
  const { rows } = await db.query<{ version: number }>(
    `insert into approval_policy (company, version, content, proposed_by, proposed_at)
      select $1, coalesce(max(version), 0) + 1, $2, $3, $4 from approval_policy where company = $1
      returning version`,
    [actor.company, JSON.stringify(content), actor.user, at],
  );
  return rows[0]!;
}

/**
 * Confirms a proposed version, which is in force from then on. Refused: `same-person`, `already-confirmed` (also when
 * a newer version is in force). Null when there is no such version.
 */
export async function confirmPolicy(
  db: Db,
  { company, version, user, at }: { company: string; version: number; user: string; at: string },
): Promise<{ version: number } | Refused | null> {
  await takeCompanyTurn(db, company);
  const { rows } = await db.query<KeptPolicy>(
    `select ${columns} from approval_policy where company = $1 and version >= $2 order by version`,
    [company, version],
  );
  const wanted = rows.find((one) => one.version === version);
  if (wanted === undefined) return null;
  if (rows.some(({ confirmedAt }) => confirmedAt !== null)) {
    return refuse('already-confirmed', 'This version, or a newer one, is in force.');
  }
  if (wanted.proposedBy === user) return refuse('same-person', 'A second person confirms the policy.');
  await db.query(
    'update approval_policy set confirmed_by = $3, confirmed_at = $4 where company = $1 and version = $2',
    [company, version, user, at],
  );
  return { version };
}
