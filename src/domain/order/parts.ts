import type { Signature } from './order.ts';
import type { Answerable, CheckAnswer } from './demand.ts';
import type { DisputeOffer } from './dispute-offer.ts';
import type { Switching } from '../sampling/switching.ts';
import type { Findings, InspectionPlan } from './inspected.ts';
import type { FieldChange, Terms } from './terms.ts';

/** One exact amount asked of the buyer, with its own reference (ISO 11649). */
export interface PaymentRequest {
  id: string;
  reference: string;
  /** Which instalment of the plan it asks for, counted from 0; null for what an amendment added. */
  instalment: number | null;
  amountMinor: number;
  currency: string;
  due: 'ON_CONTRACT' | 'BEFORE_TITLE_TRANSFER';
  openedAt: string;
  deadline: string;
  status: 'OPEN' | 'FUNDED' | 'WITHDRAWN';
  fundedAt: string | null;
  /** The bank's entry that paid it. */
  entry: string | null;
  /** What the bank has taken back of the payment that funded it. */
  reversedMinor?: number;
  /** The request whose payment the bank took back and which this one asks for again. */
  replaces?: string;
  /** The credit whose charges it asks for; such a request is no part of the price and stands among `charges`. */
  charges?: string;
}

/** A credit of this order that the bank took back, wholly or in part, and what it was taken from. */
export interface Reversal {
  /** The bank's debit. */
  entry: string;
  /** The credit it takes back. */
  original: string;
  request: string | null;
  amountMinor: number;
  currency: string;
  /** Of it, what had left the house already: the buyer owes it. */
  claimMinor: number;
  at: string;
}

/** What a late delivery has cost the supplier so far, in minor units of the contract's currency. */
export interface LateDelivery {
  damagesMinor: number;
  deductedMinor: number;
}

/**
 * A link by which one payment request is paid on a public page. Whether it still lives follows from it and its request.
 */
export interface PaymentLink {
  id: string;
  request: string;
  openedAt: string;
  expiresAt: string;
  revokedAt: string | null;
  /** Its request was paid and is asked again because the payment was taken back: that takes a new link. */
  used?: true;
}

/**
 * Money leaving the trust account. PAYOUT goes to the supplier, REFUND out of the hold to the buyer, RETURN sends back
 * a payment that was never accepted. The id is the end-to-end id given to the bank. The hash is what the approvers
 * approve.
 */
export interface Disbursement {
  id: string;
  kind: 'PAYOUT' | 'REFUND' | 'RETURN';
  company: string;
  amountMinor: number;
  currency: string;
  /** The clause or fact it follows from. */
  cause: string;
  /** The bank entry whose sender gets it back, for REFUND and RETURN. */
  entry: string | null;
  hash: string;
  openedAt: string;
  status: 'AWAITING_APPROVAL' | 'APPROVED' | 'SENT' | 'SETTLED' | 'REJECTED' | 'UNKNOWN' | 'VOIDED';
  approvals: { user: string; at: string }[];
  /** What it stood at when it was voided: the bank may have had an approved one already. */
  voidedFrom?: 'AWAITING_APPROVAL' | 'APPROVED';
  /** A refund that is the supplier's to bear and no part of the price given back. */
  purpose?: 'LATE_DELIVERY';
}

export interface LineQuantity {
  line: number;
  cartons: number;
  quantity: number;
}

/** What the warehouse counted, weighed and measured of one line: grams, cubic centimetres. */
export interface ReceivedLine extends LineQuantity {
  grossGrams: number;
  volumeCm3: number;
}

/** What the supplier's packing list says of one line. */
export interface PackedLine extends ReceivedLine {
  hsCode: string;
  netGrams: number;
}

export interface Inbound {
  booking: string;
  cartons: number;
  perLine: LineQuantity[];
  sha256: string;
}

export interface GoodsReceipt {
  number: string;
  at: string;
  cartonsBooked: number;
  cartonsReceived: number;
  damaged: number;
  exceptions: { duplicate: number; unknown: number; badCheckDigit: number };
  perLine: ReceivedLine[];
  sha256: string;
}

export interface Discrepancy {
  field: 'quantity' | 'cartons' | 'grossWeight' | 'netWeight' | 'volume' | 'hsCode' | 'line';
  line: number;
  contract: number | string | null;
  packingList: number | string | null;
  goodsReceipt: number | string | null;
  detail: string;
}

export interface Goods {
  milestones: { name: string; at: string; detail: string }[];
  readyAt: string | null;
  inbound: Inbound[];
  receipt: GoodsReceipt | null;
  switching?: Switching;
  plan: InspectionPlan | null;
  findings: Findings | null;
  verdict: 'accept' | 'reject' | 'sort' | 'rework' | null;
  rounds: number;
  packingList: { reference: string; sha256: string; perLine: PackedLine[]; at: string } | null;
  discrepancies: Discrepancy[] | null;
  matchedAt: string | null;
}

export interface Customs {
  transport: { by: 'CONTAINER'; at: string } | { by: 'COURIER'; at: string } | null;
  container: { number: string; seal: string; vgmKg: number } | null;
  declaration: { number: string; mode: string; lodgedAt: string } | null;
  query: string | null;
  released: { document: string; at: string } | null;
  refused: string | null;
}

/** The five milestones every buyer follows, plus those that open receipt (requirements.md S80). */
export const milestones = [
  'CUSTOMS_RELEASED',
  'LOADED',
  'DEPARTED',
  'ARRIVED',
  'DISCHARGED',
  'GATED_OUT',
  'STRIPPED',
] as const;
export type Milestone = (typeof milestones)[number];

/** The transport documents that can be named at hand-over, by UNTDID 1001 code. */
export const transportDocumentTypes = ['705', '710', '740', '730', '720', '703'] as const;

export interface Shipment {
  carrier: string | null;
  transportDocument: { type: (typeof transportDocumentTypes)[number]; number: string } | null;
  handedOverAt: string | null;
  milestones: { milestone: Milestone; at: string; event: string; sha256: string }[];
  exception: { detail: string; since: string } | null;
  arrivedAt: string | null;
  surrenderedAt: string | null;
}

export interface Receipt {
  autoConfirmAt: string | null;
  /** What was left on the auto-confirm clock when a dispute or an exception stopped it. */
  pausedMillis: number | null;
  extended: boolean;
  /** Where the contract grants a right of withdrawal and the goods have arrived: until when. */
  withdrawUntil?: string;
  collected: { how: 'PORT' | 'WAREHOUSE'; reference: string; at: string } | null;
  confirmed: { by: 'buyer' | 'house'; at: string; lines: Answerable[]; checks?: CheckAnswer[] } | null;
  rejected: { reason: string; at: string } | null;
}

/** A change of the sealed contract, waiting for the other side. */
export interface Amendment {
  hash: string;
  by: 'buyer' | 'supplier';
  terms: Terms;
  changes: FieldChange[];
  deltaMinor: number;
  reason: string;
  at: string;
  /** Of the side that proposed it; amendments proposed before it was kept have none. */
  signature?: Signature;
}

export interface Cancellation {
  by: 'buyer' | 'supplier';
  feeMinor: number;
  reason: string;
  at: string;
}

export interface Dispute {
  by: 'buyer' | 'supplier';
  reason: string;
  openedAt: string;
  answeredAt: string | null;
  answerBy: string;
  negotiateUntil: string;
  /** The standing offer. */
  offer: DisputeOffer | null;
  /** A ruling of one adviser that waits for a second one. */
  ruling: { buyerShareBp: number; hash: string; user: string; reason: string } | null;
}
