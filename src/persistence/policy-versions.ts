import type { MikroORM } from '@mikro-orm/postgresql';
import type { PolicyName } from '../domain/policies.ts';
import type { Locale } from '../domain/words/locale.ts';
import { cursorAfter, cursorValues } from './cursor.ts';
import { publishedPolicies, type PublishedPolicy } from './policies.ts';
import { inTransaction, query } from './sql.ts';

/**
 * Publishes the policies this engine comes with: a text that is new becomes a row, one that was published stays as it
 * is. Throws where a text differs from what was published under its version: it needs a new version in every language.
 */
export async function publishPolicies(
  orm: MikroORM,
  policies: readonly PublishedPolicy[] = publishedPolicies,
  at = new Date().toISOString(),
): Promise<void> {
  const values = [JSON.stringify(policies), at];
  await inTransaction(orm, async (db) => {
    await db.query(
      `insert into policy_text (name, version, locale, title, text, sha256, at)
        select name, version, locale, title, text, sha256, $2
          from jsonb_to_recordset($1::jsonb)
            as p (name text, version int, locale text, title text, text text, sha256 text)
        on conflict do nothing`,
      values,
    );
    const { rows } = await db.query<{ name: string; version: number; locale: string }>(
      `select p.name, p.version, p.locale from jsonb_to_recordset($1::jsonb)
          as p (name text, version int, locale text, title text, sha256 text)
        join policy_text t using (name, version, locale) where (t.sha256, t.title) <> (p.sha256, p.title)`,
      values.slice(0, 1),
    );
    const [changed] = rows;
    if (changed === undefined) return;
    const { name, version, locale } = changed;
    throw new Error(`the policy ${name} in ${locale} is not what was published as version ${version}: raise it`);
  });
}

/** A version of a policy, with its title and hash in each language, and since when it holds. */
export interface PolicyVersion {
  version: number;
  effectiveAt: string;
  texts: { locale: Locale; title: string; sha256: string }[];
}

/** The versions of a policy, newest first. */
export async function policyVersions(
  orm: MikroORM,
  name: PolicyName,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ versions: PolicyVersion[]; next: string | null }> {
  const [before] = after === undefined ? ['2147483647'] : cursorValues(after, 1);
  const versions = await query<PolicyVersion & Record<string, unknown>>(orm, {
    text: `select version, iso(min(at)) as "effectiveAt",
        json_agg(json_build_object('locale', locale, 'title', title, 'sha256', sha256) order by locale) as texts
      from policy_text where name = $1 and version < $2::int group by version order by version desc limit $3`,
    values: [name, before, limit + 1],
  });
  const page = versions.slice(0, limit);
  const last = versions.length > limit ? page.at(-1) : undefined;
  return { versions: page, next: last === undefined ? null : cursorAfter([String(last.version)]) };
}

/** The text of a version in one language, and since when it holds; null when it was never published. */
export async function policyText(
  orm: MikroORM,
  { name, version, locale }: Pick<PublishedPolicy, 'name' | 'version' | 'locale'>,
): Promise<(PublishedPolicy & { effectiveAt: string }) | null> {
  const rows = await query<PublishedPolicy & { effectiveAt: string } & Record<string, unknown>>(orm, {
    text: `select name, locale, version, title, text, sha256, iso(at) as "effectiveAt" from policy_text
      where name = $1 and version = $2 and locale = $3`,
    values: [name, version, locale],
  });
  return rows[0] ?? null;
}
