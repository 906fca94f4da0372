import type { MikroORM } from '@mikro-orm/postgresql';
import { type ProviderKind, providerKinds, type ProviderRegistration } from '../../domain/identity/provider.ts';
import { refused, type Refused } from '../../domain/identity/refusal.ts';
import type { Role } from '../../domain/parties.ts';
import type { Db } from '../catalogue/write-once.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { read, type Source } from '../party-view.ts';
import { query } from '../sql.ts';

/** A company that serves trades, as everybody may know of it. */
export interface Provider {
  company: string;
  name: string;
  country: string;
  kinds: Role[];
  suspendedAt: string | null;
}

/** What it was registered with; null in parts for companies that were there before anybody registered them. */
export interface ProviderDetails extends Provider {
  registrationNumber: string | null;
  taxNumber: string | null;
  lei: string | null;
  address: object | null;
  registeredBy: string | null;
  registeredAt: string | null;
  administrators: number;
  runningOrders: number;
  suspensions: Suspension[];
}

/** A time in which a company was suspended; ISO instants. */
export interface Suspension {
  suspendedAt: string;
  suspendedBy: string;
  reason: string;
  liftedAt: string | null;
  liftedBy: string | null;
  liftedWhy: string | null;
}

export const providerSorts = ['name', 'country'] as const;
const columns = `c.id as company, c.name, c.country, c.kinds, iso(c.suspended_at) as "suspendedAt"`;

/** Which providers to list; `suspended` null: whether they are or not. */
export interface ProviderFilter {
  kind?: ProviderKind;
  suspended: boolean | null;
  q?: string;
  sort: (typeof providerSorts)[number];
  after?: string;
  limit: number;
}

/** Providers by name or by country and name. Throws RangeError for a cursor that is none of this list's. */
export async function listProviders(
  source: Source,
  { kind, suspended, q, sort, after, limit }: ProviderFilter,
): Promise<{ providers: Provider[]; next: string | null }> {
  const key = { name: `''`, country: 'c.country' }[sort];
  const values: unknown[] = [kind === undefined ? providerKinds : [kind], suspended, q ?? null, limit + 1];
  if (after !== undefined) values.push(...cursorValues(after, 3));
  const rows = await read<Provider & { sortKey: string }>(source, {
    text: `select ${columns}, ${key} as "sortKey" from company c
      where c.kinds && $1::text[] and ($2::boolean is null or (c.suspended_at is not null) = $2)
        and ($3::text is null or strpos(lower(c.name), lower($3)) > 0)
      ${after === undefined ? '' : `and (${key} collate "C", c.name collate "C", c.id) > ($5, $6, $7)`}
      order by ${key} collate "C", c.name collate "C", c.id limit $4`,
    values,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    providers: page.map(({ sortKey: _, ...one }) => one),
    next: last === undefined ? null : cursorAfter([last.sortKey, last.name, last.company]),
  };
}

/** The orders that run and name a company, by the places it can have on one. */
const running = `(select count(*)::int from order_view v where v.stage not in ('completed', 'closed')
  and c.id in (v.warehouse, v.inspector, v.broker, v.carrier, v.bank))`;

/** One provider with all that is known of it, or null. */
export async function findProvider(source: Source, company: string): Promise<ProviderDetails | null> {
  const [found] = await read<ProviderDetails>(source, {
    text: `select ${columns}, p.registration_number as "registrationNumber", p.tax_number as "taxNumber", p.lei,
        p.address, p.registered_by as "registeredBy", iso(p.registered_at) as "registeredAt",
        ${running} as "runningOrders", coalesce((select jsonb_agg(jsonb_build_object(
          'suspendedAt', iso(s.suspended_at), 'suspendedBy', s.suspended_by, 'reason', s.reason,
          'liftedAt', iso(s.lifted_at), 'liftedBy', s.lifted_by, 'liftedWhy', s.lifted_why)
          order by s.suspended_at desc)
          from company_suspension s where s.company = c.id), '[]') as suspensions
      from company c left join provider p on p.company = c.id where c.id = $1 and c.kinds && $2::text[]`,
    values: [company, providerKinds],
  });
  return found ?? null;
}

/** How many people administer a company and can sign in; users of others are nobody's to read but the engine's. */
export async function administratorsOf(orm: MikroORM, company: string): Promise<number> {
  const [row] = await query<{ count: number }>(orm, {
    text: `select count(*)::int as count from platform_user
      where company = $1 and admin and deactivated_at is null`,
    values: [company],
  });
  return row?.count ?? 0;
}

/** Registers a company. Rejected, `already-registered`: a company of that number is there already. */
export async function keepProvider(
  db: Db,
  { name, country, kinds, registrationNumber, taxNumber, lei, address }: ProviderRegistration,
  { company, by, at }: { company: string; by: string; at: string },
): Promise<Refused | null> {
  const { rows } = await db.query<{ name: string }>(
    `select c.name from provider p join company c on c.id = p.company
      where p.country = $1 and p.registration_number = $2`,
    [country, registrationNumber],
  );
  if (rows[0] !== undefined) {
    const detail = `registrationNumber: ${rows[0].name} is registered in ${country} under ${registrationNumber}.`;
    return refused('already-registered', detail);
  }
  await db.query('insert into company (id, name, country, kinds) values ($1, $2, $3, $4)', [
    company,
    name,
    country,
    kinds,
  ]);
  await db.query(
    `insert into provider (company, country, registration_number, tax_number, lei, address, registered_by,
        registered_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [company, country, registrationNumber, taxNumber, lei, JSON.stringify(address), by, at],
  );
  return null;
}

/** A provider as a change of it begins: nobody else changes it until the transaction ends. Null: there is none. */
export async function takeProvider(db: Db, company: string): Promise<Provider | null> {
  const { rows } = await db.query<Provider>(
    `select ${columns} from company c where c.id = $1 and c.kinds && $2::text[] for update`,
    [company, providerKinds],
  );
  return rows[0] ?? null;
}

/** Suspends a company: the sessions of its people end; their keys are good for nothing while it lasts. */
export async function suspendCompany(
  db: Db,
  company: string,
  { by, reason, at }: { by: string; reason: string; at: string },
): Promise<void> {
  await db.query('update company set suspended_at = $2 where id = $1', [company, at]);
  await db.query(
    'insert into company_suspension (company, suspended_at, suspended_by, reason) values ($1, $2, $3, $4)',
    [company, at, by, reason],
  );
  await db.query(
    `update session set revoked_at = now() where revoked_at is null
      and user_id in (select id from platform_user where company = $1)`,
    [company],
  );
}

/** Ends the suspension of a company. */
export async function liftSuspension(
  db: Db,
  company: string,
  { by, reason, at }: { by: string; reason: string; at: string },
): Promise<void> {
  await db.query('update company set suspended_at = null where id = $1', [company]);
  await db.query(
    `update company_suspension set lifted_at = $2, lifted_by = $3, lifted_why = $4
      where company = $1 and lifted_at is null`,
    [company, at, by, reason],
  );
}
