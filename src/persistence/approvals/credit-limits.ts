import { type CreditLimit, creditLimitHash } from '../../domain/approvals/credit.ts';
import { type ApprovalRefusal, refuse } from '../../domain/approvals/refusal.ts';
import type { Db } from '../catalogue/write-once.ts';
import { read, type Source } from '../party-view.ts';
import { takeCompanyTurn } from './policies.ts';

/** A limit as it was set; `VOID` when something else was proposed before it was confirmed. */
export interface KeptLimit extends CreditLimit {
  version: number;
  hash: string;
  state: 'PROPOSED' | 'IN_FORCE' | 'REPLACED' | 'VOID';
  proposedBy: string;
  proposedAt: string;
  confirmedBy: string | null;
  confirmedAt: string | null;
}

const kept = `select company, currency, version, minor::float8 as minor, reason, hash, proposed_by as "proposedBy",
    iso(proposed_at) as "proposedAt", confirmed_by as "confirmedBy", iso(confirmed_at) as "confirmedAt",
    case when confirmed_at is null then case when version = max(version) over every then 'PROPOSED' else 'VOID' end
      when version = max(version) filter (where confirmed_at is not null) over every then 'IN_FORCE'
      else 'REPLACED' end as state
  from credit_limit where company = $1 window every as (partition by currency)`;

/** Everything that was set for a company, what is in force before the rest, newest first; at most 200. */
export const creditLimitsOf = (source: Source, company: string): Promise<KeptLimit[]> =>
  read<KeptLimit & Record<string, unknown>>(source, {
    text: `select * from (${kept}) every
      order by (state = 'IN_FORCE') desc, "proposedAt" desc, currency, version desc limit 200`,
    values: [company],
  });

/** What is in force for a company, one limit a currency; one that was lifted is among them without an amount. */
export const inForce = async (db: Db, company: string): Promise<KeptLimit[]> =>
  (await db.query<KeptLimit>(`select * from (${kept}) every where state = 'IN_FORCE'`, [company])).rows;

/** Proposes what is to hold from now on; what was proposed in this currency and not confirmed is void. */
export async function proposeCreditLimit(
  db: Db,
  limit: CreditLimit,
  { user, at }: { user: string; at: string },
): Promise<{ version: number; hash: string }> {
  const { company, currency, minor, reason } = limit;
  await takeCompanyTurn(db, company);
  const { rows } = await db.query<{ version: number }>(
    `select coalesce(max(version), 0) + 1 as version from credit_limit where company = $1 and currency = $2`,
    [company, currency],
  );
  const { version } = rows[0]!;
  const hash = creditLimitHash(limit, version);
  await db.query(
    `insert into credit_limit (company, currency, version, minor, reason, hash, proposed_by, proposed_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [company, currency, version, minor, reason, hash, user, at],
  );
  return { version, hash };
}

/**
 * Puts in force what was proposed last, named by its hash. Refused: `stale-hash` (also for what is void),
 * `already-confirmed`, `same-person`.
 */
export async function confirmCreditLimit(
  db: Db,
  { company, currency, hash, user, at }: { company: string; currency: string; hash: string; user: string; at: string },
): Promise<{ version: number } | { rejection: ApprovalRefusal }> {
  await takeCompanyTurn(db, company);
  const { rows } = await db.query<KeptLimit>(`select * from (${kept}) every where currency = $2 and hash = $3`, [
    company,
    currency,
    hash,
  ]);
  const wanted = rows[0];
  if (wanted === undefined || wanted.state === 'VOID') {
    return refuse('stale-hash', 'hash: it is not that of what is proposed.');
  }
  if (wanted.state !== 'PROPOSED') return refuse('already-confirmed', 'This version, or a newer one, is in force.');
  if (wanted.proposedBy === user) return refuse('same-person', 'You proposed this; a second person decides.');
  await db.query(
    `update credit_limit set confirmed_by = $4, confirmed_at = $5
      where company = $1 and currency = $2 and version = $3`,
    [company, currency, wanted.version, user, at],
  );
  return { version: wanted.version };
}
