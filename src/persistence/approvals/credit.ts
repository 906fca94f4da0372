import { type BoundTo, type Unpaid, unpaidAt, unpaidOf } from '../../domain/approvals/credit.ts';
import { type ApprovalRefusal, refuse } from '../../domain/approvals/refusal.ts';
import { formatAmount } from '../../domain/money.ts';
import type { Order } from '../../domain/order/order.ts';
import type { Db } from '../catalogue/write-once.ts';
import { read, type Source } from '../party-view.ts';
import { whole } from '../sql.ts';
import { inForce } from './credit-limits.ts';
import type { Purchase } from './limits.ts';

/** An order that takes of its buyer's credit, or could. */
interface Taker {
  order: string;
  state: Order | null;
  bound: BoundTo | null;
}

/** Orders that run, and those that are bound to something and do not show yet; what title has passed for is paid. */
const takersOf = (company: string) => ({
  text: `select x.order_no as "order", v.state, r.bound
    from (select order_no from order_view where buyer = $1 and stage not in ('refund', 'closed')
      union select order_no from credit_reservation where company = $1) x
    left join order_view v on v.order_no = x.order_no
    left join lateral (select jsonb_build_object('currency', c.currency, 'amountMinor', c.amount_minor, 'hash', c.hash,
          'at', iso(c.at), 'refused', exists (select from fact f where f.order_no = c.order_no
            and f.type = 'AmendmentRefused' and f.at >= c.at)) as bound
        from credit_reservation c where c.order_no = x.order_no and c.company = $1
        order by c.position desc limit 1) r on true
    where v.order_no is null
      or v.stage not in ('refund', 'closed') and v.state->>'titleTransferredAt' is null`,
  values: [company],
});

const unpaidBy = ({ state, bound }: Taker): Unpaid | null => unpaidOf(state, bound);

const sumIn = (takers: readonly Taker[], currency: string): number =>
  takers
    .map(unpaidBy)
    .filter((one) => one?.currency === currency)
    .reduce((sum, one) => sum + (one?.minor ?? 0), 0);

/** What a company's orders leave unpaid by currency, in minor units, as one of its readers may see it. */
export async function unpaidIn(source: Source, company: string, currencies: string[]): Promise<Map<string, number>> {
  const takers = await read<Taker & Record<string, unknown>>(source, takersOf(company));
  return new Map(currencies.map((currency) => [currency, sumIn(takers, currency)]));
}

/**
 * Why a purchase would leave more unpaid than the platform lets its company; null when it would not, or no limit is set
 * in its currency. What adds nothing is never refused. The caller holds the company's turn.
 */
export async function beyondCredit(db: Db, purchase: Purchase): Promise<{ rejection: ApprovalRefusal } | null> {
  const { company, currency, amountMinor } = purchase;
  const limitMinor = (await inForce(db, company)).find((one) => one.currency === currency)?.minor ?? null;
  if (limitMinor === null) return null;
  const takers = (await db.query<Taker>(takersOf(company))).rows;
  const own = takers.find(({ order }) => order === purchase.order);
  const wantedMinor = unpaidAt(own?.state ?? null, amountMinor) - (own === undefined ? 0 : sumIn([own], currency));
  const takenMinor = sumIn(takers, currency);
  if (wantedMinor <= 0 || takenMinor + wantedMinor <= limitMinor) return null;
  const written = (minor: number) => `${formatAmount(minor, currency)} ${currency}`;
  return refuse(
    'credit-limit',
    `This takes ${written(wantedMinor)} of your company's credit of ${written(limitMinor)}, ` +
      `of which ${written(takenMinor)} are taken by orders not yet paid in full.`,
    { currency, limitMinor, takenMinor, wantedMinor },
  );
}

/**
 * Reserves what a purchase binds its order to, in place of what it was bound to before; once by its command. Where the
 * company has no credit limit nothing is kept: what it has signed stands in its orders.
 */
export async function reserveCredit(db: Db, purchase: Purchase): Promise<void> {
  const { commandId, order, company, currency, amountMinor, hash, at } = purchase;
  if ((await inForce(db, company)).length === 0) return;
  await db.query(
    `insert into credit_reservation (command_id, order_no, company, currency, amount_minor, hash, at)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict (command_id) do nothing`,
    [commandId, order, company, currency, whole(amountMinor), hash, at],
  );
}
