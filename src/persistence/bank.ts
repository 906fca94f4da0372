import type { MikroORM } from '@mikro-orm/postgresql';
import type { QueryResultRow } from 'pg';
import { transfer } from '../domain/ledger.ts';
import { inTransaction, query, untilUndisturbed, whole } from './sql.ts';
import type { Rejection } from './store-error.ts';

/**
 * One movement on a trust account (camt.053/054 transaction detail). `creditDebit` is the direction in which money
 * moved.
 */
export interface BankEntry {
  dedupeKey: string;
  account: string;
  currency: string;
  amountMinor: number;
  creditDebit: 'CRDT' | 'DBIT';
  reversal: boolean;
  endToEndId: string | null;
  references: string[];
  bookingDate: string;
  content: object;
}

/**
 * What became of a movement: not yet looked at, matched to an order, parked, sent back, or of no concern to the trade.
 */
export type Disposition = 'pending' | 'applied' | 'suspense' | 'returned' | 'ignored' | 'written-off';

export interface KeptBankEntry extends BankEntry {
  /** SHA-256 of the message that brought it first. */
  message: string;
  disposition: Disposition;
  order: string | null;
  commandId: string | null;
  why: string | null;
  /** What of it a reversal has made up for while it was in suspense. */
  offsetMinor: number;
}

const columns = `dedupe_key as "dedupeKey", message, account, currency, amount_minor as "amountMinor",
  credit_debit as "creditDebit", reversal, end_to_end_id as "endToEndId", "references",
  to_char(booking_date, 'YYYY-MM-DD') as "bookingDate", content, disposition, order_no as "order",
  command_id as "commandId", why, offset_minor as "offsetMinor"`;

const mapped = <Row extends QueryResultRow>(row: Row): Row & KeptBankEntry =>
  ({
    ...row,
    ...{ amountMinor: whole(row.amountMinor), offsetMinor: whole(row.offsetMinor) },
  }) as unknown as Row & KeptBankEntry;

/**
 * Keeps a bank's message and its movements, each once by its dedupe key, in one transaction. Answers the kept rows in
 * the order given; `known` ones were kept before, by this message or another, and are answered as they stand now.
 */
export async function keepBankEntries(
  orm: MikroORM,
  message: { sha256: string; xml: string; receivedAt: string },
  entries: BankEntry[],
): Promise<(KeptBankEntry & { known: boolean })[]> {
  const keys = entries.map(({ dedupeKey }) => dedupeKey);
  const { fresh, kept } = await inTransaction(orm, async (client) => {
    await client.query(
      'insert into bank_message (sha256, xml, received_at) values ($1, $2, $3) on conflict do nothing',
      [message.sha256, message.xml, message.receivedAt],
    );
    // Sorted, so that two messages with the same movements wait for each other instead of deadlocking.
    const inserted = await client.query<{ key: string }>(
      `insert into bank_entry (dedupe_key, message, account, currency, amount_minor, credit_debit, reversal,
          end_to_end_id, "references", booking_date, content, disposition)
        select e."dedupeKey", $1, e.account, e.currency, e."amountMinor", e."creditDebit", e.reversal, e."endToEndId",
          e."references", e."bookingDate", e.content, 'pending'
        from jsonb_to_recordset($2::jsonb) as e ("dedupeKey" text, account text, currency text, "amountMinor" bigint,
          "creditDebit" text, reversal boolean, "endToEndId" text, "references" jsonb, "bookingDate" date,
          content jsonb)
        order by 1 on conflict (dedupe_key) do nothing returning dedupe_key as key`,
      [message.sha256, JSON.stringify(entries)],
    );
    const rows = await client.query(`select ${columns} from bank_entry where dedupe_key = any($1)`, [keys]);
    return { fresh: new Set(inserted.rows.map(({ key }) => key)), kept: rows.rows.map(mapped) };
  });
  const byKey = new Map(kept.map((row) => [row.dedupeKey, row]));
  // Within one message the first mention of a movement is the new one.
  return keys.map((key) => ({ ...byKey.get(key)!, known: !fresh.delete(key) }));
}

/** Keeps a message of the bank that holds no movements, once. */
export const keepBankMessage = (orm: MikroORM, message: { sha256: string; xml: string; receivedAt: string }) =>
  query(orm, {
    text: 'insert into bank_message (sha256, xml, received_at) values ($1, $2, $3) on conflict do nothing',
    values: [message.sha256, message.xml, message.receivedAt],
  });

/** The movement with this key; null when it was never reported. */
export async function findBankEntry(orm: MikroORM, dedupeKey: string): Promise<KeptBankEntry | null> {
  const rows = await query(orm, {
    text: `select ${columns} from bank_entry where dedupe_key = $1`,
    values: [dedupeKey],
  });
  return rows[0] === undefined ? null : mapped(rows[0]);
}

/** A transaction detail kept before: what tells a repetition from news. */
export interface TakenDetail {
  dedupeKey: string;
  messageId: string | null;
  txIndex: number;
}

/** The details kept before of these entries, by entry. */
export async function takenDetails(orm: MikroORM, entryKeys: string[]): Promise<Map<string, TakenDetail[]>> {
  const rows = await query<TakenDetail & { entryKey: string }>(orm, {
    text: `select dedupe_key as "dedupeKey", content->>'messageId' as "messageId",
        (content->>'txIndex')::int as "txIndex", entry_key as "entryKey"
      from bank_entry where entry_key = any($1)`,
    values: [entryKeys],
  });
  const found = new Map<string, TakenDetail[]>();
  for (const { entryKey, ...detail } of rows) found.set(entryKey, [...(found.get(entryKey) ?? []), detail]);
  return found;
}

/**
 * Movements nobody has dealt with yet: what a crash between booking and matching leaves behind, oldest first, then by
 * turns what was looked at and waits for something else. Each kind has a part of the round, so that neither starves.
 */
export async function pendingBankEntries(orm: MikroORM, limit = 100): Promise<KeptBankEntry[]> {
  const rows = await query(orm, {
    text: `with waiting as (select * from bank_entry where disposition = 'pending' and looked_at is not null
          order by looked_at, position limit $1),
        news as (select * from bank_entry where disposition = 'pending' and looked_at is null order by position
          limit greatest($1 - (select count(*) from waiting), $1 * 3 / 4))
      select ${columns} from (select *, 0 as turn from news union all select *, 1 as turn from waiting) as pending
        order by turn, looked_at, position limit $1`,
    values: [limit],
  });
  return rows.map(mapped);
}

/** A movement was looked at and still waits: others have their turn first. */
export const lookedAtEntry = (orm: MikroORM, dedupeKey: string) =>
  query(orm, {
    text: `update bank_entry set looked_at = clock_timestamp() where dedupe_key = $1 and disposition = 'pending'`,
    values: [dedupeKey],
  });

/** How a movement was dealt with, by which command on which order, and why. */
export interface Settlement {
  disposition: Exclude<Disposition, 'pending'>;
  order?: string;
  commandId?: string;
  why?: string;
}

/**
 * Writes down what became of a movement: any disposition from `pending`, `applied` or `returned` from `suspense`. The
 * same settlement again is `already`. Rejected: `bank-entry-unknown`, `bank-entry-settled` (it has another
 * disposition).
 */
export async function settleBankEntry(
  orm: MikroORM,
  dedupeKey: string,
  { disposition, order, commandId, why }: Settlement,
): Promise<'settled' | 'already' | { rejection: Rejection }> {
  const changed = await query(orm, {
    text: `update bank_entry set disposition = $2, order_no = coalesce($3, order_no),
        command_id = coalesce($4, command_id), why = coalesce($5, why)
      where dedupe_key = $1
        and (disposition = 'pending' or disposition = 'suspense' and $2 in ('applied', 'returned')) returning 1`,
    values: [dedupeKey, disposition, order ?? null, commandId ?? null, why ?? null],
  });
  if (changed.length === 1) return 'settled';
  const kept = await findBankEntry(orm, dedupeKey);
  if (kept === null) {
    return { rejection: { code: 'bank-entry-unknown', detail: `no bank entry ${dedupeKey} was ever reported` } };
  }
  if (
    kept.disposition === disposition &&
    kept.order === (order ?? kept.order) &&
    kept.commandId === (commandId ?? kept.commandId)
  )
    return 'already';
  return {
    rejection: {
      code: 'bank-entry-settled',
      detail: `bank entry ${dedupeKey} is ${kept.disposition}${kept.order === null ? '' : ` on order ${kept.order}`}`,
    },
  };
}

/** What a movement of a closed order concerns: the order, and the company that owes it or is owed it. */
export interface Concern {
  order: string;
  party: string | null;
}

/**
 * Parks a pending movement that belongs to no order, or to one that is closed: its amount is booked between
 * `trustAccount` and suspense, in the direction the money moved, and its disposition becomes `suspense`, both in one
 * transaction. `known` when it was parked before. Throws when the movement does not exist or was settled another way.
 */
export async function bookSuspense(
  orm: MikroORM,
  dedupeKey: string,
  trustAccount: string,
  { why, concern = null }: { why: string; concern?: Concern | null },
): Promise<'booked' | 'known'> {
  return untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      const { rows } = await client.query(`select ${columns} from bank_entry where dedupe_key = $1 for update`, [
        dedupeKey,
      ]);
      if (rows[0] === undefined) throw new RangeError(`no bank entry ${dedupeKey} was ever reported`);
      const entry = mapped(rows[0]);
      if (entry.disposition === 'suspense') return 'known';
      if (entry.disposition !== 'pending') {
        throw new RangeError(`bank entry ${dedupeKey} is ${entry.disposition} already`);
      }
      const [from, to] = entry.creditDebit === 'CRDT' ? [trustAccount, 'suspense'] : ['suspense', trustAccount];
      const transaction = transfer(
        `bank:${dedupeKey}:suspense`,
        'bank-suspense',
        entry.currency,
        entry.amountMinor,
        from!,
        to!,
      );
      await client.query('select book_transaction(null, clock_timestamp(), $1::jsonb)', [JSON.stringify(transaction)]);
      await client.query(
        `update bank_entry set disposition = 'suspense', why = $2, order_no = $3, party = $4 where dedupe_key = $1`,
        [dedupeKey, why, concern?.order ?? null, concern?.party ?? null],
      );
      return 'booked';
    }),
  );
}

/** What a reference on a payment stands for: a request to the buyer, or a payout or refund by its end-to-end id. */
export interface ReferencedOrder {
  reference: string;
  order: string;
  kind: 'PAYMENT_REQUEST' | 'DISBURSEMENT';
}

/** The orders behind these references; a reference no order ever gave out is left out. */
export const ordersOfReferences = (orm: MikroORM, references: string[]): Promise<ReferencedOrder[]> =>
  query<ReferencedOrder & QueryResultRow>(orm, {
    text: `select reference, order_no as "order", kind from payment_reference
      where reference = any($1) order by reference`,
    values: [references],
  });
