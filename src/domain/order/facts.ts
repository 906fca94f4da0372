import type { Actor, Party } from '../parties.ts';
import type { Opening } from './opening.ts';
import type { Answerable } from './demand.ts';
import type {
  Amendment,
  Cancellation,
  Disbursement,
  Discrepancy,
  Dispute,
  Findings,
  GoodsReceipt,
  Inbound,
  InspectionPlan,
  Milestone,
  PackedLine,
  PaymentRequest,
  Shipment,
} from './parts.ts';
import type { CaseEntry, Contract, ContractDraft, QuoteVersion, Rating, Signature } from './order.ts';
import type { SettlementEvent } from './terms.ts';
import type { Outcome, Stage } from './order.ts';

/**
 * Every fact that can happen to an order, by name, with what it says. Past tense; once recorded a fact never changes.
 */
export interface Facts {
  OrderOpened: Opening;
  StageEntered: { stage: Stage };
  OrderClosed: { outcome: Outcome; reason: string };
  /** A clock of the stage ran out; `attention` is what an operator should know, where someone has to look. */
  ClockElapsed: { clock: string; attention: string | null };
  DeadlineExtended: { clock: string; until: string; reason: string };
  AttentionCleared: { reason: string };
  AttentionRaised: { code: string; detail: string };

  DetailsAsked: { question: string };
  DetailsAnswered: { answer: string; dueAt: string; warnAt: string };
  EnquiryDeclined: { reason: string };
  QuoteSubmitted: { version: QuoteVersion };
  CounterOffered: { version: QuoteVersion };
  QuoteAccepted: { hash: string; by: 'buyer' | 'supplier' };
  QuoteDeclined: { reason: string };
  Withdrawn: { by: 'buyer' | 'supplier'; reason: string };

  PurchaseOrderIssued: { number: string; hash: string };
  ContractDrafted: { draft: ContractDraft };
  ChangeRequested: { change: string };
  OfflineSignatureScanned: { document: string; user: string };
  ContractSealed: { contract: Contract };
  AmendmentProposed: { amendment: Amendment };
  AmendmentRefused: { hash: string; reason: string };
  ContractAmended: { contract: Contract; signature: Signature };

  PaymentRequested: { request: PaymentRequest };
  PaymentRequestWithdrawn: { request: string; reason: string };
  PaymentReceived: { request: string; entry: string; amountMinor: number; currency: string };
  /** A credit that is not exactly what was asked: it goes back less what the return costs. */
  PaymentMismatched: {
    entry: string;
    amountMinor: number;
    currency: string;
    why: MismatchReason;
    costMinor: number;
    detail: string;
  };
  SettlementEventReached: { event: SettlementEvent };
  DisbursementOpened: { disbursement: Disbursement };
  DisbursementApproved: { disbursement: string; user: string; hash: string };
  DisbursementSent: { disbursement: string; bankReference: string };
  DisbursementOutcomeUnknown: { disbursement: string; detail: string };
  DisbursementRefusedByBank: { disbursement: string; reason: string };
  DisbursementSettled: {
    disbursement: string;
    entry: string;
    kind: Disbursement['kind'];
    amountMinor: number;
    currency: string;
  };
  RefundDecided: { outcome: Outcome; detail: string };

  MilestoneReported: { name: string; detail: string };
  GoodsReady: { note: string };
  InboundBooked: { inbound: Inbound };
  PartialArrivalRecorded: { receipt: GoodsReceipt };
  GoodsReceived: { receipt: GoodsReceipt };
  InspectionPlanned: { plan: InspectionPlan };
  FindingsRecorded: { findings: Findings };
  VerdictGiven: { verdict: 'accept' | 'reject' | 'sort' | 'rework'; reasons: string[] };
  PackingListSubmitted: { reference: string; sha256: string; perLine: PackedLine[] };
  DocumentsMatched: { discrepancies: Discrepancy[] };

  TransportChosen: { by: 'CONTAINER' | 'COURIER' };
  ContainerStuffed: { number: string; seal: string; vgmKg: number };
  DeclarationLodged: { number: string; mode: string };
  CustomsQueried: { query: string };
  CustomsQueryAnswered: { answer: string };
  CustomsReleased: { document: string };
  CustomsRefused: { reason: string };
  TitleTransferred: { act: string; from: string; to: string };

  HandedOver: { carrier: string; transportDocument: NonNullable<Shipment['transportDocument']> };
  TransportMilestoneReached: { milestone: Milestone; occurredAt: string; event: string; sha256: string };
  BillOfLadingSurrendered: { how: string };
  ExceptionReported: { detail: string };
  ExceptionResolved: { detail: string; autoConfirmAt: string | null };
  GoodsArrived: { evidence: string; autoConfirmAt: string };
  GoodsCollected: { how: 'PORT' | 'WAREHOUSE'; reference: string };
  InspectionExtended: { autoConfirmAt: string };
  ReceiptConfirmed: { by: 'buyer' | 'house'; lines: Answerable[] };
  ReceiptRejected: { reason: string };

  CancellationProposed: { cancellation: Cancellation };
  CancellationRefused: { reason: string };
  OrderCancelled: { by: 'buyer' | 'supplier'; feeMinor: number; reason: string };
  DisputeOpened: { dispute: Dispute };
  DisputeAnswered: { answer: string };
  DisputeOfferMade: { offer: NonNullable<Dispute['offer']> };
  DisputeRulingProposed: { ruling: NonNullable<Dispute['ruling']> };
  DisputeWithdrawn: { autoConfirmAt: string | null };
  DisputeResolved: { buyerShareBp: number; how: 'AGREED' | 'RULED'; autoConfirmAt: string | null };

  ReturnOpened: { entry: CaseEntry };
  WarrantyClaimed: { entry: CaseEntry };
  PartsOrdered: { entry: CaseEntry };
  Rated: { rating: Rating };
}

export type MismatchReason = 'SHORT' | 'OVER' | 'WRONG_CURRENCY' | 'ALREADY_PAID' | 'LATE';
export type FactType = keyof Facts;

/** A fact as a rule gives it, before it is numbered. */
export type Fact = { [T in FactType]: { type: T; data: Facts[T] } }[FactType];

/** A fact on the record: when, and by whom. */
export type HappenedFact = Fact & { at: string; by: By };
export interface By {
  party: Party;
  user: Actor['user'];
  company: Actor['company'];
}

/** One fact. */
export const fact = <T extends FactType>(type: T, data: Facts[T]): Fact => ({ type, data }) as Fact;
