import { bankDateOf } from '../reconciliation/banking-days.ts';
import type { DocumentTypeCode } from '../document-types.ts';
import type { Contracted } from '../order/order.ts';
import type { PresentedDocument } from './documents.ts';
import type { CreditTerms } from './terms.ts';

/** What a set of documents is made from: the order's one data set, and how its companies are called. */
export interface OrderData {
  order: Contracted;
  terms: CreditTerms;
  credit: string;
  /** What the order asks for by the next instalment, where the credit is drawn by instalments; minor units. */
  instalmentMinor?: number;
  /** Names by company id; the carrier's own name stands in the order. */
  names: Readonly<Record<string, string>>;
}

type Maker = (data: OrderData) => PresentedDocument | null;

const common = { signed: true, originals: 1, copies: 0, states: [] };

/**
 * The documents of these types that the order's own data can fill, so that they cannot contradict one another
 * (requirements.md B9). A document the trade has not come to yet, or that others issue, is left out.
 */
export function documentsFromOrder(types: readonly DocumentTypeCode[], data: OrderData): PresentedDocument[] {
  return types.flatMap((type) => makers[type]?.(data) ?? []);
}

const invoiceNumber = ({ order }: Contracted): string => `INV-${order}`;

const invoice: Maker = ({ order, terms, credit, instalmentMinor }) => {
  const { contract, goods } = order;
  const lodged = order.customs.declaration?.lodgedAt ?? goods.receipt?.at;
  if (lodged === undefined) return null;
  const lines = contract.terms.lines.map(({ line, description, quantity, price }) => ({
    line,
    description,
    quantity,
    price,
  }));
  return {
    ...common,
    type: '380',
    number: invoiceNumber(order),
    issuer: named(terms.beneficiary),
    issuedOn: bankDateOf(lodged),
    beneficiary: named(terms.beneficiary),
    applicant: named(terms.applicant),
    credit,
    amount: { currency: contract.terms.currency, minor: instalmentMinor ?? drawingOf(order, terms) },
    incoterm: `${contract.terms.incoterm} ${contract.terms.namedPlace}`,
    lines,
  };
};

/** The invoice draws what the credit covers: the contract's total less what the buyer pays without the credit. */
const drawingOf = ({ contract }: Contracted, terms: CreditTerms): number =>
  Math.min(contract.totalMinor, terms.amountMinor);

const named = ({ name, country }: { name: string; country: string }) => ({ name, country });

const packingList: Maker = ({ order, terms }) => {
  const list = order.goods.packingList;
  if (list === null) return null;
  return {
    ...common,
    type: '271',
    number: list.reference,
    issuer: named(terms.beneficiary),
    issuedOn: bankDateOf(list.at),
    consignee: named(terms.applicant),
    invoice: invoiceNumber(order),
    lines: list.perLine.map(({ line, quantity }) => ({ line, description: described(order, line), quantity })),
    packages: sum(list.perLine.map(({ cartons }) => cartons)),
    grossGrams: sum(list.perLine.map(({ grossGrams }) => grossGrams)),
    netGrams: sum(list.perLine.map(({ netGrams }) => netGrams)),
  };
};

const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0);
const described = ({ contract }: Contracted, number: number): string =>
  contract.terms.lines.find(({ line }) => line === number)?.description ?? `line ${number}`;

/** What the warehouse receipted (624, 631, 632), in the quantities it counted; its own weights stay with it. */
const receiptOf =
  (type: '624' | '631' | '632'): Maker =>
  ({ order, terms, names }) => {
    const { receipt } = order.goods;
    if (receipt === null) return null;
    return {
      ...common,
      type,
      number: receipt.number,
      issuer: { name: names[order.companies.warehouse] ?? order.companies.warehouse },
      issuedOn: bankDateOf(receipt.at),
      consignee: named(terms.applicant),
      lines: receipt.perLine.map(({ line, quantity }) => ({ line, description: described(order, line), quantity })),
      packages: receipt.cartonsReceived,
    };
  };

/** The bill or waybill the goods left under, dated by the actual loading where it was tracked. */
const transportOf =
  (type: '705' | '710' | '740' | '730' | '703'): Maker =>
  ({ order, terms }) => {
    const { transportDocument, handedOverAt, carrier } = order.shipment;
    const shipped = shipmentDayOf(order);
    if (transportDocument?.type !== type || handedOverAt === null || shipped === null) return null;
    const list = order.goods.packingList?.perLine;
    return {
      ...common,
      type,
      number: transportDocument.number,
      issuer: { name: carrier ?? order.companies.carrier },
      issuedOn: bankDateOf(handedOverAt),
      consignee: named(terms.applicant),
      ...(list === undefined
        ? {}
        : {
            packages: sum(list.map(({ cartons }) => cartons)),
            grossGrams: sum(list.map(({ grossGrams }) => grossGrams)),
          }),
      carriage: {
        carrier: carrier ?? order.companies.carrier,
        shippedOn: shipped,
        defects: [],
        onDeck: false,
        charterParty: false,
        transhipped: false,
        ...(order.customs.container === null ? {} : { container: order.customs.container.number }),
      },
    };
  };

/** The date of shipment the order knows: loaded on board where that was tracked, else handed over; null before. */
export function shipmentDayOf({ shipment }: Pick<Contracted, 'shipment'>): string | null {
  const loaded = shipment.milestones.find(({ milestone }) => milestone === 'LOADED')?.at;
  const at = shipment.handedOverAt === null ? null : (loaded ?? shipment.handedOverAt);
  return at === null ? null : bankDateOf(new Date(at).toISOString());
}

const makers: Partial<Record<DocumentTypeCode, Maker>> = {
  '380': invoice,
  '271': packingList,
  '624': receiptOf('624'),
  '631': receiptOf('631'),
  '632': receiptOf('632'),
  '705': transportOf('705'),
  '710': transportOf('710'),
  '740': transportOf('740'),
  '730': transportOf('730'),
  '703': transportOf('703'),
};
