import { makeSscc } from '../../src/domain/identifiers/check.ts';
import type { Order, Contracted } from '../../src/domain/order/order.ts';
import type { Terms } from '../../src/domain/order/terms.ts';
import type { Office, Person } from './api.ts';
import { credit, debit, notice } from './bank-notices.ts';

const day = 86_400_000;

/** What a played trade agrees on: one line of 1,000 lamps in ten cartons, paid in one go. */
export const termsOf = (openedAt: string, changes: Partial<Terms> = {}): Terms => ({
  currency: 'USD',
  lines: [
    {
      line: 1,
      sku: 'LAMP-1',
      description: 'LED lamp',
      hsCode: '940542',
      origin: 'CN',
      quantity: 1000,
      unit: 'C62',
      price: { minor: 1250, per: 1 },
      customised: false,
      packing: { unitsPerCarton: 100, netGrams: 9000, grossGrams: 10_000, lengthMm: 400, widthMm: 300, heightMm: 200 },
    },
  ],
  incoterm: 'FCA',
  namedPlace: 'Kwai Chung',
  transport: 'SEA_FCL',
  deliverBy: new Date(Date.parse(openedAt) + 30 * day).toISOString().slice(0, 10),
  paymentPlan: [{ share: 10_000, due: 'ON_CONTRACT' }],
  settlement: { trigger: 'TITLE_TRANSFER' },
  inspection: { mode: 'AQL', level: 'II', major: '2.5', minor: '4.0' },
  tolerances: { quantityBp: 0, weightBp: 200, volumeBp: 200 },
  inspectionDays: 7,
  claimDays: 30,
  warrantyDays: 365,
  ...changes,
});

export const enquiry = {
  supplier: 'c-brightworks',
  demand: { items: [{ description: 'LED lamp', quantity: 1000 }], destination: 'Hong Kong' },
};

/** Labels are unique over all orders of a test run. */
let labels = 0;
export const cartonsOf = (terms: Terms) =>
  terms.lines.flatMap(({ line, quantity, packing }) =>
    Array.from({ length: Math.ceil(quantity / packing.unitsPerCarton) }, () => {
      const { grossGrams, lengthMm, widthMm, heightMm } = packing;
      labels += 1;
      return {
        sscc: makeSscc(3, '9520123', labels),
        line,
        quantity: packing.unitsPerCarton,
        grossGrams,
        lengthMm,
        widthMm,
        heightMm,
      };
    }),
  );

export const packingListOf = (terms: Terms) => ({
  reference: 'PL-1',
  marks: 'LAMPS 1-10',
  rows: terms.lines.map(({ line, sku, hsCode, quantity, packing }) => {
    const cartons = Math.ceil(quantity / packing.unitsPerCarton);
    const { netGrams, grossGrams, lengthMm, widthMm, heightMm } = packing;
    return {
      line,
      sku,
      hsCode,
      quantity,
      cartons,
      netGrams: cartons * netGrams,
      grossGrams: cartons * grossGrams,
      lengthMm,
      widthMm,
      heightMm,
    };
  }),
});

/** One order as a test moves it, over HTTP, by whoever's move it is. */
export interface HttpTrade {
  number: string;
  path: string;
  terms: Terms;
  cartons: ReturnType<typeof cartonsOf>;
  /** Issues a command that has to be accepted, and answers what it answered. */
  issue(person: Person, command: string, body?: object): Promise<Record<string, unknown>>;
  state(): Promise<Order>;
  contracted(): Promise<Contracted>;
  bank(
    xml: string,
  ): Promise<{ disposition: string; order: string | null; why: string | null; facts: string[]; known: boolean }[]>;
}

export async function openTrade(
  office: Pick<Office, 'get' | 'post' | 'postXml' | 'deps'>,
  changes: Partial<Terms> = {},
  opening: object = enquiry,
): Promise<HttpTrade> {
  const { body } = await office.post('buyer', '/v1/orders', opening).expect(201);
  const number = (body as { order: string }).order;
  const path = `/v1/orders/${number}`;
  const terms = termsOf(office.deps.now(), changes);
  const state = async (): Promise<Order> => (await office.get('auditor', path).expect(200)).body.state as Order;
  return {
    number,
    path,
    terms,
    cartons: cartonsOf(terms),
    state,
    async issue(person, command, input = {}) {
      const answer = await office.post(person, `${path}/${command}`, input);
      if (answer.status !== 200)
        throw new Error(`${command} by ${person}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body as Record<string, unknown>;
    },
    contracted: async () => (await state()) as unknown as Contracted,
    async bank(xml) {
      const answer = await office.postXml('bank', '/v1/bank/notifications', xml);
      if (answer.status !== 200) throw new Error(`bank: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body.entries;
    },
  };
}

type Step = (trade: HttpTrade) => Promise<unknown>;

/** How a trade in which all goes well leaves each stage. */
const steps: Record<string, Step> = {
  async enquiry(trade) {
    const validUntil = new Date(Date.parse((await trade.state()).openedAt) + 20 * day).toISOString();
    await trade.issue('supplier', 'submitQuote', { terms: trade.terms, validUntil });
  },
  async quote(trade) {
    const order = (await trade.state()) as Extract<Order, { stage: 'quote' }>;
    await trade.issue('buyer', 'acceptQuote', { hash: order.versions.at(-1)?.hash });
  },
  async contract(trade) {
    const order = (await trade.state()) as Extract<Order, { stage: 'contract' }>;
    await trade.issue('buyer', 'issuePurchaseOrder', { number: 'PO-1', hash: order.acceptedHash });
    await trade.issue('supplier', 'draftContract');
    const drafted = (await trade.state()) as Extract<Order, { stage: 'contract' }>;
    await trade.issue('buyer', 'confirmContract', { hash: drafted.drafting.draft?.hash });
  },
  async escrow(trade) {
    const { payments } = await trade.contracted();
    for (const { reference, amountMinor } of payments) await trade.bank(notice([credit(reference, amountMinor)]));
  },
  production: (trade) => trade.issue('supplier', 'bookInbound', { booking: 'IN-1', cartons: trade.cartons }),
  async warehouse(trade) {
    for (const { sscc } of trade.cartons) await trade.issue('warehouse', 'scanCarton', { sscc });
    const cartons = trade.cartons.map(({ sscc, grossGrams, lengthMm, widthMm, heightMm }) => ({
      sscc,
      grossGrams,
      lengthMm,
      widthMm,
      heightMm,
    }));
    await trade.issue('warehouse', 'recordMeasures', { cartons });
    await trade.issue('warehouse', 'issueGoodsReceipt', { number: 'GR-1' });
  },
  async inspection(trade) {
    const { goods } = await trade.contracted();
    await trade.issue('inspector', 'recordFindings', {
      sampled: goods.plan?.sampleSize,
      defects: { critical: 0, major: 0, minor: 1 },
    });
    await trade.issue('inspector', 'giveVerdict', { verdict: 'accept' });
  },
  matching: (trade) => trade.issue('supplier', 'submitPackingList', packingListOf(trade.terms)),
  async customs(trade) {
    await trade.issue('buyer', 'chooseTransport', { by: 'CONTAINER' });
    await trade.issue('warehouse', 'stuffContainer', { number: 'CSQU3054383', seal: 'SEAL1', vgmKg: 12_000 });
    await trade.issue('broker', 'lodgeDeclaration', { number: 'D-1', mode: '0110' });
    await trade.issue('broker', 'customsReleased', { document: 'CR-1' });
  },
  async release(trade) {
    await trade.issue('warehouse', 'transferTitle', { act: 'T-1' });
    const { disbursements } = await trade.contracted();
    for (const { id, hash } of disbursements) {
      for (const adviser of ['adviser', 'adviser-two'])
        await trade.issue(adviser, 'approvePayout', { disbursement: id, hash });
    }
    for (const { id, amountMinor } of disbursements) await trade.bank(notice([debit(id, amountMinor)]));
  },
  async shipment(trade) {
    await trade.issue('carrier', 'handOver', {
      carrier: 'South China Sea Line',
      transportDocument: { type: '705', number: 'BL-0001' },
    });
    await trade.issue('carrier', 'surrenderBillOfLading', { how: 'SURRENDERED' });
    await trade.issue('carrier', 'arrived', { evidence: 'arrival notice' });
  },
  async receipt(trade) {
    await trade.issue('buyer', 'collectAtPort', { reference: 'PICK-1' });
    await trade.issue('buyer', 'confirmReceipt', { lines: [{ line: 1, accepted: 1000 }] });
  },
};

/** Opens a trade and plays it until it stands in `stage`. */
export async function playTo(office: Office, stage: string, changes: Partial<Terms> = {}): Promise<HttpTrade> {
  const trade = await openTrade(office, changes);
  await goOn(trade, stage);
  return trade;
}

/** Plays the step by which a trade leaves the stage it stands in, whatever comes of it. */
export const stepOn = async (trade: HttpTrade): Promise<unknown> => steps[(await trade.state()).stage]?.(trade);

/** Plays an open trade on until it stands in `stage`. */
export async function goOn(trade: HttpTrade, stage: string): Promise<void> {
  for (let at = (await trade.state()).stage; at !== stage; at = (await trade.state()).stage) {
    const step = steps[at];
    if (step === undefined) throw new Error(`the trade stands in ${at} and does not come to ${stage}`);
    await step(trade);
    if ((await trade.state()).stage === at) throw new Error(`the trade does not leave ${at}`);
  }
}

/** A trade that waits for its payment, with the reference to pay it by. */
export async function unpaid(office: Office): Promise<{ trade: HttpTrade; reference: string }> {
  const trade = await playTo(office, 'escrow');
  const [asked] = (await trade.contracted()).payments;
  return { trade, reference: asked?.reference ?? '' };
}
