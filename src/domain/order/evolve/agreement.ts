import { addBusinessDays } from '../../calendar/calendar.ts';
import type { Facts } from '../facts.ts';
import type { Agreed, Contracted, Order, OrderAt, OrderCore } from '../order.ts';
import { restart } from './clocks.ts';
import { at, type Evolvers } from './evolver.ts';
import { samples } from './samples.ts';

type Agreement =
  | 'DetailsAsked'
  | 'DetailsAnswered'
  | 'EnquiryDeclined'
  | 'QuoteSubmitted'
  | 'TermsProposed'
  | 'CounterOffered'
  | 'QuoteAccepted'
  | 'QuoteDeclined'
  | 'Withdrawn'
  | 'PurchaseOrderIssued'
  | 'ContractDrafted'
  | 'ChangeRequested'
  | 'OfflineSignatureScanned'
  | 'ContractSealed'
  | 'QuoteOpened'
  | 'SourcingExtended'
  | 'ShareAwarded'
  | 'SampleOrdered'
  | 'SampleSubmitted'
  | 'SampleApproved'
  | 'SampleRefused';

const drafting = (order: Order, change: Partial<Agreed['drafting']>): Order => {
  const agreed = at(order, 'contract');
  return { ...agreed, drafting: { ...agreed.drafting, ...change } };
};

/** From the enquiry to the sealed contract. */
export const agreement: Evolvers<Agreement> = {
  DetailsAsked: (order, { question }, happened) => {
    const enquired = at(order, 'enquiry');
    return { ...enquired, answer: { ...enquired.answer, question, askedAt: happened.at } };
  },
  DetailsAnswered: (order, { dueAt, warnAt }) => ({
    ...at(order, 'enquiry'),
    answer: { dueAt, warnAt, question: null, askedAt: null },
  }),
  EnquiryDeclined: (order) => order,
  QuoteSubmitted: (order, { version }) => ({ ...at(order, 'enquiry'), firstQuote: version }),
  TermsProposed: (order, { version }) => ({ ...at(order, 'enquiry'), firstQuote: version }),
  CounterOffered: (order, { version }) => {
    const quoted = at(order, 'quote');
    return { ...quoted, versions: [...quoted.versions, version], elapsed: [], extended: {} };
  },
  QuoteAccepted: (order, { hash }) => ({ ...at(order, 'quote'), acceptedHash: hash }),
  QuoteDeclined: (order) => order,
  Withdrawn: (order) => order,
  PurchaseOrderIssued: (order, { number }, happened) =>
    // A draft names the purchase order it follows: a new one needs a new draft.
    drafting(order, { purchaseOrder: { number, issuedAt: happened.at }, draft: null, offlineScan: null }),
  ContractDrafted: (order, { draft }) => drafting(order, { draft, requestedChange: null, offlineScan: null }),
  ChangeRequested: (order, { change }) => drafting(order, { draft: null, requestedChange: change, offlineScan: null }),
  OfflineSignatureScanned: (order, scan) => drafting(order, { offlineScan: scan }),
  ContractSealed: (order, { contract }) => drafting(order, { sealed: contract }),
  QuoteOpened: (order, _data, happened) =>
    order.sourcing === undefined ? order : { ...order, sourcing: { ...order.sourcing, openedAt: happened.at } },
  SourcingExtended: (order, { deadline, warnAt }) => {
    if (order.sourcing === undefined) return order;
    const moved = { ...order, sourcing: { ...order.sourcing, deadline } };
    if (moved.stage !== 'enquiry') return moved;
    return restart({ ...moved, answer: { ...moved.answer, dueAt: deadline, warnAt } }, ['answerWarning']);
  },
  ShareAwarded: (order, { version }) => {
    const quoted = at(order, 'quote');
    return { ...quoted, versions: [...quoted.versions, version] };
  },
  ...samples,
};

/** Entering `quote`: the answer clock is done with, the first version stands. */
export function beginNegotiation(order: OrderAt<'enquiry'>, since: string): OrderAt<'quote'> {
  const { answer: _answer, firstQuote, ...core } = order;
  if (firstQuote === null) throw new Error(`order ${order.order} left enquiry without a quote`);
  return { ...core, stage: 'quote', stageSince: since, versions: [firstQuote], acceptedHash: null };
}

/** Entering `contract`: the time to sign begins. */
export function beginDrafting(order: OrderAt<'quote'>, since: string): OrderAt<'contract'> {
  const confirmBy = addBusinessDays(since, order.profile.clocks.confirmContractBusinessDays, 'HK+CN').due;
  return {
    ...order,
    stage: 'contract',
    stageSince: since,
    drafting: { purchaseOrder: null, draft: null, requestedChange: null, confirmBy, offlineScan: null, sealed: null },
  };
}

/** Leaving `contract`: the negotiation is left behind, the sealed contract runs. */
export function beginContract(order: OrderAt<'contract'>, since: string): OrderAt<'escrow'> {
  const {
    drafting: { sealed },
    versions: _versions,
    acceptedHash: _hash,
    ...core
  } = order;
  if (sealed === null) throw new Error(`order ${order.order} left contract without a sealed contract`);
  return { ...core, ...emptyContracted, contract: sealed, stage: 'escrow', stageSince: since };
}

const emptyContracted: Omit<Contracted, keyof OrderCore | 'contract'> = {
  payments: [],
  disbursements: [],
  mismatched: [],
  settled: [],
  titleTransferredAt: null,
  goods: {
    milestones: [],
    readyAt: null,
    inbound: [],
    receipt: null,
    plan: null,
    findings: null,
    verdict: null,
    rounds: 0,
    packingList: null,
    discrepancies: null,
    matchedAt: null,
  },
  customs: { transport: null, container: null, declaration: null, query: null, released: null, refused: null },
  shipment: {
    carrier: null,
    transportDocument: null,
    handedOverAt: null,
    milestones: [],
    exception: null,
    arrivedAt: null,
    surrenderedAt: null,
  },
  receipt: {
    autoConfirmAt: null,
    pausedMillis: null,
    extended: false,
    collected: null,
    confirmed: null,
    rejected: null,
  },
  amendment: null,
  cancellation: null,
  dispute: null,
  afterSales: { returns: [], warrantyClaims: [], partsOrders: [], ratings: [] },
  refundReason: null,
};

/** The order as its opening makes it. */
export function opened(data: Facts['OrderOpened'], since: string): OrderAt<'enquiry'> {
  const { answerDueAt, answerWarnAt, sourcing, consumer, ...core } = data;
  return {
    ...core,
    ...(sourcing === undefined ? {} : { sourcing: { ...sourcing, openedAt: null } }),
    ...(consumer === undefined ? {} : { consumer: consumer.sale }),
    stage: 'enquiry',
    openedAt: since,
    version: 1,
    stageSince: since,
    attention: null,
    elapsed: [],
    extended: {},
    answer: { dueAt: answerDueAt, warnAt: answerWarnAt, question: null, askedAt: null },
    firstQuote: null,
  };
}
