import type { Grant, GrantState } from '../../domain/catalogue/access.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { parameters, type Reader } from './visibility.ts';
import type { Db } from './write-once.ts';
import { read, type Source } from '../party-view.ts';

const columns = 'id, supplier, buyer, state, subject, nda, products, steps';

const sidesOf = (reader: Reader, bind: (value: unknown) => string): string =>
  `(supplier = ${bind(reader.supplier)}::text or buyer = ${bind(reader.buyer)}::text)`;

/** The grants the reader is a side of, newest first. Throws RangeError for a cursor that is none of this list's. */
export async function listGrants(
  source: Source,
  reader: Reader,
  { state, after, limit }: { state?: GrantState; after?: string; limit: number },
): Promise<{ grants: Grant[]; next: string | null }> {
  const { values, bind } = parameters();
  const where = [sidesOf(reader, bind)];
  const key = '(extract(epoch from requested_at) * 1000000)::bigint';
  if (state !== undefined) where.push(`state = ${bind(state)}`);
  if (after !== undefined) {
    const [at = '', id] = cursorValues(after, 2);
    if (!/^\d{1,17}$/.test(at)) throw new RangeError('after: not a cursor this list gave out');
    where.push(`(${key}, id) < (${bind(at)}::bigint, ${bind(id)})`);
  }
  const rows = await read<Grant & { sortKey: string }>(source, {
    text: `select ${columns}, ${key}::text as "sortKey" from catalogue_grant where ${where.join(' and ')}
      order by ${key} desc, id desc limit ${bind(limit + 1)}`,
    values,
  });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    grants: shown.map(({ sortKey: _, ...grant }) => grant),
    next: last === undefined ? null : cursorAfter([last.sortKey, last.id]),
  };
}

/** A grant the reader is a side of, or null. */
export async function findGrant(source: Source, reader: Reader, id: string): Promise<Grant | null> {
  const { values, bind } = parameters();
  const rows = await read<Grant>(source, {
    text: `select ${columns} from catalogue_grant where id = ${bind(id)} and ${sidesOf(reader, bind)}`,
    values,
  });
  return rows[0] ?? null;
}

/** A supplier's grant, kept from being changed by others until the transaction ends; null when it has none such. */
export async function grantForChange(db: Db, supplier: string, id: string): Promise<Grant | null> {
  const { rows } = await db.query<Grant>(
    `select ${columns} from catalogue_grant where id = $1 and supplier = $2 for update`,
    [id, supplier],
  );
  return rows[0] ?? null;
}

/** Keeps a request; false when the buyer has one waiting for that supplier's answer already. */
export async function keepRequest(db: Db, grant: Grant): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into catalogue_grant (id, supplier, buyer, state, subject, nda, products, steps, requested_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [
      grant.id,
      grant.supplier,
      grant.buyer,
      grant.state,
      grant.subject,
      JSON.stringify(grant.nda),
      grant.products,
      JSON.stringify(grant.steps),
      grant.steps[0]!.at,
    ],
  );
  return rowCount === 1;
}

export async function keepStep(db: Db, { id, state, products, steps }: Grant): Promise<void> {
  await db.query('update catalogue_grant set state = $2, products = $3, steps = $4 where id = $1', [
    id,
    state,
    products,
    JSON.stringify(steps),
  ]);
}

/** Which of the ids are not private products of the supplier. */
export async function notPrivateProductsOf(db: Db, supplier: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from catalogue_product where supplier = $1 and id = any($2) and visibility = 'PRIVATE'`,
    [supplier, ids],
  );
  const known = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}
