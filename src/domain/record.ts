import type { LedgerTransaction } from './ledger.ts';
import type { OrderCompanies, Party, Role } from './parties.ts';

/** A fact as it is kept: numbered from 1 within its order, never changed. */
export interface RecordedFact {
  seq: number;
  type: string;
  at: string;
  /** Who caused it: the acting user and company, or the house. */
  by: { party: Party; user: string; company: string };
  data: Record<string, unknown>;
}

/** One row of the read model; `state` is the whole order as `evolve` left it. */
export interface OrderView {
  order: string;
  version: number;
  stage: string;
  outcome: string | null;
  mode: 'B2B' | 'B2C';
  profile: string;
  companies: OrderCompanies;
  currency: string | null;
  totalMinor: number | null;
  heldMinor: number;
  waitingOn: Party[];
  nextDeadline: string | null;
  attention: string | null;
  state: object;
}

/**
 * A paper made by the house from the order's own data; `id` is unique within the order, the hash is over canonical
 * JSON.
 */
export interface Paper {
  id: string;
  /** UNTDID 1001 code, as text. */
  type: string;
  title: string;
  version: number;
  issuer: Party;
  sha256: string;
  visibleTo: Party[];
  content: object;
}

/** What the API answers for a command, kept so that the same Idempotency-Key gets the same answer. */
export interface Answer {
  status: number;
  body: object;
}

/** Somebody whose earlier word a command rests on: it counts while they could still give it, in one of these roles. */
export interface Backer {
  user: string;
  roles: Role[];
}

/** Everything one accepted command writes; it is stored whole in one transaction or not at all. */
export interface CommandRecord {
  order: string;
  /** The id of the command: also the update id and the key of the idempotency row, where one exists. */
  commandId: string;
  command: string;
  /** Facts are contiguous: the first one's seq is one more than the last recorded fact of the order. May be empty. */
  facts: RecordedFact[];
  view: OrderView;
  ledger: LedgerTransaction[];
  papers: Paper[];
  answer: Answer;
  /** Whose earlier approvals this one completes: nothing is written unless all of them still hold their role. */
  backers?: Backer[];
}

/** What an earlier attempt already wrote: the workflow takes these over before it judges anything else. */
export interface MissedCommand {
  commandId: string;
  command: string;
  facts: RecordedFact[];
  answer: Answer;
}

/**
 * `written`: this record is in the database (now, or already with equal facts).
 * `missed`: other commands were recorded at these numbers first, by a worker that died before it could say so;
 * nothing of this record was written unless it is itself among them.
 * `lapsed`: these users, backers of this record, have lost the role; nothing was written.
 */
export type RecordOutcome =
  | { status: 'written' }
  | { status: 'missed'; commands: MissedCommand[] }
  | { status: 'lapsed'; users: string[] };
