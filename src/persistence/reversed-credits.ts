import type { MikroORM } from '@mikro-orm/postgresql';
import { formatAmount } from '../domain/money.ts';
import { caseKinds, subjects } from '../domain/reconciliation/breaks.ts';
import { bankDateOf } from '../domain/reconciliation/banking-days.ts';
import type { BankEntry, Disposition } from './bank.ts';
import { query } from './sql.ts';

/** What a reversal says of the credit it takes back. */
export type ReversalMarks = Pick<
  BankEntry,
  'dedupeKey' | 'account' | 'currency' | 'amountMinor' | 'endToEndId' | 'references'
> & { uetr: string | null; bankReference: string | null };

export interface ReversedCredit {
  dedupeKey: string;
  disposition: Disposition;
  order: string | null;
  /** The reversal takes all of it back. */
  whole: boolean;
  /** Two people have approved what becomes of it, and it is not carried out yet. */
  decided: boolean;
}

/**
 * The credits a reversal may take back: on its account, of at least its amount, under one of its references. The bank's
 * own marks (UETR, its reference for the transaction) go before the payer's, and the same amount before a larger one;
 * more than one answer means that nobody can say which. What was taken back before counts only for what is left of it.
 */
export function creditsLike(orm: MikroORM, reversal: ReversalMarks): Promise<ReversedCredit[]> {
  const { dedupeKey, account, currency, amountMinor, endToEndId, references, uetr, bankReference } = reversal;
  return query<ReversedCredit & { rank: number }>(orm, {
    text: `with credit as (
        select dedupe_key, disposition, order_no, left_minor as amount_minor, case
            when content->>'uetr' = $5 then 0 when content->>'bankReference' = $6 then 2
            when end_to_end_id = $7 then 4
            when "references"::jsonb ?| $8::text[] then 6 end
            + case when left_minor = $4 then 0 else 1 end
            -- What is with nobody any more is meant only where nothing else can be.
            + case when disposition in ('returned', 'written-off') or disposition = 'applied' and order_no is null
                then 0.5 else 0 end as rank
          from bank_entry c, lateral (select amount_minor - case
              -- What was made up for whole is with nobody: a second reversal of it is a case, not a stranger.
              when disposition = 'applied' and order_no is null then 0 else offset_minor end as left_minor) l
          where account = $2 and currency = $3 and credit_debit = 'CRDT' and not reversal
            and left_minor >= $4 and disposition <> 'ignored' and dedupe_key <> $1
      ), left_over as (
        select credit.* from credit where rank is not null and amount_minor - coalesce((
            select sum((f.data->>'amountMinor')::bigint) from fact f
              where f.order_no = credit.order_no and f.type = 'PaymentReversed'
                and f.data->>'original' = credit.dedupe_key), 0) >= $4
      )
      select dedupe_key as "dedupeKey", disposition, order_no as "order", amount_minor = $4 as whole,
          exists (select from suspense_proposal p where p.entry = dedupe_key and p.state = 'approved') as "decided"
        from left_over where rank = (select min(rank) from left_over) order by dedupe_key limit 10`,
    values: [dedupeKey, account, currency, amountMinor, uetr, bankReference, endToEndId, references],
  });
}

export type ReversalCase = 'credit-reversed' | 'payment-returned';

/** Opens the case of a movement that undid something in an order, once: it is not opened again when it is resolved. */
export async function openReversalCase(
  orm: MikroORM,
  kind: ReversalCase,
  entry: Pick<BankEntry, 'dedupeKey' | 'account' | 'amountMinor' | 'currency'>,
  order: string | null,
  now: string,
): Promise<void> {
  const { dedupeKey, account, amountMinor, currency } = entry;
  const amount = `${formatAmount(amountMinor, currency)} ${currency}`;
  await query(orm, {
    text: `insert into reconciliation_case (kind, subject, account, order_no, amount_minor, currency, sentence, state,
        first_day, last_day, opened_at)
      select $1, $2, $3, $4, $5, $6, $7, 'open', $8, $8, $9
        where not exists (select from reconciliation_case where kind = $1 and subject = $2)
      on conflict (kind, subject) where state <> 'resolved' do nothing`,
    values: [
      kind,
      subjects.entry(dedupeKey),
      account,
      order,
      amountMinor,
      currency,
      `${caseKinds[kind].means} It is ${amount} ${order === null ? 'that belong to no order' : `of order ${order}`}.`,
      bankDateOf(now),
      now,
    ],
  });
}

/**
 * Reversals in suspense that may take back this credit, or part of it, which is only told of now: on its account, over
 * its amount or, where there is none, over less, under a mark of the bank's or a reference of the payer's, and of no
 * order. More than one: nobody can say which.
 */
export async function reversalsLike(orm: MikroORM, credit: ReversalMarks): Promise<string[]> {
  const { dedupeKey, account, currency, amountMinor, endToEndId, references, uetr, bankReference } = credit;
  const rows = await query<{ dedupeKey: string }>(orm, {
    text: `with fitting as (select dedupe_key, position, amount_minor = $4 as whole from bank_entry
        where disposition = 'suspense' and reversal and credit_debit = 'DBIT' and order_no is null and account = $2
          and currency = $3 and amount_minor <= $4 and dedupe_key <> $1
          and (content->>'uetr' = $5 or content->>'bankReference' = $6 or end_to_end_id = $7
            or "references"::jsonb ?| $8::text[]))
      select dedupe_key as "dedupeKey" from fitting where whole = (select bool_or(whole) from fitting)
        order by position limit 2`,
    values: [dedupeKey, account, currency, amountMinor, uetr, bankReference, endToEndId, references],
  });
  return rows.map((row) => row.dedupeKey);
}

/** Who a payout of an order was to go to when it was opened; null for a refund or a return. */
export async function payeeOfDisbursement(orm: MikroORM, order: string, disbursement: string): Promise<string | null> {
  const [row] = await query<{ company: string }>(orm, {
    text: `select data->'disbursement'->>'company' as company from fact
      where order_no = $1 and type = 'DisbursementOpened' and data->'disbursement'->>'id' = $2
        and data->'disbursement'->>'kind' = 'PAYOUT'`,
    values: [order, disbursement],
  });
  return row?.company ?? null;
}
