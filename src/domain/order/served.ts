import type { ServingPlace } from '../parties.ts';

/** Something a company that serves the order has done, by what it is known by. */
export interface ServedWork {
  what: 'GOODS_RECEIPT' | 'CONTAINER' | 'FINDINGS' | 'VERDICT' | 'DECLARATION' | 'TRANSPORT_DOCUMENT';
  reference: string;
}

/** A company that served an order until another took its place. */
export interface FormerProvider {
  place: ServingPlace;
  company: string;
  until: string;
}

/**
 * Another company serves the order in a place from now on; `before` did since `since` (null: an order from before banks
 * were named), and what it did stands.
 */
export interface ProviderReplacement {
  place: ServingPlace;
  before: string | null;
  company: string;
  since: string;
  work: ServedWork[];
  reason: string;
}
