import type { IncotermCode } from './incoterms.ts';

/** What goods cost on their way from the seller to the buyer's door, in the order of the journey. */
export const costComponents = [
  'goods',
  'exportPacking',
  'exportInland',
  'exportCustoms',
  'mainCarriage',
  'insurance',
  'inlandDelivery',
  'importDuty',
  'importTax',
] as const;
export type CostComponent = (typeof costComponents)[number];

const packed = ['goods', 'exportPacking'] as const;
const cleared = [...packed, 'exportInland', 'exportCustoms'] as const;
const carried = [...cleared, 'mainCarriage'] as const;
// Up to the place of delivery the risk is the seller's, who insures for himself if at all.
const delivered = [...carried, 'insurance', 'inlandDelivery'] as const;

/**
 * The components each rule puts on the seller, so that they are in the price (Incoterms 2020, articles A2 to A9 of each
 * rule; packing is the seller's under all of them by A8). FCA is read as delivery at the carrier's place, with the way
 * there in the price.
 */
const onSeller: Record<IncotermCode, readonly CostComponent[]> = {
  EXW: packed,
  FCA: cleared,
  FAS: cleared,
  FOB: cleared,
  CFR: carried,
  CPT: carried,
  CIF: [...carried, 'insurance'],
  CIP: [...carried, 'insurance'],
  DAP: delivered,
  DPU: delivered,
  DDP: [...delivered, 'importDuty', 'importTax'],
};

/** What a price under this rule includes, in the order of the journey; the rest is for the buyer to pay. */
export const costsOfSeller = (rule: IncotermCode): readonly CostComponent[] => onSeller[rule];
