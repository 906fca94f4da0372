import type { MikroORM } from '@mikro-orm/postgresql';
import { read, type Source } from './party-view.ts';
import type { LedgerTransaction, Posting } from '../domain/ledger.ts';
import { query, untilUndisturbed, whole } from './sql.ts';

/** A transaction as it stands in the ledger; `block` is the checkpoint it is sealed in, null until then. */
export interface BookedTransaction extends LedgerTransaction {
  seq: number;
  order: string | null;
  at: string;
  block: number | null;
  postings: Posting[];
}

/** A balance in minor units: debit positive, credit negative. */
export interface Balance {
  account: string;
  currency: string;
  amountMinor: number;
}

/** Debits and credits of one currency over the whole ledger; a sound ledger has a difference of 0. */
export interface TrialBalanceRow {
  currency: string;
  debitMinor: number;
  creditMinor: number;
  differenceMinor: number;
}

/**
 * Books one transaction outside an order's command. The same transaction again is `known`. Throws StoreError when it is
 * unbalanced, overdraws an account that may not be in debit, or its id was used for other postings.
 */
export async function book(
  orm: MikroORM,
  order: string | null,
  transaction: LedgerTransaction,
): Promise<'booked' | 'known'> {
  const [row] = await untilUndisturbed(() =>
    query<{ booked: boolean }>(orm, {
      text: 'select book_transaction($1, clock_timestamp(), $2::jsonb) as booked',
      values: [order, JSON.stringify(transaction)],
    }),
  );
  return row!.booked ? 'booked' : 'known';
}

/** A transaction on its way into the ledger, with the order it is booked for. */
export type ToBook = LedgerTransaction & { order?: string | null };

const batchSize = 1000;

/**
 * Books many transactions, a thousand to a statement; the statements are one database transaction each, in the order
 * given, so what a failure leaves out can be sent again. Answers for each whether it was booked now or known. Throws as
 * `book` does, and RangeError when two of a batch have the same id.
 */
export async function bookBatch(orm: MikroORM, transactions: readonly ToBook[]): Promise<('booked' | 'known')[]> {
  if (new Set(transactions.map(({ id }) => id)).size < transactions.length) {
    throw new RangeError('transactions: two of them have the same id');
  }
  const outcomes: ('booked' | 'known')[] = [];
  for (let from = 0; from < transactions.length; from += batchSize) {
    const batch = transactions.slice(from, from + batchSize);
    const [row] = await untilUndisturbed(() => query<{ known: string[] }>(orm, batchStatement(batch)));
    const known = new Set(row!.known);
    outcomes.push(...batch.map(({ id }) => (known.has(id) ? ('known' as const) : ('booked' as const))));
  }
  return outcomes;
}

function batchStatement(batch: readonly ToBook[]) {
  const postings = batch.flatMap((one, place) => one.postings.map((posting, line) => ({ place, line, ...posting })));
  return {
    name: 'book_transactions',
    text: 'select book_transactions(clock_timestamp(), $1, $2, $3, $4, $5, $6, $7, $8) as known',
    values: [
      batch.map(({ id }) => id),
      batch.map(({ order }) => order ?? null),
      batch.map(({ kind }) => kind),
      postings.map(({ place }) => place + 1),
      postings.map(({ line }) => line + 1),
      postings.map(({ account }) => account),
      postings.map(({ currency }) => currency),
      postings.map(({ amountMinor }) => amountMinor),
    ],
  };
}

/** The trial balance, one row a currency. */
export async function trialBalance(orm: MikroORM): Promise<TrialBalanceRow[]> {
  const rows = await query<{ currency: string; debit: string; credit: string }>(orm, {
    text: `select currency, coalesce(sum(amount_minor) filter (where amount_minor > 0), 0) as debit,
        coalesce(-sum(amount_minor) filter (where amount_minor < 0), 0) as credit
      from ledger_posting group by currency order by currency`,
  });
  return rows.map(({ currency, debit, credit }) => ({
    currency,
    debitMinor: whole(debit),
    creditMinor: whole(credit),
    differenceMinor: Number(BigInt(debit) - BigInt(credit)),
  }));
}

/** The balance of every account whose address starts with `prefix`, by account and currency; cleared ones show 0. */
export async function balances(orm: MikroORM, prefix = ''): Promise<Balance[]> {
  const rows = await query<{ account: string; currency: string; amount: string }>(orm, {
    text: `select account, currency, sum(amount_minor) as amount from ledger_posting
      where starts_with(account, $1) group by account, currency order by account, currency`,
    values: [prefix],
  });
  return rows.map(({ account, currency, amount }) => ({ account, currency, amountMinor: whole(amount) }));
}

/** Everything booked for one order, first to last. */
export async function ledgerOfOrder(source: Source, order: string): Promise<BookedTransaction[]> {
  const rows = await read<Omit<BookedTransaction, 'seq'> & { seq: string }>(source, {
    text: `select t.seq, t.id, t.order_no as "order", t.kind, iso(t.at) as at, t.block,
        coalesce((select jsonb_agg(
          jsonb_build_object('account', account, 'currency', currency, 'amountMinor', amount_minor) order by line)
          from ledger_posting where transaction_seq = t.seq), '[]') as postings
      from ledger_transaction t where t.order_no = $1 order by t.seq`,
    values: [order],
  });
  return rows.map((row) => ({ ...row, seq: whole(row.seq) }));
}
