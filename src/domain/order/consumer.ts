import type { Terms } from './terms.ts';

/** The version of a catalogue product that was on sale when the order was clicked: the supplier's standing offer. */
export interface Listing {
  product: string;
  version: number;
  /** SHA-256 of that version. */
  hash: string;
  /** Who published it for the supplier, and when. */
  publishedBy: string;
  publishedAt: string;
}

/** A published policy as an order keeps it: by its version and the SHA-256 of its text in one language. */
export interface HeldPolicy {
  name: string;
  locale: string;
  version: number;
  sha256: string;
}

/** What a consumer's contract rests on, part of what its hash covers; no personal data, for it is never forgotten. */
export interface ConsumerSale {
  /** The hash of the offer that the buyer's click named. */
  offer: string;
  listings: Listing[];
  policies: HeldPolicy[];
}

/** A consumer's order as it is opened: what it rests on, and the terms that the click accepts. */
export interface ConsumerOpening {
  terms: Terms;
  sale: ConsumerSale;
}
