import type { Db, Deed } from '../catalogue/write-once.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { read, type Source } from '../party-view.ts';

/** One thing that was said of a product, or in answer to it. */
export interface ReviewEntry {
  kind: 'REVIEW' | 'ANSWER';
  stars: number | null;
  text: string;
  at: string;
}

/** A review with all that was said, first to last. `buyer` and `order` only for those who know the order. */
export interface Review {
  id: string;
  product: string;
  country: string;
  at: string;
  buyer: string | null;
  order: string | null;
  entries: ReviewEntry[];
}

const shown = `select r.id, r.product, r.country, iso(r.at) as at, v.buyer, v.order_no as "order",
    (select jsonb_agg(jsonb_build_object('kind', e.kind, 'stars', e.stars, 'text', e.text, 'at', iso(e.at))
        order by e.seq) from product_review_entry e where e.review = r.id) as entries
  from product_review r left join order_view v on v.order_no = r.order_no`;

/** What is said of a product, last begun first. Throws RangeError for a cursor that is none of this list's. */
export async function reviewsOf(
  source: Source, product: string, { after, limit }: { after?: string; limit: number },
): Promise<{ reviews: Review[]; next: string | null }> {
  const key = '(extract(epoch from r.at) * 1000000)::bigint';
  const [at, id] = after === undefined ? [null, null] : cursorValues(after, 2);
  if (at !== null && !/^\d{1,17}$/.test(at ?? '')) throw new RangeError('after: not a cursor this list gave out');
  const rows = await read<Review & { sortKey: string }>(source, {
    text: `select s.*, s."sortKey"::text as "sortKey" from (
        select q.*, ${key} as "sortKey" from (${shown} where r.product = $1) q
          join product_review r on r.id = q.id
      ) s where $2::bigint is null or (s."sortKey", s.id) < ($2::bigint, $3)
      order by s."sortKey" desc, s.id desc limit $4`,
    values: [product, at, id, limit + 1],
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    reviews: page.map(({ sortKey: _, ...review }) => review),
    next: last === undefined ? null : cursorAfter([last.sortKey, last.id]),
  };
}

/** One review; null when there is none under that id that the source knows of. */
export async function findReview(source: Source, id: string): Promise<Review | null> {
  const [row] = await read<Review>(source, { text: `${shown} where r.id = $1`, values: [id] });
  return row ?? null;
}

/** How many stars the reviews of a product give as they stand now: how often each number. */
export async function starsOf(source: Source, product: string): Promise<Map<number, number>> {
  const rows = await read<{ stars: number; count: number }>(source, {
    text: `select last.stars, count(*)::int as count from product_review r cross join lateral (
        select e.stars from product_review_entry e where e.review = r.id and e.kind = 'REVIEW'
        order by e.seq desc limit 1
      ) last where r.product = $1 group by 1`,
    values: [product],
  });
  return new Map(rows.map(({ stars, count }) => [stars, count]));
}

/** Begins a review of one line of an order; false when the line has one. */
export async function beginReview(
  db: Db, { id, product, order, line, country }: Omit<Review, 'entries' | 'at' | 'buyer'> & { line: number },
  { at }: Deed,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into product_review (id, product, order_no, line, country, at) values ($1, $2, $3, $4, $5, $6)
      on conflict do nothing`,
    [id, product, order, line, country, at],
  );
  return rowCount === 1;
}

/** Adds what is said now; two at once take turns. */
export async function say(
  db: Db, review: string, { kind, stars, text }: Omit<ReviewEntry, 'at'>, { at, by }: Deed,
): Promise<void> {
  await db.query('select from product_review where id = $1 for update', [review]);
  await db.query(
    `insert into product_review_entry (review, seq, kind, stars, text, by_user, at)
      select $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6::timestamptz
      from product_review_entry where review = $1`,
    [review, kind, stars, text, by.user, at],
  );
}
