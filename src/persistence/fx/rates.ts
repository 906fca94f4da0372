import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import type { RateRow } from '../../domain/fx/import.ts';
import { type Implausible, implausible, type StandingRate } from '../../domain/fx/plausible.ts';
import { inTransaction, query } from '../sql.ts';

/**
 * Takes in reference rates, all of them or none. A rate that stands already for its source, day and currency is left
 * when it is the same; a different one is refused by name, because quotes were made from it. So is one too far from the
 * rate before it: one person brings them, and buyers pay by them.
 */
export async function importRates(
  orm: MikroORM,
  source: string,
  base: string,
  rows: readonly RateRow[],
): Promise<{ kept: number } | { differing: RateRow & { standing: string } } | { implausible: Implausible }> {
  return inTransaction(orm, async (client) => {
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 7))', ['reference rates']);
    const doubted = implausible(base, rows, await newestRates(client));
    if (doubted !== null) return { implausible: doubted };
    await client.query('savepoint before');
    const { rowCount } = await client.query(
      `insert into fx_rate (source, date, currency, base, rate)
        select $1, date, currency, $2, rate
        from jsonb_to_recordset($3::jsonb) as r (date date, currency text, rate text)
        order by date, currency on conflict do nothing`,
      [source, base, JSON.stringify(rows)],
    );
    const { rows: differing } = await client.query<RateRow & { standing: string }>(
      `select to_char(r.date, 'YYYY-MM-DD') as date, r.currency, r.rate, k.rate as standing
        from jsonb_to_recordset($3::jsonb) as r (date date, currency text, rate text)
          join fx_rate k on k.source = $1 and k.date = r.date and k.currency = r.currency
        where k.rate <> r.rate or k.base <> $2 order by r.date, r.currency limit 1`,
      [source, base, JSON.stringify(rows)],
    );
    if (differing[0] === undefined) return { kept: rowCount ?? 0 };
    await client.query('rollback to savepoint before');
    return { differing: differing[0] };
  });
}

/** The newest rate of each currency, whichever source it is of. */
async function newestRates(client: PoolClient): Promise<Map<string, StandingRate>> {
  const { rows } = await client.query<StandingRate & { currency: string }>(
    `select distinct on (currency) currency, to_char(date, 'YYYY-MM-DD') as date, base, rate from fx_rate
      order by currency, date desc, source`,
  );
  return new Map(rows.map(({ currency, ...rate }) => [currency, rate]));
}

/** The newest day of reference rates of a source up to a day: its base and rate by currency; null when it has none. */
export async function ratesOf(
  orm: MikroORM,
  day: string,
): Promise<{ source: string; date: string; base: string; perBase: Map<string, string> } | null> {
  const rows = await query<{ source: string; date: string; base: string; currency: string; rate: string }>(orm, {
    text: `select source, to_char(date, 'YYYY-MM-DD') as date, base, currency, rate from fx_rate
      where (source, date) = (select source, date from fx_rate where date <= $1::date
        order by date desc, source limit 1)`,
    values: [day],
  });
  const [first] = rows;
  if (first === undefined) return null;
  const { source, date, base } = first;
  return { source, date, base, perBase: new Map(rows.map(({ currency, rate }) => [currency, rate])) };
}
