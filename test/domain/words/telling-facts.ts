import { fact, type Fact, type Facts, type FactType, type HappenedFact } from '../../../src/domain/order/facts.ts';
import { lettersOf, type RoleLetter } from '../../../src/domain/order/letters.ts';
import type { RecordedFact } from '../../../src/domain/record.ts';
import { upTo } from '../../support/play.ts';
import { elapse, issue, type Played, running } from '../../support/played.ts';
import { arrived, mixed, sent } from '../../support/consumer.ts';
import { toldIn } from '../../support/told.ts';
import { addDays } from '../../../src/domain/order/time.ts';

const at = '2026-11-23T02:00:00.000Z';
const hash = 'a'.repeat(64);
const entry = { id: 'T-R1', line: 1, quantity: 2, detail: 'scratched', at };
const part = <T extends FactType>(type: T, data: unknown): Fact => fact(type, data as Facts[T]);

/** Facts that a trade in which all goes well does not come by, and clocks, by the stage they happen in. */
function facts(): Fact[] {
  const { contract } = running(upTo('production'));
  const version = { version: 2, by: 'buyer', at, validUntil: at, terms: contract.terms, hash, changes: [{}] };
  return [
    part('DetailsAsked', { question: 'Which colour?' }),
    part('DetailsAnswered', { answer: 'Red', dueAt: at, warnAt: at }),
    part('CounterOffered', { version }),
    part('TermsProposed', { version }),
    part('ChangeRequested', { change: 'Deliver later' }),
    part('OfflineSignatureScanned', { document: 'SCAN-1', user: 'u' }),
    part('SourcingExtended', { from: at, deadline: at, warnAt: at, reason: 'more questions' }),
    part('DeadlineExtended', { clock: 'c', until: at, reason: 'storm' }),
    part('AmendmentProposed', {
      amendment: { by: 'buyer', reason: 'more', deltaMinor: -123_456, terms: contract.terms },
    }),
    part('AmendmentRefused', { hash, reason: 'no' }),
    part('ContractAmended', { contract: { ...contract, version: 2 }, signature: contract.signatures[0] }),
    part('PaymentRequestWithdrawn', { request: 'P1', reason: 'x' }),
    part('PaymentMismatched', { entry: 'E', amountMinor: 1, currency: 'USD', why: 'LATE', costMinor: 1, detail: '' }),
    part('PaymentMismatched', { entry: 'E', amountMinor: 1, currency: 'USD', why: 'TOLD_LATE', costMinor: 0 }),
    ...['DISBURSEMENT', 'FORCE_MAJEURE', 'RULING', 'SCAN'].map((of) =>
      part('ApprovalLapsed', { of, id: 'T-D1', user: 'u' }),
    ),
    part('DisbursementRefusedByBank', { disbursement: 'T-D1', reason: 'closed account' }),
    part('DisbursementSettled', { disbursement: 'T-D1', entry: 'X', kind: 'REFUND', amountMinor: 5, currency: 'JPY' }),
    part('DisbursementSettled', { disbursement: 'T-D1', entry: 'X', kind: 'RETURN', amountMinor: 5, currency: 'KWD' }),
    part('CreditFell', { credit: 'LC26000001', deadline: at }),
    part('PaymentReversed', {
      ...{ request: 'P1', entry: 'E', original: 'O', amountMinor: 900, currency: 'USD' },
      ...{ holdMinor: 400, returnsMinor: 0, costMinor: 0, claimMinor: 500, reason: 'no cover' },
    }),
    part('PaymentRequested', {
      request: { id: 'F1', amountMinor: 391, currency: 'USD', reference: 'RF18', deadline: at, charges: 'E' },
    }),
    part('ChargesPaid', { request: 'F1', entry: 'E', amountMinor: 391, currency: 'USD' }),
    part('ChargesReversed', { request: 'F1', amountMinor: 391, currency: 'USD', reason: 'no cover' }),
    part('ChargesCovered', { request: 'F1', amountMinor: 391, currency: 'USD' }),
    part('PaymentRequestReopened', { request: 'P1', deadline: at }),
    part('ClaimCovered', { amountMinor: 500, currency: 'USD' }),
    part('DisbursementVoided', { disbursement: 'T-D1', kind: 'PAYOUT', reason: 'not whole' }),
    part('DisbursementRevived', { disbursement: 'T-D1', kind: 'PAYOUT', amountMinor: 5, currency: 'USD' }),
    part('DisbursementReturned', {
      ...{ disbursement: 'T-D1', kind: 'PAYOUT', amountMinor: 5, currency: 'USD' },
      ...{ entry: 'E', costMinor: 1, reason: 'account closed' },
    }),
    part('LateDeliveryAssessed', { daysLate: 3, damagesMinor: 700, currency: 'USD' }),
    part('ForceMajeureClaimed', { claim: { hash, detail: 'typhoon' } }),
    part('ForceMajeureAccepted', { hash, by: 'buyer', user: 'u' }),
    part('ForceMajeureRefused', { hash, reason: 'foreseeable' }),
    part('ForceMajeureEnded', { hash, endedAt: at }),
    part('SampleOrdered', { samples: [{ id: 'T-P1', line: 1, pieces: 2, dueAt: at }] }),
    part('SampleSubmitted', { submission: { sample: 'T-P1', reference: 'SEAL-1' }, answerBy: at }),
    part('SampleApproved', { sample: 'T-P1', reference: 'SEAL-1' }),
    part('SampleRefused', { sample: 'T-P1', reason: 'too dark', dueAt: at }),
    part('RefundDecided', { outcome: 'unpaid', detail: 'x' }),
    part('OrderClosed', { outcome: 'lapsed', reason: 'x' }),
    part('MilestoneReported', { name: 'moulded', detail: 'half' }),
    part('GoodsReady', { note: '' }),
    part('PartialArrivalRecorded', { receipt: { number: 'GR-1', cartonsReceived: 1, cartonsBooked: 2, damaged: 0 } }),
    part('DocumentsMatched', { discrepancies: [{ detail: 'line 1: 10 and 9' }] }),
    part('CustomsQueried', { query: 'What is it?' }),
    part('CustomsRefused', { reason: 'forbidden' }),
    part('TransportMilestoneReached', { milestone: 'GATED_OUT', occurredAt: at, event: 'e', sha256: hash }),
    part('BillOfLadingSurrendered', { how: 'TELEX_RELEASE' }),
    part('ExceptionReported', { detail: 'lost' }),
    part('ExceptionResolved', { detail: 'found', autoConfirmAt: null }),
    part('ServicePerformed', { autoConfirmAt: at }),
    part('GoodsCollected', { how: 'PORT', reference: 'EIR-1' }),
    part('InspectionExtended', { autoConfirmAt: at }),
    part('ReceiptConfirmed', { by: 'house', lines: [] }),
    part('ReceiptRejected', { reason: 'broken' }),
    part('CancellationProposed', { cancellation: { by: 'buyer', feeMinor: 100, reason: 'x', at } }),
    part('CancellationRefused', { reason: 'x' }),
    part('OrderCancelled', { by: 'buyer', feeMinor: 0, reason: 'x' }),
    part('DisputeOpened', { dispute: { by: 'buyer', reason: 'x', answerBy: at, negotiateUntil: at } }),
    part('DisputeAnswered', { answer: 'x' }),
    part('DisputeOfferMade', { offer: { by: 'buyer', buyerShareBp: 2550, hash } }),
    part('DisputeRulingProposed', { ruling: { buyerShareBp: 1, hash, user: 'u', reason: 'x' } }),
    part('DisputeWithdrawn', { autoConfirmAt: null }),
    part('DisputeResolved', { buyerShareBp: 10_000, how: 'RULED', autoConfirmAt: null }),
    part('ReturnOpened', { entry }),
    part('WarrantyClaimed', { entry }),
    part('PartsOrdered', { entry }),
    part('Rated', { rating: { party: 'buyer', stars: 4, comment: 'good', at } }),
    part('AdviserAssigned', { adviser: 'u-adviser', before: null, reason: 'x' }),
    part('ProviderReplaced', {
      ...{ place: 'inspector', before: 'c-before', company: 'c-after', since: at },
      ...{ work: [{ what: 'VERDICT', reference: 'rework' }], reason: 'suspended' },
    }),
    part('AttentionRaised', { code: 'debit-differs', detail: 'x' }),
    ...['deliveryWarning', 'deliveryOverdue', 'packingListDue'].map((clock) =>
      part('ClockElapsed', { clock, attention: null }),
    ),
  ];
}

const told = (each: Fact, order: ReturnType<typeof upTo>['order']): RoleLetter[] => {
  const happened = { ...each, at, by: { party: 'buyer', user: 'u', company: 'c' } } as HappenedFact;
  return lettersOf([{ ...happened, seq: 1 } as unknown as RecordedFact], order);
};

/** Withdrawals of consumers, played to each of their ends. */
function withdrawn(): Played[] {
  const here = arrived(mixed());
  const stated = issue(here, 'buyer', 'withdrawFromContract', { lines: [{ line: 1, quantity: 2 }], statement: 'No.' });
  const shown = issue(stated, 'buyer', 'proveSending', { withdrawal: 'T-2601-V1', carrier: 'DHL', number: 'JD01' });
  return [
    elapse(stated, addDays(stated.now, 20)),
    elapse(shown, addDays(shown.now, 20)),
    issue(sent(), 'buyer', 'withdrawFromContract', {}),
  ];
}

export const tellingFacts = (): RoleLetter[] => [
  ...withdrawn().flatMap(({ facts: all }) => toldIn(all)),
  ...facts().flatMap((each) => told(each, upTo('production').order)),
  ...told(part('ClockElapsed', { clock: 'answerWarning', attention: null }), upTo('enquiry').order),
  ...told(part('ClockElapsed', { clock: 'receiptReminder', attention: null }), upTo('receipt').order),
];
