import type { RecordedFact } from '../../domain/record.ts';
import type { ServingPlace } from '../../domain/parties.ts';
import type { DocumentEntry } from '../documents.ts';
import { read, type Source } from '../party-view.ts';

/** A time in which a company served an order, until another took its place. */
export interface ServedTime {
  place: ServingPlace;
  since: string;
  until: string;
}

/** The times in which a company served an order and does no more, first to last. */
export const servedTimes = (source: Source, order: string, company: string): Promise<ServedTime[]> =>
  read<ServedTime & Record<string, unknown>>(source, {
    text: `select data->>'place' as place, data->>'since' as since, iso(at) as until from fact
      where order_no = $1 and type = 'ProviderReplaced' and data->>'before' = $2 order by seq`,
    values: [order, company],
  });

/** What people of a company did on an order, first to last. */
export async function deedsOf(source: Source, order: string, company: string): Promise<RecordedFact[]> {
  const rows = await read<{ fact: RecordedFact }>(source, {
    text: 'select fact_json(fact) as fact from fact where order_no = $1 and by_company = $2 order by seq',
    values: [order, company],
  });
  return rows.map(({ fact }) => fact);
}

/** Narrows documents to those a company issued while it served the order; `$2` is the company. */
const issuedThen = `exists (select from fact f where f.order_no = document.order_no
  and f.type = 'ProviderReplaced' and f.data->>'before' = $2 and role_of_place(f.data->>'place') = document.issuer
  and document.at between (f.data->>'since')::timestamptz and f.at)`;

/** The papers a company issued on an order while it served it, oldest first. */
export const papersThen = (source: Source, order: string, company: string): Promise<DocumentEntry[]> =>
  read<DocumentEntry & Record<string, unknown>>(source, {
    text: `select id, type, title, version, issuer, sha256, visible_to as "visibleTo", media_type as "mediaType",
        iso(at) as at from document where order_no = $1 and ${issuedThen} order by document.at, id`,
    values: [order, company],
  });
