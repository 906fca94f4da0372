import { type Snapshot, snapshotHash } from '../../domain/catalogue/folder.ts';
import { indexTerms, type SearchTerms } from '../../domain/catalogue/search-words.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import type { KeptProduct } from './products.ts';
import { tsquery } from './seen.ts';
import { grantedTo, parameters, type Reader, visibleTo } from './visibility.ts';
import type { Db, Deed } from './write-once.ts';
import { read, type Source } from '../party-view.ts';

export const folderKinds = ['PUBLIC', 'PRIVATE'] as const;
export type FolderKind = (typeof folderKinds)[number];

/** A collected product: as it was then, and as it is now where the reader may still know of it. */
export interface FolderItem {
  id: string;
  kind: FolderKind;
  snapshot: Snapshot;
  sha256: string;
  note: string;
  collectedAt: string;
  collectedBy: string;
  current: KeptProduct | null;
}

const columnsOf = (visible: string) => `i.id, i.kind, i.snapshot, i.sha256, i.note,
  iso(i.collected_at) as "collectedAt", i.collected_by as "collectedBy",
  case when ${visible} then jsonb_build_object('product', p.id, 'supplier', p.supplier, 'version', p.version,
    'hash', p.hash, 'content', p.content, 'updatedAt', iso(p.updated_at)) end as current`;

const collected = { id: 'i.product', supplier: `(i.snapshot->>'supplier')` };

/**
 * SQL: whether a collected product may still be shown. One collected in confidence may not once the supplier has
 * revoked the access it was collected under, not even as it was then.
 */
const stillShown = (buyer: string) =>
  `(i.kind = 'PUBLIC' or (p.visibility = 'PUBLIC' and p.on_sale) or ${grantedTo(buyer, collected)})`;

// Row-level security leaves out products their reader may no longer know of; what was collected stays.
const joined = 'folder_item i left join catalogue_product p on p.id = i.product';

/** What of a folder is looked at. */
export interface FolderPage {
  kind?: FolderKind;
  terms?: SearchTerms;
  after?: string;
  limit: number;
}

/** A buyer company's folder, last collected first. Throws RangeError for a cursor that is none of this list's. */
export async function listFolder(
  source: Source,
  reader: Reader,
  { kind, terms, after, limit }: FolderPage,
): Promise<{ items: FolderItem[]; next: string | null }> {
  const { values, bind } = parameters();
  const buyer = bind(reader.buyer);
  const visible = visibleTo(reader, bind);
  const where = [`i.company = ${buyer}::text`, stillShown(buyer)];
  const key = '(extract(epoch from i.collected_at) * 1000000)::bigint';
  if (kind !== undefined) where.push(`i.kind = ${bind(kind)}`);
  if (terms !== undefined) {
    where.push(`i.search @@ ${tsquery(terms, bind)}`);
  }
  if (after !== undefined) {
    const [at = '', id] = cursorValues(after, 2);
    if (!/^\d{1,17}$/.test(at)) throw new RangeError('after: not a cursor this list gave out');
    where.push(`(${key}, i.id) < (${bind(at)}::bigint, ${bind(id)})`);
  }
  const rows = await read<FolderItem & { sortKey: string }>(source, {
    text: `select ${columnsOf(visible)}, ${key}::text as "sortKey" from ${joined}
      where ${where.join(' and ')} order by ${key} desc, i.id desc limit ${bind(limit + 1)}`,
    values,
  });
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map(({ sortKey: _, ...item }) => item),
    next: last === undefined ? null : cursorAfter([last.sortKey, last.id]),
  };
}

/** One item of the reader's folder, or null. */
export async function findItem(source: Source, reader: Reader, id: string): Promise<FolderItem | null> {
  const { values, bind } = parameters();
  const buyer = bind(reader.buyer);
  const rows = await read<FolderItem>(source, {
    text: `select ${columnsOf(visibleTo(reader, bind))} from ${joined}
      where i.id = ${bind(id)} and i.company = ${buyer}::text and ${stillShown(buyer)}`,
    values,
  });
  return rows[0] ?? null;
}

/** What is collected, and the name and note it is kept under. */
export interface Collecting {
  id: string;
  kind: FolderKind;
  snapshot: Snapshot;
  note: string;
}

/**
 * Puts a product in a company's folder under `id`, once. Answers the id and hash it is there under, which are those of
 * an earlier time when it was collected before.
 */
export async function collect(
  db: Db,
  { id, kind, snapshot, note }: Collecting,
  { at, by }: Deed,
): Promise<{ item: string; sha256: string }> {
  const { words, grams } = foundBy(snapshot, note);
  await db.query(
    `insert into folder_item (id, company, product, kind, snapshot, sha256, note, search, collected_at, collected_by)
      values ($1, $2, $3, $4, $5, $6, $7, catalogue_vector($8, $9, 'A'), $10, $11)
      on conflict (company, product) do nothing`,
    [
      id,
      by.company,
      snapshot.product,
      kind,
      JSON.stringify(snapshot),
      snapshotHash(snapshot),
      note,
      words,
      grams,
      at,
      by.user,
    ],
  );
  const { rows } = await db.query<{ item: string; sha256: string }>(
    'select id as item, sha256 from folder_item where company = $1 and product = $2',
    [by.company, snapshot.product],
  );
  return rows[0]!;
}

/** Takes a new snapshot of a collected product and answers its hash. One taken out meanwhile stays out. */
export async function recollect(db: Db, { id, kind, snapshot, note }: Collecting, { at, by }: Deed): Promise<string> {
  const { words, grams } = foundBy(snapshot, note);
  const sha256 = snapshotHash(snapshot);
  await db.query(
    `update folder_item set kind = $3, snapshot = $4, sha256 = $5, search = catalogue_vector($6, $7, 'A'),
      collected_at = $8, collected_by = $9 where id = $1 and company = $2`,
    [id, by.company, kind, JSON.stringify(snapshot), sha256, words, grams, at, by.user],
  );
  return sha256;
}

/** Takes an item out of a company's folder, whether or not it is there. */
export async function dropItem(db: Db, company: string, id: string): Promise<void> {
  await db.query('delete from folder_item where id = $1 and company = $2', [id, company]);
}

const foundBy = ({ content: { sku, names, category } }: Snapshot, note: string): SearchTerms =>
  indexTerms([sku, ...Object.values(names), category, note].join(' '));
