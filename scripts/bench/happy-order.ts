import { randomUUID } from 'node:crypto';
import { makeSscc } from '../../src/domain/identifiers/check.ts';
import { type PlayedEntry, writeCamt054 } from '../../src/gateways/bank/reports.ts';
import type { Client } from '../play/client.ts';
import type { Cast, Person } from '../play/people.ts';

/** Commands of one happy order that reach its workflow as updates, the opening included; bare workflows do as many. */
export const updatesOfAnOrder = 20;

export interface PlayedOrder {
  order: string;
  /** Milliseconds of each accepted command, from request to answer. */
  commands: number[];
  stage: string;
}

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

const terms = {
  currency: 'USD',
  lines: [
    {
      line: 1,
      sku: 'LAMP-01',
      description: 'LED desk lamp',
      hsCode: '940521',
      origin: 'CN',
      quantity: 20,
      unit: 'C62',
      price: { minor: 1850, per: 1 },
      customised: false,
      packing: { unitsPerCarton: 20, netGrams: 18_000, grossGrams: 20_000, lengthMm: 600, widthMm: 400, heightMm: 400 },
    },
  ],
  incoterm: 'FCA',
  namedPlace: 'Shenzhen',
  transport: 'COURIER',
  deliverBy: day(40).slice(0, 10),
  paymentPlan: [{ share: 10_000, due: 'ON_CONTRACT' }],
  settlement: { trigger: 'TITLE_TRANSFER' },
  inspection: { mode: 'NONE' },
  tolerances: { quantityBp: 0, weightBp: 500, volumeBp: 500 },
  inspectionDays: 7,
  claimDays: 30,
  warrantyDays: 365,
};
const carton = { grossGrams: 20_000, lengthMm: 600, widthMm: 400, heightMm: 400 };

interface State {
  stage: string;
  versions: { hash: string }[];
  acceptedHash: string;
  drafting: { draft: { hash: string } };
  payments: { reference: string; amountMinor: number; currency: string }[];
  disbursements: { id: string; hash: string; amountMinor: number; currency: string }[];
}

/** Waits until a command may go out, and answers from when on its time counts. */
export type Pace = () => Promise<number>;

/** As fast as the answers come. */
const atOnce: Pace = () => Promise.resolve(performance.now());

/**
 * So many commands a second over all orders in play, whether those before are answered or not; with enough orders in
 * play there is always one whose turn it is.
 */
export function pacedAt(perSecond: number): Pace {
  let next = performance.now();
  return async () => {
    const due = next;
    next = Math.max(due, performance.now()) + 1000 / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resume) => setTimeout(resume, wait));
    return performance.now();
  };
}

/** One order in play: who asks what, and how long each accepted command took. */
interface Play {
  cast: Cast;
  order: string;
  commands: number[];
  issue(who: Person, command: string, input: object): Promise<Record<string, unknown>>;
  /** What the bank booked on the trust account, told in a notification of its own. */
  notify(bank: Person, booked: Pick<PlayedEntry, 'creditDebit' | 'transactions'>, currency?: string): Promise<unknown>;
  state(): Promise<State>;
}

async function begin(client: Client, cast: Cast, pace: Pace): Promise<Play> {
  const commands: number[] = [];
  const post = async (who: Person, path: string, body: object | string): Promise<Record<string, unknown>> => {
    const from = await pace();
    const reply = await client.once({ method: 'POST', path, token: who.token, key: randomUUID(), body });
    if (reply.status >= 300) throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    commands.push(performance.now() - from);
    return reply.body as Record<string, unknown>;
  };
  const demand = { items: [{ description: 'LED desk lamp', quantity: 20 }], destination: 'Hong Kong' };
  const opened = await post(cast.buyer, '/v1/orders', { supplier: cast.supplier.company, demand });
  const order = String(opened.order);
  return {
    cast,
    order,
    commands,
    issue: (who, command, input) => post(who, `/v1/orders/${order}/${command}`, input),
    notify: (bank, booked, currency = 'USD') =>
      post(bank, '/v1/bank/notifications', notificationOf({ ...booked, order }, currency)),
    async state() {
      const reply = await client.once({ method: 'GET', path: `/v1/orders/${order}`, token: cast.adviser.token });
      return (reply.body as { state: State }).state;
    },
  };
}

/** One booking, told once: order and direction make its references unique. */
function notificationOf(
  { order, creditDebit, transactions }: Pick<PlayedEntry, 'creditDebit' | 'transactions'> & { order: string },
  currency: string,
): string {
  const messageId = `BENCH-${order}-${creditDebit}`;
  const bookingDate = new Date().toISOString().slice(0, 10);
  return writeCamt054({
    messageId,
    createdAt: new Date().toISOString(),
    account: 'GB82WEST12345698765432',
    currency,
    entries: [{ creditDebit, bankReference: messageId, bookingDate, transactions }],
  });
}

async function agreeAndPay({ cast: { buyer, supplier, bank }, order, issue, notify, state }: Play): Promise<void> {
  await issue(supplier, 'submitQuote', { terms, validUntil: day(7) });
  const hash = (await state()).versions[0]?.hash;
  await issue(buyer, 'acceptQuote', { hash });
  await issue(buyer, 'issuePurchaseOrder', { number: `PO-${order}`, hash });
  await issue(supplier, 'draftContract', {});
  await issue(buyer, 'confirmContract', { hash: (await state()).drafting.draft.hash });
  const { reference, amountMinor, currency } = (await state()).payments[0] ?? {};
  const debtor = { name: 'Bench Buyer' };
  const transactions = [{ ...(reference === undefined ? {} : { reference }), amountMinor: amountMinor ?? 0, debtor }];
  await notify(bank, { creditDebit: 'CRDT', transactions }, currency);
}

async function bringTheGoods(client: Client, { cast, order, issue }: Play, serial: number): Promise<void> {
  const { buyer, supplier, warehouse, broker } = cast;
  const sscc = makeSscc(1, '9521234', serial);
  await issue(supplier, 'bookInbound', {
    booking: `B-${order}`,
    cartons: [{ sscc, line: 1, quantity: 20, ...carton }],
  });
  const path = `/v1/orders/${order}/scanCarton`;
  await client.once({ method: 'POST', path, token: warehouse.token, key: randomUUID(), body: { sscc } });
  await issue(warehouse, 'issueGoodsReceipt', { number: `GR-${order}` });
  const row = { line: 1, sku: 'LAMP-01', hsCode: '940521', quantity: 20, cartons: 1, netGrams: 18_000, ...carton };
  await issue(supplier, 'submitPackingList', { reference: `PL-${order}`, rows: [row] });
  await issue(buyer, 'chooseTransport', { by: 'COURIER' });
  await issue(broker, 'lodgeDeclaration', { number: `D-${order}`, mode: '9710' });
  await issue(broker, 'customsReleased', { document: `R-${order}` });
}

async function releaseAndDeliver({ cast, order, issue, notify, state }: Play): Promise<string> {
  const { buyer, warehouse, adviser, secondAdviser, bank, carrier } = cast;
  await issue(warehouse, 'transferTitle', { act: `T-${order}` });
  const { id: disbursement, hash, amountMinor, currency } = (await state()).disbursements[0] ?? {};
  await issue(adviser, 'approvePayout', { disbursement, hash });
  await issue(secondAdviser, 'approvePayout', { disbursement, hash });
  const creditor = { name: 'Bench Supplier' };
  const transactions = [{ endToEndId: disbursement ?? '', amountMinor: amountMinor ?? 0, creditor }];
  await notify(bank, { creditDebit: 'DBIT', transactions }, currency);
  const transportDocument = { type: '703', number: `W${order}` };
  await issue(carrier, 'handOver', { carrier: 'South China Courier', transportDocument });
  await issue(carrier, 'arrived', { evidence: 'proof of delivery' });
  const last = await issue(buyer, 'confirmReceipt', { lines: [{ line: 1, accepted: 20 }] });
  return String(last.stage);
}

/**
 * Plays one order from enquiry to completion over HTTP, every party with its own requests. Throws at the first
 * refusal.
 */
export async function playHappyOrder(
  client: Client,
  cast: Cast,
  serial: number,
  pace: Pace = atOnce,
): Promise<PlayedOrder> {
  const play = await begin(client, cast, pace);
  await agreeAndPay(play);
  await bringTheGoods(client, play, serial);
  const stage = await releaseAndDeliver(play);
  return { order: play.order, commands: play.commands, stage };
}
