import type { Actor, Party } from '../parties.ts';
import type { Opening } from './opening.ts';
import type { Answerable, CheckAnswer } from './demand.ts';
import type { ForceMajeure } from './force-majeure.ts';
import type { Findings, InspectionPlan } from './inspected.ts';
import type {
  Amendment,
  Cancellation,
  Disbursement,
  Discrepancy,
  Dispute,
  GoodsReceipt,
  Inbound,
  Milestone,
  PackedLine,
  PaymentLink,
  PaymentRequest,
  Shipment,
} from './parts.ts';
import type { CaseEntry, Contract, ContractDraft, QuoteVersion, Rating, Signature } from './order.ts';
import type { ProviderReplacement } from './served.ts';
import type { Sample, Submission } from './sample.ts';
import type { LateDeliverySheet } from './late-delivery.ts';
import type { SettlementEvent } from './terms.ts';
import type { Outcome, Stage } from './order.ts';
import type { WithdrawalFacts } from './withdrawn.ts';
import type { Switching } from '../sampling/switching.ts';

/** Money that came or went by a provider rather than by the bank: `rail` names whose clearing account it is on. */
interface OverRail {
  rail?: string;
}

export interface Exchanged {
  quote: string;
  amountMinor: number;
  currency: string;
}

/**
 * Every fact that can happen to an order, by name, with what it says. Past tense; once recorded a fact never changes.
 */
export interface Facts extends WithdrawalFacts {
  OrderOpened: Opening;
  StageEntered: { stage: Stage };
  OrderClosed: { outcome: Outcome; reason: string };
  /** A clock of the stage ran out; `attention` is what an operator should know, where someone has to look. */
  ClockElapsed: { clock: string; attention: string | null };
  DeadlineExtended: { clock: string; until: string; reason: string };
  AttentionCleared: { reason: string };
  /** Who of the platform's advisers looks after the order from now on; `before` is who did. */
  AdviserAssigned: { adviser: string; before: string | null; reason: string };
  AttentionRaised: { code: string; detail: string };
  ProviderReplaced: ProviderReplacement;

  DetailsAsked: { question: string };
  DetailsAnswered: { answer: string; dueAt: string; warnAt: string };
  EnquiryDeclined: { reason: string };
  QuoteSubmitted: { version: QuoteVersion };
  /** The buyer opened the order with terms of its own: version 1 is the buyer's. */
  TermsProposed: { version: QuoteVersion };
  CounterOffered: { version: QuoteVersion };
  /** The buyer gave every supplier of a sourcing more time to answer; `warnAt` is half of what is left then. */
  SourcingExtended: { from: string; deadline: string; warnAt: string; reason: string };
  /** The deadline of a sealed enquiry has passed: the buyer sees what was offered. */
  QuoteOpened: { deadline: string };
  /** The buyer awards part of what was offered, within the quantities the price holds for; `of` is the hash offered. */
  ShareAwarded: { version: QuoteVersion; of: string };
  QuoteAccepted: { hash: string; by: 'buyer' | 'supplier' };
  QuoteDeclined: { reason: string };
  Withdrawn: { by: 'buyer' | 'supplier'; reason: string };

  PurchaseOrderIssued: { number: string; hash: string };
  ContractDrafted: { draft: ContractDraft };
  ChangeRequested: { change: string };
  OfflineSignatureScanned: { document: string; user: string };
  SampleOrdered: { samples: Sample[] };
  SampleSubmitted: { submission: Submission; answerBy: string };
  SampleApproved: { sample: string; sha256: string; reference: string; confirmBy: string | null };
  SampleRefused: { sample: string; reason: string; dueAt: string };
  ContractSealed: { contract: Contract };
  AmendmentProposed: { amendment: Amendment };
  AmendmentRefused: { hash: string; reason: string };
  ContractAmended: { contract: Contract; signature: Signature };

  PaymentRequested: { request: PaymentRequest };
  PaymentRequestWithdrawn: { request: string; reason: string };
  PaymentReceived: { request: string; entry: string; amountMinor: number; currency: string } & OverRail & {
      /** What was paid in another currency, at the rate of a locked quote; the amount beside it is the contract's. */
      exchanged?: Exchanged;
    };
  /** A credit that is not exactly what was asked: it goes back less what the return costs. */
  PaymentMismatched: {
    entry: string;
    amountMinor: number;
    currency: string;
    why: MismatchReason;
    costMinor: number;
    detail: string;
  } & OverRail;
  /** A letter of credit stands (UCP 600, article 7): what is due before title transfer may come until then. */
  CreditStood: { credit: string; until: string };
  /** The credit ended undrawn: the buyer pays what is open and not `honoured` by transfer, until the deadline. */
  CreditFell: { credit: string; deadline: string; honoured?: string[] };
  CreditToldOfShipment: { credit: string; on: string };
  /** The bank took a credit back: from the hold, from what was on its way back, and what is gone is owed. */
  PaymentReversed: {
    request: string | null;
    entry: string;
    original: string;
    amountMinor: number;
    currency: string;
    holdMinor: number;
    returnsMinor: number;
    costMinor: number;
    claimMinor: number;
    reason: string;
  } & OverRail;
  PaymentRequestReopened: { request: string; deadline: string };
  /** Money that came in makes up for what the buyer owed. */
  ClaimCovered: { amountMinor: number; currency: string };
  /** A payment has cost the house something that is the buyer's to bear; `entry` is the credit it came with. */
  ChargesIncurred: { entry: string; request: string | null; amountMinor: number; currency: string } & OverRail;
  /** The buyer has paid what a request for charges asks. */
  ChargesPaid: { request: string; entry: string; amountMinor: number; currency: string } & OverRail;
  /** What paid a request for charges was taken back: it is owed and asked again. */
  ChargesReversed: {
    request: string;
    entry: string;
    original: string;
    amountMinor: number;
    currency: string;
    reason: string;
  } & OverRail;
  /** Charges that were still owed are kept out of the money that goes back. */
  ChargesCovered: { request: string; amountMinor: number; currency: string };
  PaymentLinkOpened: { link: PaymentLink };
  PaymentLinkRevoked: { link: string; reason: string };
  SettlementEventReached: { event: SettlementEvent };
  DisbursementOpened: { disbursement: Disbursement };
  DisbursementApproved: { disbursement: string; user: string; hash: string };
  /**
   * What somebody had approved (proposed as a ruling, filed as a scan) and could not approve any more when a second
   * person came: it does not count. `id` is the disbursement, the hash of claim or ruling, or the document.
   */
  ApprovalLapsed: { of: 'DISBURSEMENT' | 'FORCE_MAJEURE' | 'RULING' | 'SCAN'; id: string; user: string };
  DisbursementSent: { disbursement: string; bankReference: string };
  DisbursementOutcomeUnknown: { disbursement: string; detail: string };
  DisbursementRefusedByBank: { disbursement: string; reason: string };
  DisbursementSettled: {
    disbursement: string;
    entry: string;
    kind: Disbursement['kind'];
    amountMinor: number;
    currency: string;
  } & OverRail;
  /** It had not left: its money is back where it came from. */
  DisbursementVoided: Pick<Disbursement, 'kind' | 'company' | 'amountMinor' | 'currency'> & {
    disbursement: string;
    reason: string;
  };
  /** The bank had it although it was voided: it counts again, out of the hold or as a claim. */
  DisbursementRevived: Pick<Disbursement, 'kind' | 'company' | 'amountMinor' | 'currency'> & {
    disbursement: string;
    holdMinor: number;
    claimMinor: number;
  };
  /** A payment the bank had carried out came back; what its way back cost is the house's. */
  DisbursementReturned: Pick<Disbursement, 'kind' | 'company' | 'amountMinor' | 'currency'> & {
    disbursement: string;
    entry: string;
    costMinor: number;
    reason: string;
  };
  LateDeliveryAssessed: LateDeliverySheet;
  ForceMajeureClaimed: { claim: ForceMajeure };
  ForceMajeureAccepted: { hash: string; by: 'buyer' | 'adviser'; user: string };
  ForceMajeureRefused: { hash: string; reason: string };
  ForceMajeureEnded: { hash: string; endedAt: string };
  RefundDecided: { outcome: Outcome; detail: string };

  MilestoneReported: { name: string; detail: string };
  GoodsReady: { note: string };
  InboundBooked: { inbound: Inbound };
  PartialArrivalRecorded: { receipt: GoodsReceipt };
  GoodsReceived: { receipt: GoodsReceipt; switching?: Switching };
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
  GoodsArrived: { evidence: string; autoConfirmAt: string; withdrawUntil?: string };
  ServicePerformed: { autoConfirmAt: string };
  GoodsCollected: { how: 'PORT' | 'WAREHOUSE'; reference: string };
  InspectionExtended: { autoConfirmAt: string };
  ReceiptConfirmed: { by: 'buyer' | 'house'; lines: Answerable[]; checks?: CheckAnswer[] };
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

/** TOLD_LATE: exact and booked in time, but the bank told of it when the order had given it up: all of it goes back. */
export type MismatchReason = 'SHORT' | 'OVER' | 'WRONG_CURRENCY' | 'ALREADY_PAID' | 'LATE' | 'TOLD_LATE';
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
