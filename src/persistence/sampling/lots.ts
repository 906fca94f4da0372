import type { MikroORM } from '@mikro-orm/postgresql';
import type { InspectedLot } from '../../domain/sampling/switching.ts';
import { query } from '../sql.ts';

/** How many lots are looked at, the latest; a series reaches back no further than `since`. */
const mostLots = 100;

/**
 * The lots of a supplier that were inspected by AQL, the first verdict of each order, in the order they were given:
 * those with goods of these HS headings (the first four digits), of other orders than this one.
 */
export async function inspectedLots(
  orm: MikroORM,
  which: { supplier: string; headings: readonly string[]; except: string; since: string },
): Promise<InspectedLot[]> {
  const lots = await query<InspectedLot & Record<string, unknown>>(orm, {
    text: `select iso(v.at) as at, v.data->>'verdict' = 'accept' as accepted, r.pieces,
        c.clause->>'level' as level,
        jsonb_build_object('aql', c.clause->'major', 'allowed', p.accept->'major', 'found', f.defects->'major')
          as major,
        jsonb_build_object('aql', c.clause->'minor', 'allowed', p.accept->'minor', 'found', f.defects->'minor')
          as minor
      from order_view o
      cross join lateral (select seq, fact.at, data from fact where order_no = o.order_no and type = 'VerdictGiven'
        order by seq limit 1) v
      cross join lateral (select data->'plan'->'accept' as accept from fact where order_no = o.order_no
        and type = 'InspectionPlanned' and seq < v.seq order by seq desc limit 1) p
      cross join lateral (select data->'findings'->'defects' as defects from fact where order_no = o.order_no
        and type = 'FindingsRecorded' and seq < v.seq order by seq desc limit 1) f
      cross join lateral (select data->'contract'->'terms'->'inspection' as clause,
          data->'contract'->'terms'->'lines' as lines from fact where order_no = o.order_no
        and type in ('ContractSealed', 'ContractAmended') and seq < v.seq order by seq desc limit 1) c
      cross join lateral (select (select sum((l->>'quantity')::bigint)::float8
          from jsonb_array_elements(data->'receipt'->'perLine') l) as pieces from fact where order_no = o.order_no
        and type = 'GoodsReceived' and seq < v.seq order by seq desc limit 1) r
      where o.supplier = $1 and o.order_no <> $2 and o.updated_at >= $4 and c.clause->>'mode' = 'AQL'
        and exists (select from jsonb_array_elements(c.lines) l where left(l->>'hsCode', 4) = any($3))
      order by v.at desc, o.order_no desc limit ${mostLots}`,
    values: [which.supplier, which.except, which.headings, which.since],
  });
  return lots.reverse();
}
