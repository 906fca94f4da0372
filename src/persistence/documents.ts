import type { MikroORM } from '@mikro-orm/postgresql';
import { read, type Source } from './party-view.ts';
import type { Party } from '../domain/parties.ts';
import { query } from './sql.ts';
import type { Rejection } from './store-error.ts';

/** A paper of the house or an uploaded document, without its content; `type` is the UNTDID 1001 code. */
export interface DocumentEntry {
  id: string;
  type: string;
  title: string;
  version: number;
  issuer: Party;
  sha256: string;
  visibleTo: Party[];
  mediaType: string;
  at: string;
}

/** A document to keep: `content` is an object (kept as JSON) or the bytes of a file. */
export interface NewDocument extends DocumentEntry {
  order: string;
  content: object | Buffer;
}

const columns = `id, type, title, version, issuer, sha256, visible_to as "visibleTo",
  media_type as "mediaType", iso(at) as at`;

/**
 * Keeps a document, once by its id within the order. Rejected: `document-differs` (the id was used for other content).
 */
export async function keepDocument(
  orm: MikroORM,
  document: NewDocument,
): Promise<'new' | 'known' | { rejection: Rejection }> {
  const { order, id, type, title, version, issuer, sha256, visibleTo, mediaType, content, at } = document;
  const bytes = Buffer.isBuffer(content) ? content : null;
  const rows = await query(orm, {
    text: `insert into document
        (order_no, id, type, title, version, issuer, sha256, visible_to, media_type, json, bytes, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning 1`,
    values: [
      order,
      id,
      type,
      title,
      version,
      issuer,
      sha256,
      visibleTo,
      mediaType,
      bytes === null ? JSON.stringify(content) : null,
      bytes,
      at,
    ],
  });
  if (rows.length === 1) return 'new';
  const kept = await query<{ sha256: string }>(orm, {
    text: 'select sha256 from document where order_no = $1 and id = $2',
    values: [order, id],
  });
  return kept[0]?.sha256 === sha256
    ? 'known'
    : { rejection: { code: 'document-differs', detail: `document ${id} was kept before with other content` } };
}

/** The documents of an order that at least one of `roles` may see, oldest first. */
export const documentsOf = (source: Source, order: string, roles: Party[]): Promise<DocumentEntry[]> =>
  read<DocumentEntry>(source, {
    text: `select ${columns} from document where order_no = $1 and visible_to && $2::text[] order by document.at, id`,
    values: [order, roles],
  });

/** One document with its content, for the caller to check `visibleTo` on; null when there is none under that id. */
export async function documentContent(
  source: Source,
  order: string,
  id: string,
): Promise<(DocumentEntry & { content: object | Buffer }) | null> {
  const rows = await read<DocumentEntry & { content: object | Buffer; json: object; bytes: Buffer | null }>(source, {
    text: `select ${columns}, json, bytes from document where order_no = $1 and id = $2`,
    values: [order, id],
  });
  if (rows[0] === undefined) return null;
  const { json, bytes, ...entry } = rows[0];
  return { ...entry, content: bytes ?? json };
}
