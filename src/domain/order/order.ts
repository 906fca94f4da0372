import type { CalendarId } from '../calendar/calendar.ts';
import type { OrderCompanies } from '../parties.ts';
import type { ConsumerSale, HeldPolicy } from './consumer.ts';
import type { Demand } from './demand.ts';
import type { BuildUp, QuoteOption } from './options.ts';
import type { GoldenSample, Sample } from './sample.ts';
import type { Sourced } from './sourced.ts';
import type { FieldChange, SettlementEvent, Terms } from './terms.ts';
import type { Profile } from './profile.ts';
import type { FormerProvider } from './served.ts';
import type { ForceMajeure } from './force-majeure.ts';
import type { Withdrawable } from './withdrawn.ts';
import type {
  Amendment,
  Cancellation,
  Customs,
  Disbursement,
  Dispute,
  Goods,
  LateDelivery,
  PaymentLink,
  PaymentRequest,
  Receipt,
  Reversal,
  Shipment,
} from './parts.ts';

/** The stages of the trade, first to last, as in the table of DESIGN.md section 2. */
export const stages = [
  'enquiry',
  'quote',
  'contract',
  'escrow',
  'production',
  'warehouse',
  'inspection',
  'matching',
  'customs',
  'release',
  'shipment',
  'receipt',
  'refund',
  'completed',
  'closed',
] as const;
export type Stage = (typeof stages)[number];
export type OpenStage = Exclude<Stage, 'closed'>;
export const openStages = stages.filter((stage): stage is OpenStage => stage !== 'closed');
/** Stages in which a sealed contract runs. */
export type ContractStage = Exclude<Stage, 'enquiry' | 'quote' | 'contract' | 'closed'>;

export const outcomes = [
  'completed',
  'declined',
  'withdrawn',
  'unanswered',
  'lapsed',
  'not-contracted',
  'unpaid',
  'cancelled',
  'refunded',
] as const;
export type Outcome = (typeof outcomes)[number];

export const orderSources = ['ENQUIRY', 'PURCHASE_ORDER', 'MAILBOX', 'LINK', 'API', 'CONSUMER', 'SAMPLE'] as const;
export type OrderSource = (typeof orderSources)[number];

/**
 * Something that keeps an order from moving by itself; shown to operators in the Temporal UI and in the list of
 * orders.
 */
export interface Attention {
  code: string;
  detail: string;
  since: string;
}

/** What every order has, whatever its stage. */
export interface OrderCore {
  order: string;
  mode: 'B2B' | 'B2C';
  source: OrderSource;
  profile: Profile;
  /** The calendar on which the supplier's working days are counted. */
  supplierCalendar: CalendarId;
  companies: OrderCompanies;
  demand: Demand;
  /** The enquiry to several suppliers that this order is one answer to. */
  sourcing?: Sourced;
  /** The policies that were published when the order was opened. */
  policies?: HeldPolicy[];
  /** In mode B2C: what the contract rests on. */
  consumer?: ConsumerSale;
  openedAt: string;
  /** Facts recorded so far; the next fact gets the number after it. */
  version: number;
  stageSince: string;
  attention: Attention | null;
  /** The adviser of the platform who looks after the order's money and disputes, by user, where one is assigned. */
  adviser?: { user: string; since: string };
  /** Who served the order in a place before the company that does now, first to last. */
  formerly?: FormerProvider[];
  /** Clocks of this stage that have run out, each fires once. */
  elapsed: string[];
  /** Clocks of this stage that were moved, by name. */
  extended: Record<string, string>;
}

export interface Enquired extends OrderCore {
  answer: { dueAt: string; warnAt: string; question: string | null; askedAt: string | null };
  firstQuote: QuoteVersion | null;
}

/** One immutable version of the terms, by whoever offered it. */
export interface QuoteVersion {
  version: number;
  by: 'buyer' | 'supplier';
  at: string;
  validUntil: string;
  terms: Terms;
  hash: string;
  changes: FieldChange[];
  /** How the prices come about, where the one who offers says. */
  buildUp?: BuildUp;
  /** The same goods under other Incoterms, each accepted by its own hash. */
  alternatives?: QuoteOption[];
}

export interface Quoted extends OrderCore {
  versions: QuoteVersion[];
  acceptedHash: string | null;
}

/**
 * What the supplier put before the buyer to be confirmed; `changes` is its difference from the version both agreed on.
 */
export interface ContractDraft {
  terms: Terms;
  hash: string;
  changes: FieldChange[];
  draftedAt: string;
  signature: Signature;
  goldenSamples?: GoldenSample[];
}

export interface Signature {
  party: 'buyer' | 'supplier';
  user: string;
  company: string;
  hash: string;
  at: string;
}

export interface Agreed extends Quoted {
  drafting: {
    purchaseOrder: { number: string; issuedAt: string } | null;
    draft: ContractDraft | null;
    requestedChange: string | null;
    confirmBy: string;
    offlineScan: { document: string; user: string } | null;
    sealed: Contract | null;
    /** Samples the goods are made by, one a line that asks for it. */
    samples?: Sample[];
  };
}

/** The contract in force: version 1 as sealed, one more for each amendment both sides consented to. */
export interface Contract {
  version: number;
  terms: Terms;
  hash: string;
  /** Hash of the version this one amends; null for the first. */
  previousHash: string | null;
  totalMinor: number;
  method: 'ONLINE' | 'OFFLINE';
  signatures: Signature[];
  sealedAt: string;
  /** The approved samples that the goods are compared with. */
  goldenSamples?: GoldenSample[];
}

export interface Contracted extends OrderCore, Withdrawable {
  contract: Contract;
  payments: PaymentRequest[];
  /** Requests for what payments have cost, each paid by itself; left out while there are none. */
  charges?: PaymentRequest[];
  /** Not there in orders that never had one, those of before there were links among them. */
  paymentLinks?: PaymentLink[];
  disbursements: Disbursement[];
  /** Bank entries that were not exactly what was asked, each sent back once. */
  mismatched: string[];
  /** Credits the bank took back; left out while there are none. */
  reversals?: Reversal[];
  /** What the buyer owes because money the bank took back had left already; `parties:<buyer>:receivable`. */
  claimMinor?: number;
  lateDelivery?: LateDelivery;
  forceMajeure?: ForceMajeure[];
  /** Settlement events that have happened, in order; each opens its payout once. */
  settled: SettlementEvent[];
  titleTransferredAt: string | null;
  goods: Goods;
  customs: Customs;
  shipment: Shipment;
  receipt: Receipt;
  amendment: Amendment | null;
  cancellation: Cancellation | null;
  dispute: Dispute | null;
  afterSales: { returns: CaseEntry[]; warrantyClaims: CaseEntry[]; partsOrders: CaseEntry[]; ratings: Rating[] };
  /** The letter of credit that stands for what is due before title transfer, and until when money can come of it. */
  credit?: { number: string; until: string; toldShippedOn: string | null } | undefined;
  /** Why the money goes back, once that is decided; the outcome the order closes with after it. */
  refundReason: { outcome: Outcome; detail: string } | null;
}

export interface CaseEntry {
  id: string;
  line: number;
  quantity: number;
  detail: string;
  at: string;
}

export interface Rating {
  party: 'buyer' | 'supplier';
  stars: number;
  comment: string;
  at: string;
}

export interface Closed extends OrderCore {
  outcome: Outcome;
  reason: string;
  closedAt: string;
  /** The hash of the contract that was in force, when there was one. */
  contractHash: string | null;
}

export type Order =
  | ({ stage: 'enquiry' } & Enquired)
  | ({ stage: 'quote' } & Quoted)
  | ({ stage: 'contract' } & Agreed)
  | ({ stage: ContractStage } & Contracted)
  | ({ stage: 'closed' } & Closed);

/** The order as a rule of stage `S` may read it: everything agreed before is there. */
export type OrderAt<S extends Stage> = S extends ContractStage
  ? { stage: S } & Contracted
  : Extract<Order, { stage: S }>;

export const isContracted = (order: Order): order is { stage: ContractStage } & Contracted => 'goods' in order;
