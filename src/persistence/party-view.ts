import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient, QueryResultRow } from 'pg';
import pg from 'pg';
import { type Actor, platformRoles } from '../domain/parties.ts';
import { pool, query, type Statement } from './sql.ts';
import { asStoreError } from './store-error.ts';

/** The engine's database as one company may read it: row-level security of PostgreSQL leaves out all else. */
export interface PartyView {
  orm: MikroORM;
  company: string;
  /** True: the platform's own people, who see every order. */
  platform: boolean;
}

/** What a reader reads from: everything, or what one company may know of. */
export type Source = MikroORM | PartyView;

/** The database as this person may read it. */
export const seenBy = (orm: MikroORM, { company, roles }: Pick<Actor, 'company' | 'roles'>): PartyView => ({
  orm,
  company,
  platform: roles.some((role) => platformRoles.includes(role)),
});

/** The engine's own database, for what is told of no company. */
export const ownerOf = (source: Source): MikroORM => ('platform' in source ? source.orm : source);

/** Runs one reading statement on a source. Throws as `query` does. */
export const read = <Row extends QueryResultRow>(source: Source, statement: Statement): Promise<Row[]> =>
  'platform' in source ? readAs<Row>(source, statement) : query<Row>(source, statement);

/**
 * Two trips to the server, the commit is not waited for. The statement is sent only once the role has changed: nothing
 * of it can ever run as the owner. Prepared under a name of its own, so that the owner's plan is not thrown away.
 */
async function readAs<Row extends QueryResultRow>(view: PartyView, statement: Statement): Promise<Row[]> {
  const client = await (await pool(view.orm)).connect();
  try {
    await client.query(opening(view));
    const named = statement.name === undefined ? statement : { ...statement, name: `party_${statement.name}` };
    const { rows } = await client.query<Row>(named);
    void finish(client, 'commit');
    return rows;
  } catch (error) {
    await finish(client, 'rollback');
    throw asStoreError(error);
  }
}

const opening = ({ company, platform }: PartyView): string =>
  `begin read only; set local role trade_party;
  select set_config('trade.company', ${pg.escapeLiteral(company)}, true),
    set_config('trade.platform', '${platform ? 'yes' : 'no'}', true)`;

/** A connection whose transaction could not be ended is not used again. */
const finish = (client: PoolClient, how: 'commit' | 'rollback'): Promise<void> =>
  client.query(how).then(
    () => client.release(),
    (failure: Error) => client.release(failure),
  );
