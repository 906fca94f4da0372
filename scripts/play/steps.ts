import { isContracted, type Order } from '../../src/domain/order/order.ts';
import type { Disbursement, PaymentRequest } from '../../src/domain/order/parts.ts';
import type { Terms } from '../../src/domain/order/terms.ts';
import type { Trade } from './trade.ts';
import { cartonsFor, type Clauses, type Delivered, demand, measured, packingListFor, termsWith } from './terms.ts';

const QUOTE_VALID_MS = 7 * 86_400_000;
const CREDIT_VALID_MS = 90 * 86_400_000;

const paymentsOf = (order: Order): PaymentRequest[] => (isContracted(order) ? order.payments : []);
const disbursementsOf = (order: Order): Disbursement[] => (isContracted(order) ? order.disbursements : []);

/** What a supplier offers. */
export const offerOf = (terms: Terms) => ({ terms, validUntil: new Date(Date.now() + QUOTE_VALID_MS).toISOString() });

/** From the enquiry to the contract signed by both; answers the terms. */
export async function agree(trade: Trade, clauses: Clauses = {}): Promise<Terms> {
  const terms = termsWith(clauses);
  await trade.open({ supplier: trade.cast.supplier.company, demand });
  await trade.issue('supplier', 'submitQuote', offerOf(terms));
  const quoted = await trade.until('the quote', (order) =>
    order.stage === 'quote' ? order.versions.at(-1) : undefined,
  );
  await trade.issue('buyer', 'acceptQuote', { hash: quoted.hash });
  await sign(trade, quoted.hash);
  return terms;
}

/** From an accepted quote to the contract signed by both. */
export async function sign(trade: Trade, hash: string): Promise<void> {
  await trade.issue('buyer', 'issuePurchaseOrder', { number: `PO-${trade.index + 1}`, hash });
  await trade.issue('supplier', 'draftContract');
  const draft = await trade.until('the draft', (order) =>
    order.stage === 'contract' ? (order.drafting.draft ?? undefined) : undefined,
  );
  await trade.issue('buyer', 'confirmContract', { hash: draft.hash });
}

/** The buyer pays what is asked, or `less` of it; the bank says so, now and then twice. Waits until the order knows. */
export async function pay(trade: Trade, { less = 0, twice = false } = {}): Promise<void> {
  const request = await trade.until('an open payment request', (order) =>
    paymentsOf(order).find(({ status }) => status === 'OPEN'),
  );
  const { reference, currency, amountMinor } = request;
  const said = trade.bank.credit({
    reference,
    currency,
    amountMinor: amountMinor - less,
    payer: trade.cast.buyer.company,
  });
  await trade.notify(said);
  if (twice) await trade.notify(trade.bank.again(said));
  await trade.until('the payment on the order', (order) =>
    less > 0
      ? disbursementsOf(order).find(({ kind }) => kind === 'RETURN')
      : paymentsOf(order).find(({ id, status }) => id === request.id && status === 'FUNDED'),
  );
}

/** The bank takes the funded payment back, and says so twice. Waits until it is asked for again. */
export async function takeBack(trade: Trade): Promise<void> {
  const paid = await trade.until('a funded payment', (order) =>
    paymentsOf(order).find(({ status }) => status === 'FUNDED'),
  );
  const { id, reference, currency, amountMinor } = paid;
  const said = trade.bank.takeBack({ reference, currency, amountMinor, payer: trade.cast.buyer.company });
  await trade.notify(said);
  await trade.notify(trade.bank.again(said));
  await trade.until('the payment to be asked for again', (order) =>
    paymentsOf(order).find((each) => each.id === id && each.status === 'OPEN'),
  );
}

/** The supplier makes the goods and books them in; the warehouse scans, measures and issues its receipt. */
export async function deliver(trade: Trade, terms: Terms, delivered: Delivered = {}): Promise<void> {
  const cartons = cartonsFor(terms, trade.index, delivered);
  await trade.issue('supplier', 'reportMilestone', { name: 'Assembly finished', detail: 'all lines' });
  await trade.issue('supplier', 'readyForDispatch', { note: 'on pallets' });
  await trade.issue('supplier', 'bookInbound', { booking: `ASN-${trade.index + 1}`, cartons });
  for (const { sscc } of cartons) await trade.issue('warehouse', 'scanCarton', { sscc });
  await trade.issue('warehouse', 'recordMeasures', { cartons: cartons.slice(0, 1).map(({ sscc }) => measured(sscc)) });
  await trade.issue('warehouse', 'issueGoodsReceipt', { number: `GR-${trade.index + 1}` });
}

/** The inspector examines as many pieces as the plan asks for, and judges. */
export async function inspect(trade: Trade, critical = 0): Promise<void> {
  const plan = await trade.until('the inspection plan', (order) =>
    isContracted(order) ? (order.goods.plan ?? undefined) : undefined,
  );
  await trade.issue('inspector', 'recordFindings', {
    sampled: plan.sampleSize,
    defects: { critical, major: 0, minor: 1 },
  });
  await trade.issue('inspector', 'giveVerdict', { verdict: critical > 0 ? 'reject' : 'accept' });
}

export async function listPacking(trade: Trade, terms: Terms, delivered: Delivered = {}): Promise<void> {
  await trade.issue('supplier', 'submitPackingList', packingListFor(terms, delivered));
}

/** Packed into a container, declared and released. */
export async function clearCustoms(trade: Trade): Promise<void> {
  await trade.issue('buyer', 'chooseTransport', { by: 'CONTAINER' });
  await trade.issue('warehouse', 'stuffContainer', { number: 'CSQU3054383', seal: 'HKA10291', vgmKg: 14_200 });
  await trade.issue('broker', 'lodgeDeclaration', { number: `DECL-${trade.index + 1}`, mode: '0110' });
  await trade.issue('broker', 'customsReleased', { document: `REL-${trade.index + 1}` });
}

/** Two people approve what is to go out, the house orders it, the bank carries it out and says so. */
export async function settle(trade: Trade, kind: Disbursement['kind']): Promise<void> {
  const one = await trade.until(`a ${kind}`, (order) =>
    disbursementsOf(order).find((each) => each.kind === kind && each.status !== 'SETTLED'),
  );
  if (kind !== 'RETURN') {
    const command = kind === 'PAYOUT' ? 'approvePayout' : 'approveRefund';
    for (const part of ['adviser', 'secondAdviser'] as const)
      await trade.issue(part, command, { disbursement: one.id, hash: one.hash });
  }
  await trade.until(`${one.id} at the bank`, (order) =>
    disbursementsOf(order).find(({ id, status }) => id === one.id && status === 'SENT'),
  );
  trade.bank.take();
  await trade.notify(trade.bank.debit({ endToEndId: one.id, currency: one.currency, amountMinor: one.amountMinor }));
  await trade.until(`${one.id} settled`, (order) =>
    order.stage === 'closed' || disbursementsOf(order).some(({ id, status }) => id === one.id && status === 'SETTLED')
      ? true
      : undefined,
  );
}

/** By sea to the port of destination. */
export async function ship(trade: Trade): Promise<void> {
  const carried = {
    carrier: 'South China Sea Line',
    transportDocument: { type: '705', number: `SCSL${trade.index + 1000}` },
  };
  await trade.issue('carrier', 'handOver', carried);
  await trade.until('its letter of credit to hear of it', (order) =>
    isContracted(order) && order.credit !== undefined && order.credit.toldShippedOn === null ? undefined : true,
  );
  await trade.issue('carrier', 'trackingEvent', {
    eventID: `departed-${trade.order()}`,
    eventType: 'TRANSPORT',
    eventClassifierCode: 'ACT',
    transportEventTypeCode: 'DEPA',
    eventDateTime: new Date().toISOString(),
    transportCall: { UNLocationCode: 'HKHKG', modeOfTransport: 'VESSEL' },
  });
  await trade.issue('carrier', 'surrenderBillOfLading', { how: 'SURRENDERED' });
  await trade.issue('carrier', 'arrived', { evidence: 'arrival notice 1' });
}

/** The buyer collects and accepts everything that was shipped, but for what came damaged. */
export async function receive(
  trade: Trade,
  terms: Terms,
  delivered: Delivered = {},
  damaged: Delivered = {},
): Promise<void> {
  await trade.issue('buyer', 'collectAtPort', { reference: `PICK-${trade.index + 1}` });
  const lines = terms.lines.map(({ line, quantity }) => {
    const broken = damaged[line] ?? 0;
    return { line, accepted: (delivered[line] ?? quantity) - broken, damaged: broken };
  });
  await trade.issue('buyer', 'confirmReceipt', { lines });
}

/** The supplier takes what the buyer's partial acceptance offers it. */
export async function takeOffer(trade: Trade): Promise<void> {
  const hash = await trade.until('the offer', (order) =>
    isContracted(order) ? order.dispute?.offer?.hash : undefined,
  );
  await trade.issue('supplier', 'acceptSettlement', { hash });
}

const creditUntil = (order: Order): string | undefined =>
  isContracted(order) ? order.credit?.until : undefined;

/** A letter of credit is drafted, issued and advised; answers its path. The order goes on when it stands. */
export async function issueCredit(trade: Trade): Promise<string> {
  const expiry = new Date(Date.now() + CREDIT_VALID_MS).toISOString().slice(0, 10);
  const drafted = await trade.write('buyer', 'draftCredit', `/v1/orders/${trade.order()}/credits`, {
    issuingBank: trade.cast.bank.company,
    expiry: { date: expiry, place: 'Hong Kong' },
    documents: [{ type: '380' }, { type: '632' }],
  });
  const path = `/v1/credits/${(drafted.body as { credit: string }).credit}`;
  for (const command of ['issue', 'advise']) await trade.write('bank', command, `${path}/${command}`, {});
  await trade.until('the credit to stand', creditUntil);
  return path;
}

/** Documents made from the order are presented, comply and are honoured; the order knows until when money can come. */
export async function drawCredit(trade: Trade, path: string): Promise<void> {
  const before = await trade.until('the credit to stand', creditUntil);
  await trade.write('supplier', 'present', `${path}/present`, {});
  for (const command of ['findComplying', 'honour']) await trade.write('bank', command, `${path}/${command}`, {});
  await trade.until('the honoured credit on the order', (order) =>
    creditUntil(order) === before ? undefined : true,
  );
}

/** After the sale: served by a workflow of its own. */
export async function rate(trade: Trade): Promise<void> {
  await trade.issue('buyer', 'rate', { stars: 5, comment: 'as agreed' });
}
