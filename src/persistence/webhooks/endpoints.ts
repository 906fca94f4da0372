import type { MikroORM } from '@mikro-orm/postgresql';
import type { Role } from '../../domain/parties.ts';
import type { Db } from '../catalogue/write-once.ts';
import { query, whole } from '../sql.ts';
import { read, type Source } from '../party-view.ts';

/** An address that is told of events. `types` empty: of all it may see. */
export interface Webhook {
  id: string;
  company: string;
  url: string;
  types: string[];
  state: 'enabled' | 'disabled';
  /** Place of the feed up to which it was told. */
  reached: number;
  createdBy: string;
  createdAt: string;
  /** Why it was disabled, where the engine did so. */
  disabledWhy: string | null;
  oldSecretUntil: string | null;
}

/** The same with what signs its messages; the old secret signs beside the new one until it ends. */
export interface SigningWebhook extends Webhook {
  kinds: Role[];
  secret: string;
  oldSecret: string | null;
}

const columns = `w.id, w.company, w.url, w.types, w.state, w.reached, w.created_by as "createdBy",
  iso(w.created_at) as "createdAt", w.disabled_why as "disabledWhy", iso(w.old_secret_until) as "oldSecretUntil"`;
type Row<T extends Webhook = Webhook> = Omit<T, 'reached'> & { reached: string };
const mapped = <T extends Webhook>(row: Row<T>): T => ({ ...row, reached: whole(row.reached) }) as unknown as T;

/** The addresses of a company, in the order they were made. */
export async function listWebhooks(source: Source, company: string): Promise<Webhook[]> {
  const rows = await read<Row>(source, {
    text: `select ${columns} from webhook w where company = $1 and state <> 'deleted' order by created_at, id`,
    values: [company],
  });
  return rows.map((row) => mapped<Webhook>(row));
}

/** One address of a company, locked until the transaction ends; null when it has none of that id. */
export async function webhookForChange(db: Db, company: string, id: string): Promise<Webhook | null> {
  const {
    rows: [row],
  } = await db.query<Row>(
    `select ${columns} from webhook w where id = $1 and company = $2 and state <> 'deleted' for update`,
    [id, company],
  );
  return row === undefined ? null : mapped<Webhook>(row);
}

/** How many addresses a company has. Makes those who add one at once take turns. */
export async function countWebhooks(db: Db, company: string): Promise<number> {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 7))', [`webhooks ${company}`]);
  const {
    rows: [row],
  } = await db.query<{ count: number }>(
    `select count(*)::int as count from webhook where company = $1 and state <> 'deleted'`,
    [company],
  );
  return row?.count ?? 0;
}

/** Adds an address that is told of what happens from now on. */
export async function addWebhook(
  db: Db,
  given: Pick<Webhook, 'id' | 'company' | 'url' | 'types' | 'createdBy' | 'createdAt'> & { secret: string },
): Promise<void> {
  const { id, company, url, types, createdBy, createdAt, secret } = given;
  await db.query(
    `insert into webhook (id, company, url, types, state, secret, reached, created_by, created_at)
      values ($1, $2, $3, $4, 'enabled', $5, (select coalesce(max(position), 0) from event_feed), $6, $7)`,
    [id, company, url, types, secret, createdBy, createdAt],
  );
}

/** A new secret; the one before signs as well until `until`. */
export async function rotateSecret(db: Db, id: string, secret: string, until: string): Promise<void> {
  await db.query('update webhook set old_secret = secret, old_secret_until = $3, secret = $2 where id = $1', [
    id,
    secret,
    until,
  ]);
}

/** Enables, disables or deletes an address; what waits for a deleted one is dropped. */
export async function setState(
  db: Db,
  id: string,
  state: Webhook['state'] | 'deleted',
  why: string | null = null,
): Promise<void> {
  await db.query('update webhook set state = $2, disabled_why = $3 where id = $1', [id, state, why]);
  if (state === 'deleted') await db.query('delete from webhook_delivery where webhook = $1', [id]);
}

/** The enabled addresses that the feed has gone past, with what they are signed by. */
export async function behindFeed(orm: MikroORM, end: number): Promise<SigningWebhook[]> {
  const rows = await query<Row<SigningWebhook>>(orm, {
    text: `select ${columns}, w.secret, w.old_secret as "oldSecret", c.kinds from webhook w
      join company c on c.id = w.company where w.state = 'enabled' and w.reached < $1 order by w.reached limit 100`,
    values: [end],
  });
  return rows.map((row) => mapped<SigningWebhook>(row));
}

/** One address with what it is signed by, whatever its state; null when there is none. */
export async function signingWebhook(orm: MikroORM, id: string): Promise<SigningWebhook | null> {
  const [row] = await query<Row<SigningWebhook>>(orm, {
    text: `select ${columns}, w.secret, w.old_secret as "oldSecret", c.kinds from webhook w
      join company c on c.id = w.company where w.id = $1`,
    values: [id],
  });
  return row === undefined ? null : mapped<SigningWebhook>(row);
}

/** The same outside a transaction of the caller's. */
export async function setStateNow(orm: MikroORM, id: string, state: Webhook['state'], why: string): Promise<void> {
  await query(orm, {
    text: `update webhook set state = $2, disabled_why = $3 where id = $1 and state <> 'deleted'`,
    values: [id, state, why],
  });
}
