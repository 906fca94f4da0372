import { makeSscc } from '../../src/domain/identifiers/gs1.ts';
import type { Terms } from '../../src/domain/order/terms.ts';

/** The clauses in which the played trades differ. */
export type Clauses = Partial<Pick<Terms, 'paymentPlan' | 'paymentMethod' | 'settlement' | 'inspection'>>;

/** Pieces that arrive, by contract line; left out, all that was ordered. */
export type Delivered = Record<number, number>;

const PIECES_IN_A_CARTON = 100;
const packing = {
  unitsPerCarton: PIECES_IN_A_CARTON,
  netGrams: 18_000,
  grossGrams: 20_000,
  lengthMm: 600,
  widthMm: 400,
  heightMm: 400,
};
const oneCarton = {
  grossGrams: packing.grossGrams,
  lengthMm: packing.lengthMm,
  widthMm: packing.widthMm,
  heightMm: packing.heightMm,
};
const DELIVERY_DAYS = 60;
const DAY_MS = 86_400_000;

/** What the played buyers ask for. */
export const demand = {
  items: [
    { description: 'LED table lamp', quantity: 400 },
    { description: 'LED bulb E27', quantity: 200 },
  ],
  destination: 'Hamburg',
};

const line = (
  number: number,
  sku: string,
  description: string,
  hsCode: string,
  quantity: number,
  minor: number,
): Terms['lines'][number] => ({
  line: number,
  sku,
  description,
  hsCode,
  origin: 'CN',
  quantity,
  unit: 'C62',
  price: { minor, per: 1 },
  customised: false,
  packing,
});

/** Two lines, six cartons: small enough to scan each. */
export const termsWith = (clauses: Clauses): Terms => ({
  currency: 'USD',
  lines: [
    line(1, 'LAMP-1', 'LED table lamp', '940521', 400, 1250),
    line(2, 'BULB-2', 'LED bulb E27', '853952', 200, 890),
  ],
  incoterm: 'FCA',
  namedPlace: 'Kwai Chung',
  transport: 'SEA_FCL',
  deliverBy: new Date(Date.now() + DELIVERY_DAYS * DAY_MS).toISOString().slice(0, 10),
  paymentPlan: [{ share: 10_000, due: 'ON_CONTRACT' }],
  settlement: { trigger: 'TITLE_TRANSFER' },
  inspection: { mode: 'PERCENT', percent: 10, majorDefectsBp: 250, minorDefectsBp: 400 },
  tolerances: { quantityBp: 100, weightBp: 500, volumeBp: 500 },
  inspectionDays: 7,
  claimDays: 30,
  warrantyDays: 365,
  ...clauses,
});

/** The terms with other quantities. */
export const withQuantities = (terms: Terms, delivered: Delivered): Terms => ({
  ...terms,
  lines: terms.lines.map((each) => ({ ...each, quantity: delivered[each.line] ?? each.quantity })),
});

/** The labelled cartons of a delivery; `serial` keeps the labels of one trade apart from those of another. */
export function cartonsFor(terms: Terms, serial: number, delivered: Delivered = {}) {
  const { lines } = withQuantities(terms, delivered);
  const cartons = lines.flatMap((each) => Array.from({ length: each.quantity / PIECES_IN_A_CARTON }, () => each.line));
  return cartons.map((of, index) => ({
    sscc: makeSscc(3, '4012345', serial * cartons.length + index),
    line: of,
    quantity: PIECES_IN_A_CARTON,
    ...oneCarton,
  }));
}

/** The packing list of a delivery. */
export const packingListFor = (terms: Terms, delivered: Delivered = {}) => ({
  reference: 'PL-1',
  marks: 'HAMBURG 1/6',
  rows: withQuantities(terms, delivered).lines.map(({ line: of, sku, hsCode, quantity }) => {
    const cartons = quantity / PIECES_IN_A_CARTON;
    const { lengthMm, widthMm, heightMm } = packing;
    return {
      line: of,
      sku,
      hsCode,
      quantity,
      cartons,
      netGrams: cartons * packing.netGrams,
      grossGrams: cartons * packing.grossGrams,
      lengthMm,
      widthMm,
      heightMm,
    };
  }),
});

/** The measures the warehouse takes of one carton. */
export const measured = (sscc: string) => ({ sscc, ...oneCarton });
