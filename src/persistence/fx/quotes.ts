import type { MikroORM } from '@mikro-orm/postgresql';
import type { QueryResultRow } from 'pg';
import type { FxQuote } from '../../domain/fx/quote.ts';
import { query, whole } from '../sql.ts';

const columns = `id, order_no as "order", request, from_currency as "fromCurrency", from_minor as "fromMinor",
  to_currency as "toCurrency", to_minor as "toMinor", rate, provider, iso(locked_at) as "lockedAt",
  iso(expires_at) as "expiresAt"`;

const mapped = ({ fromCurrency, fromMinor, toCurrency, toMinor, ...row }: QueryResultRow): FxQuote =>
  ({
    ...row,
    from: { amountMinor: whole(fromMinor), currency: fromCurrency },
    to: { amountMinor: whole(toMinor), currency: toCurrency },
  }) as FxQuote;

/** Locks a rate for one payment; the same quote again is kept once. */
export async function keepQuote(orm: MikroORM, quote: FxQuote): Promise<void> {
  const { id, order, request, from, to, rate, provider, lockedAt, expiresAt } = quote;
  await query(orm, {
    text: `insert into fx_quote (id, order_no, request, from_currency, from_minor, to_currency, to_minor, rate,
        provider, locked_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    values: [
      id,
      order,
      request,
      from.currency,
      from.amountMinor,
      to.currency,
      to.amountMinor,
      rate,
      provider,
      lockedAt,
      expiresAt,
    ],
  });
}

/** A quote by its id, however old; null when there is none. */
export async function findQuote(orm: MikroORM, id: string): Promise<FxQuote | null> {
  const [row] = await query(orm, { text: `select ${columns} from fx_quote where id = $1`, values: [id] });
  return row === undefined ? null : mapped(row);
}

/** A quote that has not run out; null otherwise. */
export async function liveQuote(orm: MikroORM, id: string, now: string): Promise<FxQuote | null> {
  const quote = await findQuote(orm, id);
  return quote !== null && Date.parse(now) <= Date.parse(quote.expiresAt) ? quote : null;
}
