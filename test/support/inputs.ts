import { linksOf } from '../../src/domain/order/links.ts';
import { isContracted, type Order } from '../../src/domain/order/order.ts';
import { cancellationTerms, runningClocks } from '../../src/domain/order/process.ts';
import { releaseCode } from '../../src/domain/order/stages/receipt.ts';
import type { Terms } from '../../src/domain/order/terms.ts';
import { addDays } from '../../src/domain/order/time.ts';
import { inboundOf, packingListOf, type Pieces, receiptOf, termsOf } from './deal.ts';
import { amendedTerms, type Pick, variedClauses } from './terms.ts';

const wrongHash = 'f'.repeat(64);
const reason = { reason: 'as agreed by telephone' };
const contractTerms = (order: Order): Terms =>
  isContracted(order) ? order.contract.terms : termsOf({}, order.openedAt);
const counts = (pick: Pick): Pieces => pick<Pieces>({}, { 1: 995 }, { 1: 600 }, { 2: 0 }, { 1: 1040 });

type Make = (order: Order, pick: Pick, now: string) => unknown;

const offer: Make = (order, pick, now) => ({
  terms: termsOf(variedClauses(pick), order.openedAt),
  validUntil: addDays(now, pick(30, 2, -1, 300)),
});
const onTable: Make = (order, pick) => {
  const latest = order.stage === 'quote' ? order.versions.at(-1)?.hash : undefined;
  const drafted = order.stage === 'contract' ? (order.drafting.draft?.hash ?? order.acceptedHash) : undefined;
  return { hash: pick(latest ?? drafted ?? wrongHash, latest ?? drafted ?? wrongHash, wrongHash) };
};
const disbursement = (order: Order, pick: Pick) => {
  const waiting = isContracted(order) ? order.disbursements.filter(({ status }) => status !== 'SETTLED') : [];
  const all = isContracted(order) ? order.disbursements : [];
  const found = pick(...(waiting.length > 0 ? waiting : all), ...all.slice(0, 1));
  return found ?? { id: 'D0', hash: wrongHash, amountMinor: 1, currency: 'USD' };
};
const approval: Make = (order, pick) => {
  const { id, hash } = disbursement(order, pick);
  return { disbursement: id, hash: pick(hash, hash, hash, wrongHash) };
};
let credits = 0;
const credited: Make = (order, pick) => {
  const all = isContracted(order) ? order.payments : [];
  const charges = isContracted(order) ? (order.charges ?? []) : [];
  const open = [...all, ...charges].filter(({ status }) => status === 'OPEN');
  const request = pick(...open, ...all.slice(-1)) ?? { reference: 'RF18539007547034', amountMinor: 1, currency: 'USD' };
  credits += 1;
  const exact = {
    entry: `C${credits}`,
    reference: request.reference,
    amountMinor: request.amountMinor,
    currency: request.currency,
  };
  return pick<object>(
    exact,
    exact,
    exact,
    { ...exact, rail: 'card' },
    { ...exact, rail: 'card', amountMinor: exact.amountMinor + 1 },
    { ...exact, rail: 'card', exchanged: { quote: 'Q1', amountMinor: 8, currency: 'EUR' } },
    { ...exact, amountMinor: Math.max(1, exact.amountMinor - 100) },
    { ...exact, amountMinor: exact.amountMinor + 1 },
    { ...exact, currency: 'EUR' },
    { ...exact, chargesMinor: 15 },
    { ...exact, amountMinor: 7, currency: 'JPY' },
    { ...exact, entry: 'C-same' },
  );
};
/** The bank takes back what funded a request or was sent back; most often all of it. */
const reversed: Make = (order, pick) => {
  credits += 1;
  const asked = isContracted(order) ? [...order.payments, ...(order.charges ?? [])] : [];
  const funded = asked.filter(({ status }) => status === 'FUNDED');
  const returned = (isContracted(order) ? order.disbursements : []).filter(({ kind }) => kind === 'RETURN');
  const all = [...funded, ...funded, ...returned];
  const one = pick(...all, ...all.slice(0, 1)) ?? { entry: 'C0', amountMinor: 1, currency: 'USD' };
  const amountMinor = pick(one.amountMinor, one.amountMinor, Math.ceil(one.amountMinor / 3), one.amountMinor + 1);
  const original = one.entry ?? 'C0';
  return { entry: `R${credits}`, original, amountMinor, currency: one.currency, reason: 'recalled by the payer' };
};
/** A provider says what it keeps of a credit, told once or more. */
const charged: Make = (order, pick) => {
  const funded = (isContracted(order) ? order.payments : []).filter(({ status }) => status === 'FUNDED');
  const entry = pick(...funded.map((one) => one.entry ?? 'C0'), 'C0') ?? 'C0';
  return pick<object>(
    { entry, amountMinor: 391, currency: 'USD', rail: 'card' },
    { entry, amountMinor: 30, currency: 'EUR', rail: 'card' },
  );
};
const majeure: Make = (order, pick) => ({
  hash: pick((isContracted(order) ? order.forceMajeure?.at(-1)?.hash : null) ?? wrongHash, wrongHash),
});
const ofLine: Make = (_order, pick) => ({ line: pick(1, 2, 9), quantity: pick(1, 500, 1000), detail: 'scratched' });
const dated =
  (value: object): Make =>
  () =>
    value;
const text = (name: string): Make => dated({ [name]: 'as seen' });

/** For every command there is, an input somebody might send now. */
/** Withdrawn goods that are awaited. */
const awaited = (order: Order): { withdrawal: string } => {
  const all = (isContracted(order) ? order.withdrawals : undefined) ?? [];
  return { withdrawal: all.findLast(({ closed }) => closed === null)?.id ?? 'V0' };
};

export const inputs: Record<string, Make> = {
  submitQuote: offer,
  proposeTerms: offer,
  counterOffer: offer,
  acceptQuote: onTable,
  awardShare: (order, pick, now) => ({ ...(onTable(order, pick, now) as object), lines: null }),
  declineShare: dated(reason),
  submitSample: dated({ sample: 'none-P1', reference: 'SEAL-1', sha256: wrongHash }),
  approveSample: dated({ sample: 'none-P1', sha256: wrongHash }),
  refuseSample: dated({ sample: 'none-P1', ...reason }),
  confirmContract: onTable,
  askForDetails: text('question'),
  answerDetails: text('answer'),
  declineEnquiry: dated(reason),
  withdraw: dated(reason),
  declineQuote: dated(reason),
  issuePurchaseOrder: (order, pick) => ({
    number: pick('PO-1', 'PO-2'),
    hash: pick(order.stage === 'contract' ? (order.acceptedHash ?? wrongHash) : wrongHash, wrongHash),
  }),
  draftContract: (order, pick) =>
    pick<object>(
      {},
      {},
      {
        terms: amendedTerms(
          order.stage === 'contract' ? (order.versions.at(-1)?.terms as Terms) : contractTerms(order),
          pick,
        ),
      },
    ),
  requestChange: text('change'),
  signOffline: (order, pick, now) => ({ ...(onTable(order, pick, now) as object), document: pick('scan-1', 'scan-2') }),
  creditReceived: credited,
  chargesIncurred: charged,
  openPaymentLink: (order, pick) => ({
    request: pick(isContracted(order) ? (order.payments.at(-1)?.id ?? 'P1') : 'P1', 'P1', 'P9'),
  }),
  revokePaymentLink: (order, pick) => ({
    link: pick(isContracted(order) ? (linksOf(order).at(-1)?.id ?? 'P1-L1') : 'P1-L1', 'P9-L9'),
    ...reason,
  }),
  approvePayout: approval,
  approveRefund: approval,
  disbursementSent: (order, pick) => ({ disbursement: disbursement(order, pick).id, bankReference: 'B1' }),
  disbursementOutcomeUnknown: (order, pick) => ({ disbursement: disbursement(order, pick).id, detail: 'timed out' }),
  disbursementRefused: (order, pick) => ({ disbursement: disbursement(order, pick).id, reason: 'account closed' }),
  creditStood: (_order, pick, now) => ({ credit: 'LC26000001', until: addDays(now, pick(90, 5)) }),
  creditFell: () => ({ credit: 'LC26000001' }),
  creditToldOfShipment: (_order, _pick, now) => ({ credit: 'LC26000001', on: now.slice(0, 10) }),
  transferSettled: (order, pick) => {
    const { id, amountMinor, currency } = disbursement(order, pick);
    return {
      disbursement: id,
      entry: `X-${id}`,
      amountMinor: pick(amountMinor, amountMinor, amountMinor + 1),
      currency,
    };
  },
  creditReversed: reversed,
  creditReinstated: (order, pick) => {
    credits += 1;
    const all = isContracted(order) ? (order.reversals ?? []) : [];
    const one = pick(...all, ...all.slice(0, 1)) ?? { entry: 'R0', amountMinor: 1, currency: 'USD' };
    const amountMinor = pick(one.amountMinor, one.amountMinor, one.amountMinor + 1);
    return { entry: `W${credits}`, reversal: one.entry, amountMinor, currency: one.currency };
  },
  disbursementReturned: (order, pick) => {
    const settled = isContracted(order) ? order.disbursements.filter(({ status }) => status === 'SETTLED') : [];
    const one = pick(...settled) ?? disbursement(order, pick);
    const amountMinor = pick(one.amountMinor, one.amountMinor, Math.max(1, one.amountMinor - 700));
    return { disbursement: one.id, entry: `Y-${one.id}`, amountMinor, currency: one.currency, reason: 'AC04' };
  },
  claimForceMajeure: (order, pick, now) => ({
    since: pick(now, addDays(now, -3), order.openedAt, addDays(now, 1)),
    detail: 'typhoon',
    evidence: 'notice of the port',
  }),
  acceptForceMajeure: majeure,
  refuseForceMajeure: (order, pick, now) => ({ ...(majeure(order, pick, now) as object), ...reason }),
  endForceMajeure: dated({}),
  cancel: (order, pick) => ({
    ...reason,
    feeMinor: pick(isContracted(order) ? cancellationTerms(order, 'buyer').feeMinor : 0, 0, 1),
  }),
  consentCancellation: dated({}),
  refuseCancellation: dated(reason),
  proposeAmendment: (order, pick) => ({ terms: amendedTerms(contractTerms(order), pick), ...reason }),
  consentAmendment: (order, pick) => ({
    hash: pick((isContracted(order) ? order.amendment?.hash : null) ?? wrongHash, wrongHash),
  }),
  refuseAmendment: dated(reason),
  openDispute: dated(reason),
  answerDispute: text('answer'),
  offerSettlement: (_order, pick) => ({ buyerShareBp: pick(5000, 0, 10_000, 1, 3333) }),
  acceptSettlement: (order, pick) => ({
    hash: pick((isContracted(order) ? order.dispute?.offer?.hash : null) ?? wrongHash, wrongHash),
  }),
  withdrawDispute: dated({}),
  ruleDispute: (_order, pick) => ({ buyerShareBp: pick(5000, 0, 10_000), ...reason }),
  raiseAttention: dated({ code: 'screening-hit', detail: 'resembles a listed party' }),
  clearAttention: dated(reason),
  replaceProvider: (order, pick) => ({
    place: pick('inspector', 'carrier', 'bank'),
    company: pick('c-second', order.companies.inspector),
    ...reason,
  }),
  assignAdviser: dated({ adviser: 'u-adviser', ...reason }),
  extendDeadline: (order, pick) => {
    const clock = pick(...runningClocks(order), { clock: 'constructor', label: '', at: order.openedAt });
    return { clock: clock?.clock ?? 'none', until: addDays(clock?.at ?? order.openedAt, pick(3, 40, -1)), ...reason };
  },
  reportMilestone: dated({ name: 'Cutting' }),
  readyForDispatch: dated({}),
  bookInbound: (order, pick) => inboundOf(contractTerms(order), 'ASN-1', counts(pick)),
  issueGoodsReceipt: (order, pick) => receiptOf(contractTerms(order), { counted: counts(pick) }),
  recordFindings: (order, pick) => {
    const plan = isContracted(order) ? order.goods.plan : null;
    const defects = { critical: pick(0, 0, 1), major: (plan?.accept.major ?? 0) + pick(0, 1), minor: 0 };
    return { sampled: (plan?.sampleSize ?? 10) - pick(0, 0, 1), defects };
  },
  giveVerdict: (_order, pick) => ({ verdict: pick('accept', 'reject', 'sort', 'rework') }),
  submitPackingList: (order, pick) => packingListOf(contractTerms(order), counts(pick)),
  chooseTransport: (order, pick) => {
    const sea = contractTerms(order).transport.startsWith('SEA');
    return { by: pick(sea ? 'CONTAINER' : 'COURIER', sea ? 'COURIER' : 'CONTAINER') };
  },
  stuffContainer: dated({ number: 'CSQU3054383', seal: 'HK123456', vgmKg: 9800 }),
  lodgeDeclaration: dated({ number: 'DEC-1', mode: '9710' }),
  customsQueried: text('query'),
  answerQuery: text('answer'),
  customsReleased: text('document'),
  customsRefused: dated(reason),
  transferTitle: dated({ act: 'ACT-1' }),
  handOver: (_order, pick) => ({
    carrier: 'Sandbox Lines',
    transportDocument: { type: pick('705', '740', '703', '730', '720'), number: 'BL-2601' },
  }),
  transportMilestone: (_order, pick, now) => ({
    milestone: pick('LOADED', 'ARRIVED'),
    occurredAt: now,
    event: 'evt-1',
    sha256: wrongHash,
  }),
  surrenderBillOfLading: dated({ how: 'TELEX_RELEASE' }),
  reportException: text('detail'),
  resolveException: text('detail'),
  arrived: dated({ evidence: 'POD-1' }),
  collectAtPort: dated({ reference: 'EIR-1' }),
  collectAtWarehouse: (order, pick) => ({
    releaseCode: pick(isContracted(order) ? releaseCode(order) : 'AAAAAAAA', 'AAAAAAAA'),
  }),
  confirmReceipt: (order, pick) => ({
    lines: contractTerms(order).lines.map(({ line, quantity }) => {
      const there =
        (isContracted(order) ? order.goods.receipt?.perLine.find((each) => each.line === line)?.quantity : null) ??
        quantity;
      const damaged = Math.min(there, pick(0, 0, 3));
      return { line, accepted: there - damaged, damaged };
    }),
  }),
  rejectReceipt: dated(reason),
  extendInspection: dated({}),
  withdrawFromContract: (_order, pick) =>
    pick<object>({}, { statement: 'not my colour' }, { lines: [{ line: 1, quantity: 7 }] }),
  proveSending: (order) => ({ ...awaited(order), carrier: 'DHL', number: 'JD0146' }),
  confirmGoodsBack: awaited,
  openReturn: ofLine,
  openWarrantyClaim: ofLine,
  orderParts: ofLine,
  rate: (_order, pick) => ({ stars: pick(5, 1), comment: '' }),
};
