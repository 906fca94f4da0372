import { type PriceList, type PriceListContent, priceListHash } from '../../domain/catalogue/price-list.ts';
import { refuse, type Refused } from '../../domain/catalogue/refusal.ts';
import { hashOf } from '../../domain/hash.ts';
import { type Db, type Deed, takeTurn } from './write-once.ts';
import { read, type Source } from '../party-view.ts';

/** A price list in a list of them. */
export interface PriceListRow {
  id: string;
  version: number;
  hash: string;
  name: string;
  currency: string;
  scope: PriceListContent['scope'];
  validFrom: string;
  validUntil: string | null;
  entries: number;
  updatedAt: string;
}

/** The price lists of one supplier by name. */
export const priceListsOf = (source: Source, supplier: string): Promise<PriceListRow[]> =>
  read<PriceListRow>(source, {
    text: `select id, version, hash, name, currency, content->'scope' as scope, content->>'validFrom' as "validFrom",
        content->>'validUntil' as "validUntil", jsonb_array_length(content->'entries') as entries,
        iso(updated_at) as "updatedAt"
      from price_list where supplier = $1 order by name, id limit ${mostLists}`,
    values: [supplier],
  });

const mostLists = 200;

/** One price list of a supplier; null when it has none under that id. */
export async function findPriceList(
  source: Source,
  supplier: string,
  id: string,
): Promise<(PriceList & { hash: string }) | null> {
  const rows = await read<PriceList & { hash: string }>(source, {
    text: 'select id, supplier, version, hash, content from price_list where supplier = $1 and id = $2',
    values: [supplier, id],
  });
  return rows[0] ?? null;
}

/**
 * The lists of some suppliers that can set a price for a company with these tiers, now or later. `tier` is what the
 * company has as a member; it counts at suppliers that have decided nothing themselves.
 */
export async function listsFor(
  source: Source,
  {
    suppliers,
    company,
    at,
    tier = null,
  }: {
    suppliers: readonly string[];
    company: string | null;
    at: string;
    tier?: string | null;
  },
): Promise<{ lists: PriceList[]; tiers: Map<string, string> }> {
  const decided = company === null ? new Map<string, string | null>() : await tiersOf(source, company, at);
  const tiers = new Map(
    suppliers.flatMap((supplier) => {
      const counts = decided.has(supplier) ? decided.get(supplier) : tier;
      return typeof counts === 'string' && company !== null ? [[supplier, counts] as const] : [];
    }),
  );
  const lists = await read<PriceList>(source, {
    text: `select id, supplier, version, content from price_list p
      where supplier = any($1) and (valid_until is null or valid_until > $2) and (
        scope = 'EVERYBODY' or (scope = 'COMPANY' and scope_value = $3)
        or (scope = 'TIER' and scope_value = ($4::jsonb)->>supplier)) order by id`,
    values: [suppliers, at, company, JSON.stringify(Object.fromEntries(tiers))],
  });
  return { lists, tiers };
}

type Saved = { list: string; version: number; hash: string };

/** Keeps a new price list under `id`. Refused: `name-taken` (the supplier's lists have names of their own). */
export async function createPriceList(
  db: Db,
  { id, supplier, content }: { id: string; supplier: string; content: PriceListContent },
  deed: Deed,
): Promise<Saved | Refused> {
  await takeTurn(db, supplier);
  const { rows } = await db.query<{ name: string; count: number }>(
    `select bool_or(name = $2) as taken, count(*)::int as count from price_list where supplier = $1`,
    [supplier, content.name],
  );
  const { taken, count } = rows[0] as unknown as { taken: boolean | null; count: number };
  if (taken === true) return refuse('name-taken', `name: you have a price list called ${content.name} already.`);
  if (count >= mostLists) return refuse('too-many-lists', `A supplier has at most ${mostLists} price lists.`);
  return save(db, { id, supplier, version: 1, content }, deed);
}

/**
 * Makes a new version of a supplier's list; null when it has none under that id. Refused: `stale-version`, `no-change`,
 * `name-taken`.
 */
export async function changePriceList(
  db: Db,
  change: { id: string; supplier: string; basedOn: number; content: PriceListContent },
  deed: Deed,
): Promise<Saved | Refused | null> {
  const { id, supplier, basedOn, content } = change;
  await takeTurn(db, supplier);
  const { rows } = await db.query<{ id: string; version: number; content: PriceListContent }>(
    'select id, version, content from price_list where supplier = $1 and (id = $2 or name = $3)',
    [supplier, id, content.name],
  );
  const kept = rows.find((row) => row.id === id);
  if (kept === undefined) return null;
  if (kept.version !== basedOn) {
    return refuse('stale-version', `basedOn: the list has version ${kept.version} by now.`, { version: kept.version });
  }
  if (hashOf(kept.content) === hashOf(content)) return refuse('no-change', 'The list is like this already.');
  if (rows.length > 1) return refuse('name-taken', `name: you have a price list called ${content.name} already.`);
  return save(db, { id, supplier, version: basedOn + 1, content }, deed);
}

async function save(db: Db, list: PriceList, { at, by }: Deed): Promise<Saved> {
  const { id, supplier, version, content } = list;
  const { name, scope, currency, validUntil } = content;
  const hash = priceListHash(list);
  const scopeValue = scope.kind === 'TIER' ? scope.tier : scope.kind === 'COMPANY' ? scope.company : null;
  const json = JSON.stringify(content);
  await db.query(
    `insert into price_list_version (list, version, hash, content, at, by_user, by_company)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, version, hash, json, at, by.user, by.company],
  );
  await db.query(
    `insert into price_list (id, supplier, name, version, hash, content, scope, scope_value, currency, valid_until,
        updated_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      on conflict (id) do update set name = excluded.name, version = excluded.version, hash = excluded.hash,
        content = excluded.content, scope = excluded.scope, scope_value = excluded.scope_value,
        currency = excluded.currency, valid_until = excluded.valid_until, updated_at = excluded.updated_at`,
    [id, supplier, name, version, hash, json, scope.kind, scopeValue, currency, validUntil, at],
  );
  return { list: id, version, hash };
}

/** A buyer's tier at a supplier. */
export interface TierRow {
  supplier: string;
  company: string;
  tier: string;
  since: string;
}

/** The tiers that hold now at a supplier, or those a buyer has, whichever side asks. */
export const tierRows = (source: Source, side: { supplier: string } | { company: string }): Promise<TierRow[]> =>
  read<TierRow>(source, {
    text: `select supplier, company, tier, iso(at) as since from (
        select distinct on (supplier, company) supplier, company, tier, at from buyer_tier
        where ${'supplier' in side ? 'supplier' : 'company'} = $1 order by supplier, company, position desc
      ) last where tier is not null order by supplier, company`,
    values: ['supplier' in side ? side.supplier : side.company],
  });

/** What suppliers had decided about a company's tier at an instant; null is a tier that was ended. */
async function tiersOf(source: Source, company: string, at: string): Promise<Map<string, string | null>> {
  const rows = await read<{ supplier: string; tier: string | null }>(source, {
    text: `select distinct on (supplier) supplier, tier from buyer_tier where company = $1 and at <= $2
      order by supplier, position desc`,
    values: [company, at],
  });
  return new Map(rows.map(({ supplier, tier }) => [supplier, tier]));
}

/** Gives a buyer a tier at a supplier, or takes it away (null). */
export async function setTier(
  db: Db,
  { supplier, company, tier }: { supplier: string; company: string; tier: string | null },
  { at, by }: Deed,
): Promise<void> {
  await db.query(
    'insert into buyer_tier (supplier, company, tier, at, by_user, by_company) values ($1, $2, $3, $4, $5, $6)',
    [supplier, company, tier, at, by.user, by.company],
  );
}
