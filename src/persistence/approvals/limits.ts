import type { MikroORM } from '@mikro-orm/postgresql';
import { type Limit, limitsFor, type Policy } from '../../domain/approvals/policy.ts';
import { type ApprovalRefusal, refuse } from '../../domain/approvals/refusal.ts';
import { formatAmount } from '../../domain/money.ts';
import type { Db } from '../catalogue/write-once.ts';
import { query, whole } from '../sql.ts';

/** One purchase of a company, by one of its people: what the limits count. Amount in minor units. */
export interface Purchase {
  commandId: string;
  order: string;
  company: string;
  user: string;
  currency: string;
  amountMinor: number;
  hash: string;
  at: string;
}

// An order that came to nothing, or whose money goes back, takes nothing of a limit any more.
const counts = `not exists (select from order_view v where v.order_no = r.order_no
  and (v.stage = 'refund' or v.stage = 'closed' and v.outcome <> 'completed'))`;

/** What is taken of a limit in the half-open window around an instant, in the company's own time zone. */
async function taken(db: Db, limit: Limit, purchase: Purchase, timeZone: string): Promise<number> {
  const unit = limit.window === 'DAY' ? 'day' : 'month';
  const { rows } = await db.query<{ sum: string }>(
    `select coalesce(sum(r.amount_minor), 0) as sum from purchase_reservation r,
        lateral (select date_trunc($4, $3::timestamptz at time zone $5) as local) w
      where r.company = $1 and r.currency = $2 and ($6::text is null or r.user_id = $6)
        and r.at >= w.local at time zone $5
        and r.at < (w.local + ('1 ' || $4)::interval) at time zone $5 and ${counts}`,
    [purchase.company, purchase.currency, purchase.at, unit, timeZone, limit.of === 'USER' ? purchase.user : null],
  );
  return whole(rows[0]!.sum);
}

/** What an order holds of the limits in one currency, by whom and when it was reserved last. */
interface Reserved {
  currency: string;
  minor: number;
  user: string;
  at: string;
}

/** What this order has reserved before, by currency: terms that change take only what they add. */
async function reservedBefore(db: Db, order: string): Promise<Reserved[]> {
  const { rows } = await db.query<Omit<Reserved, 'minor'> & { minor: string }>(
    `select distinct on (currency) currency, sum(amount_minor) over (partition by currency) as minor,
        user_id as "user", iso(at) as at
      from purchase_reservation r where order_no = $1 order by currency, r.at desc, command_id desc`,
    [order],
  );
  return rows.map(({ minor, ...row }) => ({ ...row, minor: whole(minor) }));
}

const heldIn = (before: readonly Reserved[], currency: string): number =>
  before.find((one) => one.currency === currency)?.minor ?? 0;

/**
 * Why a purchase would go beyond a limit; null when it stays within all of them. The caller holds the company's turn.
 */
export async function beyondLimit(
  db: Db,
  policy: Policy,
  purchase: Purchase,
): Promise<{ rejection: ApprovalRefusal } | null> {
  const before = await reservedBefore(db, purchase.order);
  const adds = purchase.amountMinor - heldIn(before, purchase.currency);
  if (adds <= 0) return null;
  for (const limit of limitsFor(policy, purchase.user, purchase.currency)) {
    const used = await taken(db, limit, purchase, policy.timeZone);
    if (used + adds <= limit.minor) continue;
    const written = (minor: number) => `${formatAmount(minor, limit.currency)} ${limit.currency}`;
    const whose = limit.of === 'USER' ? 'your' : "the company's";
    return refuse(
      'purchase-limit',
      `This takes ${written(adds)} of ${whose} limit of ${written(limit.minor)} a ${limit.window.toLowerCase()}, ` +
        `of which ${written(used)} are taken.`,
      { of: limit.of, window: limit.window, currency: limit.currency, limitMinor: limit.minor, takenMinor: used },
    );
  }
  return null;
}

/**
 * Reserves what a purchase adds to what its order has reserved before; once by its command. Less than before gives
 * back where it was taken, so that a cheaper contract today does not make room for others beyond today's limit; so does
 * what was reserved in another currency, when the terms have changed theirs.
 */
export async function reserve(db: Db, purchase: Purchase): Promise<void> {
  const { commandId, order, user, currency, amountMinor, at } = purchase;
  const { rows } = await db.query(`select from purchase_reservation where ${ofCommand}`, [commandId]);
  if (rows.length > 0) return;
  const before = await reservedBefore(db, order);
  const last = before.find((one) => one.currency === currency);
  const adds = amountMinor - (last?.minor ?? 0);
  if (adds !== 0) {
    const counted = adds < 0 && last !== undefined ? last : { user, at };
    await keep(db, purchase, { ...counted, id: commandId, currency, minor: adds });
  }
  for (const other of before.filter((one) => one !== last && one.minor !== 0)) {
    await keep(db, purchase, { ...other, id: `${commandId}:${other.currency}`, minor: -other.minor });
  }
}

/** SQL: the rows a command has written, one for each currency it has changed. */
const ofCommand = `(command_id = $1 or starts_with(command_id, $1 || ':'))`;

async function keep(db: Db, purchase: Purchase, row: Reserved & { id: string }): Promise<void> {
  const { order, company, hash } = purchase;
  await db.query(
    `insert into purchase_reservation (command_id, order_no, company, user_id, currency, amount_minor, hash, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, order, company, row.user, row.currency, row.minor, hash, row.at],
  );
}

/** Gives back what a command had reserved that was refused after all. */
export async function giveBack(orm: MikroORM, commandId: string): Promise<void> {
  await query(orm, { text: `delete from purchase_reservation where ${ofCommand}`, values: [commandId] });
  await query(orm, { text: 'delete from credit_reservation where command_id = $1', values: [commandId] });
}
