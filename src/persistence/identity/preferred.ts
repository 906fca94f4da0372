import type { ServingPlace } from '../../domain/parties.ts';
import type { Db } from '../catalogue/write-once.ts';
import { read, type Source } from '../party-view.ts';

/** Whom a company wants to be served by in a place; a suspended one is passed over for the time being. */
export interface PreferredProvider {
  place: ServingPlace;
  company: string;
  suspended: boolean;
}

const wishes = `select p.place, p.provider as company, c.suspended_at is not null as suspended
  from preferred_provider p join company c on c.id = p.provider where p.company = $1 order by p.place`;

/** Whom a company prefers, by place; places it has no wish for are left out. */
export const preferredProviders = (source: Source, company: string): Promise<PreferredProvider[]> =>
  read<PreferredProvider & Record<string, unknown>>(source, {
    name: 'preferred_providers',
    text: wishes,
    values: [company],
  });

/** The same within a transaction, as it will be once that ends. */
export const preferredIn = async (db: Db, company: string): Promise<PreferredProvider[]> =>
  (await db.query<PreferredProvider>(wishes, [company])).rows;

/** Sets whom a company prefers in a place; null takes the wish back. */
export async function preferProvider(
  db: Db,
  { company, place, provider }: { company: string; place: ServingPlace; provider: string | null },
  { by, at }: { by: string; at: string },
): Promise<void> {
  if (provider === null) {
    await db.query('delete from preferred_provider where company = $1 and place = $2', [company, place]);
    return;
  }
  await db.query(
    `insert into preferred_provider (company, place, provider, by_user, at) values ($1, $2, $3, $4, $5)
      on conflict (company, place) do update set provider = excluded.provider, by_user = excluded.by_user,
        at = excluded.at`,
    [company, place, provider, by, at],
  );
}
