import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient, QueryResultRow } from 'pg';
import { coolingOffHours, masked, payoutAccountHash, type PayoutAccountInput } from '../domain/payout-account.ts';
import { cursorAfter, cursorValues } from './cursor.ts';
import { post } from './outbox.ts';
import { query } from './sql.ts';
import { read, type Source } from './party-view.ts';

/** A new account of a company on its way: proposed by the company, approved by two people of the platform. */
export interface PayoutAccountChange {
  company: string;
  version: number;
  name: string;
  account: string;
  bic: string | null;
  hash: string;
  state: 'open' | 'approved' | 'void';
  proposedBy: string;
  proposedAt: string;
  firstBy: string | null;
  firstAt: string | null;
  secondBy: string | null;
  secondAt: string | null;
  /** When it is paid to: the cooling-off after the second approval. */
  inForceFrom: string | null;
  detail: string | null;
}

type Db = Pick<PoolClient, 'query'>;
type Change = QueryResultRow & PayoutAccountChange;

const columns = `company, version, name, account, bic, hash, state, proposed_by as "proposedBy",
  iso(proposed_at) as "proposedAt", first_by as "firstBy", iso(first_at) as "firstAt", second_by as "secondBy",
  iso(second_at) as "secondAt", iso(in_force_from) as "inForceFrom", detail`;

/** Makes the changes of one company's account queue up until the transaction ends. */
async function takeTurn(db: Db, company: string): Promise<void> {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 5))', [`payout account ${company}`]);
}

/** The change that waits for its approvals, locked; null when none does. */
export async function openChange(db: Db, company: string): Promise<PayoutAccountChange | null> {
  await takeTurn(db, company);
  const { rows } = await db.query<Change>(
    `select ${columns} from payout_account_change where company = $1 and state = 'open' for update`,
    [company],
  );
  return rows[0] ?? null;
}

/** Keeps a proposal of the company, as the next version of its account, and tells everybody of the company. */
export async function proposeChange(
  db: Db,
  company: string,
  { name, account, bic }: PayoutAccountInput,
  by: { user: string; at: string },
): Promise<PayoutAccountChange> {
  const {
    rows: [last],
  } = await db.query<{ version: number }>(
    'select coalesce(max(version), 1) + 1 as version from payout_account_change where company = $1',
    [company],
  );
  const version = last!.version;
  const hash = payoutAccountHash(company, version, bic === undefined ? { name, account } : { name, account, bic });
  const { rows } = await db.query<Change>(
    `insert into payout_account_change (company, version, name, account, bic, hash, state, proposed_by, proposed_at)
      values ($1, $2, $3, $4, $5, $6, 'open', $7, $8) returning ${columns}`,
    [company, version, name, account, bic ?? null, hash, by.user, by.at],
  );
  await tell(db, 'payout-account-proposed', rows[0]!, by.at);
  return rows[0]!;
}

/** One approval; the second one, by somebody else, sets when the account comes into force. */
export async function approveChange(
  db: Db,
  { company, version, firstBy }: PayoutAccountChange,
  by: { user: string; at: string },
): Promise<PayoutAccountChange> {
  const change =
    firstBy === null
      ? 'first_by = $3, first_at = $4'
      : `second_by = $3, second_at = $4, state = 'approved',
        in_force_from = $4::timestamptz + make_interval(hours => ${coolingOffHours})`;
  const { rows } = await db.query<Change>(
    `update payout_account_change set ${change} where company = $1 and version = $2 returning ${columns}`,
    [company, version, by.user, by.at],
  );
  if (firstBy !== null) await tell(db, 'payout-account-approved', rows[0]!, by.at);
  return rows[0]!;
}

/** The change is over without being made: refused by the platform, or taken back by the company. */
export async function voidChange(
  db: Db,
  { company, version }: PayoutAccountChange,
  detail: string,
  at: string,
): Promise<PayoutAccountChange> {
  const { rows } = await db.query<Change>(
    `update payout_account_change set state = 'void', detail = $3 where company = $1 and version = $2
      returning ${columns}`,
    [company, version, detail],
  );
  await tell(db, 'payout-account-refused', rows[0]!, at);
  return rows[0]!;
}

async function tell(db: Db, kind: string, change: PayoutAccountChange, at: string): Promise<void> {
  const { company, version, name, account, inForceFrom } = change;
  const { rows } = await db.query<{ id: string }>('select id from platform_user where company = $1', [company]);
  for (const { id } of rows) {
    const data = { name, account: masked(account), from: inForceFrom };
    const key = `${kind}:${company}:${version}:${id}`;
    const runs = {
      query: (statement: { text: string; values?: unknown[] }) => db.query(statement.text, statement.values),
    };
    await post(runs, { key, kind, to: { user: id }, order: null, data, at });
  }
}

/** Every change of a company's account, newest first, and the account it began with; null where it has none. */
export async function accountHistory(
  source: Source,
  company: string,
): Promise<{
  first: { name: string; account: string; bic: string | null } | null;
  changes: PayoutAccountChange[];
}> {
  const [first] = await read<{ name: string; account: string; bic: string | null }>(source, {
    text: 'select name, account, bic from payout_account where company = $1',
    values: [company],
  });
  const changes = await read<Change>(source, {
    text: `select ${columns} from payout_account_change where company = $1 order by version desc limit 200`,
    values: [company],
  });
  return { first: first ?? null, changes };
}

/** Changes that wait for approvals, by age of their company's id, page by page. */
export async function openChanges(
  orm: MikroORM,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ changes: PayoutAccountChange[]; next: string | null }> {
  const [last = ''] = after === undefined ? [] : cursorValues(after, 1);
  const rows = await query<Change>(orm, {
    text: `select ${columns} from payout_account_change where state = 'open' and company > $1
      order by company limit $2`,
    values: [last, limit + 1],
  });
  const changes = rows.slice(0, limit);
  const end = changes.at(-1);
  return { changes, next: rows.length > limit && end !== undefined ? cursorAfter([end.company]) : null };
}
