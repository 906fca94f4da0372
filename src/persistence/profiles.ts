import type { MikroORM } from '@mikro-orm/postgresql';
import { hashOf } from '../domain/hash.ts';
import { type Profile, shippedProfiles } from '../domain/order/profile.ts';
import { query } from './sql.ts';
import type { Db, Deed } from './catalogue/write-once.ts';

/** A version of a profile and where it comes from; `by`, `at` and `reason` are null for those the engine ships. */
export interface KeptProfile {
  profile: Profile;
  sha256: string;
  by: string | null;
  at: string | null;
  reason: string | null;
}

const columns = 'content as profile, sha256, by_user as "by", iso(at) as at, reason';

const shipped = (): KeptProfile[] =>
  shippedProfiles.map((profile) => ({ profile, sha256: hashOf(profile), by: null, at: null, reason: null }));

const inOrder = (left: KeptProfile, right: KeptProfile): number =>
  left.profile.id.localeCompare(right.profile.id) || left.profile.version - right.profile.version;

/** Every version of every profile, or of one, by name and version. There are few: an operator adds each by hand. */
export async function listProfiles(orm: MikroORM, id: string | null = null): Promise<KeptProfile[]> {
  const added = await query<KeptProfile>(orm, {
    text: `select ${columns} from profile where $1::text is null or id = $1`,
    values: [id],
  });
  return [...shipped().filter(({ profile }) => id === null || profile.id === id), ...added].sort(inOrder);
}

/** The newest version of a profile by its name, or one version of it (`wholesale@1`); null when there is none. */
export async function findProfile(orm: MikroORM, name: string): Promise<Profile | null> {
  const [id = '', version] = name.split('@');
  const versions = await listProfiles(orm, id);
  const found = version === undefined ? versions.at(-1) : versions.find((each) => named(each.profile) === name);
  return found?.profile ?? null;
}

const named = ({ id, version }: Profile): string => `${id}@${version}`;

/** Adds the next version of a profile, in the caller's transaction; two at once take turns. */
export async function addProfile(
  db: Db,
  given: { profile: Omit<Profile, 'version'>; reason: string },
  { at, by }: Deed,
): Promise<KeptProfile> {
  const { profile: content, reason } = given;
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 5))', [`profile ${content.id}`]);
  const newest = Math.max(0, ...shippedProfiles.filter(({ id }) => id === content.id).map(({ version }) => version));
  const { rows } = await db.query<{ version: number }>(
    'select greatest($2, coalesce(max(version), 0)) + 1 as version from profile where id = $1',
    [content.id, newest],
  );
  const profile: Profile = { ...content, version: rows[0]?.version ?? newest + 1 };
  const sha256 = hashOf(profile);
  await db.query(
    'insert into profile (id, version, content, sha256, reason, by_user, at) values ($1, $2, $3, $4, $5, $6, $7)',
    [profile.id, profile.version, JSON.stringify(profile), sha256, reason, by.user, at],
  );
  return { profile, sha256, by: by.user, at, reason };
}
