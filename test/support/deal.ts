import { addBusinessDays } from '../../src/domain/calendar/calendar.ts';
import { sha256Hex } from '../../src/domain/hash.ts';
import type { Opening } from '../../src/domain/order/opening.ts';
import type { GoodsReceipt, Inbound } from '../../src/domain/order/parts.ts';
import { type Profile, retail, securedTrade } from '../../src/domain/order/profile.ts';
import type { PackingListSummary } from '../../src/domain/order/stages/matching.ts';
import { cartonsOf, type Line } from '../../src/domain/order/line.ts';
import { type Terms, termsSchema, type TransportMode } from '../../src/domain/order/terms.ts';
import { addDays } from '../../src/domain/order/time.ts';
import { people } from './people.ts';

/** What a trade of the tests differs in; everything else is the same lamps and shades. */
export interface Clauses {
  settlement?: Terms['settlement'];
  paymentPlan?: Terms['paymentPlan'];
  paymentMethod?: 'TRANSFER' | 'LETTER_OF_CREDIT';
  inspection?: Terms['inspection'];
  transport?: TransportMode;
  incoterm?: Terms['incoterm'];
  profile?: Profile;
  warrantyDays?: number;
  claimDays?: number;
  customised?: boolean;
  lateDelivery?: Terms['lateDelivery'];
  /** What joint marketing takes off the price of line 1, in basis points. */
  allowanceBp?: number;
  /** Days from the quote to the delivery date. */
  deliveryDays?: number;
  /** Not of the contract but of the engine: hands over to a new run after so many events. */
  rollOverAfter?: number;
  /** The order's number, where it may not be drawn. */
  number?: string;
}

const line = (number: number, quantity: number, minor: number, unitsPerCarton: number): Line => ({
  line: number,
  sku: `LAMP-${number}`,
  description: `Desk lamp, model ${number}`,
  hsCode: '940521',
  origin: 'CN',
  quantity,
  unit: 'C62',
  price: { minor, per: 1 },
  customised: false,
  packing: { unitsPerCarton, netGrams: 8000, grossGrams: 9000, lengthMm: 600, widthMm: 400, heightMm: 350 },
});

const inspectionOf = (skips: readonly string[]): Terms['inspection'] | null =>
  skips.includes('inspection') ? { mode: 'NONE' } : null;

/** Fifty days of engineering, told without anything that only goods have. */
function serviceTermsOf(clauses: Clauses, now: string): Terms {
  return termsSchema.parse({
    currency: 'USD',
    lines: [
      {
        line: 1,
        sku: 'ENG-DAY',
        description: 'Engineering',
        origin: 'HK',
        quantity: 50,
        unit: 'DAY',
        price: { minor: 640_000 },
      },
    ],
    incoterm: 'DAP',
    namedPlace: 'Hong Kong',
    transport: 'COURIER',
    deliverBy: addDays(now, 60).slice(0, 10),
    paymentPlan: clauses.paymentPlan ?? [{ share: 10_000, due: 'ON_CONTRACT' }],
    settlement: clauses.settlement ?? { trigger: 'RECEIPT_CONFIRMED' },
    inspection: clauses.inspection ?? { mode: 'NONE' },
    tolerances: { quantityBp: 0, weightBp: 0, volumeBp: 0 },
    inspectionDays: 7,
    claimDays: clauses.claimDays ?? 14,
    warrantyDays: clauses.warrantyDays ?? 90,
  });
}

/** Straight from the supplier to the buyer by courier, paid before and released on receipt. */
function retailTermsOf(clauses: Clauses, now: string): Terms {
  const right = clauses.profile?.withdrawal;
  return termsSchema.parse({
    currency: 'USD',
    lines: [line(1, 100, 1251, 20)],
    incoterm: 'DAP',
    namedPlace: 'Kowloon, HK',
    transport: 'COURIER',
    deliverBy: addDays(now, clauses.deliveryDays ?? 15).slice(0, 10),
    paymentPlan: [{ share: 10_000, due: 'ON_CONTRACT' }],
    settlement: { trigger: 'RECEIPT_CONFIRMED' },
    inspection: { mode: 'NONE' },
    tolerances: { quantityBp: 0, weightBp: 0, volumeBp: 0 },
    inspectionDays: 7,
    claimDays: clauses.claimDays ?? (right === undefined ? 14 : 0),
    ...(right === undefined ? {} : { withdrawal: { ...right, exempt: [] } }),
    warrantyDays: clauses.warrantyDays ?? 365,
  });
}

/** A consumer's order as the API completes it: 100 lamps, 1,251.00 USD, agreed by a click. */
export function consumerOpeningOf(order: string, now = new Date().toISOString()): Opening {
  const hash = 'b'.repeat(64);
  const listing = { product: 'p1', version: 3, hash, publishedBy: people.supplier.user, publishedAt: now };
  const policy = { name: 'delivery', locale: 'en', version: 1, sha256: hash };
  return {
    ...openingOf(order, retail, now),
    mode: 'B2C',
    source: 'CONSUMER',
    consumer: {
      terms: retailTermsOf({ profile: retail }, now),
      sale: { offer: hash, listings: [listing], policies: [policy] },
    },
  };
}

const allowed = ({ allowanceBp }: Clauses): Pick<Line, 'allowance'> =>
  allowanceBp === undefined
    ? {}
    : { allowance: { agreement: 'a1', hash: 'a'.repeat(64), shareBp: allowanceBp } };

/** Two lines of lamps, together 14,111.95 USD: an amount that no share of a plan divides evenly. */
export function termsOf(clauses: Clauses, now: string): Terms {
  const skips = clauses.profile?.skips ?? [];
  if (skips.includes('shipment')) return serviceTermsOf(clauses, now);
  if (skips.includes('warehouse')) return retailTermsOf(clauses, now);
  return termsSchema.parse({
    currency: 'USD',
    lines: [
      { ...line(1, 1000, 1251, 20), ...allowed(clauses) },
      { ...line(2, 199, 805, 10), customised: clauses.customised ?? false },
    ],
    incoterm: clauses.incoterm ?? 'FCA',
    namedPlace: 'Designated warehouse, Shenzhen',
    transport: clauses.transport ?? 'SEA_FCL',
    deliverBy: addDays(now, clauses.deliveryDays ?? 60).slice(0, 10),
    paymentPlan: clauses.paymentPlan ?? [{ share: 10_000, due: 'ON_CONTRACT' }],
    ...(clauses.paymentMethod === undefined ? {} : { paymentMethod: clauses.paymentMethod }),
    settlement: clauses.settlement ?? { trigger: 'TITLE_TRANSFER' },
    inspection: clauses.inspection ?? inspectionOf(skips) ?? { mode: 'AQL', level: 'II', major: '2.5', minor: '4.0' },
    tolerances: { quantityBp: 200, weightBp: 500, volumeBp: 500 },
    inspectionDays: 7,
    claimDays: clauses.claimDays ?? 14,
    warrantyDays: clauses.warrantyDays ?? 90,
    ...(clauses.lateDelivery === undefined ? {} : { lateDelivery: clauses.lateDelivery }),
  });
}

/** The opening as the API completes it: numbered, with the clocks of the supplier's calendar. */
export function openingOf(order: string, profile: Profile = securedTrade, now = new Date().toISOString()): Opening {
  const { answerBusinessDays, answerWarningBusinessDays } = profile.clocks;
  return {
    order,
    mode: 'B2B',
    source: 'ENQUIRY',
    profile,
    supplierCalendar: 'CN',
    companies: {
      buyer: people.buyer.company,
      supplier: people.supplier.company,
      warehouse: people.warehouse.company,
      inspector: people.inspector.company,
      broker: people.broker.company,
      carrier: people.carrier.company,
      bank: people.bank.company,
    },
    demand: {
      items: [{ description: 'Desk lamps', quantity: 1199, quality: 'CE' }],
      destination: 'Hong Kong',
      remarks: '',
    },
    answerDueAt: addBusinessDays(now, answerBusinessDays, 'CN').due,
    answerWarnAt: addBusinessDays(now, answerWarningBusinessDays, 'CN').due,
  };
}

/** Pieces by line number; a line not named counts as the contract says. */
export type Pieces = Record<number, number>;

const pieces = (terms: Terms, counted: Pieces) =>
  terms.lines
    .map((each) => ({ ...each, quantity: counted[each.line] ?? each.quantity }))
    .filter(({ quantity }) => quantity > 0);
const received = (each: Line) => {
  const { unitsPerCarton, grossGrams, lengthMm, widthMm, heightMm } = each.packing;
  return {
    line: each.line,
    cartons: cartonsOf(each),
    quantity: each.quantity,
    grossGrams: Math.round((each.quantity * grossGrams) / unitsPerCarton),
    volumeCm3: Math.ceil((lengthMm * widthMm * heightMm) / 1000) * cartonsOf(each),
  };
};
const total = (lines: { cartons: number }[]): number => lines.reduce((sum, { cartons }) => sum + cartons, 0);

/** A booking as the API distils it from the despatch advice. */
export function inboundOf(terms: Terms, booking = 'ASN-1', counted: Pieces = {}): Inbound {
  const perLine = pieces(terms, counted)
    .map(received)
    .map(({ line: number, cartons, quantity }) => ({ line: number, cartons, quantity }));
  return { booking, cartons: total(perLine), perLine, sha256: sha256Hex(JSON.stringify([booking, perLine])) };
}

/** A goods receipt as the API distils it from the scans; `booked` is what was announced, when that is more. */
export function receiptOf(
  terms: Terms,
  { number = 'GR-1', counted = {}, booked = {} }: { number?: string; counted?: Pieces; booked?: Pieces } = {},
): GoodsReceipt {
  const perLine = pieces(terms, counted).map(received);
  return {
    number,
    at: new Date().toISOString(),
    cartonsBooked: total(pieces(terms, booked).map(received)),
    cartonsReceived: total(perLine),
    damaged: 0,
    exceptions: { duplicate: 0, unknown: 0, badCheckDigit: 0 },
    perLine,
    sha256: sha256Hex(JSON.stringify([number, perLine])),
  };
}

/** A packing list as the API distils it from its rows. */
export function packingListOf(terms: Terms, counted: Pieces = {}): PackingListSummary {
  const perLine = pieces(terms, counted).map((each) => ({
    ...received(each),
    hsCode: each.hsCode,
    netGrams: Math.round((each.quantity * each.packing.netGrams) / each.packing.unitsPerCarton),
  }));
  return { reference: 'PL-1', sha256: sha256Hex(JSON.stringify(perLine)), perLine };
}
