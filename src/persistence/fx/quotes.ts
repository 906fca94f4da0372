import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient, QueryResultRow } from 'pg';
import type { FxQuote } from '../../domain/fx/quote.ts';
import type { QuoteStanding } from '../../domain/suspense.ts';
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

type Db = Pick<PoolClient, 'query'>;
type StandingRow = Omit<QuoteStanding, 'gave' | 'promised'> & Record<'from' | 'gave' | 'to' | 'promised', string>;

/** A quote as far as settling it goes, locked until the transaction ends; null when there is none. */
export async function lockQuote(db: Db, id: string): Promise<QuoteStanding | null> {
  const { rows } = await db.query<StandingRow>(
    `select q.id as quote, q.from_currency as "from", q.from_minor as gave, q.to_currency as "to",
      q.to_minor as promised, q.settled_by as "settledBy", (select a.rail from payment_attempt a
        where a.exchange ->> 'quote' = q.id and a.credit = 'CREDITED' limit 1) as rail
    from fx_quote q where q.id = $1 for update`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { quote, rail, settledBy, from, gave, to, promised } = row;
  const amounts = {
    gave: { currency: from, minor: whole(gave) },
    promised: { currency: to, minor: whole(promised) },
  };
  return { quote, rail, settledBy, ...amounts };
}

/** Notes the credit a quote was settled by; whoever settles has locked it and seen that it is open. */
export async function settleQuote(db: Db, id: string, entry: string): Promise<void> {
  await db.query('update fx_quote set settled_by = $2 where id = $1', [id, entry]);
}
