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
        select dedupe_key, disposition, order_no, amount_minor, case
            when content->>'uetr' = $5 then 0 when content->>'bankReference' = $6 then 2
            when end_to_end_id = $7 then 4
            when "references"::jsonb ?| $8::text[] then 6 end
            + case when amount_minor = $4 then 0 else 1 end as rank
          from bank_entry c where account = $2 and currency = $3 and credit_debit = 'CRDT' and not reversal
            and amount_minor >= $4 and disposition in ('pending', 'applied', 'suspense') and dedupe_key <> $1
      ), left_over as (
        select credit.* from credit where rank is not null and amount_minor - coalesce((
            select sum((f.data->>'amountMinor')::bigint) from fact f
              where f.order_no = credit.order_no and f.type = 'PaymentReversed'
                and f.data->>'original' = credit.dedupe_key), 0) >= $4
      )
      select dedupe_key as "dedupeKey", disposition, order_no as "order" from left_over
        where rank = (select min(rank) from left_over) order by dedupe_key limit 10`,
    values: [dedupeKey, account, currency, amountMinor, uetr, bankReference, endToEndId, references],
  });
}

export type ReversalCase = 'credit-reversed' | 'payment-returned';

/** Opens the case of a movement that undid something in an order, once: it is not opened again when it is resolved. */
export async function openReversalCase(
  orm: MikroORM,
  kind: ReversalCase,
  entry: Pick<BankEntry, 'dedupeKey' | 'account' | 'amountMinor' | 'currency'>,
  order: string,
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
      `${caseKinds[kind].means} It is ${amount} of order ${order}.`,
      bankDateOf(now),
      now,
    ],
  });
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
