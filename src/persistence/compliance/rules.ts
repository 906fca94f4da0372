import type { RuleTable } from '../../domain/compliance/rules.ts';
import { hashOf } from '../../domain/hash.ts';
import type { Db, Deed } from '../catalogue/write-once.ts';
import { read, type Source } from '../party-view.ts';

/** A version of the table of rules and where it comes from. */
export interface KeptRules {
  version: number;
  table: RuleTable;
  sha256: string;
  at: string;
}

/** The rules that are in force now; null while the platform has none. */
export async function rulesInForce(source: Source): Promise<KeptRules | null> {
  const rows = await read<KeptRules>(source, {
    text: `select version, content as table, sha256, iso(at) as at from compliance_rules
      order by version desc limit 1`,
  });
  return rows[0] ?? null;
}

/** Puts the next version in force; two at once take turns. */
export async function addRules(
  db: Db, { table, reason }: { table: RuleTable; reason: string }, { at, by }: Deed,
): Promise<KeptRules> {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 5))', ['compliance rules']);
  const sha256 = hashOf(table);
  const { rows } = await db.query<{ version: number }>(
    `insert into compliance_rules (version, content, sha256, reason, by_user, at)
      select coalesce(max(version), 0) + 1, $1::jsonb, $2, $3, $4, $5::timestamptz from compliance_rules
      returning version`,
    [JSON.stringify(table), sha256, reason, by.user, at],
  );
  return { version: rows[0]!.version, table, sha256, at };
}
