import { read, type Source } from './party-view.ts';

/** A fact with the very text its hash covers: the hash before it, a line feed, and the fact as one line. */
export interface ChainedFact {
  seq: number;
  type: string;
  at: string;
  hash: string;
  hashed: string;
}

/** Every fact of an order in order, with what its hash is over. */
export const chainOf = (source: Source, order: string): Promise<ChainedFact[]> =>
  read<ChainedFact>(source, {
    text: `select seq, type, iso(at) as at, hash,
        coalesce(lag(hash) over (order by seq), '') || e'\\n' || fact_text(fact) as hashed
      from fact where order_no = $1 order by seq`,
    values: [order],
  });
