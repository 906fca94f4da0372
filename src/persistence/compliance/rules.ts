import type { RuleTable, TableInForce } from '../../domain/compliance/rules.ts';
import { hashOf } from '../../domain/hash.ts';
import type { Db, Deed } from '../catalogue/write-once.ts';
import { read, type Source } from '../party-view.ts';

/** An edition of a table of rules; `version` counts the editions of all tables. */
export interface KeptRules extends TableInForce {
  version: number;
  sha256: string;
  at: string;
}

/** An edition that nobody has named is known by its version. */
const columns = `version, name, coalesce(edition, version::text) as edition, content as "table", sha256, iso(at) as at`;

/** The tables that are in force now, by name: the last edition of each. */
export async function rulesInForce(source: Source): Promise<KeptRules[]> {
  const rows = await read<KeptRules & Record<string, unknown>>(source, {
    text: `select distinct on (name) ${columns} from compliance_rules order by name, version desc`,
  });
  return rows;
}

/** Puts the next edition of a table in force; null when there was one of that name before. Two at once take turns. */
export async function addRules(
  db: Db,
  { name, edition, table, reason }: { name: string; edition: string | null; table: RuleTable; reason: string },
  { at, by }: Deed,
): Promise<KeptRules | null> {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 5))', ['compliance rules']);
  const { rows } = await db.query<KeptRules>(
    `insert into compliance_rules (version, name, edition, content, sha256, reason, by_user, at)
      select coalesce(max(version), 0) + 1, $1, $2, $3::jsonb, $4, $5, $6, $7::timestamptz from compliance_rules
      on conflict on constraint compliance_rules_edition do nothing returning ${columns}`,
    [name, edition, JSON.stringify(table), hashOf(table), reason, by.user, at],
  );
  return rows[0] ?? null;
}
