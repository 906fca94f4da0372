import type { Proposal, Rights } from '../../domain/identity/roles.ts';
import type { Db } from '../catalogue/write-once.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { read, type Source } from '../party-view.ts';
import { voidProposals } from './members.ts';

const columns = `id, company, subject, before, after, hash, state, proposed_by as "proposedBy",
  iso(proposed_at) as "proposedAt", decided_by as "decidedBy", iso(decided_at) as "decidedAt"`;

/** Keeps a proposal; an open one for the same subject is void by it. */
export async function keepProposal(db: Db, proposal: Proposal): Promise<void> {
  await voidProposals(db, proposal.subject, proposal.proposedAt);
  await db.query(
    `insert into role_proposal (id, company, subject, before, after, hash, state, proposed_by, proposed_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      proposal.id,
      proposal.company,
      proposal.subject,
      JSON.stringify(proposal.before),
      JSON.stringify(proposal.after),
      proposal.hash,
      proposal.state,
      proposal.proposedBy,
      proposal.proposedAt,
    ],
  );
}

/** The company whose proposals somebody decides on; null for the platform's operator, who decides on everybody's. */
export type DecidesFor = string | null;

/** Proposals, the latest first. Throws RangeError for a cursor that is none of this list's. */
export async function listProposals(
  source: Source,
  company: DecidesFor,
  { state, after, limit }: { state?: string; after?: string; limit: number },
): Promise<{ proposals: Proposal[]; next: string | null }> {
  const values: unknown[] = [company, state ?? null, limit + 1];
  if (after !== undefined) values.push(...cursorValues(after, 2));
  const rows = await read<Proposal & { sortKey: string }>(source, {
    text: `select ${columns}, proposed_at::text as "sortKey" from role_proposal
      where ($1::text is null or company = $1) and ($2::text is null or state = $2)
      ${after === undefined ? '' : 'and (proposed_at, id) < ($4::timestamptz, $5)'}
      order by proposed_at desc, id desc limit $3`,
    values,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    proposals: page.map(({ sortKey: _, ...one }) => one),
    next: last === undefined ? null : cursorAfter([last.sortKey, last.id]),
  };
}

/** The company a proposal is of, as far as somebody may decide on it; null when there is no such proposal for them. */
export async function companyOfProposal(db: Db, company: DecidesFor, id: string): Promise<string | null> {
  const { rows } = await db.query<{ company: string }>(
    'select company from role_proposal where id = $1 and ($2::text is null or company = $2)',
    [id, company],
  );
  return rows[0]?.company ?? null;
}

/** The proposals of a company that wait for a second person, the first proposed first. */
export async function openProposalsOf(db: Db, company: string): Promise<Proposal[]> {
  const { rows } = await db.query<Proposal>(
    `select ${columns} from role_proposal where company = $1 and state = 'open' order by role_proposal.proposed_at, id`,
    [company],
  );
  return rows;
}

/** A proposal, kept from others until the transaction ends. */
export async function proposalForDecision(db: Db, id: string): Promise<Proposal> {
  const { rows } = await db.query<Proposal>(`select ${columns} from role_proposal where id = $1 for update`, [id]);
  return rows[0]!;
}

/** What somebody or some key may do now: null for a user who is deactivated or a key that is over. */
export async function rightsNow(db: Db, company: string, subject: string): Promise<Rights | null> {
  const { rows } = await db.query<Rights>(
    `select roles, admin from platform_user where id = $2 and company = $1 and deactivated_at is null
      union all select roles, false from api_key where id = $2 and company = $1 and revoked_at is null
        and (expires_at is null or expires_at > now())`,
    [company, subject],
  );
  return rows[0] ?? null;
}

/** Notes who decided and how; an approval gives the rights in the same transaction. */
export async function decide(
  db: Db,
  { id, subject, after }: Proposal,
  { state, by, at }: { state: 'approved' | 'refused'; by: string; at: string },
): Promise<Proposal> {
  if (state === 'approved') {
    await db.query('update platform_user set roles = $2, admin = $3 where id = $1', [
      subject,
      after.roles,
      after.admin,
    ]);
    await db.query('update api_key set roles = $2 where id = $1', [subject, after.roles]);
  }
  const { rows } = await db.query<Proposal>(
    `update role_proposal set state = $2, decided_by = $3, decided_at = $4 where id = $1 returning ${columns}`,
    [id, state, by, at],
  );
  return rows[0]!;
}

/** Who may be the second person for a company: its administrators and those of the platform's operator. */
export async function deciders(db: Db, company: string, but: string[]): Promise<{ user: string; name: string }[]> {
  const { rows } = await db.query<{ user: string; name: string }>(
    `select u.id as "user", u.name from platform_user u join company c on c.id = u.company
      where u.admin and u.deactivated_at is null and (u.company = $1 or 'operator' = any(c.kinds)) and u.id <> all($2)
      order by u.id`,
    [company, but],
  );
  return rows;
}
