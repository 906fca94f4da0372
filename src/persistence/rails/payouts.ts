import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { conversionSettled } from '../../domain/fx/postings.ts';
import { accounts, type LedgerTransaction, transfer } from '../../domain/ledger.ts';
import { inTransaction, untilUndisturbed, whole } from '../sql.ts';
import type { Rejection } from '../store-error.ts';

interface Parked {
  key: string;
  currency: string;
  amountMinor: number;
}

const refused = (code: string, detail: string): { rejection: Rejection } => ({ rejection: { code, detail } });

/** A credit of the bank that waits in suspense, kept from being settled by others until the transaction ends. */
async function parkedCredit(client: PoolClient, key: string): Promise<Parked | { rejection: Rejection }> {
  const { rows } = await client.query<{ currency: string; amount: string; disposition: string; direction: string }>(
    `select currency, amount_minor as amount, disposition, credit_debit as direction from bank_entry
      where dedupe_key = $1 for update`,
    [key],
  );
  const [row] = rows;
  if (row === undefined || row.direction !== 'CRDT') return refused('bank-entry-unknown', `There is no credit ${key}.`);
  if (row.disposition !== 'suspense') return refused('bank-entry-settled', `The credit ${key} is ${row.disposition}.`);
  return { key, currency: row.currency, amountMinor: whole(row.amount) };
}

async function settled(
  client: PoolClient,
  key: string,
  transaction: LedgerTransaction,
  why: string,
): Promise<{ transaction: string; amountMinor: number }> {
  await client.query('select book_transaction(null, clock_timestamp(), $1::jsonb)', [JSON.stringify(transaction)]);
  await client.query(`update bank_entry set disposition = 'applied', why = $2 where dedupe_key = $1`, [key, why]);
  const [first] = transaction.postings;
  return { transaction: transaction.id, amountMinor: Math.abs(first?.amountMinor ?? 0) };
}

/**
 * What a provider has paid over has come to the trust account as a credit in suspense: it settles what the provider
 * owes. The amount is the bank's. Rejected: `bank-entry-unknown`, `bank-entry-settled`.
 */
export function settlePayout(
  orm: MikroORM,
  rail: string,
  key: string,
): Promise<{ transaction: string; amountMinor: number } | { rejection: Rejection }> {
  return untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      const parked = await parkedCredit(client, key);
      if ('rejection' in parked) return parked;
      const { currency, amountMinor } = parked;
      const owed = accounts.rail(rail, currency);
      const booked = transfer(`bank:${key}:payout`, 'rail-payout', currency, amountMinor, accounts.suspense, owed);
      return settled(client, key, booked, `paid over by ${rail}`);
    }),
  );
}

/**
 * The position of a quote was exchanged, and what it brought has come as a credit in suspense: gain or loss is booked
 * against what the quote promised. Rejected besides: `quote-unknown`, `quote-settled`, `quote-unpaid`, and
 * `wrong-currency` when the credit is not in the contract's.
 */
export function settleExchange(
  orm: MikroORM,
  quote: string,
  key: string,
): Promise<{ transaction: string; amountMinor: number } | { rejection: Rejection }> {
  return untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      const { rows } = await client.query<{
        from: string;
        gave: string;
        to: string;
        promised: string;
        settledBy: string | null;
        rail: string | null;
      }>(
        `select q.from_currency as "from", q.from_minor as gave, q.to_currency as "to", q.to_minor as promised,
          q.settled_by as "settledBy", (select a.rail from payment_attempt a
            where a.exchange ->> 'quote' = q.id and a.credit = 'CREDITED' limit 1) as rail
        from fx_quote q where q.id = $1 for update`,
        [quote],
      );
      const [one] = rows;
      if (one === undefined) return refused('quote-unknown', `There is no quote ${quote}.`);
      if (one.settledBy !== null) return refused('quote-settled', `${quote} was settled by ${one.settledBy}.`);
      if (one.rail === null) return refused('quote-unpaid', `Nothing was paid under ${quote}.`);
      const parked = await parkedCredit(client, key);
      if ('rejection' in parked) return parked;
      if (parked.currency !== one.to) return refused('wrong-currency', `The credit is in ${parked.currency}.`);
      const gave = { currency: one.from, minor: whole(one.gave) };
      const got = { currency: one.to, minor: parked.amountMinor };
      const places = { source: accounts.rail(one.rail, one.from), target: accounts.suspense };
      const about = { gave, got, promisedMinor: whole(one.promised) };
      await client.query('update fx_quote set settled_by = $2 where id = $1', [quote, key]);
      return settled(client, key, conversionSettled(`fx:${quote}:settled`, about, places), `exchange of ${quote}`);
    }),
  );
}
