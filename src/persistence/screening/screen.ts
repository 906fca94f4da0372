import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { reviewers } from '../../domain/qualification/judge.ts';
import { partyHash } from '../../domain/screening/list.ts';
import {
  type DeniedParty,
  type PreparedParty,
  prepareParties,
  type Resemblance,
  resemblances,
} from '../../domain/screening/match.ts';
import {
  type HitVerdict,
  outcomeOf,
  type ScreeningOccasion,
  type ScreeningOutcome,
} from '../../domain/screening/outcome.ts';
import { notify } from '../notices.ts';
import { inTransaction, query } from '../sql.ts';

/** Why and for what a company is screened: `subject` is the order it is about, null where it is about none. */
export interface Occasion {
  occasion: ScreeningOccasion;
  subject: string | null;
  at: string;
}

/** What screening came to: the outcome, the version of the list (null before the first) and how many hits are new. */
export interface Screened {
  company: string;
  outcome: ScreeningOutcome;
  list: string | null;
  found: number;
}

interface Company {
  id: string;
  name: string;
  country: string;
}

/** The version of the list that counts now; null before the first was imported. */
export async function currentList(orm: MikroORM): Promise<string | null> {
  const [row] = await query<{ version: string }>(orm, {
    text: 'select version from screening_list order by position desc limit 1',
  });
  return row?.version ?? null;
}

/** The parties of one list, ready to be compared with. */
export async function partiesOf(orm: MikroORM, list: string): Promise<PreparedParty[]> {
  return prepareParties(
    await query<DeniedParty>(orm, {
      text: 'select id, name, aliases, country, programme from screening_entry where list = $1 order by id',
      values: [list],
    }),
  );
}

/**
 * Screens some companies against the list that counts now, and keeps that they were. A company is compared once with
 * each list under each name; after that what people decided of its hits is read again. Unknown companies are left out.
 */
export async function screenCompanies(orm: MikroORM, ids: readonly string[], occasion: Occasion): Promise<Screened[]> {
  const list = await currentList(orm);
  const companies = await query<Company & { compared: boolean }>(orm, {
    text: `select c.id, c.name, c.country, exists (select from screening_check s
        where s.company = c.id and s.name = c.name and s.list = $2) as compared
      from company c where c.id = any($1) order by c.id`,
    values: [ids, list],
  });
  const parties = list !== null && companies.some(({ compared }) => !compared) ? await partiesOf(orm, list) : [];
  const all: Screened[] = [];
  for (const { compared, ...company } of companies) {
    all.push(await keepCheck(orm, company, { list, found: compared ? [] : resemblances(company, parties) }, occasion));
  }
  return all;
}

/** Keeps one check with the hits it found, in one transaction with the letters about those that are new. */
const keepCheck = (
  orm: MikroORM,
  company: Company,
  { list, found }: { list: string | null; found: Resemblance[] },
  occasion: Occasion,
): Promise<Screened> =>
  inTransaction(orm, async (client) => {
    let fresh = 0;
    for (const each of found) fresh += await keepHit(client, company, { list: list ?? '', ...each }, occasion);
    const { rows } = await client.query<{ verdict: HitVerdict | null }>(
      'select verdict from screening_hit where company = $1',
      [company.id],
    );
    const outcome = outcomeOf(rows.map(({ verdict }) => verdict));
    if (list !== null) {
      await client.query(
        `insert into screening_check (company, name, list, occasion, subject, outcome, at)
        values ($1, $2, $3, $4, $5, $6, $7)`,
        [company.id, company.name, list, occasion.occasion, occasion.subject, outcome, occasion.at],
      );
    }
    return { company: company.id, outcome, list, found: fresh };
  });

/** A hit that was found before, with the same name and the same entry, stays what people made of it. */
async function keepHit(
  client: PoolClient,
  company: Company,
  { list, party, score, why }: Resemblance & { list: string },
  { occasion, at }: Occasion,
): Promise<number> {
  const { rows } = await client.query<{ id: string }>(
    `insert into screening_hit (company, company_name, list, entry_hash, entry, score, why, occasion, found_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (company, company_name, entry_hash) do nothing
      returning id`,
    [company.id, company.name, list, partyHash(party), JSON.stringify(party), score, why, occasion, at],
  );
  const [row] = rows;
  if (row === undefined) return 0;
  const data = { company: company.name, entry: party.name, list: list.slice(0, 12), score, occasion };
  await notify(client, { kind: 'screening-hit', to: { roles: reviewers }, data }, { event: row.id, at });
  return 1;
}

/** Ids of companies in order, from after one on: the pages of screening everybody anew. */
export const companyIds = async (orm: MikroORM, after: string, limit: number): Promise<string[]> =>
  (
    await query<{ id: string }>(orm, {
      text: 'select id from company where id > $1 order by id limit $2',
      values: [after, limit],
    })
  ).map(({ id }) => id);

/** An order that still runs, and which of the companies asked about is its buyer or supplier. */
export interface RunningOrder {
  order: string;
  stage: string;
  company: string;
}

/** The orders that still run of some companies, on either side. */
export const runningOrdersOf = (orm: MikroORM, companies: readonly string[]): Promise<RunningOrder[]> =>
  query<RunningOrder & Record<string, unknown>>(orm, {
    text: `select o.order_no as "order", o.stage, c.id as company from unnest($1::text[]) as c (id)
      join order_view o on c.id in (o.buyer, o.supplier) where o.stage <> 'closed' order by o.order_no, c.id`,
    values: [companies],
  });
