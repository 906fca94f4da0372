import type { Facts, FactType } from '../domain/order/facts.ts';
import type { RecordedFact } from '../domain/record.ts';
import { disbursementFor, paymentFor, seesDisbursement, switchedFor, type Sight } from './sight.ts';

type Audience = 'everybody' | 'traders' | 'buyer' | 'platform';

/** Who may read which fact: a new fact without an audience does not compile. */
const audienceOf: Record<FactType, Audience> = {
  OrderOpened: 'traders',
  StageEntered: 'everybody',
  OrderClosed: 'everybody',
  ClockElapsed: 'everybody',
  DeadlineExtended: 'everybody',
  AttentionCleared: 'platform',
  AttentionRaised: 'platform',
  AdviserAssigned: 'traders',
  ProviderReplaced: 'everybody',
  DetailsAsked: 'traders',
  DetailsAnswered: 'traders',
  EnquiryDeclined: 'traders',
  QuoteSubmitted: 'traders',
  TermsProposed: 'traders',
  CounterOffered: 'traders',
  SourcingExtended: 'traders',
  QuoteOpened: 'traders',
  ShareAwarded: 'traders',
  QuoteAccepted: 'traders',
  QuoteDeclined: 'traders',
  Withdrawn: 'traders',
  PurchaseOrderIssued: 'traders',
  ContractDrafted: 'traders',
  ChangeRequested: 'traders',
  OfflineSignatureScanned: 'traders',
  SampleOrdered: 'traders',
  SampleSubmitted: 'traders',
  SampleApproved: 'traders',
  SampleRefused: 'traders',
  ContractSealed: 'traders',
  AmendmentProposed: 'traders',
  AmendmentRefused: 'traders',
  ContractAmended: 'traders',
  PaymentRequested: 'traders',
  PaymentRequestWithdrawn: 'traders',
  PaymentReceived: 'traders',
  PaymentMismatched: 'buyer',
  CreditStood: 'traders',
  CreditFell: 'traders',
  CreditToldOfShipment: 'traders',
  PaymentReversed: 'buyer',
  PaymentRequestReopened: 'traders',
  ClaimCovered: 'buyer',
  ChargesIncurred: 'buyer',
  ChargesPaid: 'buyer',
  ChargesReversed: 'buyer',
  ChargesCovered: 'buyer',
  PaymentLinkOpened: 'buyer',
  PaymentLinkRevoked: 'buyer',
  SettlementEventReached: 'traders',
  DisbursementOpened: 'traders',
  DisbursementApproved: 'platform',
  ApprovalLapsed: 'platform',
  DisbursementSent: 'platform',
  DisbursementOutcomeUnknown: 'platform',
  DisbursementRefusedByBank: 'platform',
  DisbursementSettled: 'traders',
  DisbursementVoided: 'traders',
  DisbursementRevived: 'platform',
  DisbursementReturned: 'platform',
  LateDeliveryAssessed: 'traders',
  ForceMajeureClaimed: 'traders',
  ForceMajeureAccepted: 'traders',
  ForceMajeureRefused: 'traders',
  ForceMajeureEnded: 'traders',
  RefundDecided: 'traders',
  MilestoneReported: 'traders',
  GoodsReady: 'everybody',
  InboundBooked: 'everybody',
  PartialArrivalRecorded: 'everybody',
  GoodsReceived: 'everybody',
  InspectionPlanned: 'everybody',
  FindingsRecorded: 'everybody',
  VerdictGiven: 'everybody',
  PackingListSubmitted: 'everybody',
  DocumentsMatched: 'everybody',
  TransportChosen: 'everybody',
  ContainerStuffed: 'everybody',
  DeclarationLodged: 'everybody',
  CustomsQueried: 'everybody',
  CustomsQueryAnswered: 'everybody',
  CustomsReleased: 'everybody',
  CustomsRefused: 'everybody',
  TitleTransferred: 'everybody',
  HandedOver: 'everybody',
  TransportMilestoneReached: 'everybody',
  BillOfLadingSurrendered: 'everybody',
  ExceptionReported: 'everybody',
  ExceptionResolved: 'everybody',
  GoodsArrived: 'everybody',
  ServicePerformed: 'traders',
  GoodsCollected: 'everybody',
  InspectionExtended: 'traders',
  ReceiptConfirmed: 'everybody',
  ReceiptRejected: 'traders',
  CancellationProposed: 'traders',
  CancellationRefused: 'traders',
  OrderCancelled: 'traders',
  ContractWithdrawn: 'traders',
  WithdrawnGoodsSent: 'traders',
  WithdrawalHonoured: 'traders',
  DisputeOpened: 'traders',
  DisputeAnswered: 'traders',
  DisputeOfferMade: 'traders',
  DisputeRulingProposed: 'platform',
  DisputeWithdrawn: 'traders',
  DisputeResolved: 'traders',
  ReturnOpened: 'traders',
  WarrantyClaimed: 'traders',
  PartsOrdered: 'traders',
  Rated: 'traders',
};

/** Every type of fact there is. */
export const factTypes = Object.keys(audienceOf) as FactType[];

const without = <T extends object>(data: T, ...names: (keyof T)[]): object =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name as keyof T)));

/** What a fact says to readers outside the platform, where that is less than all of it; null leaves the fact out. */
const redactions: { [T in FactType]?: (data: Facts[T], sight: Sight) => object | null } = {
  ClockElapsed: (data) => without(data, 'attention'),
  ReceiptConfirmed: (data, sight) => (sight === 'logistics' ? without(data, 'checks') : data),
  GoodsReceived: (data, sight) => switchedFor(sight, data),
  InspectionPlanned: ({ plan }, sight) => ({ plan: switchedFor(sight, plan) }),
  // Why a company had to go is for those who agreed on the trade.
  ProviderReplaced: (data, sight) => (sight === 'logistics' ? without(data, 'reason') : data),
  // What the buyer's payments cost is between the buyer and the house.
  PaymentRequested: ({ request }, sight) =>
    sight === 'supplier' && request.charges !== undefined ? null : { request: paymentFor(sight, request) },
  PaymentReceived: (data, sight) => (sight === 'supplier' ? without(data, 'entry', 'rail', 'exchanged') : data),
  DisbursementOpened: ({ disbursement }, sight) =>
    seesDisbursement(sight, disbursement) ? { disbursement: disbursementFor(sight, disbursement) } : null,
  PaymentReversed: (data) => without(data, 'entry', 'original', 'costMinor'),
  ChargesIncurred: (data) => without(data, 'entry'),
  ChargesReversed: (data) => without(data, 'entry', 'original'),
  DisbursementVoided: (data, sight) => (seesDisbursement(sight, data) ? data : null),
  DisbursementSettled: (data, sight) => (seesDisbursement(sight, data) ? without(data, 'entry', 'rail') : null),
};

const reaches = (audience: Audience, sight: Sight): boolean => {
  switch (audience) {
    case 'everybody':
      return true;
    case 'traders':
      return sight !== 'logistics';
    case 'buyer':
      return sight === 'buyer';
    case 'platform':
      return false;
  }
};

const offers: readonly string[] = ['QuoteSubmitted', 'TermsProposed', 'CounterOffered'] satisfies FactType[];

/** Whether a fact says what was offered in an order. */
export const isOffer = ({ type }: Pick<RecordedFact, 'type'>): boolean => offers.includes(type);

/** While a quote is sealed, what was offered is told to its supplier only, and that it was to everybody. */
const underSeal = (fact: RecordedFact): RecordedFact => (isOffer(fact) ? { ...fact, data: { sealed: true } } : fact);

/**
 * A fact as a reader of this sight may see it; null when it is not for them. `sealed`: the order's quote is under seal.
 */
export function factFor(sight: Sight, recorded: RecordedFact, sealed = false): RecordedFact | null {
  const fact = sealed && sight !== 'supplier' ? underSeal(recorded) : recorded;
  if (sight === 'platform') return fact;
  const type = fact.type as FactType;
  if (!Object.hasOwn(audienceOf, type) || !reaches(audienceOf[type], sight)) return null;
  const redact = redactions[type] as ((data: unknown, sight: Sight) => object | null) | undefined;
  const data = redact === undefined ? fact.data : redact(fact.data, sight);
  return data === null ? null : { ...fact, data: data as RecordedFact['data'] };
}
