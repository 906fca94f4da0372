import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import {
  paidAfterClosing,
  type UnpaidCharge,
  type WriteOff,
  writeOffHash,
  writtenOff,
} from '../domain/unpaid-charges.ts';
import { cursorAfter, cursorValues } from './cursor.ts';
import { inTransaction, query, untilUndisturbed, whole } from './sql.ts';

type Db = Pick<PoolClient, 'query'>;

/** A charge somebody still owes, with the write-off that is proposed for it. */
export interface OwedCharge extends UnpaidCharge {
  closedAt: string;
  writeOff: WriteOff | null;
}

/** Charges of closed orders that no fact has settled and nobody since. */
const owed = `select r.order_no as "order", r.request, r.reference, v.buyer as company, r.minor as "amountMinor",
    r.currency, v.state->>'closedAt' as "closedAt", case when u.state = 'proposed' then jsonb_build_object('hash',
      u.hash, 'reason', u.reason, 'proposedBy', u.proposed_by, 'proposedAt', iso(u.proposed_at)) end as "writeOff"
  from fact i
    join order_view v on v.order_no = i.order_no and v.stage = 'closed'
    cross join lateral (select a.order_no, a.data#>>'{request,id}' as request,
        a.data#>>'{request,reference}' as reference, a.data#>>'{request,currency}' as currency,
        (a.data#>>'{request,amountMinor}')::bigint as minor
      from fact a where a.order_no = i.order_no and a.seq = i.seq + 1 and a.type = 'PaymentRequested') r
    left join unpaid_charge u on u.order_no = r.order_no and u.request = r.request
  where i.type = 'ChargesIncurred' and coalesce(u.state, 'open') in ('open', 'proposed')
    and coalesce((select e.type from fact e where e.order_no = r.order_no and e.data->>'request' = r.request
      and e.type in ('ChargesPaid', 'ChargesCovered', 'ChargesReversed') order by e.seq desc limit 1),
      'ChargesReversed') = 'ChargesReversed'`;

type Read = OwedCharge & { amountMinor: string };
const mapped = (row: Read): OwedCharge => ({ ...row, amountMinor: whole(row.amountMinor) });

/** What buyers owe for payments of closed orders, by order and request, page by page. */
export async function owedCharges(
  orm: MikroORM,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ charges: OwedCharge[]; next: string | null }> {
  const [order = '', request = ''] = after === undefined ? [] : cursorValues(after, 2);
  const rows = await query<Read>(orm, {
    text: `select * from (${owed}) o where ("order", request) > ($1, $2) order by "order", request limit $3`,
    values: [order, request, limit + 1],
  });
  const last = rows[limit - 1];
  const next = rows.length > limit && last !== undefined ? cursorAfter([last.order, last.request]) : null;
  return { charges: rows.slice(0, limit).map(mapped), next };
}

/** The charge of a closed order that is asked under one of these references; null when none is, or it is settled. */
export async function owedUnder(orm: MikroORM, order: string, references: string[]): Promise<OwedCharge | null> {
  const rows = await query<Read>(orm, {
    text: `select * from (${owed} and i.order_no = $1) o where reference = any($2) limit 1`,
    values: [order, references],
  });
  return rows[0] === undefined ? null : mapped(rows[0]);
}

/** One charge that is still owed, held until the transaction ends: whoever settles it meanwhile waits. */
export async function holdCharge(db: Db, order: string, request: string): Promise<OwedCharge | null> {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 6))', [`charge ${order} ${request}`]);
  const { rows } = await db.query<Read>(`select * from (${owed} and i.order_no = $1) o where request = $2`, [
    order,
    request,
  ]);
  return rows[0] === undefined ? null : mapped(rows[0]);
}

const book = (db: Db, transaction: object) =>
  db.query('select book_transaction(null, clock_timestamp(), $1::jsonb)', [JSON.stringify(transaction)]);

/** Keeps a proposal to write a charge off; the caller holds it. */
export async function proposeWriteOff(
  db: Db,
  charge: OwedCharge,
  { user, reason, at }: { user: string; reason: string; at: string },
): Promise<OwedCharge> {
  const writeOff: WriteOff = { hash: writeOffHash(charge, reason), reason, proposedBy: user, proposedAt: at };
  await db.query(
    `insert into unpaid_charge (order_no, request, state, hash, reason, proposed_by, proposed_at)
      values ($1, $2, 'proposed', $3, $4, $5, $6)
      on conflict (order_no, request) do update set state = 'proposed', hash = excluded.hash, reason = excluded.reason,
        proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at`,
    [charge.order, charge.request, writeOff.hash, reason, user, at],
  );
  return { ...charge, writeOff };
}

/** The second person's yes: the charge is off the buyer's account. The caller holds it. */
export async function approveWriteOff(db: Db, charge: OwedCharge, by: { user: string; at: string }): Promise<void> {
  await book(db, writtenOff(charge));
  await db.query(
    `update unpaid_charge set state = 'written-off', decided_by = $3, decided_at = $4
      where order_no = $1 and request = $2`,
    [charge.order, charge.request, by.user, by.at],
  );
}

/** The proposal is over, refused or taken back; the charge stays owed. The caller holds it. */
export async function refuseWriteOff(
  db: Db,
  charge: OwedCharge,
  by: { user: string; at: string },
): Promise<OwedCharge> {
  await db.query(
    `update unpaid_charge set state = 'open', decided_by = $3, decided_at = $4 where order_no = $1 and request = $2`,
    [charge.order, charge.request, by.user, by.at],
  );
  return { ...charge, writeOff: null };
}

/**
 * A movement of the bank pays a charge of a closed order, exactly: booked against what the buyer owes, with the note
 * that it is dealt with, in one transaction. False, and nothing is written, where either has been dealt with otherwise.
 */
export const payCharge = (
  orm: MikroORM,
  { order, request }: Pick<UnpaidCharge, 'order' | 'request'>,
  { entry, trust, why }: { entry: string; trust: string; why: string },
): Promise<boolean> =>
  untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      const charge = await holdCharge(client, order, request);
      const { rows } = await client.query<{ minor: string; currency: string }>(
        `select amount_minor as minor, currency from bank_entry
          where dedupe_key = $1 and disposition = 'pending' and credit_debit = 'CRDT' for update`,
        [entry],
      );
      const came = rows[0];
      if (charge === null || came === undefined) return false;
      if (whole(came.minor) !== charge.amountMinor || came.currency !== charge.currency) return false;
      await book(client, paidAfterClosing(charge, entry, trust));
      await client.query(
        `insert into unpaid_charge (order_no, request, state, entry) values ($1, $2, 'paid', $3)
          on conflict (order_no, request) do update set state = 'paid', entry = excluded.entry`,
        [order, request, entry],
      );
      await client.query(
        `update bank_entry set disposition = 'applied', order_no = $2, why = $3 where dedupe_key = $1`,
        [entry, order, why],
      );
      return true;
    }),
  );
